"""Lesson 7: ask for a doctor. Who comes?"""

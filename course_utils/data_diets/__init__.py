"""Lesson 3: how much real data keeps a loop alive?"""

"""Lesson 2: every drawing looks fine. What is missing?"""

"""Lesson 9: what can you learn from a teacher that the data never showed?"""

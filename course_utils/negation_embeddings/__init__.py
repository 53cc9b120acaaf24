"""Lesson 11: recipes without meat. Why do we get the burger, and can we mend it?"""

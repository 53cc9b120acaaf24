"""Lesson 1: where does the face go?"""

"""Lesson 13: can made-up code teach a search engine what nobody wrote about?"""

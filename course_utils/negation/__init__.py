"""Sentences with and without: written for lesson 6, to train and to test a sentence encoder."""

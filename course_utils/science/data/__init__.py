"""Loaders of data: each file is located, checked, and only then opened."""

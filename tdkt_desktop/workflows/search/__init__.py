"""Anything recorded, found by words with or without tone marks."""

"""Curated entries and a user's own, compiled to the index that programs read."""

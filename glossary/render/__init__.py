"""Formats to write an annotated article in. They only insert: taking the insertions out gives back the input."""

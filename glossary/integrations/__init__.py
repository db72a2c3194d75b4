"""Glossary inside the tools that people already use: a file a library, imported only by those who have it."""

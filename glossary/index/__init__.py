"""The compiled index: its file, the automaton behind one small interface, records and lookup."""

from glossary.index.file import IndexDamagedError, IndexFile
from glossary.index.glossary import Form, FormLink, Glossary

__all__ = ["Form", "FormLink", "Glossary", "IndexDamagedError", "IndexFile"]

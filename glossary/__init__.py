"""Find Chinese names in Indonesian text, give their pinyin and link them to a curated glossary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from glossary.articles.html_in_place import annotate_html
    from glossary.compile.load import load
    from glossary.document import Document
    from glossary.errors import ArticleError, DataError, GlossaryError, OutputError
    from glossary.flow import Annotator, annotate, lookup, read
    from glossary.index import Glossary
    from glossary.linter import fix, lint
    from glossary.model import Entry, LatinForm, Mention, Problem, Reading, Role

_ROOMS = {
    "Annotator": "flow", "annotate": "flow", "lookup": "flow", "read": "flow", "load": "compile.load",
    "annotate_html": "articles.html_in_place",
    "Document": "document", "ArticleError": "errors", "DataError": "errors", "GlossaryError": "errors", "OutputError": "errors",
    "Glossary": "index", "Entry": "model", "LatinForm": "model", "Mention": "model", "Reading": "model", "Role": "model",
    "Problem": "model", "fix": "linter", "lint": "linter",
}  # fmt: skip

__all__ = [
    "Annotator", "ArticleError", "DataError", "Document", "Entry", "Glossary", "GlossaryError", "LatinForm", "Mention",
    "OutputError", "Problem", "Reading", "Role", "annotate", "annotate_html", "fix", "lint", "load", "lookup", "read",
]  # fmt: skip


if (_logging := sys.modules.get("logging")) is not None:  # importing it would double the time of ours
    _logging.getLogger(__name__).addHandler(_logging.NullHandler())


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'glossary' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"glossary.{room}"), name)
    globals()[name] = value
    return value

"""The pinyin of Chinese names, and whether a Latin string spells one.

`Tables` holds what was compiled from `data/readings`, `data/surnames.tsv` and `data/spellings`; `read`, `read_name`
and `match_spelling` are pure functions over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.reading.curated import read_name
from glossary.reading.reader import read
from glossary.reading.tables import Tables

if TYPE_CHECKING:
    from glossary.reading.match import SpelledName, Spelling, match_spelling, spelled_name

__all__ = ["SpelledName", "Spelling", "Tables", "match_spelling", "read", "read_name", "spelled_name"]


def __getattr__(name: str) -> object:
    if name in ("SpelledName", "Spelling", "match_spelling", "spelled_name"):
        from glossary.reading import match

        return getattr(match, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

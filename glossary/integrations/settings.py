"""What an integration is told about the flow: which entries, whether Latin letters alone count, and the house style."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from glossary.compile.load import load
from glossary.flow import Annotator
from glossary.linter import Linter
from glossary.model import Mention


class Settings(NamedTuple):
    """Small, immutable, and the same in every process: what travels instead of an annotator."""

    glossary: tuple[str, ...] = ()  # files of own entries, over the built-in ones
    latin_mentions: bool = False
    profile: str = "tiongkok"
    url_base: str | None = None  # see `glossary.load`

    def annotator(self) -> Annotator:
        """The annotator of these settings, made once in a process."""
        return _annotator(self)

    def linter(self) -> Linter:
        """The linter of these settings, made once in a process."""
        return _linter(self)


@lru_cache(maxsize=8)
def _annotator(settings: Settings) -> Annotator:
    own = load(*settings.glossary, profile=settings.profile, url_base=settings.url_base)
    return Annotator(own, latin_mentions=settings.latin_mentions)


@lru_cache(maxsize=8)
def _linter(settings: Settings) -> Linter:
    return Linter(settings._replace(latin_mentions=True).annotator())


COLUMNS = ("start", "end", "surface", "kind", "pinyin", "latin", "agreement", "entry", "name", "description", "url")
"""The columns of a table with one row a mention; `start` and `end` count code points, `entry` is the entry's id."""


def row(
    mention: Mention,
) -> tuple[int, int, str, str, str | None, str | None, str | None, str | None, str | None, str | None, str | None]:
    """One mention as a row of COLUMNS; what it does not have is None."""
    latin, entry = mention.latin, mention.entry
    return (
        mention.start,
        mention.end,
        mention.surface,
        mention.kind,
        mention.pinyin,
        latin.text if latin else None,
        latin.agreement if latin else None,
        entry.id if entry else None,
        entry.name if entry else None,
        (entry.description or None) if entry else None,
        entry.url if entry else None,
    )

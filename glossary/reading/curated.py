"""Reads a name by the entries of a glossary first, then by the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from glossary.model import Entry, Reading, check_kind
from glossary.pinyin import strip_tones
from glossary.reading.fit import fit_pinyin
from glossary.reading.orthography import MAX_ALTERNATIVES
from glossary.reading.reader import read

if TYPE_CHECKING:
    from glossary.reading.tables import Tables


class Link(Protocol):
    """What a form of a glossary stands for: an entry, and how the form is read."""

    @property
    def entry(self) -> Entry:
        """The entry that answers to the form."""

    @property
    def reading(self) -> Reading | None:
        """The reading of the form, None for a form in Latin letters."""


def read_name(
    surface: str, kind: str | None, latin: str | None, *, links: Callable[[str], Iterable[Link]], tables: Tables
) -> Reading:
    """Read a name: as the first entry of its kind has it, unless the Latin form spells it otherwise; else by the rules.

    `links` gives what a form stands for, best first. A single Hanzi is never read by an entry.

    Raises:
        ValueError: the kind is unknown.
    """
    by_rule = read(surface, check_kind(kind), latin, tables=tables)
    if by_rule.pinyin is None or len(surface) < 2:
        return by_rule
    curated = [link.reading for link in links(surface) if link.reading is not None and kind in (None, link.entry.kind)]
    fitting = [reading for reading in curated if not (latin and _spells_otherwise(surface, reading, latin, tables))]
    if not fitting:
        return by_rule
    best, *rest = fitting
    others = dict.fromkeys([*best.alternatives, *(reading.pinyin for reading in (*rest, *curated, by_rule))])
    others.pop(best.pinyin)
    return best._replace(alternatives=tuple([other for other in others if other])[:MAX_ALTERNATIVES])


def _spells_otherwise(surface: str, reading: Reading, latin: str, tables: Tables) -> bool:
    """Tell whether a Latin form spells the Hanzi, and in letters other than those of a reading."""
    key = tables.folds.fold(surface)
    fitted = fit_pinyin(key, reading.syllables, latin, tables, tables.surname_length_folded(key))
    return fitted is not None and [*map(strip_tones, fitted)] != [*map(strip_tones, reading.syllables)]

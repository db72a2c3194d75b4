"""Offsets in other units than code points."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.errors import seen
from glossary.model import Mention

UNITS = ("code-points", "utf-16", "utf-8")


def convert(text: str, places: Iterable[int], unit: str) -> dict[int, int]:
    """Map places of a text from code points to another unit, in one pass; a lone surrogate is one code unit and three bytes.

    Raises:
        ValueError: an unknown unit.
    """
    if unit not in UNITS:
        raise ValueError(f"unknown unit {seen(unit)}; write one of {', '.join(UNITS)}")
    codec, size = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1), "code-points": ("utf-32-le", 4)}[unit]
    found: dict[int, int] = {}
    last = counted = 0
    for place in sorted(set(places)):
        counted += len(text[last:place].encode(codec, "surrogatepass")) // size
        found[place] = counted
        last = place
    return found


def in_unit(text: str, mentions: tuple[Mention, ...], unit: str) -> tuple[Mention, ...]:
    """The mentions with all their offsets, also those of Latin forms, in another unit."""
    if unit == "code-points":
        return mentions
    spans = [(mention.start, mention.end) for mention in mentions]
    spans += [(mention.latin.start, mention.latin.end) for mention in mentions if mention.latin is not None]
    at = convert(text, [place for span in spans for place in span], unit)
    return tuple(
        mention._replace(
            start=at[mention.start],
            end=at[mention.end],
            latin=mention.latin and mention.latin._replace(start=at[mention.latin.start], end=at[mention.latin.end]),
        )
        for mention in mentions
    )

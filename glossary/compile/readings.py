"""How each Hanzi form of an entry is read: the curated pinyin where it reaches, the reading engine for the rest."""

from __future__ import annotations

from typing import Any

from glossary import script
from glossary.pinyin import close_up, parse
from glossary.reading import Tables, read


def form_reading(text: str, fields: dict[str, Any], tables: Tables) -> tuple[list[Any], ...]:
    """Give `([pinyin, syllables joined by spaces, confidence],)` for a Hanzi form, or () where it cannot be read."""
    words = _curated_words(fields)
    key, whole = script.simplify(text), script.simplify(fields["hans"])
    if words and key == whole:
        return ([fields["pinyin"], " ".join(s.lower() for word in words for s in word), 1.0],)
    at = whole.find(key)
    if words and at >= 0 and fields["kind"] != "person" and sum(map(len, words)) == len(whole):
        parts = _slice(words, at, at + len(key))
        return ([" ".join(close_up(part) for part in parts), " ".join(s.lower() for part in parts for s in part), 1.0],)
    reading = read(text, fields["kind"], tables=tables)
    if reading.pinyin is None:
        return ()
    return ([reading.pinyin, " ".join(reading.syllables), reading.confidence],)


def _curated_words(fields: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    try:
        return parse(fields["pinyin"]) if fields.get("pinyin") else ()
    except ValueError:
        return ()


def _slice(words: tuple[tuple[str, ...], ...], start: int, end: int) -> list[list[str]]:
    parts: list[list[str]] = []
    position = 0
    for word in words:
        part = [s for n, s in enumerate(word, position) if start <= n < end]
        position += len(word)
        if part:
            parts.append(part)
    return parts

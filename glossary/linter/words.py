"""The capitalised words that stand before a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.words import TITLES

_NAME_WORD = re.compile(r"[A-Z\u00c0-\u024f\uff21-\uff3a][\w'’‘\u00ad\u200b-\u200d\u2060\ufeff\uff41-\uff5a-]*")


def names_before(text: str, place: int) -> Iterator[str]:
    """The capitalised phrases of at most four words that end before a place, the longest first; titles stay outside."""
    stretch = text[max(0, place - 80) : place].rstrip(' \u00a0"”’')
    words: list[str] = []
    for word in reversed(stretch.replace("\u00a0", " ").split(" ")[-4:]):
        if _NAME_WORD.fullmatch(word) is None:
            break
        words.insert(0, word)
    for first in range(len(words)):
        if words[first].lower() not in TITLES or first == len(words) - 1:
            yield " ".join(words[first:])

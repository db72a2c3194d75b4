"""The second step: tie a Hanzi surface to the Latin form beside it, `Xi Jinping (习近平)`."""

from __future__ import annotations

import re

from glossary import script
from glossary.model import Entry, LatinForm
from glossary.reading import Tables, match_spelling

MAX_LEFT = 120  # code points before a bracket that may hold the Latin form
MAX_WORDS = 10

_OPEN = re.compile(
    r"[\s\"“”‘’]*[(（\[【][\s\"“‘《]*"
    r"(?:(?:Hanzi(?: sederhana| tradisional)?|Mandarin|Tionghoa|bahasa Tionghoa|aksara Tionghoa)\s*:\s*)?$"
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-]*\w)?", re.UNICODE)
_PARTICLES = frozenset(("dan di dari of the and untuk bagi de").split())
_TITLES = frozenset(
    (
        "presiden menteri juru bicara perdana jenderal laksamana aktor aktris penyanyi pengusaha pakar profesor dokter "
        "duta besar gubernur wali kota walikota ketua wakil direktur pendiri peneliti astronaut sutradara pemain bulu "
        "tangkis pak bu ibu bapak tuan nyonya sekretaris pemimpin atlet penulis"
    ).split()
)


def pair(text: str, start: int, entries: tuple[Entry, ...], surface: str, tables: Tables) -> LatinForm | None:
    """Find the Latin form before the bracket that a surface at `start` opens with; None where there is none.

    Its extent is the longest alias of an entry, else what spells the Hanzi, else the capitalised phrase before the bracket.
    """
    left = text[max(0, start - MAX_LEFT) : start]
    opening = _OPEN.search(left)
    if opening is None:
        return None
    base = start - len(left)
    words = list(_WORD.finditer(left, 0, opening.start()))[-MAX_WORDS:]
    if not words or left[words[-1].end() : opening.start()].strip():
        return None
    words = _same_phrase(left, words)
    keys = {script.fold(form) for entry in entries for form in (*entry.forms, *entry.avoid, entry.pinyin or "") if form}
    end = words[-1].end()
    for word in words:  # longest first
        if script.fold(left[word.start() : end]) in keys:
            return LatinForm(base + word.start(), base + end, left[word.start() : end], "entry")
    near: LatinForm | None = None
    for word in reversed(words):
        candidate = left[word.start() : end]
        spelling = match_spelling(surface, candidate, tables) if candidate[:1].isupper() else None
        if spelling is not None:
            form = LatinForm(base + word.start(), base + end, candidate, spelling.agreement, spelling.system, spelling.slip)
            if spelling.agreement == "spelling":
                return form
            near = near or form
    return near or _phrase(left, words, base)


def _same_phrase(left: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keep the words that no comma, full stop or bracket parts from the last one."""
    kept = [words[-1]]
    for word in reversed(words[:-1]):
        if left[word.end() : kept[0].start()].strip():
            break
        kept.insert(0, word)
    return kept


def _phrase(left: str, words: list[re.Match[str]], base: int) -> LatinForm | None:
    first = len(words)
    while first and (words[first - 1][0][0].isupper() or words[first - 1][0] in _PARTICLES):
        first -= 1
    while first < len(words) and (words[first][0] in _PARTICLES or words[first][0].lower() in _TITLES):
        first += 1
    if first == len(words):
        return None
    start, end = words[first].start(), words[-1].end()
    return LatinForm(base + start, base + end, left[start:end], "none")

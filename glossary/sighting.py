"""A Hanzi surface in its text: what resolving it may look at."""

from __future__ import annotations

from typing import NamedTuple

from glossary.model import LatinForm, Mention
from glossary.script import lazy_pattern

CONTEXT = 140  # code points on either side that tell homonyms apart
# Log odds that a name is of the kind of the name before it: behind a comma; behind 'dan' or a line end.
COMMA, JOINED = 1.0, 2.5
MAX_JOINT = 16  # code points between two names of a series
_JOINT = lazy_pattern(
    r"[)）\]】]?[\"”’'*_»》]{0,2}(?:[,;、/&]|,? (?:dan|serta|atau|hingga|&)\b|,? (?:diikuti|disusul|menyusul)\b| [-–—](?= )|\n)"
    r"[ \n]{0,2}"
    r"(?:dan |serta |\d{1,2}[.)] |[-*•–] )?[\"“‘'*_«《]{0,2}[(（]?"
)

_TITLE_MARKS = {"《": "》", "〈": "〉"}


class Beside(NamedTuple):
    """The kind of the name before another in a series, and how far it speaks for that, as log odds."""

    kind: str
    weight: float


class Sighting(NamedTuple):
    """A surface, the Latin form tied to it, and the words around the two."""

    surface: str
    latin: LatinForm | None
    shape: str | None  # the kind that the cover of its run found
    before: str
    after: str
    beside: Beside | None  # the kind of the name before it in a series
    is_title: bool  # it stands alone between the marks of a title, which are no bracket behind its Latin form: 《武则天》


def sight(text: str, start: int, end: int, latin: LatinForm | None, shape: str | None, previous: Mention | None) -> Sighting:
    """Look at the surface `text[start:end]`, whose Latin form is found; `previous` is the mention before it."""
    first = latin.start if latin is not None and latin.end <= start else start
    last = latin.end if latin is not None and latin.start >= end else end
    before, after = text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT]
    is_title = text[start - 1 : start] in _TITLE_MARKS and text[end : end + 1] == _TITLE_MARKS[text[start - 1]]
    if is_title and latin is not None and latin.end < start and not text[latin.end : start - 1].strip():
        is_title = False
    return Sighting(text[start:end], latin, shape, before, after, _beside(text, previous, first), is_title)


def _beside(text: str, previous: Mention | None, first: int) -> Beside | None:
    """The kind of the mention before a name that begins at `first`, where the two stand in one series or list."""
    if previous is None or not 0 < first - previous.end <= MAX_JOINT or previous.resolution.kind == "other":
        return None
    if not _JOINT.fullmatch(text, previous.end, first):
        return None
    is_comma = text[previous.end : first].rstrip(" \"“‘'*_").endswith((",", "-", "–", "—"))
    return Beside(previous.resolution.kind, COMMA if is_comma else JOINED)

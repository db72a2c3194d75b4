"""The first step: one pass of the automaton gives the Hanzi runs and the Latin forms of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.index import Glossary
from glossary.index.automaton import Match
from glossary.script import INTERPUNCTS, SPACES, VARIATION_SELECTORS, ZERO_WIDTH

WINDOW = 1 << 16  # a longer text is scanned in windows of this many code points, so that memory stays bounded
MAX_FORM = 256  # code points that the windows overlap: no form is longer

_JOINT = frozenset(INTERPUNCTS + ZERO_WIDTH + VARIATION_SELECTORS + SPACES)
_SELECTORS = frozenset(VARIATION_SELECTORS)
_CLITIC = re.compile(r"-?(?:nya|lah|pun|kah|ku|mu|s)(?![^\W_])")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Run(NamedTuple):
    """A maximal stretch of Hanzi, with what joins the parts of a name inside it (spaces, interpuncts, zero-width marks).

    `pattern` is the form that is equal to the whole run, or -1.
    """

    start: int
    end: int
    pattern: int


class LatinHit(NamedTuple):
    """A Latin form of the glossary at word boundaries, the leftmost-longest of those that overlap."""

    start: int
    end: int
    pattern: int


def scan(text: str, glossary: Glossary) -> tuple[list[Run], list[LatinHit]]:
    """Find the Hanzi runs and the Latin forms of a text, each sorted and apart.

    Offsets count code points of the text as received. A lone surrogate matches nothing and costs nothing but a second pass.
    """
    runs: list[Run] = []
    latin: list[LatinHit] = []
    first_hanzi, first_single = glossary.first_hanzi, glossary.first_single
    start = end = -9  # of the run that is growing
    whole = -1  # the form that equals it so far
    for hit_start, hit_end, pattern in _find(text, glossary):
        if pattern >= first_hanzi:
            if hit_start <= end:
                if hit_start <= start:
                    start, whole = hit_start, (pattern if pattern < first_single else -1)
                else:
                    whole = -1
            else:
                if end > 0:
                    runs.append(Run(start, end, whole))
                start, whole = hit_start, (pattern if pattern < first_single else -1)
            end = hit_end
        elif _is_bounded(text, hit_start, hit_end):
            _add(latin, LatinHit(hit_start, hit_end, pattern))
        elif " " in text[hit_start:hit_end]:
            for hit in _inner_forms(text, hit_start, hit_end, glossary):
                _add(latin, hit)
    if end > 0:
        runs.append(Run(start, end, whole))
    return _join(text, runs), latin


def _find(text: str, glossary: Glossary) -> list[Match]:
    if len(text) <= WINDOW:
        try:
            return glossary.find(text)
        except UnicodeEncodeError:
            return glossary.find(_SURROGATES.sub("\ufffd", text))
    return _find_long(_SURROGATES.sub("\ufffd", text), glossary)


def _find_long(text: str, glossary: Glossary) -> list[Match]:
    found: list[Match] = []
    last = 0
    for base in range(0, len(text), WINDOW):
        left = max(0, base - MAX_FORM)
        for start, end, pattern in glossary.find(text[left : base + WINDOW]):
            if end + left > last:  # of each end the longest form: a window sees those that its margin holds whole
                found.append((start + left, end + left, pattern))
        last = min(base + WINDOW, len(text))
    return found


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin form stands at word boundaries; clitics and capitalised compounds (ASEAN-Tiongkok) do not bind it."""
    if start:
        before = text[start - 1]
        if before.isalnum():
            return False
        if (before == "'" or before == "’") and start > 1 and text[start - 2].isalnum():
            return False
    if end < len(text):
        after = text[end]
        if after.isalnum():
            return end - start > 3 and after.islower() and _CLITIC.match(text, end) is not None
        if after in "-'’" and end + 1 < len(text) and text[end + 1].isalnum():
            return text[end + 1].isupper() or _CLITIC.match(text, end + 1) is not None
    return True


def _inner_forms(text: str, start: int, end: int, glossary: Glossary) -> list[LatinHit]:
    """The forms that a longer, unbounded one hides: those that end where it ends and begin at a later word."""
    for match in re.finditer(r"(?<=[\s(])\S", text[start:end]):
        inner = start + match.start()
        for hit_start, hit_end, pattern in glossary.find(text[inner:end]):
            if hit_start == 0 and hit_end == end - inner and pattern < glossary.first_hanzi and _is_bounded(text, inner, end):
                return [LatinHit(inner, end, pattern)]
    return []


def _add(latin: list[LatinHit], hit: LatinHit) -> None:
    """Keep the leftmost of overlapping hits, the longest of those that begin together; hits come ordered by their end."""
    while latin and hit.start <= latin[-1].start:
        latin.pop()
    if not latin or hit.start >= latin[-1].end:
        latin.append(hit)


def _join(text: str, runs: list[Run]) -> list[Run]:
    """Join runs that only a joint parts, and take in a variation selector after the last Hanzi."""
    joined: list[Run] = []
    for run in runs:
        if joined:
            last = joined[-1]
            gap = run.start - last.end
            if gap <= 3 and _JOINT.issuperset(text[last.end : run.start]):
                joined[-1] = Run(last.start, run.end, -1)
                continue
        joined.append(run)
    for number, run in enumerate(joined):
        end = run.end
        while end < len(text) and text[end] in _SELECTORS:
            end += 1
        if end != run.end:
            joined[number] = Run(run.start, end, run.pattern)
    return joined

"""The first step: one pass of the automaton gives the Hanzi runs and the Latin forms of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from glossary.index import Glossary
from glossary.index.automaton import Match
from glossary.script import (
    COMBINING_MARKS,
    HANZI_RANGES,
    IGNORED,
    INTERPUNCTS,
    LAST_SCANNED_SINGLE,
    SPACES,
    VARIATION_SELECTORS,
    ZERO_WIDTH_RANGES,
    lazy_pattern,
    regex_class,
)

WINDOW = 1 << 16  # a longer text is scanned in windows of this many code points, so that memory stays bounded
MAX_FORM = 256  # code points that the windows overlap: no form is longer

MAX_JOINT = 3  # spaces and interpuncts between two Hanzi of one run; what prints nothing does not count

_JOINT = IGNORED.union(INTERPUNCTS + SPACES)
_ON_HANZI = frozenset(VARIATION_SELECTORS + COMBINING_MARKS)  # what belongs to the Hanzi before it
_CLITIC = lazy_pattern(r"-?(?:nya|lah|pun|kah|ku|mu|s)(?![^\W_])")
_SURROGATES = lazy_pattern("[\ud800-\udfff]")
_WIDE_HANZI = lazy_pattern(f"[{regex_class(tuple(pair for pair in HANZI_RANGES if pair[0] > LAST_SCANNED_SINGLE))}]")
_LINE_END = lazy_pattern(r"\n(?<=[^\W\d_]\n)(?=[^\W\d_])")  # between two words, perhaps of one name
_UNSEEN = lazy_pattern(f"[{regex_class(ZERO_WIDTH_RANGES)}]")
_WIDE_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ"  # letters of pinyin with tone marks
TONED = frozenset(_TONED)
_VEILED = lazy_pattern(f"[{regex_class(ZERO_WIDTH_RANGES)}{_WIDE_SPACES}\uff10-\uff5a{_TONED}]")  # what hides a Latin form
_PLAIN = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)},
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **{ord(toned): plain for toned, plain in zip(_TONED, "aaaaeeeeiiiioooouuuuüüüüAAAAEEEEOOOO", strict=True)},
}
_by_end = itemgetter(1)


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


def scan(text: str, glossary: Glossary, *, latin: bool = True) -> tuple[list[Run], list[LatinHit]]:
    """Find the Hanzi runs and, with `latin`, the Latin forms of a text, each sorted and apart.

    Offsets count code points of the text as received. A lone surrogate matches nothing and costs nothing but a second pass.
    """
    if latin and "\n" in text:
        text = _LINE_END.sub(" ", text)
    if latin and not text.isascii() and _may_be_veiled(text) and _VEILED.search(text):
        return scan(text, glossary, latin=False)[0], _veiled_hits(text, glossary)
    runs: list[Run] = []
    hits: list[LatinHit] = []
    first_single, first_latin = glossary.first_single, glossary.first_latin
    start = end = -9  # of the run that is growing
    whole = -1  # the form that equals it so far
    for hit_start, hit_end, pattern in _find(text, glossary, latin):
        if pattern < first_latin:
            if hit_start > end:
                if end > 0:
                    _add_run(text, runs, Run(start, end, whole))
                start, whole = hit_start, (pattern if pattern < first_single else -1)
            elif hit_start <= start:
                start, whole = hit_start, (pattern if pattern < first_single else -1)
            else:
                whole = -1
            end = hit_end
        elif _is_bounded(text, hit_start, hit_end):
            _add(hits, LatinHit(hit_start, hit_end, pattern))
        elif " " in text[hit_start:hit_end]:
            for hit in _inner_forms(text, hit_start, hit_end, glossary):
                _add(hits, hit)
    if end > 0:
        _add_run(text, runs, Run(start, end, whole))
    return _with_marks(text, runs) if runs else runs, hits


def _may_be_veiled(text: str) -> bool:
    """Tell quickly that a text holds nothing that hides a Latin form: a search for all of it takes four times as long."""
    if not text.replace("\n", " ").isprintable():  # what has no width and every space but one are no printable characters
        return True
    data = text.encode("utf-8", "surrogatepass")
    # the first bytes of full-width letters and digits, and of letters with marks
    return any(byte in data for byte in (b"\xef\xbc", b"\xef\xbd", b"\xc3", b"\xc4", b"\xc5", b"\xc7"))


def _veiled_hits(text: str, glossary: Glossary) -> list[LatinHit]:
    """The Latin forms of a text that holds characters of no width, wide spaces or full-width letters, which are read through."""
    places = [match.start() for match in _UNSEEN.finditer(text)]
    keys = [place - number for number, place in enumerate(places)]  # where each stood in the text without them
    plain = (_UNSEEN.sub("", text) if places else text).translate(_PLAIN)

    def back(place: int) -> int:
        return place + bisect_right(keys, place)

    return [LatinHit(back(hit.start), back(hit.end - 1) + 1, hit.pattern) for hit in scan(plain, glossary)[1]]


def _find(text: str, glossary: Glossary, latin: bool) -> Iterable[Match]:
    find = glossary.automaton(latin=latin).find
    if len(text) <= WINDOW:
        return _find_window(text, find, glossary.first_single)
    return _find_long(text, find, glossary.first_single)


def _find_window(text: str, find: Callable[[str], list[Match]], single: int) -> list[Match]:
    try:
        is_wide = b"\xf0" in text.encode()  # of what UTF-8 writes with this byte, a few planes of Hanzi are of interest
    except UnicodeEncodeError:
        text, is_wide = _SURROGATES.sub("\ufffd", text), True
    found = find(text)
    if is_wide and (wide := [(match.start(), match.end(), single) for match in _WIDE_HANZI.finditer(text)]):
        ends = {end for _, end, _ in found}
        found = sorted([*found, *(match for match in wide if match[1] not in ends)], key=_by_end)
    return found


def _find_long(text: str, find: Callable[[str], list[Match]], single: int) -> Iterator[Match]:
    last = 0
    for base in range(0, len(text), WINDOW):
        left = max(0, base - MAX_FORM)
        for start, end, pattern in _find_window(text[left : base + WINDOW], find, single):
            if end + left > last:  # of each end the longest form: a window sees those that its margin holds whole
                yield start + left, end + left, pattern
        last = min(base + WINDOW, len(text))


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
    find = glossary.automaton(latin=True).find
    for match in re.finditer(r"(?<=[\s(])\S", text[start:end]):
        inner = start + match.start()
        for hit_start, hit_end, pattern in find(text[inner:end]):
            if hit_start == 0 and hit_end == end - inner and pattern >= glossary.first_latin and _is_bounded(text, inner, end):
                return [LatinHit(inner, end, pattern)]
    return []


def _add(latin: list[LatinHit], hit: LatinHit) -> None:
    """Keep the leftmost of overlapping hits, the longest of those that begin together; hits come ordered by their end."""
    while latin and hit.start <= latin[-1].start:
        latin.pop()
    if not latin or hit.start >= latin[-1].end:
        latin.append(hit)


def _add_run(text: str, runs: list[Run], run: Run) -> None:
    """Add a run, joined to the last one where only a joint parts them."""
    if runs and _is_joint(text[runs[-1].end : run.start]):
        runs[-1] = Run(runs[-1].start, run.end, -1)
    else:
        runs.append(run)


def _with_marks(text: str, runs: list[Run]) -> list[Run]:
    """Take in selectors and marks on the last Hanzi of each run."""
    for number, run in enumerate(runs):
        end = run.end
        while end < len(text) and text[end] in _ON_HANZI:
            end += 1
        if end != run.end:
            runs[number] = Run(run.start, end, run.pattern)
    return runs


def _is_joint(gap: str) -> bool:
    if not _JOINT.issuperset(gap):
        return False
    return len(gap) <= MAX_JOINT or sum(c not in IGNORED for c in gap) <= MAX_JOINT

"""The first step: one pass of the automaton gives the Hanzi runs and the Latin forms of a text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from glossary.index import Glossary
from glossary.index.automaton import Match
from glossary.model import new
from glossary.script import (
    COMBINING_MARKS,
    HANZI_RANGES,
    IGNORED,
    INTERPUNCTS,
    LAST_SCANNED_SINGLE,
    MARK_RANGES,
    SELECTOR_RANGES,
    SPACES,
    TONED,
    VARIATION_SELECTORS,
    VEILS,
    ZERO_WIDTH_RANGES,
    lazy_pattern,
    regex_class,
)

WINDOW = 1 << 16  # a longer text is scanned in windows of this many code points, so that memory stays bounded
MAX_FORM = 256  # code points that the windows overlap: no form is longer

MAX_JOINT = 3  # spaces and interpuncts between two Hanzi of one run; what prints nothing does not count

_BOUNDS = frozenset(' \n\t,.;:!?()"“”/…（），。、')  # what always bounds a Latin form
_JOINT = IGNORED.union(INTERPUNCTS + SPACES)
_ON_HANZI = frozenset(VARIATION_SELECTORS + COMBINING_MARKS)  # what belongs to the Hanzi before it
_CLITIC = lazy_pattern(r"-?(?:nya|lah|pun|kah|ku|mu|s)(?![^\W_])")
_SURROGATES = lazy_pattern("[\ud800-\udfff]")
_WIDE_HANZI = lazy_pattern(f"[{regex_class(tuple(pair for pair in HANZI_RANGES if pair[0] > LAST_SCANNED_SINGLE))}]")
_ON_LETTER = regex_class((*SELECTOR_RANGES, *MARK_RANGES))  # ranges: characters one by one would each be compared
_UNSEEN_RANGES = (*ZERO_WIDTH_RANGES, *SELECTOR_RANGES, *MARK_RANGES)
_WIDE_VEILS = lazy_pattern(f"[{regex_class(tuple(pair for pair in _UNSEEN_RANGES if pair[0] > LAST_SCANNED_SINGLE))}]")
_LINE_END = lazy_pattern(r"\n(?<=[^\W\d_]\n)(?=[^\W\d_])")  # between two words, perhaps of one name
_UNSEEN = lazy_pattern(f"[{regex_class(_UNSEEN_RANGES)}]")
_MARKED_LETTER = lazy_pattern(f"[A-Za-z\u00c0-\u02af\u1e00-\u1eff][{_ON_LETTER}]{{1,8}}")
_DIAERESIS = lazy_pattern(f"[Uu](?=[{_ON_LETTER}]{{0,7}}\u0308)")  # of pinyin: it parts lü from lu
_PLAIN = {
    **{ord(c): " " for c in VEILS if c.isspace()},
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)},
    **{ord(toned): plain for toned, plain in zip(TONED, "aaaaeeeeiiiioooouuuuüüüüAAAAEEEEIIIIOOOOUUUU", strict=True)},
}
_MARKED = frozenset(TONED)
_by_end = itemgetter(1)


HOLDS_FORMS, ONLY_SINGLES = -1, -2  # of a run that is no form: forms of several Hanzi stand in it, or none


class Run(NamedTuple):
    """A maximal stretch of Hanzi, with what joins the parts of a name inside it (spaces, interpuncts, zero-width marks).

    `pattern` is the form that is equal to the whole run, HOLDS_FORMS or ONLY_SINGLES.
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
    if "\n" in text:
        text = _LINE_END.sub(" ", text)
    runs, hits, is_veiled = _scan(text, glossary)
    if is_veiled:
        hits = _read_through(text, hits, glossary)
    return _with_marks(text, runs), hits


def _scan(text: str, glossary: Glossary) -> tuple[list[Run], list[LatinHit], bool]:
    """Take the matches of one pass in order: runs, Latin forms, and whether anything may hide a Latin form."""
    runs: list[Run] = []
    hits: list[LatinHit] = []
    first_single, first_veil, first_latin = glossary.first_single, glossary.first_veil, glossary.first_latin
    is_veiled = False
    start = end = 0  # of the run that is growing
    whole = ONLY_SINGLES  # the form that equals it so far
    last, size = 0, len(text)  # where the last Latin form ends, and the text
    for match in _find(text, glossary, latin=True):
        hit_start, hit_end, pattern = match
        if pattern < first_veil:
            if start < hit_start <= end:
                if whole >= 0 or hit_end - hit_start > 1:
                    whole = HOLDS_FORMS
            else:
                if end and hit_start > end:
                    _add_run(text, runs, new(Run, (start, end, whole)))
                start, whole = hit_start, (pattern if pattern < first_single else ONLY_SINGLES)
            end = hit_end
        elif pattern < first_latin:
            is_veiled = True
        else:
            is_apart = (not hit_start or text[hit_start - 1] in _BOUNDS) and (hit_end == size or text[hit_end] in _BOUNDS)
            if is_apart or _is_bounded(text, hit_start, hit_end):
                if hit_start >= last:
                    hits.append(new(LatinHit, match))
                else:
                    _add(hits, new(LatinHit, match))
            elif " " in text[hit_start:hit_end]:
                for inner in _inner_forms(text, hit_start, hit_end, glossary):
                    _add(hits, inner)
            last = hits[-1].end if hits else 0
    if end:
        _add_run(text, runs, new(Run, (start, end, whole)))
    return runs, hits, is_veiled


def scan_runs(text: str, glossary: Glossary) -> Iterator[Run]:
    """The runs that `scan` finds, without the Latin forms, one by one: those of a long text are never all in memory."""
    runs: list[Run] = []
    first_single, first_veil = glossary.first_single, glossary.first_veil
    start = end = 0  # of the run that is growing
    whole = ONLY_SINGLES  # the form that equals it so far
    for hit_start, hit_end, pattern in _find(text, glossary, latin=False):
        if pattern >= first_veil:
            continue
        if hit_start > end or hit_start <= start:
            if end and hit_start > end:
                _add_run(text, runs, Run(start, end, whole))
                if len(runs) > 2 * MAX_FORM:  # no form reaches farther back than its length
                    yield from _with_marks(text, runs[:-MAX_FORM])
                    del runs[:-MAX_FORM]
            start, whole = hit_start, (pattern if pattern < first_single else ONLY_SINGLES)
        elif whole >= 0 or hit_end - hit_start > 1:
            whole = HOLDS_FORMS
        end = hit_end
    if end:
        _add_run(text, runs, Run(start, end, whole))
    yield from _with_marks(text, runs)


def _read_through(text: str, hits: list[LatinHit], glossary: Glossary) -> list[LatinHit]:
    """The Latin forms of a text that holds what hides them: those of the text without it, and those that hold it themselves."""
    places = [match.start() for match in _UNSEEN.finditer(text)]
    keys = [place - number for number, place in enumerate(places)]  # where each stood in the text without them

    def back(hit: LatinHit) -> LatinHit:
        end = hit.end - 1
        end += bisect_right(keys, end) + 1
        while text[end : end + 1] in _ON_HANZI:
            end += 1  # what stands on the last letter
        return LatinHit(hit.start + bisect_right(keys, hit.start), end, hit.pattern)

    marked = [hit for hit in hits if not _MARKED.isdisjoint(text[hit.start : hit.end])]
    plain = text
    if places and _MARKED_LETTER.search(text) is not None:
        composed = _UNSEEN.sub("", _MARKED_LETTER.sub(_compose, text))
        marked = [back(hit) for hit in _scan(composed, glossary)[1] if not composed[hit.start : hit.end].isascii()]
        plain = _DIAERESIS.sub(lambda letter: "\u00fc" if letter[0] == "u" else "\u00dc", text)
    plain = _UNSEEN.sub("", plain).translate(_PLAIN)
    veiled = [back(hit) for hit in _scan(plain, glossary)[1]]
    found: list[LatinHit] = []  # forms with marks of their own, Chloé Zhao, come back as printed
    for hit in sorted([*veiled, *marked], key=_by_end):  # of the same end, the marked one last: it stays
        _add(found, hit)
    return found


def _compose(match: re.Match[str]) -> str:
    """A letter made one with the marks behind it; they stay where they stand, so that the text keeps its length."""
    return unicodedata.normalize("NFC", match[0])[0] + match[0][1:]


def _find(text: str, glossary: Glossary, *, latin: bool) -> Iterable[Match]:
    find = glossary.automaton(latin=latin).find
    if len(text) <= WINDOW:
        return _find_window(text, find, glossary)
    return _find_long(text, find, glossary)


def _find_window(text: str, find: Callable[[str], list[Match]], glossary: Glossary) -> list[Match]:
    try:
        encoded = text.encode()
        is_wide = b"\xf0" in encoded or b"\xf3" in encoded  # so UTF-8 begins the planes of Hanzi, and that of tags
    except UnicodeEncodeError:
        text, is_wide = _SURROGATES.sub("\ufffd", text), True
    found = find(text)
    if is_wide:
        wide = [(match.start(), match.end(), glossary.first_single) for match in _WIDE_HANZI.finditer(text)]
        wide += [(match.start(), match.end(), glossary.first_veil) for match in _WIDE_VEILS.finditer(text)]
        if wide:
            ends = {end for _, end, _ in found}
            found = sorted([*found, *(match for match in wide if match[1] not in ends)], key=_by_end)
    return found


def _find_long(text: str, find: Callable[[str], list[Match]], glossary: Glossary) -> Iterator[Match]:
    last = 0
    for base in range(0, len(text), WINDOW):
        left = max(0, base - MAX_FORM)
        for start, end, pattern in _find_window(text[left : base + WINDOW], find, glossary):
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
    """Add a run, joined to the last one where only a joint parts them; a form with a mark (黑神话：悟空) replaces its parts."""
    start = run.start
    while runs and start <= runs[-1].start:
        runs.pop()
    if runs and ((last := runs[-1].end) >= start or (text[last] in _JOINT and _is_joint(text[last:start]))):
        runs[-1] = Run(runs[-1].start, run.end, HOLDS_FORMS)
    else:
        runs.append(run)


def _with_marks(text: str, runs: list[Run]) -> list[Run]:
    """Take in selectors and marks on the last Hanzi of each run."""
    for number, (start, end, pattern) in enumerate(runs):
        if text[end : end + 1] in _ON_HANZI:
            while text[end : end + 1] in _ON_HANZI:
                end += 1
            runs[number] = Run(start, end, pattern)
    return runs


def _is_joint(gap: str) -> bool:
    if not _JOINT.issuperset(gap):
        return False
    return len(gap) <= MAX_JOINT or sum(c not in IGNORED for c in gap) <= MAX_JOINT

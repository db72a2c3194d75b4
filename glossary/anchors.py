"""Where the Latin form of a surface may end or begin: at its bracket, inside it, at commas, dashes, cells and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from glossary import script
from glossary.heads import TRANSCRIBING
from glossary.phrase import WORD
from glossary.script import lazy_pattern
from glossary.words import HEADS, LABEL, TITLES

_HANZI = script.HANZI_CLASS
_OPENERS = frozenset(script.OPENING_BRACKETS)
_CLOSERS = frozenset(script.CLOSING_BRACKETS)
_COLONS = (":", "：")
_QUOTES = "\"'“”‘’«»„《》〈〉「」『』*_"
_SPACE = script.SPACES + script.ZERO_WIDTH
_TRIM = _SPACE + _QUOTES + "|="
_SEPARATORS = _TRIM + ",;:/–—-、，；：／&\\~•·"
_AFTER_LABEL = _SEPARATORS + script.OPENING_BRACKETS + script.CLOSING_BRACKETS
_LABELS_ONLY = lazy_pattern(
    rf"(?:[\W\d_]|[^\0-\u2e7f\uff00-\uffef]|(?i:{LABEL.pattern})(?![^\W\d_]))*$"
)  # the head of a bracket that holds no Latin form: labels, marks, other Hanzi
_BRACKET = lazy_pattern(f"[{re.escape(script.OPENING_BRACKETS + script.CLOSING_BRACKETS)}]")
_RIGHT_BRACKET = lazy_pattern(rf"[{re.escape(_SPACE + _QUOTES)}]{{0,4}}[(（\[【]")
_OR = lazy_pattern(
    r"(?:atau|alias|or|juga dikenal sebagai|(?:dikenal )?sebagai|ditulis|dieja|yang berarti|yaitu|yakni|adalah)\s+[\"“‘']*$",
    re.I,
)
_OR_RIGHT = lazy_pattern(r"[\"”’'»」]*\s*(?:,\s*)?(?:atau|alias|or)\s+", re.I)
_BETWEEN_CELLS = frozenset(_SEPARATORS + "|\t")
_BEFORE_CELL = _BETWEEN_CELLS | set("\n#")
_CELL_ENDS = "|\t\n\r"
_MAX_LABEL = 90  # code points of a bracket whose end is looked at for a label
_WRITTEN = frozenset(("sebagai", "ditulis", "dieja"))
_INTERPUNCTS = frozenset(script.INTERPUNCTS)
_SCRIPT_LABEL = lazy_pattern(
    r"(?:^|[\s,;])(?:hanzi|(?:aksara|huruf|karakter)\s+(?:han|tionghoa|mandarin|china|cina))(?:\s+(?:sederhana|tradisional))?$",
    re.IGNORECASE,
)  # that leads in a bracket within a bracket
_RIGHT_LABEL = lazy_pattern(rf"(?:(?:{LABEL.pattern})[ ]?){{1,3}}[:：=]\s*", re.I)


class Anchor(NamedTuple):
    """Where a Latin form may end (`before`) or begin; `loose` ones ask for a spelling or an alias."""

    place: int
    before: bool
    loose: bool = False


def find_anchors(text: str, start: int, end: int, low: int, high: int) -> list[Anchor]:
    """The anchors of a surface `text[start:end]` within `text[low:high]`, the likeliest first."""
    opening = _enclosing(text, start, low)
    if opening is not None:
        return _anchors_in_bracket(text, start, end, opening, low, high)
    return [*_anchors_right_bracket(text, end, high), *_anchors_beside(text, start, end, low, high)]


def _enclosing(text: str, start: int, low: int) -> int | None:
    """Where the bracket opens that holds a place, None where none does."""
    if start > low and text[start - 1] in _OPENERS:
        return start - 1
    depth = 0
    for match in reversed(list(_BRACKET.finditer(text, low, start))):
        if match[0] in _CLOSERS:
            depth += 1
        elif not depth:
            return match.start()
        else:
            depth -= 1
    return None


def _anchors_in_bracket(text: str, start: int, end: int, opening: int, low: int, high: int) -> list[Anchor]:
    anchors: list[Anchor] = []
    inner_left = text[opening + 1 : start]
    outside = list(_outside(text, opening, low))
    if _LABELS_ONLY.match(inner_left):
        anchors += outside
    else:
        trimmed = opening + 1 + len(_trim_labels(inner_left))
        anchors += [*outside[:1], Anchor(trimmed, True, bool(outside)), *outside[1:]]
    inner_right = text[end : closing_bracket(text, end, high)]
    if WORD.search(inner_right):
        skip = len(inner_right) - len(_skip_labels(inner_right))
        anchors.append(Anchor(end + skip, False, True))
    return anchors


def _outside(text: str, opening: int, low: int) -> Iterator[Anchor]:
    """Anchors before a bracket; a bracket that ends there, `(PKT) (`, is looked into and passed over."""
    place = opening
    for number in range(3):
        while place > low and (text[place - 1] in _TRIM or text[place - 1] in _OPENERS):
            place -= 1
        if place == low:
            return
        if text[place - 1] not in _CLOSERS:
            inner = _enclosing(text, place, low)
            if inner is None:
                yield Anchor(place, True)
                return
            said = text[inner + 1 : place]
            is_label = _LABELS_ONLY.match(said) is not None
            if said[-1:] in _COLONS or (len(said) < _MAX_LABEL and _SCRIPT_LABEL.search(said)):  # '(Xi Jinping, Hanzi: (…))'
                place = inner + 1 + len(_trim_labels(said))
            if place > inner + 1:
                yield Anchor(place, True)
            if not is_label:
                return
            place = inner
            continue
        closed = place - 1
        inner = _enclosing(text, closed, low)
        if inner is None:
            return
        yield Anchor(inner, True, number > 0)
        if not script.has_hanzi(text[inner:closed]):
            yield Anchor(closed, True, True)
        place = inner


def closing_bracket(text: str, end: int, high: int) -> int:
    """Where the bracket closes that is open at a place, `high` where it does not."""
    depth = 0
    for place in range(end, high):
        if text[place] in _OPENERS:
            depth += 1
        elif text[place] in _CLOSERS:
            if not depth:
                return place
            depth -= 1
    return high


def _trim_labels(inner: str) -> str:
    """Drop separators and labels from the end: 'Tjia Kian Liong, Hanzi: ' leaves 'Tjia Kian Liong'."""
    while True:
        shorter = inner.rstrip(_SEPARATORS)
        match = re.search(r"([^\W\d_]+)$", shorter)
        if (
            match
            and (shorter != inner)
            and LABEL.fullmatch(match[1])
            and inner[len(shorter) :].strip(_SPACE)[:1] in (":", "：", "=")
        ):
            inner = shorter[: match.start()]
            continue
        while match and LABEL.fullmatch(match[1]) and len(match[1]) > 2:
            shorter = shorter[: match.start()].rstrip(_SEPARATORS)
            match = re.search(r"([^\W\d_]+)$", shorter)
        return shorter


def _skip_labels(inner: str) -> str:
    rest = inner.lstrip(_SEPARATORS)
    while True:
        match = re.match(rf"(?:[{_HANZI}]+|(?:{LABEL.pattern})(?![^\W\d_]))", rest, re.IGNORECASE)
        if not match:
            return rest
        rest = rest[match.end() :].lstrip(_AFTER_LABEL)


def _anchors_right_bracket(text: str, end: int, high: int) -> list[Anchor]:
    match = _RIGHT_BRACKET.match(text, end, high)
    if not match:
        return []
    inner = text[match.end() : closing_bracket(text, match.end(), high)]
    rest = _skip_labels(inner)
    first = WORD.match(rest)
    if not first:
        return []
    return [Anchor(match.end() + len(inner) - len(rest), False, not (first[0][0].isupper() or inner == rest))]


def _anchors_beside(text: str, start: int, end: int, low: int, high: int) -> list[Anchor]:
    anchors: list[Anchor] = []
    left = start
    while left > low and text[left - 1] in _BEFORE_CELL:
        left -= 1
    said = _OR.search(text, low, left + 1) if left > low else None
    if said:
        left = said.start()
        while left > low and text[left - 1] in _SEPARATORS:
            left -= 1
    if ":" in text[left:start] or "：" in text[left:start]:
        left = low + len(_trim_labels(text[low:start]))
    gap = text[left:start]
    if left > low and gap.count("\n") <= 2:
        own_line = "\n" in gap and text[end : end + 1] in _CELL_ENDS  # or the end of the text
        is_written = said is not None and _is_transcription(text, start, end, left, said[0].split()[0])
        parted = is_written or gap.strip() == "/" or (gap.strip() == "," and text[end : end + 1] in (",", "，"))
        anchors.append(Anchor(left, True, not (own_line or parted or _is_row(text, left, start, end))))
    right = end
    said = _OR_RIGHT.match(text, end, high)
    if said:
        right = said.end()
    while right < high and text[right] in _BETWEEN_CELLS:
        right += 1
    if (label := _RIGHT_LABEL.match(text, right, high)) is not None:  # 'Hanzi: 关羽 | Nama: Guan Yu'
        right = label.end()
    if right < high and right > end and WORD.match(text, right):
        anchors.append(Anchor(right, False, True))
    if left > low and text[left - 1] in _CLOSERS:
        inner = _enclosing(text, left - 1, low)
        if inner is not None:
            anchors.append(Anchor(left - 1, True, True))
            anchors.append(Anchor(inner, True, True))
    return anchors


def _is_transcription(text: str, start: int, end: int, left: int, word: str) -> bool:
    """Tell whether a foreign name is said to be written as a surface: 'menulis nama Prabowo sebagai 普拉博沃'."""
    if word not in _WRITTEN or not text[left - 1].isalpha() or not text[text.rfind(" ", 0, left) + 1].isupper():
        return False
    return TRANSCRIBING.issuperset(text[start:end]) or not _INTERPUNCTS.isdisjoint(text[start:end])


def _is_row(text: str, left: int, start: int, end: int) -> bool:
    """Tell whether a Latin form and a surface are neighbouring cells of three or more: 'GEM Co.\t格林美\tShenzhen'."""
    if text[left:start].strip(" .") not in ("|", "\t") or text[end : end + 2].lstrip(" ")[:1] not in ("|", "\t"):
        return False
    line_start = text.rfind("\n", 0, left) + 1
    words = text[line_start:left].strip(" |\t").replace("\t", "|").rpartition("|")[2].lower().split()
    third = text[end : end + 8].strip(" |\t")[:1]
    return (
        third not in ("", "\n")
        and bool(words)
        and words[0] not in HEADS
        and words[0] not in TITLES
        and not LABEL.fullmatch(words[0])
    )

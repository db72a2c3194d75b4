"""The plain case, `Xi Jinping (习近平)`: a Hanzi name alone in a bracket right behind its Latin form, which most mentions are.

It is settled here without a search, and to the same answer: what the steps found for a form and its Latin form, wherever
nothing around them had a say, is kept and found again; and a person whom the glossary does not know is spelled and compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from glossary import script
from glossary.context import has_private_role, role_behind
from glossary.cover import Segment, shape_of
from glossary.heads import head_of
from glossary.index import Glossary
from glossary.model import LatinForm, Mention, new
from glossary.numerals import is_number
from glossary.occupations import contradicting
from glossary.pair import REACH, before_degrees, before_tail, pair_plain
from glossary.pinyin import strip_tones
from glossary.reading import SpelledName, read, spelled_name
from glossary.reading.spelling import is_western
from glossary.resolve import resolve
from glossary.scan import LatinHit
from glossary.script import lazy_pattern
from glossary.sighting import sight
from glossary.words import HEADS, LABEL, OFFICE_WORDS, TITLES

if TYPE_CHECKING:
    from glossary.model import Entry, Resolution
    from glossary.reading import Tables

MAX_FORMS = 1 << 13  # Hanzi forms whose Latin forms are kept
MAX_LATIN_FORMS = 6  # Latin forms kept for one of them
MAX_SHAPES = 1 << 10  # unknown names whose shape is kept
MAX_PLAIN = 12  # Hanzi in an unknown name that is settled at once
MAX_CHARACTERS = 1 << 13  # characters whose plain spelling is kept

_OPENING = frozenset("(（")
_CLOSING = frozenset(")）")
_BOUNDS = frozenset(' \n\t(（“"‘')
_SETTLED = frozenset(("headword", "alias", "latin"))  # evidence in which nothing around the name had a say
_BRACKET = lazy_pattern(f"[{re.escape(script.OPENING_BRACKETS + script.CLOSING_BRACKETS)}]")
_DEGREE = lazy_pattern(r", [A-Z][A-Za-z]{0,4}\.?$")


class Known(NamedTuple):
    """A Latin form that stood before a Hanzi form, and what the two were found to name."""

    latin: str
    agreement: str
    resolution: Resolution
    longer: frozenset[str]  # words that, before it, would make a longer form of the entry
    barred: frozenset[str]  # occupations that the person has not


class Shape(NamedTuple):
    """What the Hanzi of an unknown name tell by themselves: its kind, if any, and how it may be spelled."""

    kind: str | None
    name: SpelledName


class Plain:
    """Plain cases of one glossary; what it keeps it could find again."""

    def __init__(self, glossary: Glossary, tables: Tables, cover: Callable[[str], tuple[Segment, ...]]) -> None:
        """Bind a glossary; `cover` divides a run into names."""
        self._glossary = glossary
        self._cover = cover
        self._shapes: dict[str, Shape | None] = {}
        self._tables = tables
        self._known: dict[int, tuple[Known, ...]] = {}
        self._surnames: dict[str, str] = {}
        self._given: dict[str, str] = {}

    def known(self, text: str, start: int, end: int, pattern: int) -> Mention | None:
        """Settle a form of the glossary as it was settled before with the same Latin form; None where that is not sure."""
        kept = self._known.get(pattern)
        if kept is None:
            return None
        place = _anchor(text, start, end)
        for latin, agreement, resolution, longer, barred in kept:
            first = place - len(latin)
            if first >= 0 and text.startswith(latin, first):
                if not _is_bounded(text, first) or (longer and _word_before(text, first).lower() in longer):
                    return None
                if resolution.kind == "person" and (has_private_role(text, first, barred) or role_behind(text, end)):
                    return None
                form = new(LatinForm, (first, place, latin, agreement, None, None))
                return new(Mention, (start, end, text[start:end], form, resolution))
        return None

    def named(self, text: str, start: int, end: int, pattern: int, hits: list[LatinHit]) -> Mention | None:
        """Settle a form of one entry behind a Latin form of that entry which the scan found; None where that is not sure."""
        place = _anchor(text, start, end)
        at = bisect_left(hits, place, key=itemgetter(1)) if place >= 0 else len(hits)
        if at == len(hits) or hits[at].end != place:
            return None
        links = self._glossary.form(pattern).links
        first = hits[at].start
        latin = text[first:place]
        if len(links) > 1 or not any(link.entry is links[0].entry for link in self._glossary.form(hits[at].pattern).links):
            return None
        if not _is_bounded(text, first) or latin.partition(" ")[0].lower() in TITLES:
            return None
        if _word_before(text, first).lower() in longer_forms(latin, [links[0].entry]):
            return None
        form = LatinForm(first, place, latin, "entry")
        sighting = sight(text, start, end, form, None, None)
        return Mention(start, end, sighting.surface, form, resolve(sighting, links, self._tables))

    def keep(self, text: str, pattern: int, mention: Mention) -> None:
        """Keep how a form of the glossary was settled, where only its Latin form right before the bracket decided."""
        latin, resolution = mention.latin, mention.resolution
        if latin is None or latin.agreement != "entry" or resolution.entry is None or "\n" in latin.text:
            return
        place = _anchor(text, mention.start, mention.end)
        if latin.end != place or not _SETTLED.issuperset(item.word for item in resolution.evidence):
            return
        if len(latin.text) < 6 and _DEGREE.search(text, max(0, latin.start - 2), latin.end):
            return
        kept = self._known.get(pattern, ())
        if len(kept) == MAX_LATIN_FORMS or any(known.latin == latin.text for known in kept):
            return
        if len(self._known) >= MAX_FORMS:
            self._known.clear()
        entries = [link.entry for link in self._glossary.form(pattern).links]
        known = Known(latin.text, latin.agreement, resolution, longer_forms(latin.text, entries), contradicting(resolution.entry))
        self._known[pattern] = (*kept, known)

    def kept(self, pattern: int, latin: str) -> Known | None:
        """What is kept of a form of the glossary behind a Latin form."""
        return next((known for known in self._known.get(pattern, ()) if known.latin == latin), None)

    def unknown(self, text: str, start: int, end: int, low: int, previous: Mention | None) -> Mention | None:
        """Settle a name that the glossary does not know and that holds none of its forms; None where that is not sure.

        Args:
            low: where the words begin that may belong to it: behind the last Hanzi.
            previous: the mention before it.
        """
        place = _anchor(text, start, end)
        if place < 0:
            return None
        surface = text[start:end]
        shape = self._shape(surface)
        if shape is None:
            return None
        latin = self._spelled(text, place, surface)
        if latin is None:
            low = max(low, start - REACH)
            words = text[low:place]
            if "\n" in words:
                low += words.rfind("\n\n") + 2
                words = text[low:place]
            if "<" in words or "&" in words or "\n" in words or not _is_plain_bracket(words):
                return None
            latin = pair_plain(text, low, place, surface, shape.kind, shape.name, self._tables)
        found = resolve(sight(text, start, end, latin, shape.kind, previous), (), self._tables)
        return Mention(start, end, surface, latin, found)

    def _shape(self, surface: str) -> Shape | None:
        """What the Hanzi of an unknown name tell by themselves; None where they may be no single name."""
        found = self._shapes.get(surface, self)
        if found is self:
            if len(self._shapes) >= MAX_SHAPES:
                self._shapes.clear()
            found = self._shapes[surface] = self._find_shape(surface)
        return found  # type: ignore[return-value]

    def _find_shape(self, surface: str) -> Shape | None:
        if not 2 <= len(surface) <= MAX_PLAIN or not surface.isalpha() or is_number(surface):
            return None
        key = script.simplify(surface)
        if key != surface and any(end - start > 1 for start, end, _ in self._glossary.automaton(latin=False).find(key)):
            return None
        if len(key) > 4:
            segments = self._cover(surface)
            if len(segments) != 1 or segments[0].end - segments[0].start != len(surface):
                return None
            kind = segments[0].kind
        else:
            kind = shape_of(key, self._tables)
        return Shape(kind, spelled_name(surface, kind, self._tables))

    def _spelled(self, text: str, place: int, surface: str) -> LatinForm | None:
        """The Latin form right before a bracket that spells the person in it, surname first; None where that is not sure."""
        size = self._tables.surname_length_folded(surface)
        if not size or not 1 <= len(surface) - size <= 2 or head_of(surface) is not None:
            return None
        given = "".join([self._given.get(c) or self.spell_given(c) for c in surface[size:]])
        latin = f"{self._surnames.get(surface[:size]) or self.spell_surname(surface[:size])} {given.capitalize()}"
        first = place - len(latin)
        if first < 0 or not text.startswith(latin, first) or not _is_bounded(text, first):
            return None
        before = _word_before(text, first)
        if before[:1].isupper() and before.lower() not in OFFICE_WORDS and before.lower() not in HEADS and is_western(before):
            return None
        return LatinForm(first, place, latin, "spelling", "pinyin")

    def spell_surname(self, surname: str) -> str:
        """How a surname is written without tones."""
        pinyin = read(surname + "明", "person", tables=self._tables).pinyin or ""
        return _kept(self._surnames, surname, strip_tones(pinyin.partition(" ")[0]))

    def spell_given(self, character: str) -> str:
        """How a character of a given name is written without tones, in small letters."""
        pinyin = read("王" + character, "person", tables=self._tables).pinyin or ""
        return _kept(self._given, character, strip_tones(pinyin.partition(" ")[2]).lower())


def _kept(memo: dict[str, str], key: str, value: str) -> str:
    if len(memo) >= MAX_CHARACTERS:
        memo.clear()
    memo[key] = value
    return value


def _anchor(text: str, start: int, end: int) -> int:
    """Where a Latin form right before the bracket around a name ends; -1 where the name does not stand so."""
    if start < 3 or text[start - 1] not in _OPENING or text[end : end + 1] not in _CLOSING:
        return -1
    if text[end + 1 : end + 2] >= "\u2e80":  # kana or more Hanzi behind it
        return -1
    place = start - 2 if text[start - 2] == " " else start - 1
    return place if text[place - 1].isalnum() else -1


def _is_plain_bracket(words: str) -> bool:
    """Tell whether the bracket behind words is opened by itself, and they end with no label, no degree and no tail."""
    depth = 0
    for bracket in _BRACKET.findall(words):
        depth = depth + 1 if bracket in script.OPENING_BRACKETS else max(0, depth - 1)
    if depth or before_tail(words, before_degrees(words, len(words))) < len(words):
        return False
    return not LABEL.fullmatch(words[words.rfind(" ") + 1 :])


def _is_bounded(text: str, first: int) -> bool:
    return first == 0 or text[first - 1] in _BOUNDS


def _word_before(text: str, first: int) -> str:
    """The word that a space parts from a place; empty where another mark stands there."""
    if first < 2 or text[first - 1] != " ":
        return ""
    return text[text.rfind(" ", max(0, first - 30), first - 1) + 1 : first - 1]


def longer_forms(latin: str, entries: list[Entry]) -> frozenset[str]:
    """The words that stand before the Latin form in longer forms of the entries."""
    key = script.fold(latin)
    words = set()
    for entry in entries:
        for form in (*entry.forms, *entry.avoid):
            if form == latin or script.HANZI_RUN.fullmatch(form):
                continue
            folded = script.fold(form)
            if len(folded) > len(key) and folded.endswith(key):
                rest = form.split()[: -len(latin.split())]
                words.add(rest[-1].lower() if rest else form.lower())
    return frozenset(words)

"""From syllables to a Reading: words closed up and capitalised, alternatives, confidence.

Source: GB/T 28039-2011 (personal names), GB/T 16159-2012 (orthography).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.model import Reading
from glossary.reading.ordinals import SMALL

if TYPE_CHECKING:
    from typing import TypeAlias

    from glossary.reading.tables import Surname, Tables

    # syllables; lengths of the words (0: one small syllable, negative: a hyphen follows, SMALL added: a small word); reason;
    # group of confidence.tsv; the surname at the head
    Plan: TypeAlias = tuple[tuple[str, ...], tuple[int, ...], str, str, Surname | None]

MAX_ALTERNATIVES = 4
_VOWELS = frozenset("aeoāáǎàēéěèōóǒòê")


class _Capitals(dict[str, str]):
    def __missing__(self, syllable: str) -> str:
        self[syllable] = found = syllable[:1].upper() + syllable[1:]
        return found


class _Layouts(dict[tuple[int, ...], tuple[tuple[int, int, bool, str], ...]]):
    """shape -> (start, end, capital, what follows) of every word."""

    def __missing__(self, shape: tuple[int, ...]) -> tuple[tuple[int, int, bool, str], ...]:
        words = []
        start = 0
        for length in shape:
            end = start + (length - SMALL if length > SMALL else abs(length) or 1)
            words.append((start, end, 0 != length < SMALL, "-" if length < 0 else " "))
            start = end
        if words:
            words[-1] = (*words[-1][:3], "")
        if len(self) >= _MAX_LAYOUTS:
            self.clear()
        self[shape] = found = tuple(words)
        return found


_USUAL = (1, 2)  # a surname and a given name of two syllables
_MAX_LAYOUTS = 1 << 10
_CAPITALS = _Capitals()
_LAYOUTS = _Layouts()
_make = Reading._make


def spell_shape(syllables: tuple[str, ...], shape: tuple[int, ...]) -> str:
    """Write syllables as words of the given lengths; 0 is one small syllable, a negative length is followed by a hyphen.

    A length with SMALL added is that of a small word.
    """
    if shape == _USUAL:
        head, first, second = syllables
        if second[0] not in _VOWELS:
            return f"{_CAPITALS[head]} {_CAPITALS[first]}{second}"
    text = ""
    for start, end, capital, following in _LAYOUTS[shape]:
        first = syllables[start]
        word = _CAPITALS[first] if capital else first
        for syllable in syllables[start + 1 : end]:
            word += "'" + syllable if syllable[0] in _VOWELS else syllable
        text += word + following
    return text


def assemble(key: str, plan: Plan, tables: Tables, confidence: float = 0.0) -> Reading:
    """Make the Reading of a plan; a confidence that is given takes the place of a lower one of the tables."""
    syllables, shape, reason, group, surname = plan
    characters = tables.characters
    ambiguous = 0
    others = []
    for place, character in enumerate(key):
        usual = characters[character]
        if len(usual) > 1:
            ambiguous += 1
            if ambiguous <= MAX_ALTERNATIVES:
                others.append(_other(place, syllables[place], usual, surname))
    alternatives: tuple[str, ...] = ()
    if others:
        if ambiguous > 1:
            others.sort()
        for _, place, syllable in others:
            alternatives += (spell_shape((*syllables[:place], syllable, *syllables[place + 1 :]), shape),)
    disputed = surname is not None and surname.disputed and reason != "name"
    found = tables.confidence["disputed"][0] if disputed else tables.confidence[group][ambiguous if ambiguous < 3 else 3]
    if confidence < found:
        confidence = found
    return _make((spell_shape(syllables, shape), syllables, reason, alternatives, confidence, disputed))


def _other(place: int, now: str, usual: tuple[str, ...], surname: Surname | None) -> tuple[int, int, str]:
    """Give the likeliest other reading of one character: that of a surname, else the default where another was chosen."""
    if place == 0 and surname is not None:
        for syllable in (surname.reading[0], *surname.others):
            if syllable != now:
                return (0 if surname.disputed else 1, 0, syllable)
    if usual[0] != now:
        return (2, place, usual[0])
    return (3, place, usual[1])

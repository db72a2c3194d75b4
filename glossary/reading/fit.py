"""A Latin form as evidence for a reading: which of the known readings of the characters it spells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.pinyin import strip_tones
from glossary.reading.spelling import bare_forms, drop_separators, drop_tones

if TYPE_CHECKING:
    from glossary.reading.tables import Tables

# What a reading costs that is not the default: by what speaks for it, and by what speaks against it.
_SURNAME = _USUAL = 3
_RARE = 12
_AGAINST_TONE = 8
_AGAINST_SURNAME = _AGAINST_TONE + 1


def fit_pinyin(key: str, default: tuple[str, ...], latin: str, tables: Tables, head: int) -> tuple[str, ...] | None:
    """Choose among the known readings those that a Latin form spells, with the fewest changes from the default.

    None where the form does not spell the name whole. Tone marks of the form count only between known readings.
    """
    toned = latin
    if not latin.isascii():
        import unicodedata

        toned = unicodedata.normalize("NFC", latin)
    toned = drop_separators(toned.lower())
    letters = drop_tones(toned)
    if len(default) != len(key):
        return None
    orders: tuple[tuple[int, ...], ...] = (tuple(range(len(key))),)
    if head:
        orders += ((*range(head, len(key)), *range(head)),)
    for order in orders:
        found = _fit(key, default, letters, toned, order, tables)
        if found is not None:
            return tuple([syllable for _, syllable in sorted(zip(order, found))])
    return None


def _fit(
    key: str, default: tuple[str, ...], letters: str, toned: str, order: tuple[int, ...], tables: Tables
) -> tuple[str, ...] | None:
    states: dict[int, tuple[int, tuple[str, ...]]] = {0: (0, ())}
    startswith = letters.startswith
    for place in order:
        character = key[place]
        first = default[place]
        options = [(first, 0)]
        usual = tables.characters[character]
        surname = tables.surnames.get(character) if place == 0 else None
        is_settled = surname is not None and surname.reading[0] == first  # one tone whatever the form says: Rén, not Rèn
        if surname is not None:
            other = surname.others if surname.disputed else ()
            options.extend((syllable, _SURNAME) for syllable in (surname.reading[0], *other) if syllable != first)
        options.extend(
            (syllable, _AGAINST_SURNAME if is_settled and strip_tones(syllable) == strip_tones(first) else _USUAL + number)
            for number, syllable in enumerate(usual)
            if syllable != first
        )
        options.extend((syllable, _RARE) for syllable in tables.characters.rare.get(character, ()))
        following: dict[int, tuple[int, tuple[str, ...]]] = {}
        for start, (cost, chosen) in states.items():
            for syllable, price in options:
                for bare in bare_forms(syllable):
                    if startswith(bare, start):
                        end = start + len(bare)
                        total = cost + price
                        if toned[start:end] not in (bare, syllable):
                            total += _AGAINST_TONE
                        if end not in following or total < following[end][0]:
                            following[end] = (total, (*chosen, syllable))
        if not following:
            return None
        states = following
    found = states.get(len(letters))
    return found[1] if found is not None else None

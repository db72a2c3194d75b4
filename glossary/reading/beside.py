"""Readings that the neighbours of a character decide: surnames before 家, 圈 behind 牛, 系 before 马; in a text 只 behind 一."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.reading.tables import Tables

_FAMILY = "家"
_BEFORE_SURNAME = frozenset("大小上下前后东西南北老新中里外")  # 小任家庄
_GOODS = frozenset("具电居装乐")  # 家具 is no family
_MAX_RANK = 600  # rarer surnames: 适, 没, 便
_NUMERALS = frozenset("一二三四五六七八九十百半")


def read_beside(key: str, syllables: tuple[str, ...], tables: Tables) -> tuple[str, ...]:
    """Give the syllables of a place's name with those that the neighbours of a character decide."""
    found: list[str] | None = None
    at = key.find(_FAMILY, 1, 3)
    if at > 0 and (at == 1 or key[0] in _BEFORE_SURNAME):
        reading = None if key[at + 1 : at + 2] in _GOODS else _surname(key[at - 1], tables)
        if reading is not None:
            found = list(syllables)
            found[at - 1] = reading
    beside = tables.place_beside
    if beside.keys().isdisjoint(key):
        return syllables if found is None else tuple(found)
    for at, character in enumerate(key):
        if character in beside:
            for reading, words, before in beside[character]:
                if key.endswith(words, 0, at) if before else key.startswith(words, at + 1):
                    found = found or list(syllables)
                    found[at] = reading
                    break
    return syllables if found is None else tuple(found)


def beside_in_text(key: str, at: int, tables: Tables) -> str:
    """Give the reading of a character that no word covers, outside places: 一只猫 zhī, 还给 huán."""
    for reading, words, before in tables.text_beside.get(key[at], ()):
        if key.endswith(words, 0, at) if before else key.startswith(words, at + 1):
            return reading
    return tables.characters[key[at]][0]


def is_stage(key: str) -> bool:
    """Tell whether a place is named as a post stage, so many li away, which is one word: Shílǐpù."""
    return len(key) > 2 and key[-1] in "堡铺" and key[-2] == "里" and key[-3] in _NUMERALS


def _surname(character: str, tables: Tables) -> str | None:
    """Give the reading of a surname in a village's name; None where that is the character's own."""
    surname = tables.surnames.get(character)
    if surname is None or surname.rank > _MAX_RANK:
        return None
    prior = tables.place.get(character)
    if surname.disputed and prior is not None and prior[0] is not None:
        return prior[0]  # where bearers differ, places have that of the character: Nàjiā, Gàijiā
    return surname.reading[0]

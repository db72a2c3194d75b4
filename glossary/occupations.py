"""Occupations that contradict what an entry says of its person: an actress called 张敏 is not the consul general."""

from __future__ import annotations

from functools import lru_cache

from glossary.model import Entry, told_of
from glossary.words import FUNCTION_WORDS

_REACH = 3  # words before a name: 'petenis meja Tiongkok'
_SPORT = frozenset(
    "petenis pebulu pebulutangkis perenang pelari pesepak pesepakbola pecatur pesenam pegolf petinju pegulat pebasket pevoli "
    "peloncat pelompat pemanah pesepeda pejudo pesilat petaekwondo lifter sprinter".split()
)
_STAGE = frozenset(
    "aktor aktris penyanyi penari sutradara rapper pianis violinis komedian komika pelawak koreografer biduan biduanita pesulap "
    "pesinetron".split()
)
_SPACE = frozenset("astronaut astronot antariksawan antariksawati taikonaut taikonot".split())
OCCUPATIONS = _SPORT | _STAGE | _SPACE
_NOT_OF_STAGE = _SPORT | _SPACE
# The occupations that a person of a category has only where the entry says so.
_FOREIGN_TO = (
    dict.fromkeys(("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P13", "P14"), OCCUPATIONS)
    | dict.fromkeys(("P09", "P10", "P11", "P12", "P17", "P18", "P19", "P20", "P21"), _NOT_OF_STAGE)
    | {"P08": _SPORT | _STAGE, "P15": _SPORT | _STAGE, "P16": _STAGE | _SPACE}
)
_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 12)
def contradicting(entry: Entry) -> frozenset[str]:
    """The occupations that the person of an entry has not: another field than that of its category, or another sport."""
    foreign = _FOREIGN_TO.get(entry.category or "")
    if entry.kind != "person" or foreign is None:
        return _NONE
    known = frozenset(told_of(entry).lower().replace(",", " ").split())
    if entry.category == "P16" and not known.isdisjoint(_SPORT):
        foreign = foreign | _SPORT
    return foreign - known


def is_contradicted(entry: Entry, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words right before a name, the nearest first, is an occupation that its person has not."""
    for word in words[:_REACH]:
        if word in FUNCTION_WORDS:
            return False
        if word in OCCUPATIONS and word in contradicting(entry):
            return True
    return False

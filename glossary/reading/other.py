"""Reads the names of all that is no person: places, institutions, works, ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.reading.ordinals import ordinal_shape
from glossary.reading.person import is_transcription, transcribe
from glossary.reading.segment import cover_entries

if TYPE_CHECKING:
    from typing import Any

    from glossary.reading.orthography import Plan
    from glossary.reading.tables import Tables

# one Hanzi that ends a settlement is written with the one before it: Xǐzhōu; not Tài Shān
_SETTLEMENTS = frozenset("洲口屯寨堡铺集庄坊里门关角")
_DIVISIONS = frozenset("省市县区州盟")  # administrative words that are always written apart: Hépíng Qū; not Jǐngdézhèn
_SMALL = frozenset("的和与之及或")  # small words of their own inside a name
# one Hanzi at the end that joins the word of two before it: Wàijiāobù, Xīyóujì
_JOINED = frozenset("部局处科室院厅署司社党军队族网法学派教会馆所站厂团报奖战曲经传记书图榜人家节式")


def plan_other(key: str, kind: str | None, entry: Any, tables: Tables) -> Plan:
    """Plan the reading of a folded run that names no person; `entry` is that of the dictionary, if any."""
    plan = _plan(key, kind, entry, tables)
    if "第" in key or "号" in key:
        return (plan[0], ordinal_shape(key, plan[1]), *plan[2:])
    return plan


def _plan(key: str, kind: str | None, entry: Any, tables: Tables) -> Plan:
    length = len(key)
    if entry is not None:
        return _plan_word(key, kind, entry, tables)
    if length == 1:
        return (tables.characters[key][0],), (1,), "character", "character", None
    place = kind == "place" or (kind is None and tables.head_kind(key) == "place")
    ending = _ending(key, tables) if place else 0
    stem = key[: length - ending]
    if length - ending > 2 and is_transcription(stem, tables):
        syllables = transcribe(stem, tables) + tables.defaults(key[length - ending :])
        return syllables, (length - ending, ending) if ending else (length,), "transcription", "transcription", None
    pieces: list[tuple[int, int, Any]] = cover_entries(stem, tables.words) if len(stem) > 1 else [(0, 1, None)]
    if ending:
        pieces.append((length - ending, length, tables.words[key[-ending:]] if ending > 1 else None))
    syllables, by_prior = _read_pieces(key, pieces, length - ending if place else -1, tables)
    covered = any(found is not None for _, _, found in pieces)
    reason = "place" if by_prior or (place and not covered) else "phrase" if covered else "character"
    return syllables, _shape(key, pieces, ending), reason, "place" if place else "phrase", None


def _plan_word(key: str, kind: str | None, entry: Any, tables: Tables) -> Plan:
    """Plan what the dictionary has whole; a place or an institution is read as a proper name where that differs."""
    proper = entry[0] in "pn"
    syllables = entry[2]
    if entry[4] is not None and kind in ("place", "organization"):
        syllables, proper = entry[4], True
    if syllables is None:
        syllables = tables.defaults(key)
    reason = "name" if proper else "phrase"
    shape = entry[3]
    if shape is None and proper and key[-1] in _DIVISIONS and len(key) > 2 and kind in ("place", None):
        ending = _ending(key, tables)
        if ending and not key[:-ending].endswith("行政"):
            shape = (len(key) - ending, ending)
    return syllables, shape or (len(key),), reason, reason, None


def _read_pieces(key: str, pieces: list[tuple[int, int, Any]], stem: int, tables: Tables) -> tuple[tuple[str, ...], bool]:
    """Give the syllables of a cover, and whether a prior of place names decided any; `stem` is -1 where it is no place."""
    characters = tables.characters
    syllables: tuple[str, ...] = ()
    by_prior = False
    for start, end, found in pieces:
        if found is not None:
            syllables += found[4] or found[2] or tables.defaults(key[start:end])
            continue
        if end - start > 1 or stem < 0 or (key[start] in _SMALL and key[start] != "的"):
            syllables += tables.defaults(key[start:end])
            continue
        prior = tables.place.get(key[start])
        reading = prior[0 if start == 0 else 2 if end >= stem else 1] if prior is not None else None
        by_prior = by_prior or reading is not None
        syllables += (reading or characters[key[start]][0],)
    return syllables, by_prior


def _shape(key: str, pieces: list[tuple[int, int, Any]], ending: int) -> tuple[int, ...]:
    """Give the lengths of the words of a cover: characters that no word covers run together."""
    length = len(key)
    shape: list[int] = []
    loose = 0
    for start, end, found in pieces:
        if found is None and start < length - ending and not (key[start] in _SMALL and 0 < start < length - 1):
            loose += 1
            continue
        if loose:
            shape.append(loose)
            loose = 0
        if found is not None:
            shape.extend(found[3] or (end - start,))
        else:
            shape.append(0 if start < length - ending else end - start)
    if loose == 1 and shape and shape[-1] == 2 and key[-1] in _JOINED:
        shape[-1] = 3
    elif loose:
        shape.append(loose)
    if not ending and 0 not in shape:
        if length == 3:
            return (2, 1) if loose and key[-1] == "号" else (3,)
        if length == 4 and shape not in ([4], [3, 1], [1, 3]):
            return (2, 2)
    return tuple(shape)


def _ending(key: str, tables: Tables) -> int:
    """Give the length of the generic word at the end of a place name (市, 自治区), which is written apart."""
    heads = tables.heads
    if len(key) == 2 and key[1] in _SETTLEMENTS:
        return 0
    for length in (4, 3, 2, 1):
        if len(key) > length:
            found = heads.get(key[-length:])
            if found is not None and found[0] == "place" and (length == 1 or len(key) > length + 1):
                return length
    return 0

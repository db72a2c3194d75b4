"""Reads the names of all that is no person: places, institutions, works, ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.reading.beside import beside_in_text, is_stage, read_beside
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
# short names of states and regions, and dynasties: two of them side by side take a hyphen
_STATES = frozenset("中美日韩朝俄英法德印越老缅马泰菲欧亚非太澳港台沪京津渝川粤浙苏闽琼桂滇藏青深雅万")
_DYNASTIES = frozenset("夏商周秦汉魏晋隋唐宋辽金元明清")
_PAIR = ("pair",)
_SIZES = "小大"  # before a proper name they are words of their own
_SMALL = frozenset("的和与之及或")  # small words of their own inside a name
# one Hanzi at the end that joins the word of two before it: Wàijiāobù, Xīyóujì
_JOINED = frozenset("部局处科室院厅署司社党军队族网法学派教会馆所站厂团报奖战曲经传记书图榜人家节式")


# one Hanzi at the end that is a word of its own in names of a kind: what a work, a law, a prize or a ship is
_APART = {
    "work": "记图经传纪论诀令赋曲志录序帖赞谣吟引破歌行梦缘剑策",
    "concept": "法奖",
    "event": "奖",
    "organization": "奖",
    "project": "舰",
}


def plan_other(key: str, kind: str | None, entry: Any, tables: Tables) -> Plan:
    """Plan the reading of a folded run that names no person; `entry` is that of the dictionary, if any."""
    plan = _plan(key, kind, entry, tables)
    if kind == "place" and (entry is None or entry[0] in "wx"):
        plan = (read_beside(key, plan[0], tables), *plan[1:])
    if key[-1] in _APART.get(kind or "", "") and plan[1][-1] > 2 and (entry is None or (kind == "work" and entry[0] != "w")):
        plan = _with_genre_apart(key, plan, tables)
    if "第" in key or "号" in key:
        return (plan[0], ordinal_shape(key, plan[1]), *plan[2:])
    return plan


def _with_genre_apart(key: str, plan: Plan, tables: Tables) -> Plan:
    """Part the last Hanzi, which tells what is named, from a word that it ends: Hóngdēng Jì, Guójiā Ānquán Fǎ."""
    if tables.is_word(key[-2:]) or (len(key) > 3 and tables.is_word(key[-3:])):
        return plan
    syllables = (*plan[0][:-1], "zhuàn") if key[-1] == "传" else plan[0]
    return (syllables, (*plan[1][:-1], plan[1][-1] - 1, 1), *plan[2:])


def _plan(key: str, kind: str | None, entry: Any, tables: Tables) -> Plan:
    length = len(key)
    if entry is not None:
        return _plan_word(key, kind, entry, tables)
    if length == 1:
        return (tables.characters[key][0],), (1,), "character", "character", None
    if length == 3 and key[0] in _SIZES and tables.is_proper(key[1:]) and not tables.is_proper(key[:2]):
        return tables.defaults(key[0]) + _read_word(key[1:], tables), (1, 2), "phrase", "phrase", None  # Xiǎo Yìndù
    place = kind == "place" or (kind is None and tables.head_kind(key) == "place")
    ending = _ending(key, tables) if place else 0
    if ending == 1 and length > 3 and _ends_with_word(key, tables):
        ending = 0  # Sūn Zhōngshān Jìniàntáng
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
    if shape is None and proper and len(key) > 3 and key[-1] in "路街" and kind in ("place", None):
        shape = (len(key) - 2, 1, 1) if key[-2] in "东西南北中" else (len(key) - 1, 1)  # Huáihǎi Zhōng Lù
    if shape is None and len(key) > 3 and entry[0] in "nx":
        shape = _shape_of_parts(key, tables)
    return syllables, shape or (len(key),), reason, reason, None


def _shape_of_parts(key: str, tables: Tables) -> tuple[int, ...] | None:
    """The words of a long name of the dictionary that is made of words altogether: Lánzhōu Jūnqū; None for others."""
    pieces = cover_entries(key, _Without(key, tables.words))
    last = pieces[-1][2]
    if last is None or last[0] != "w" or any(found is None for _, _, found in pieces):
        return None
    return tuple(end - start for start, end, _ in pieces)


class _Without:
    """The words of the dictionary but for one."""

    def __init__(self, word: str, words: Any) -> None:
        self.word, self.words = word, words

    def __getitem__(self, word: str) -> Any:
        return None if word == self.word else self.words[word]


def _read_word(word: str, tables: Tables) -> tuple[str, ...]:
    """Give the syllables of a word of the dictionary, as names have it."""
    found = tables.words[word]
    return (found and (found[4] or found[2])) or tables.defaults(word)


def _ends_with_word(key: str, tables: Tables) -> bool:
    """Tell whether the last Hanzi of a place's name ends an ordinary word of two or three Hanzi: 地区, 纪念堂."""
    if key[-1] in _DIVISIONS and key[-1] != "区":
        return False
    return (key[-1] not in "宫庙" and tables.is_word(key[-2:])) or (len(key) > 4 and tables.is_word(key[-3:]))


def _read_pieces(key: str, pieces: list[tuple[int, int, Any]], stem: int, tables: Tables) -> tuple[tuple[str, ...], bool]:
    """Give the syllables of a cover, and whether a prior of place names decided any; `stem` is -1 where it is no place."""
    characters = tables.characters
    syllables: tuple[str, ...] = ()
    by_prior = False
    for start, end, found in pieces:
        if found is not None:
            syllables += found[4] or found[2] or tables.defaults(key[start:end])
            continue
        if stem < 0 and end - start == 1:
            syllables += (beside_in_text(key, start, tables),)
            continue
        if end - start > 1 or (key[start] in _SMALL and key[start] != "的"):
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
    for start, end, found in _with_pairs(key, pieces):
        if found is _PAIR:
            if loose:
                shape.append(loose)
                loose = 0
            shape += (-1, 1)
            continue
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
    if ending and length - ending == 3 and key[2] == "子":
        return 3, ending  # Shízuǐzi Cūn
    if not ending and 0 not in shape:
        if length == 3:
            return (2, 1) if loose and key[-1] == "号" else (3,)
        if length == 4 and shape not in ([4], [3, 1], [1, 3]):
            return (2, 2)
    return tuple(shape)


def _with_pairs(key: str, pieces: list[tuple[int, int, Any]]) -> list[tuple[int, int, Any]]:
    """The pieces of a cover with two states, regions or dynasties side by side as one: Zhōng-Fēi, Míng-Qīng."""
    found: list[tuple[int, int, Any]] = []
    for piece in pieces:
        start, end, entry = piece
        if entry is not None and entry[3] == (1, 1) and _is_pair(key[start:end]):
            piece = (start, end, _PAIR)
        elif entry is None and end == 2 and found and found[-1][2] is None and len(pieces) > 2 and _is_pair(key[:2]):
            found.pop()
            piece = (0, 2, _PAIR)
        found.append(piece)
    return found


def _is_pair(hanzi: str) -> bool:
    return hanzi[0] != hanzi[1] and hanzi != "中亚" and (_STATES.issuperset(hanzi) or _DYNASTIES.issuperset(hanzi))


def _ending(key: str, tables: Tables) -> int:
    """Give the length of the generic word at the end of a place name (市, 自治区), which is written apart."""
    heads = tables.heads
    if (len(key) == 2 and key[1] in _SETTLEMENTS) or is_stage(key):
        return 0
    for length in (4, 3, 2, 1):
        if len(key) > length:
            found = heads.get(key[-length:])
            if found is not None and found[0] == "place" and (length == 1 or len(key) > length + 1):
                return length
    return 0

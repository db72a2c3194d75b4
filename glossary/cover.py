"""Divide a Hanzi run into names: the whole run where it is one, else the best cover by forms and by the grammar of names.

`国防部发言人吴谦` is an institution, a title and a person. The cover is chosen as a whole, by least cost, never greedily.
"""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from glossary import script
from glossary.index import Glossary
from glossary.reading import Tables

MAX_NAME = 24  # Hanzi in one name that the glossary does not know
MAX_PIECE = 400  # Hanzi that are covered at once; a longer run is cut, so that the cost stays linear

_ORGANIZATION_ENDS = (
    "大学 学院 研究院 研究所 研究中心 科学院 工程院 中学 小学 学校 幼儿园 医院 公司 集团 银行 基金会 基金 "
    "委员会 协会 学会 商会 联合会 联合总会 总会 同乡会 宗亲会 公会 工会 联盟 外交部 国防部 商务部 财政部 "
    "教育部 公安部 司法部 卫生部 农业部 文化部 交通部 宣传部 组织部 统战部 部 局 厅 署 法院 检察院 大使馆 "
    "总领事馆 领事馆 使馆 政府 人大 政协 党 共产党 国民党 电视台 电台 日报 晚报 报社 时报 周刊 杂志 通讯社 "
    "出版社 新闻社 俱乐部 球队 队 军 部队 舰队 战区 军区 乐队 乐团 剧团 剧院 合唱团 交易所 证券 保险 航空 "
    "汽车 科技 控股 实业 影业 药业 理事会 董事会 秘书处 办公室 指挥部 总局 总署 中心 组织 论坛 出版集团 传媒 "
    "网 社 馆"
).split()
_PLACE_ENDS = (
    "省 市 县 区 州 盟 旗 镇 乡 村 街 路 大道 胡同 里弄 自治区 自治州 自治县 特别行政区 开发区 新区 江 "
    "河 湖 海 海峡 湾 山 山脉 岭 峰 岛 群岛 半岛 礁 滩 沙漠 草原 平原 高原 盆地 峡谷 港 机场 火车站 "
    "车站 站 大桥 桥 隧道 广场 公园 宫 殿 寺 庙 观 塔 陵 长城 故居 遗址 博物院 博物馆 纪念馆 图书馆 "
    "美术馆 体育场 体育馆 大厦 饭店 酒店 国 共和国 王国"
).split()
_ENDS = tuple((end, "organization") for end in _ORGANIZATION_ENDS) + tuple((end, "place") for end in _PLACE_ENDS)
_ENDS_BY_LAST: dict[str, list[tuple[str, str]]] = {}
for _end in sorted(_ENDS, key=lambda pair: -len(pair[0])):
    _ENDS_BY_LAST.setdefault(_end[0][-1], []).append(_end)

_FUNCTION_CHARACTERS = frozenset("的了是在和与及或从向对把被让给也都就还又很不没有这那我你他她它们吗呢吧啊着过将会能可要说请为")


class Segment(NamedTuple):
    """A part of a run that names something: a form of the glossary, or an unknown name with the kind its shape tells."""

    start: int
    end: int
    pattern: int  # -1: no form of the glossary
    kind: str | None  # for an unknown name: 'person', 'organization', 'place' or None


def ending_kind(hanzi: str) -> str | None:
    """Tell the kind that the head word at the end of a name gives: 大学 an organisation, 省 a place.

    >>> ending_kind("同济大学"), ending_kind("福建省"), ending_kind("王毅")
    ('organization', 'place', None)
    """
    for end, kind in _ENDS_BY_LAST.get(hanzi[-1:], ()):
        if hanzi.endswith(end) and len(hanzi) > len(end) + (len(end) == 1):
            return kind
    return None


def cover(run: str, glossary: Glossary, tables: Tables) -> tuple[Segment, ...]:
    """Divide a run into the segments that are names.

    Args:
        run: Hanzi as printed, with whatever joins them: spaces, interpuncts, zero-width characters, selectors.

    Returns:
        Segments in order, apart, with offsets into `run`; what is no name is left out.
    """
    kept = [(n, c) for n, c in enumerate(script.simplify(run)) if c not in _IGNORED]
    key = "".join(c for _, c in kept)
    compact = [(n, c) for n, c in kept if not c.isspace()]
    joined = "".join(c for _, c in compact)
    whole = _form_equal(joined, glossary)
    pieces = _pieces_at_spaces(key) if whole < 0 and len(joined) != len(key) else [(0, len(key))]
    if whole >= 0 and (len(joined) == len(key) or len(joined) <= 8):
        return (Segment(compact[0][0], compact[-1][0] + 1, whole, None),)
    segments: list[Segment] = []
    for first, last in pieces:
        part = [(n, c) for n, c in kept[first:last] if not c.isspace()]
        text = "".join(c for _, c in part)
        for cut in range(0, len(text), MAX_PIECE):
            for start, end, pattern, kind in _cover_piece(text[cut : cut + MAX_PIECE], glossary, tables):
                segments.append(Segment(part[cut + start][0], part[cut + end - 1][0] + 1, pattern, kind))
    return tuple(segments)


_IGNORED = frozenset(script.ZERO_WIDTH + script.VARIATION_SELECTORS)
_INTERPUNCTS = frozenset(script.INTERPUNCTS)


def _form_equal(key: str, glossary: Glossary) -> int:
    """The Hanzi form that is equal to a key, or -1."""
    if not key or len(key) > 60:
        return -1
    for start, end, pattern in glossary.find(key):
        if start == 0 and end == len(key) and glossary.first_hanzi <= pattern < glossary.first_single:
            return pattern
    return -1


def _pieces_at_spaces(key: str) -> list[tuple[int, int]]:
    """Cut at spaces, but keep a name whose Hanzi are printed apart: 土 地 公, 李 强."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for n in range(len(key) + 1):
        if n == len(key) or key[n].isspace():
            if n > start:
                pieces.append((start, n))
            start = n + 1
    sizes = [end - start for start, end in pieces]
    if sum(sizes) <= 4 and any(size == 1 for size in sizes):
        return [(pieces[0][0], pieces[-1][1])]
    return pieces


def _cover_piece(key: str, glossary: Glossary, tables: Tables) -> list[tuple[int, int, int, str | None]]:
    size = len(key)
    if size == 1:
        return [(0, 1, _form_equal(key, glossary), None)]
    if any(c in _INTERPUNCTS for c in key):
        return _cover_interpunct(key, glossary, tables)
    forms: dict[int, list[tuple[int, int]]] = {}
    for start, end, pattern in glossary.automaton.find_all(key):
        if pattern < glossary.first_single and pattern >= glossary.first_hanzi and end - start > 1:
            if end - start == size:
                return [(0, size, pattern, None)]
            forms.setdefault(end, []).append((start, pattern))
    # best[n]: least cost of the first n characters, where the last segment starts, its form, its kind, whether it is a name
    best: list[tuple[float, int, int, str | None, bool]] = [(0.0, 0, -1, None, False)]
    for end in range(1, size + 1):
        options: list[tuple[float, int, int, str | None, bool]] = [
            (best[end - 1][0] + 1.1, end - 1, -1, None, False)
        ]  # a character that is no name
        options += [(best[n][0] + 1.0 - 0.01 * (end - n), n, pattern, None, True) for n, pattern in forms.get(end, ())]
        for length in (2, 3, 4):
            start = end - length
            if start >= 0:
                cost = _person_cost(key, start, end, tables, best[start])
                if cost is not None:
                    options.append((best[start][0] + cost, start, -1, "person", True))
        kind = ending_kind(key[max(0, end - MAX_NAME) : end])
        if kind is not None:
            starts = _name_starts(key, end, best)
            options += [(best[start][0] + 1.3 + 0.02 * (end - start), start, -1, kind, True) for start in starts]
        best.append(min(options, key=itemgetter(0)))
    segments: list[tuple[int, int, int, str | None]] = []
    unknown: list[tuple[int, int]] = []
    end = size
    while end:
        _, start, pattern, kind, is_name = best[end]
        if is_name:
            segments.append((start, end, pattern, kind))
        else:
            unknown.append((start, end))
        end = start
    segments.reverse()
    if not segments or (size <= 4 and len(unknown) * 2 >= size) or (size <= 8 and len(unknown) == size):
        if size <= 12 and not (size > 5 and any(c in _FUNCTION_CHARACTERS for c in key)):
            return [(0, size, -1, None)]
    elif size <= 6 and len(unknown) and not any(kind == "person" for *_, kind in segments) and len(unknown) >= size - 3:
        return [(0, size, -1, None)]
    return segments


def _name_starts(key: str, end: int, best: list[tuple[float, int, int, str | None, bool]]) -> list[int]:
    """Where a name with a head word at its end may begin: at the head of the run, or after a segment that is a name."""
    starts = [0] if end <= MAX_NAME and not any(c in _FUNCTION_CHARACTERS for c in key[:end]) else []
    later = range(max(1, end - MAX_NAME), end - 2)
    starts += [n for n in later if best[n][4] and not any(c in _FUNCTION_CHARACTERS for c in key[n:end])]
    return starts


def _person_cost(
    key: str, start: int, end: int, tables: Tables, before: tuple[float, int, int, str | None, bool]
) -> float | None:
    surname = tables.surname_length(key[start:end])
    if not surname or end - start <= surname or end - start > surname + 2:
        return None
    likely = tables.looks_like_person(key[start:end])
    after_name = start == 0 or before[4]
    if likely < (0.25 if after_name else 0.75):
        return None
    return 1.9 - 0.6 * likely + (0.0 if after_name else 1.0) + (0.0 if end == len(key) else 0.4)


def _cover_interpunct(key: str, glossary: Glossary, tables: Tables) -> list[tuple[int, int, int, str | None]]:
    """A transcribed name is one mention: 阿凡提·买买提; an institution or title may stand before it."""
    whole = _form_equal("".join("·" if c in _INTERPUNCTS else c for c in key), glossary)
    if whole >= 0:
        return [(0, len(key), whole, None)]
    first = next(n for n, c in enumerate(key) if c in _INTERPUNCTS)
    last = max(n for n, c in enumerate(key) if c in _INTERPUNCTS)
    start = 0
    head: list[tuple[int, int, int, str | None]] = []
    for segment in _cover_piece(key[:first], glossary, tables) if first > 4 else []:
        if segment[1] < first - 1 and segment[2] >= 0 and segment[0] == start:
            head.append(segment)
            start = segment[1]
    end = len(key)
    tail: list[tuple[int, int, int, str | None]] = []
    if end - last > 6:
        for first_of, last_of, pattern, kind in reversed(_cover_piece(key[last + 1 :], glossary, tables)):
            if pattern >= 0 and last_of + last + 1 == end and first_of > 1:
                tail.insert(0, (first_of + last + 1, last_of + last + 1, pattern, kind))
                end = first_of + last + 1
    return [*head, (start, end, -1, "person"), *tail]

"""Divide a Hanzi run into names: the whole run where it is one, else the best cover by forms and by the grammar of names.

`国防部发言人吴谦` is an institution, a title and a person. The cover is chosen as a whole, by least cost, never greedily.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import NamedTuple

from glossary import script
from glossary.heads import ENDS_OF_GIVEN_NAMES, TRANSCRIBING, head_of, name_ends
from glossary.index import Glossary
from glossary.numerals import COUNTED
from glossary.reading import Tables
from glossary.script import lazy_pattern

MAX_NAME = 24  # Hanzi in one name that the glossary does not know
MAX_SHORT_HEAD = 10  # Hanzi in an unknown name whose head word is one Hanzi, 区 or 部
MAX_TRANSCRIBED = 8  # Hanzi in one part of a transcribed name
MAX_RUN = 4096  # code points of a run that are looked at together, so that memory stays bounded
MAX_CUT = 64  # code points at the end of such a part that are looked at again with the next one
COUNTED_COST = 0.5  # of a number and what it counts, which are no name
MAX_PIECE = 400  # Hanzi that are covered at once; a longer run is cut, so that the cost stays linear
RARE_IN_SENTENCE = 150  # the rank from which a surname that makes a word with what follows is rather that word

_FUNCTION_CHARACTERS = frozenset("的了是在被吗呢吧啊我你您他她它们这那很不没")  # a name holds none of them
_BETWEEN = frozenset("的了是在被和与跟对把将向从为就也都以及并")  # words of one Hanzi between names: they cost little
# Hanzi that end the name of a division, within which the next name lies; not those of 城市, 社区 and 自治区.
_DIVISION = lazy_pattern("[省县]|(?<![城超夜股门])市|(?<![社园地景特新山治战])区")
_CALLS = frozenset(
    ("加油", "万岁", "你好", "再见", "欢迎", "必胜")
)  # what is called to a place or a person, and no part of a name
WHEN = frozenset("今天 昨天 明天 后天 今年 去年 明年 现在 目前 昨日 今日 明日 最近 每天 刚才".split())  # no name begins so
# Verbs of running text that follow a person or an institution: no name begins with one or holds one.
VERBS = frozenset(
    """
    主持 出席 参加 举行 召开 访问 会见 会晤 接见 表示 宣布 抵达 前往 发表 率领 担任 接受 回答 介绍 指出 强调 认为
    呼吁 说明 学习 参观 视察 讲话 致辞 致电 通话 会谈 主演 执导 撰写 访华 来访 来到 离开 获得 赢得 击败 战胜 夺得
    夺冠 成为 位于 来自 超越 发现 发生 迎来 祭拜 乘坐 调研 采访 任教 喜欢 看望 慰问 祝贺 逝世 去世 出生 结婚 离婚
    辞职 退赛 退役 当选 就任 上任 卸任 签署 批准 通过 反对 谴责 抗议 要求 希望 决定 进行 开始 结束 推出 发布 上映
    播出 演唱 合唱 翻唱 扮演 饰演 拍摄 收购 入股 起诉 逮捕 袭击 爆发 登陆 抵制 支持 帮助 加入 退出 赴任 出访 回国
    返回 到达
    """.split()
)
# Words that end like the head of an institution or a place, and are none.
_NO_HEADS = frozenset(
    """
    冠军 亚军 季军 将军 团队 编队 排队 参观 客观 主观 乐观 机会 社会 宴会 约会 体会 都会 开会 旅社 各国 两国 外国
    本国 出国 回国 爱国 一路 上路 走路 问路 高峰 顶峰 巅峰 家乡 故乡 思乡 下乡
    内部 全部 干部 局部 总部 之路 道路 江山 河山 上山 下海 出海 结局 当局 布局 警局 平台
    """.split()
)
# Words that also name a place, a company, a spacecraft; among other Hanzi they are rather the word, but behind a name: 甘肃白银.
_WORDS_FIRST = frozenset(
    """
    来宾 白银 日照 平和 安康 打横 先达 马尾 霹雳 雪梨 石狮 淡水 中卫 上水 怀柔 仙游 朝阳 卧龙 金钟 亨通 仰望 圆通 好报 字节
    平安 恒力 浪潮 涂鸦 深蓝 混元 猎豹 瞭望 红旗 绿地 联想 荣耀 菜鸟 虾皮 虎牙 读者 贝壳 财经 飞跃 曙光 神韵 正大 彩虹 慧眼
    玉兔 翼龙 蛟龙 九天 天大
    """.split()
)
ADDRESSED = frozenset("我你您他她们")  # 祝您身体健康
_ADVERBS = frozenset("曾于向时同从都由应经常")  # surnames that are more often small words in a sentence
_TOWARDS = frozenset("向对跟同把被给让从")  # before a name in a sentence
_UNSEEN = f"[{re.escape(''.join(script.IGNORED))}]"
_PARTS = lazy_pattern(f"(?:{_UNSEEN.replace('[', '[^', 1)}{_UNSEEN}*){{1,{MAX_RUN}}}")  # however much prints nothing between them

_HAVE_HEADS = frozenset("校部局院行省市县区厅署社台州乡镇村")  # 校长, 部长
_WORKS = ("小说", "电影", "影片", "电视剧", "歌曲")  # what stands before the name of a work


class Segment(NamedTuple):
    """A part of a run that names something: a form of the glossary, or an unknown name with the kind its shape tells."""

    start: int
    end: int
    pattern: int  # -1: no form of the glossary
    kind: str | None  # for an unknown name: 'person', 'organization', 'place' or None


def cover(run: str, glossary: Glossary, tables: Tables) -> tuple[Segment, ...]:
    """Divide a run into the segments that are names.

    Args:
        run: Hanzi as printed, with whatever joins them: spaces, interpuncts, zero-width characters, selectors.

    Returns:
        Segments in order, apart, with offsets into `run`; what is no name is left out.
    """
    if len(run) > MAX_RUN and _end_of_part(run, 0, len(run)) < len(run):
        return tuple(
            segment._replace(start=start + segment.start, end=start + segment.end)
            for start, _, segments in cover_parts(run, 0, len(run), lambda part: cover(part, glossary, tables))
            for segment in segments
        )
    kept = [(n, c) for n, c in enumerate(script.simplify(run)) if c not in script.IGNORED]
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
        for start, end, pattern, kind in _cover_text("".join(c for _, c in part), glossary, tables):
            segments.append(Segment(part[start][0], part[end - 1][0] + 1, pattern, kind))
    return tuple(segments)


def cover_parts(
    text: str, start: int, end: int, cover_part: Callable[[str], tuple[Segment, ...]]
) -> Iterator[tuple[int, int, tuple[Segment, ...]]]:
    """Cover the run `text[start:end]` part by part, MAX_RUN Hanzi each: where a part begins and ends, and its segments.

    What the end of a part may cut, a segment that touches it or Hanzi behind the last segment, begins the next part.
    """
    while start < end:
        last = _end_of_part(text, start, end)
        segments = cover_part(text[start:last])
        if last < end:
            last, segments = _before_cut(segments, last - start)
            last += start
        yield start, last, segments
        start = last


def _before_cut(segments: tuple[Segment, ...], end: int) -> tuple[int, tuple[Segment, ...]]:
    """Where a part may end so that no name is cut, and the segments before that."""
    low = end - MAX_CUT
    if not segments or segments[-1].end < end:
        return max(low, segments[-1].end if segments else 0), segments
    return (segments[-1].start, segments[:-1]) if segments[-1].start >= low else (end, segments)


def _end_of_part(text: str, start: int, end: int) -> int:
    part = _PARTS.search(text, start, end)
    return part.end() if part is not None else end


_INTERPUNCTS = frozenset(script.INTERPUNCTS)


def _form_equal(key: str, glossary: Glossary) -> int:
    """The Hanzi form that is equal to a key, or -1."""
    if not key or len(key) > 60:
        return -1
    for start, end, pattern in glossary.automaton(latin=False).find(key):
        if start == 0 and end == len(key) and pattern < glossary.first_single:
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
    if len(pieces) > 1:
        last = key[slice(*pieces[-1])]
        if (found := head_of("某某" + last)) is not None and found[0] == last and len(last) > 1:  # a line end before 大学
            pieces[-2:] = [(pieces[-2][0], pieces[-1][1])]
    sizes = [end - start for start, end in pieces]
    if sum(sizes) <= 4 and any(size == 1 for size in sizes):
        return [(pieces[0][0], pieces[-1][1])]
    return pieces


Part = tuple[int, int, int, str | None]  # where it begins and ends, its form or -1, the kind of an unknown name
Forms = dict[int, list[tuple[int, int]]]  # end -> where the forms that end there begin, and their numbers


class Step(NamedTuple):
    """The least cost of the first characters of a run, and its last segment."""

    cost: float
    start: int
    pattern: int
    kind: str | None
    is_name: bool


def _cover_text(text: str, glossary: Glossary, tables: Tables) -> Iterator[Part]:
    """The names in a text of any length, piece by piece; the next piece begins before a name that the end may have cut."""
    cut = 0
    while cut < len(text):
        following = cut + MAX_PIECE
        sure = following - MAX_NAME if following < len(text) else following
        begin = sure
        for start, end, pattern, kind in _cover_piece(text[cut:following], glossary, tables):
            if cut + end > sure and start >= MAX_PIECE // 2:  # else the text would be gone through again and again
                begin = min(cut + start, sure)
                break
            yield cut + start, cut + end, pattern, kind
            begin = max(begin, cut + end)
        cut = begin


def _cover_piece(key: str, glossary: Glossary, tables: Tables) -> list[Part]:
    if ends_with_others(key, tables):
        return _cover_piece(key[:-1], glossary, tables)
    size = len(key)
    if size == 1:
        return [(0, 1, _form_equal(key, glossary), None)]
    if any(c in _INTERPUNCTS for c in key):
        return _cover_interpunct(key, glossary, tables)
    forms: Forms = {}
    for start, end, pattern in glossary.automaton(latin=False).find_all(key):
        if pattern < glossary.first_single and end - start > 1:
            if end - start == size:
                return [(0, size, pattern, None)]
            is_word = end - start == 2 and (
                (key[start:end] in _WORDS_FIRST and start not in forms) or _is_work_only(key, start, pattern, glossary, tables)
            )
            if not is_word:
                forms.setdefault(end, []).append((start, pattern))
    if (not forms and size <= 4) or tables.is_word(key):
        return [(0, size, -1, shape_of(key, tables))]
    parts, left = _parts(_cheapest(key, forms, tables))
    return [(0, size, -1, None)] if _is_rather_one_name(key, parts, left) else parts


def ends_with_others(key: str, tables: Tables) -> bool:
    """Tell whether a run ends with 等, 'and others', behind a name: 吕明哲等, not 高等."""
    return key[-1] == "等" and len(key) > 2 and not tables.is_word(key[-2:]) and not tables.is_word(key)


def _cheapest(key: str, forms: Forms, tables: Tables) -> list[Step]:
    """The cheapest way to each place of a run, through forms, unknown names, numbers and characters that are no name."""
    size = len(key)
    counted = {match.end(): match.start() for match in COUNTED.finditer(key)}
    within = {n for last, found in forms.items() for first, _ in found for n in range(first + 1, last)}  # what forms span
    best = [Step(0.0, 0, -1, None, False)]
    for end in range(1, size + 1):
        unnamed = 0.4 if key[end - 1] in _BETWEEN else 1.1  # the cost of a character that is no name
        options = [Step(best[end - 1].cost + unnamed, end - 1, -1, None, False)]
        if end in counted:
            options.append(Step(best[counted[end]].cost + COUNTED_COST, counted[end], -1, None, False))
        options += [Step(best[n].cost + _form_cost(n, end, size), n, pattern, None, True) for n, pattern in forms.get(end, ())]
        for start in range(end - 2, max(-1, end - 5), -1):
            cost = _person_cost(key, start, end, tables, best[start])
            if cost is not None:
                if end < size and any(place == start for place, _ in forms.get(end - 1, ())):
                    cost += 0.6 if end - start < 4 else 0.9  # 武汉加, 李强赴, 诸葛亮草
                cost += 0.8 * ((start in within) + (end in within))  # 李明李 of 李明李强
                options.append(Step(best[start].cost + cost, start, -1, "person", True))
        ending = name_ends(key[max(0, end - MAX_NAME) : end])
        if ending is not None:
            starts = _starts_of_headed(key, end, ending, best, forms, tables)
            options += [Step(best[n].cost + 1.3 + 0.02 * (end - n), n, -1, ending[1], True) for n in starts]
        best.append(min(options, key=itemgetter(0)))
    return best


def _parts(best: list[Step]) -> tuple[list[Part], int]:
    """The names on the cheapest way through a run, and how many of its steps name nothing."""
    parts: list[Part] = []
    left = 0
    end = len(best) - 1
    while end:
        _, start, pattern, kind, is_name = best[end]
        if is_name:
            parts.append((start, end, pattern, kind))
        else:
            left += 1
        end = start
    parts.reverse()
    return parts, left


def _is_rather_one_name(key: str, parts: list[Part], left: int) -> bool:
    """Tell whether the parts leave so much of a short run unexplained that it is rather one unknown name."""
    size = len(key)
    if size <= 4 and left and all(pattern < 0 for _, _, pattern, _ in parts):
        return True
    if parts and (key[parts[-1][1] :] in _CALLS or (left and not _FUNCTION_CHARACTERS.isdisjoint(key))):
        return False  # 武汉加油, 北京欢迎你
    if left and _is_sentence(key, parts):
        return False
    if not parts or (size <= 4 and left * 2 >= size):
        return size <= 12 and not (size > 5 and any(c in _FUNCTION_CHARACTERS for c in key))
    return size <= 6 and left > 0 and left >= size - 3 and not any(kind == "person" for *_, kind in parts)


def _is_sentence(key: str, parts: list[Part]) -> bool:
    """Tell whether verbs and particles around the names of a short run make it a sentence: 向李强学习, 李强讲话, 访问中国."""
    if not parts:
        return key[:2] in VERBS
    first, last = parts[0][0], parts[-1][1]
    return key[last:] in VERBS if not first else key[first - 1] in _TOWARDS or key[:first] in VERBS


def _is_work_only(key: str, start: int, pattern: int, glossary: Glossary, tables: Tables) -> bool:
    """Tell whether two Hanzi are an ordinary word and only a work is named so: 激战 of 贸易战激战正酣, not that of 电影激战."""
    if not tables.is_word(key[start : start + 2]) or any(link.entry.kind != "work" for link in glossary.form(pattern).links):
        return False
    return not key[:start].endswith(_WORKS)


def _form_cost(start: int, end: int, size: int) -> float:
    """The cost of a form: less for a longer one; of two covers alike, the one with the longer form first costs less."""
    return 1.0 - 0.01 * (end - start) - 0.0001 * (end - start) ** 2 * (size - start) / size


def _holds_division(hanzi: str) -> bool:
    """Tell whether a division stands before another, or a name begins with the end of one: 广东省深圳市, 省深圳市."""
    return _DIVISION.match(hanzi) is not None or (len(hanzi) > 4 and _DIVISION.search(hanzi, 2, len(hanzi) - 2) is not None)


def _starts_of_headed(key: str, end: int, ending: tuple[str, str], best: list[Step], forms: Forms, tables: Tables) -> list[int]:
    """Where a name may begin that ends with a head word."""
    head, kind = ending
    if len(head) == 1 and key[end - 2 : end] in _NO_HEADS:
        return []
    starts = _name_starts(key, end, len(head), best)
    inner = [n for n, _ in forms.get(end, ())]
    if inner:
        starts = [
            n for n in starts if not any(n < place and _is_apart(key[:end], n, place, head, forms, tables) for place in inner)
        ]
    if head in ("先生", "女士"):
        starts = [n for n in starts if all(place != n for place, _ in forms.get(end - len(head), ()))]  # 鲁迅先生
    if len(head) == 1:
        starts = [n for n in starts if end - n <= MAX_SHORT_HEAD and not _holds_title(key[n : end - 1])]
        starts = [] if tables.is_word(key[end - 1 : end + 1]) else starts  # 会 of 会见
    else:
        starts = [n for n in starts if head not in key[n : end - len(head)] and not _holds_title(key[n : end - len(head)])]
    if kind == "place":
        starts = [n for n in starts if not _holds_division(key[n:end])]
    if kind == "title":
        starts = [n for n in (*starts, end - len(head)) if not _holds_name(key, n, end - len(head), forms)]
    return starts


def _is_apart(key: str, start: int, place: int, head: str, forms: Forms, tables: Tables) -> bool:
    """Tell whether the form at a place, which ends as a name that begins before it does, is a name of its own: 都位于海淀区."""
    if key[place - 1] in _BETWEEN:
        return True
    if len(head) > 1:
        return False
    if len(key[place:]) < 4 and any(first == start for first, _ in forms.get(place, ())):
        return True  # 黄河长江, not 厦门经济特区
    return len(key[place:]) > 2 and place - start > 1 and tables.is_word(key[place - 2 : place])


def _name_starts(key: str, end: int, tail: int, best: list[Step]) -> list[int]:
    """Where a name with a head word of `tail` Hanzi may begin: at the head of the run, or after a segment that is a name."""
    low = max(0, end - MAX_NAME)
    verb = max((place for place in range(low, end - tail) if key[place : place + 2] in VERBS), default=-1)
    starts = [0] if end <= MAX_NAME else []
    starts += [n for n in range(max(1, end - MAX_NAME), end - tail) if best[n].is_name and end - n > 2]
    return [
        n
        for n in starts
        if _FUNCTION_CHARACTERS.isdisjoint(key[n : end - tail])
        and key[n : n + 2] not in WHEN
        and n > verb
        and key[n] not in "跟给把被"
        and not (n and key[n] == "长" and key[n - 1] in _HAVE_HEADS)  # 长 of 校长
    ]


def _holds_title(hanzi: str) -> bool:
    """Tell whether the head word of an office ends somewhere within, and a name of its own behind it: 校长龚旗."""
    return any(
        (found := head_of(hanzi[:end])) is not None and found[1] == "title" and len(found[0]) > 1
        for end in range(2, len(hanzi) + 1)
    )


def _holds_name(key: str, start: int, end: int, forms: Forms) -> bool:
    """Tell whether an institution stands before the head word of a title, and so is a name of its own: 国防部 of 国防部发言人."""
    ending = name_ends(key[start:end])
    inner = (place for last in range(start + 2, end + 1) for place, _ in forms.get(last, ()))
    return (ending is not None and ending[1] == "organization") or any(place >= start for place in inner)


def shape_of(key: str, tables: Tables) -> str | None:
    """The kind of a short run that holds no form: by its head word, else a person where its Hanzi are a usual name."""
    ending = name_ends(key)
    if len(key) == 4 and ending is not None and len(ending[0]) == 1 and tables.is_word(key):
        return None  # the idioms 走投无路 and 名不虚传
    if ending is not None and not (len(key) == 3 and key[-1] in ENDS_OF_GIVEN_NAMES and tables.looks_like_person(key) >= 0.8):
        return ending[1]
    return "person" if not tables.is_word(key) and _person_cost(key, 0, len(key), tables, Step(0.0, 0, -1, None, False)) else None


def _person_cost(key: str, start: int, end: int, tables: Tables, before: Step) -> float | None:
    if start and (key[start] in "长部人员" or key[start] in _BETWEEN):  # the end of a title: 外交部长王毅; 向 of 向全体
        return None
    name = key[start:end]
    if end - start > 2 and end < len(key) and name[-1] in _BETWEEN:  # 王毅在雅加达
        return None
    surname = tables.surname_length_folded(name)
    if name[:2] in WHEN or name[:2] in VERBS or not ADDRESSED.isdisjoint(name):
        return None
    if len(name) < len(key) and (name[:2] in _WORDS_FIRST or name[1:] in _WORDS_FIRST):
        return None  # 白银 of 白银做, 平安 of 一路平安
    if not surname or end - start <= surname or end - start > surname + 2 or name == name[0] * len(name):
        return None
    if name[0] in _ADVERBS and len(key) > len(name) + 1 and tables.is_word(name[1:]):
        return None  # 曾多次
    likely = tables.person_prior(name)
    after_name = start == 0 or before.is_name or key[start - 1] in "叫是和与跟请由"
    if likely < (0.75 if not after_name else 0.6 if not start and end < len(key) else 0.25):
        return None
    cut = sum(
        (found := tables.words[key[place - 1 : place + 1]]) is not None and found[0] in "wn"
        for place in (start, end)
        if 0 < place < len(key) and not (place == start and before.is_name)
    )  # words that the name would cut through: 全国 of 全国人口
    cost = 1.9 - 0.6 * likely + (0.0 if after_name else 1.0) + (0.0 if end == len(key) else 0.4) + 0.8 * cut
    if len(name) == 3 and len(key) > 3 and surname == 1 and tables.surnames[name[0]].rank > RARE_IN_SENTENCE:
        cost += 0.5 * (tables.is_word(name[:2]) + tables.is_word(name[1:]))  # 全国人, 强兄弟
    return cost


def _cover_interpunct(key: str, glossary: Glossary, tables: Tables) -> list[Part]:
    """A transcribed name is one mention: 阿凡提·买买提; an institution or title may stand before it."""
    whole = _form_equal("".join("·" if c in _INTERPUNCTS else c for c in key), glossary)
    if whole >= 0:
        return [(0, len(key), whole, None)]
    first = next(n for n, c in enumerate(key) if c in _INTERPUNCTS)
    last = max(n for n, c in enumerate(key) if c in _INTERPUNCTS)
    start = 0
    head: list[Part] = []
    for segment in _cover_piece(key[:first], glossary, tables) if first > 4 else []:
        if segment[1] < first - 1 and segment[0] == start and _stands_before_names(segment[2], glossary):
            head.append(segment)
            start = segment[1]
    end = len(key)
    is_followed = any(key[n : n + 2] in VERBS for n in range(last + 2, min(end, last + 2 + MAX_TRANSCRIBED)))
    if first - start > MAX_TRANSCRIBED or end - last > MAX_TRANSCRIBED + 1 or is_followed:
        return _cover_sentence(key, first, glossary, tables)
    tail: list[Part] = []
    if end - last > 6:
        for first_of, last_of, pattern, kind in reversed(_cover_piece(key[last + 1 :], glossary, tables)):
            if pattern >= 0 and last_of + last + 1 == end and first_of > 1:
                tail.insert(0, (first_of + last + 1, last_of + last + 1, pattern, kind))
                end = first_of + last + 1
    return [*head, (start, end, -1, "person"), *tail]


def _cover_sentence(key: str, first: int, glossary: Glossary, tables: Tables) -> list[Part]:
    """Cover a sentence around the transcribed name whose first interpunct is at `first`; words bound the name."""
    forms = glossary.automaton(latin=False).find_all(key)
    begun = {
        n
        for n, m, pattern in forms
        if m - n > 1
        and not TRANSCRIBING.issuperset(key[n:m])
        and pattern < glossary.first_single
        and _stands_before_names(pattern, glossary)
    }
    start, end = first, first + 1
    while start and first - start < MAX_TRANSCRIBED and not _is_no_sound(key, start - 1, start - 2, tables):
        start -= 1
    last = first  # interpunct
    while end < len(key) and (
        key[end] in _INTERPUNCTS or key[end - 1] in _INTERPUNCTS or not (end in begun or _is_no_sound(key, end, end, tables))
    ):
        last = end if key[end] in _INTERPUNCTS else last
        if end - last > MAX_TRANSCRIBED:
            break
        end += 1
    before = _cover_piece(key[:start], glossary, tables) if start else []
    name: list[Part] = [(start, end, -1, "person")] if start < first < end - 1 else []
    while end < len(key) and key[end] in _BETWEEN:
        end += 1
    behind = _cover_piece(key[end:], glossary, tables) if end < len(key) else []
    return [*before, *name, *((end + n, end + m, pattern, kind) for n, m, pattern, kind in behind)]


def _is_no_sound(key: str, place: int, word: int, tables: Tables) -> bool:
    """Tell whether the Hanzi at a place, or those of the word at another, belong to the sentence around a transcribed name."""
    hanzi = key[max(0, word) : word + 2]
    if key[place] in _BETWEEN or key[place] in _FUNCTION_CHARACTERS:
        return True
    return len(hanzi) == 2 and (hanzi in VERBS or (tables.is_word(hanzi) and not TRANSCRIBING.issuperset(hanzi)))


def _stands_before_names(pattern: int, glossary: Glossary) -> bool:
    """Tell whether a form is an institution, a place or a title, and so no beginning of a transcribed name."""
    return pattern >= 0 and any(link.entry.kind in ("organization", "place", "title") for link in glossary.form(pattern).links)

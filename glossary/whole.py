"""Names that their surroundings delimit: what 《》 or a bracket behind a Latin name holds, and letters and digits at an end."""

from __future__ import annotations

import re

from glossary.cover import Segment, ends_with_others
from glossary.heads import head_of, name_ends
from glossary.pair import MARKS
from glossary.reading import Tables, match_spelling
from glossary.scan import Run
from glossary.script import IGNORED, has_hanzi, lazy_pattern
from glossary.words import HEADS, RIVALS, TEAM_ROLES

MAX_WHOLE = 14  # code points in a name that only its brackets delimit

_TITLE_MARKS = {"《": "》", "〈": "〉", "『": "』"}
_BRACKETS = {"(": ")）", "（": ")）", "[": "]］", "［": "]］", "【": "】"}
OPENERS = frozenset((*_TITLE_MARKS, *_BRACKETS))
TITLE = -9  # in place of a pattern, of a run that is the title of a work
_PRONOUNS = frozenset("我你您他她们咱吗呢吧啊了")
_TAIL = lazy_pattern(r"(?:[A-Z]{1,6}[0-9]{0,4}[A-Za-z]{0,4}|-?[0-9]{1,4}[A-Z]{0,3})(?![\w-])")
_CAPITALS_BEFORE = lazy_pattern(r"(?<=[(（\[【《“\"])[A-Z0-9][A-Z0-9-]{0,7}$")
_BRACKET_TAIL = lazy_pattern(
    r"[a-z][A-Za-z0-9]{0,15}(?=[)）\]】])|[A-Z0-9][A-Za-z0-9+.-]{0,15}(?: [A-Za-z0-9+.-]{1,10}){0,3}(?=[)）\]】])"
)
_LATIN_NAME = lazy_pattern(r"([A-Z][\w'’.&:,-]*)[ \w'’.&:,\"”-]{0,80}$")
_WORDS = lazy_pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLOSERS = frozenset(")）]］】")
_SENTENCE = frozenset("的了是在被我你他她它这那很不没和与")
_QUOTES = frozenset("\"”’'*_»")
_LABELS = frozenset(
    "姓名 名 中文 中文名 汉字 简体 繁体 拼音 原名 本名 别名 艺名 又名 原文 "
    "注 职务 职位 出生 籍贯 地址 电话 日期 时间 地点 主演 导演 作者".split()
)
_DATE = frozenset("年月日时分秒号第周")


def whole_name(text: str, run: Run, segments: tuple[Segment, ...], tables: Tables) -> tuple[Segment, ...]:
    """Take a run as one name where marks around it say so and its cover leaves much of it unexplained.

    Args:
        segments: the cover of the run.
    """
    start, end = run.start, run.end
    size = end - start
    if size > 2 and segments and segments[-1].end == size - 1 and ends_with_others(text[start:end], tables):
        return segments
    before, after = text[start - 1 : start], text[end : end + 1]
    if size == 1 and not (after and after in "-0123456789") and not (before.isascii() and before.isalnum() and after in _CLOSERS):
        return segments
    if (
        before.isascii()
        and before.isalnum()
        and text[start] not in _DATE
        and (head := _CAPITALS_BEFORE.search(text, max(0, start - 8), start))
    ):
        return (Segment(head.start() - start, size, -1, segments[0].kind if segments else None),)
    if after and (after == "-" or (after.isascii() and after.isalnum())) and segments and segments[-1].end == size:
        return _with_tail(text, run, segments)
    is_covered = len(segments) == 1 and not segments[0].start and IGNORED.issuperset(text[start + segments[0].end : end])
    if size > MAX_WHOLE or is_covered:
        return segments
    if _TITLE_MARKS.get(before) == after and after:
        return (Segment(0, size, -1, "work"),)
    if before not in _BRACKETS or after not in _BRACKETS[before] or not after:
        return segments
    match = _LATIN_NAME.search(text[max(0, start - 90) : start - 1].rstrip())
    if match is None:
        return segments
    if text[max(0, start - 3) : start - 1].rstrip()[-1:] in _QUOTES:
        return (Segment(0, size, -1, None),)
    if _is_one_name(text, run, segments, tables):
        return (Segment(0, size, -1, None),)
    covered = sum(segment.end - segment.start for segment in segments)
    is_unknown = all(segment.pattern < 0 for segment in segments)
    if covered < (1 if is_unknown else 0.6) * size and (_PRONOUNS.isdisjoint(text[start:end]) or _is_title(text, start)):
        return (Segment(0, size, -1, None),)
    if (
        len(segments) == 2
        and covered == size <= 6
        and all(segment.pattern >= 0 for segment in segments)
        and _is_group(text, start, end)
    ):
        return (Segment(0, size, -1, "organization"),)
    return segments


def title_run(text: str, run: Run) -> Run | None:
    """The run to the end of its bracket where marks part it as they part the title before it: 'Selamat Pagi, Bu (早安，老师)'.

    Args:
        run: behind a bracket that opens, and before a mark of MARKS.
    """
    opening = text[run.start - 1]
    closing = _TITLE_MARKS.get(opening) or _BRACKETS.get(opening)
    end = next((n for n in range(run.end, min(len(text), run.end + MAX_WHOLE)) if text[n] in (closing or "")), -1)
    hanzi = text[run.start : end]
    first = text[run.start : run.end]
    if end < 0 or not all(c in MARKS or c.isalnum() for c in hanzi) or first in _LABELS:
        return None
    if ":" in hanzi and (not has_hanzi(hanzi.rpartition(":")[2]) or (head_of(first) or ("", ""))[1] == "title"):
        return None  # 王毅:3, 主席:习近平
    title = text[max(0, run.start - 70) : run.start - 1]
    if opening not in _TITLE_MARKS:
        if not all(MARKS[c] in title for c in hanzi[:-1] if c in MARKS):
            return None
        if "，" in hanzi and not any(HEADS.get(word) == "work" for word in title.lower().split()):
            return None
    return Run(run.start, end, TITLE)


def _is_one_name(text: str, run: Run, segments: tuple[Segment, ...], tables: Tables) -> bool:
    """Tell whether a bracket behind a Latin name holds one name that no cover explains: 'Shanghai Sharks (上海大鲨鱼)'.

    A person in it whom the Latin name spells, and a title, are names of their own: 'Wang Wenbin (外交部发言人汪文斌)'.
    """
    hanzi = text[run.start : run.end]
    gaps = run.end - run.start - sum(segment.end - segment.start for segment in segments)
    unknown = [segment for segment in segments if segment.pattern < 0]
    ends = [head_of(hanzi[segment.start : segment.end]) for segment in segments]
    if not (unknown or gaps) or any(end and end[1] == "title" for end in ends) or not _SENTENCE.isdisjoint(hanzi):
        return False
    if name_ends(hanzi) is not None and not any(segment.kind == "person" for segment in unknown):
        return False
    words = _WORDS.findall(text[max(0, run.start - 90) : run.start])
    if len(words) >= len(hanzi) > 4 and match_spelling(hanzi, " ".join(words[-len(hanzi) :]), tables) is not None:
        return True  # 'Da Feng Da Geng Ren (大奉打更人)'
    words = words[-3:]
    for segment in unknown:
        if segment.kind == "person":
            person = hanzi[segment.start : segment.end]
            most = len(words) - (len(person) == 2 and len(segments) > 1)  # 'Zhiyun' alone is no person 支云
            spelled = (match_spelling(person, " ".join(words[n:]), tables, kind="person") for n in range(most))
            if any(found is not None and (len(person) > 2 or found.order != "extra-name") for found in spelled):
                return False
    return any(segment.kind == "person" for segment in unknown) or bool(gaps)


def _is_title(text: str, start: int) -> bool:
    """Tell whether two capitalised words stand before the bracket: 'Ketika Aku Terbang Menujumu (当我飞奔向你)'."""
    words = text[max(0, start - 60) : start - 1].split()[-2:]
    return len(words) == 2 and all(word[:1].isupper() for word in words)


def _is_group(text: str, start: int, end: int) -> bool:
    """Tell whether a club or another organisation is named before the bracket: 'Klub Guangzhou Evergrande (广州恒大)'."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text[max(0, start - 60) : start])[-4:]]
    behind = text[end : end + 20].lstrip(") ").partition(" ")[0]
    return behind in RIVALS or any(HEADS.get(word) == "organization" or word in RIVALS or word in TEAM_ROLES for word in words)


def _with_tail(text: str, run: Run, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Take in capitals and digits that end a name without a space: 歌手2024, 小米SU7; not 3月5."""
    match = _BRACKET_TAIL.match(text, run.end) or _TAIL.match(text, run.end)
    if match is None or text[run.end - 1] in _DATE or text[run.start - 1 : run.start].isdigit():
        return segments
    first = segments[0].start if len(segments) > 1 and run.end - run.start <= MAX_WHOLE else segments[-1].start
    kept = tuple(segment for segment in segments if segment.end <= first)
    return (*kept, Segment(first, match.end() - run.start, -1, None))

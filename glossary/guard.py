"""Where a text is no prose: addresses, file names, code, markup. Hanzi and names there are left alone.

What spans several words (a tag, a code block) is searched for where the text holds its mark; what holds no space (a path, a file
name) is looked for in the one token around a name. So prose, which has dots, slashes and brackets all over, costs next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from glossary import script

_H = script.HANZI_CLASS
_W = script.WORD_CLASS
# What may hold spaces: the marks of which the text must hold the first, the pattern, its flags.
_BLOCKS: tuple[tuple[str, str, int], ...] = (
    ("`", r"```.*?(?:```|\Z)|``[^\n]*?``|`[^`\n]{1,400}`", re.S),
    ("~", r"^~~~.*?(?:^~~~|\Z)", re.S | re.M),
    (
        "<",
        r"<(code|pre|script|style|kbd|samp|textarea)\b[^>]{0,400}>.*?</\1\s*>|<!--.*?(?:-->|\Z)|<[a-zA-Z/!][^<>]{0,2000}>",
        re.S | re.I,
    ),
    ("=", r"\b\w{1,40}(?:\[[^\]\n]{0,40}\])?\s?={1,2}\s?(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')", 0),
)
_CALL = (r"\b[a-z_][\w.]{1,40}\((?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')", 0)  # print("习近平")
_SUFFIXES = (
    r"jpe?g|png|gif|webp|svg|txt|pdf|html?|php|md|csv|tsv|json|jsonl|xml|ya?ml|toml|docx?|xlsx?|pptx?|zip|rar|mp[34]|wav|py|js|ts|"
    r"css|java|com|net|org|cn|id|tw|hk|io"
)
# What holds no space: the marks of which the token must hold one, the pattern, its flags.
_TOKENS: tuple[tuple[str, str, int], ...] = (
    (":.", r"(?:\b[a-z][a-z0-9+.\-]{1,11}://|\bwww\.|\bmailto:)[^\s<>\"“”，。；、【】（）]+", re.I),
    ("@", rf"[{_W}.+\-]{{1,80}}@[{_W}\-]{{1,80}}(?:\.[{_W}\-]{{1,40}})*|@[{_W}]{{1,60}}", 0),
    ("=", rf"[?&]\w{{1,40}}=[{_W}%+\-.]{{1,400}}", 0),
    (
        "/\\",
        rf"(?<![{_W}])(?:[A-Za-z]:\\|\\\\|~?/|\.\.?/)[{_W}.%+\-]+(?:[/\\][{_W}.%+\-]*)+"
        rf"|(?<![{_W}])[A-Za-z]:\\[{_W}.%+\-]+",
        0,
    ),
    ("/\\", rf"(?<![{_W}])[a-zA-Z0-9_.\-]+(?:[/\\][a-zA-Z0-9_{_H}.\-]+){{2,}}", 0),
    ("/\\", rf"(?<![{_W}/])[a-z0-9_.\-]{{2,40}}[/\\](?:[{_W}\-]+[/\\])*[{_W}\-]*\.[a-z0-9]{{2,5}}\b", 0),
    (".", rf"[{_W}\-]{{1,120}}\.(?:{_SUFFIXES})(?![\w])", 0),
)
_BREAKS = frozenset(' \t\n\r\u00a0\u3000<>"“”，。；、【】（）')  # what ends a token
_MARK = script.lazy_pattern(r"[@=/\\]|[:.](?=\S)")  # a token that holds none of these is prose
_TOKEN = r"[^ \t\n\r\u00a0\u3000<>\"“”，。；、【】（）]*"
_NEAR = 24  # code points on either side that are looked at first; most tokens end there
_REACH = 2000  # code points on either side that a token is followed; the rest of a longer one is looked at when a name is there

Spans = list[tuple[int, int]]


@lru_cache(maxsize=32)
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled when a text first needs it: most need none, and all of them would double the time to a first article."""
    return re.compile(pattern, flags)


class Guards:
    """The stretches of one text that are no prose; what a token holds is found when a name in it is asked for, and kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks = _blocks(text)
        self._first = self._last = -1  # the token that was looked at last, and what it holds
        self._held: Spans = []

    def covers(self, start: int, end: int) -> bool:
        """Tell whether the name `text[start:end]` touches a stretch that is no prose; one that it holds whole is it: JD.com."""
        if self._blocks and _touches(start, end, self._blocks):
            return True
        text = self._text
        first, last = start, end  # what holds the token: the name, out to a break beside it or to the next space
        if start and text[start - 1] not in _BREAKS:
            first = text.rfind(" ", max(0, start - _NEAR), start) + 1
        if text[end : end + 1] not in _BREAKS:
            last = text.find(" ", end, end + _NEAR)
        elif first == start:
            return False
        if first and last >= 0 and not _MARK.search(text, first, last):
            return False
        if not (self._first <= start and end <= self._last):
            self._look(start, end)
        if not self._held or not _touches(start, end, self._held):
            return False
        return any(first < end and start < last and not (start <= first and last <= end) for first, last in self._held)

    def _look(self, start: int, end: int) -> None:
        text = self._text
        first, last = _token(text, start, end)
        token = text[first:last]
        self._held = _apart(
            [
                (first + match.start(), first + match.end())
                for marks, pattern, flags in _TOKENS
                if marks[0] in token or marks[-1] in token
                for match in _compiled(pattern, flags).finditer(token)
            ]
        )
        whole = last == len(text) or text[last] in _BREAKS
        self._first, self._last = start, (last if whole else max(end, last - _REACH // 2))


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    while first > low and text[first - 1] not in _BREAKS:
        first -= 1
    while last < high and text[last] not in _BREAKS:
        last += 1
    if first == low and low:
        reach = _compiled(_TOKEN).match(text[max(0, first - _REACH) : first][::-1])
        first -= reach.end() if reach else 0
    if last == high:
        reach = _compiled(_TOKEN).match(text, last, min(len(text), last + _REACH))
        last = reach.end() if reach else last
    return first, last


def _blocks(text: str) -> Spans:
    found = [
        match.span() for mark, pattern, flags in _BLOCKS if mark in text for match in _compiled(pattern, flags).finditer(text)
    ]
    if ('"' in text and '("' in text) or ("'" in text and "('" in text):
        found += [match.span() for match in _compiled(*_CALL).finditer(text)]
    return _apart(found)


def _apart(found: Spans) -> Spans:
    """Sort spans and join those that overlap."""
    if len(found) < 2:
        return found
    found.sort()
    spans = [found[0]]
    for start, end in found[1:]:
        if start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _touches(start: int, end: int, spans: Spans) -> bool:
    place = bisect_right(spans, (end, -1)) - 1
    return place >= 0 and spans[place][1] > start

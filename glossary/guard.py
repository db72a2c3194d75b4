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
# The marks of which the text must hold one, the pattern, its flags.
_BLOCKS: tuple[tuple[tuple[str, ...], str, int], ...] = (
    (
        ("://", "www.", "WWW.", "mailto:"),
        r"(?:\b[a-z][a-z0-9+.\-]{1,11}://|\bwww\.|\bmailto:)[^\s<>\"“”，。；、【】（）]{1,2000}",
        re.I,
    ),
    (("@",), rf"[\w{_H}.+\-]{{1,80}}@[\w{_H}\-]{{1,80}}(?:\.[\w{_H}\-]{{1,40}})*|@[\w{_H}]{{1,60}}", 0),
    (("`",), r"```.*?(?:```|\Z)|``[^\n]*?``|`[^`\n]{1,400}`", re.S),
    (("~~~",), r"^~~~.*?(?:^~~~|\Z)", re.S | re.M),
    (
        ("<",),
        r"<(code|pre|script|style|kbd|samp|textarea)\b[^>]{0,400}>.*?</\1\s*>|<!--.*?(?:-->|\Z)|<[a-zA-Z/!][^<>]{0,2000}>",
        re.S | re.I,
    ),
    (("=",), r"\b\w{1,40}(?:\[[^\]\n]{0,40}\])?\s?={1,2}\s?(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')", 0),
    (("=",), rf"[?&]\w{{1,40}}=[\w{_H}%+\-.]{{1,400}}", 0),
    (('("', "('"), r"\b[a-z_][\w.]{1,40}\((?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')", 0),
)
_SUFFIXES = (
    r"jpe?g|png|gif|webp|svg|txt|pdf|html?|php|md|csv|tsv|json|jsonl|xml|ya?ml|toml|docx?|xlsx?|pptx?|zip|rar|mp[34]|wav|py|js|ts|"
    r"css|java|com|net|org|cn|id|tw|hk|io"
)
_TOKENS = (
    rf"(?<![\w{_H}])(?:[A-Za-z]:\\|\\\\|~?/|\.\.?/)[\w{_H}.%+\-]+(?:[/\\][\w{_H}.%+\-]*)+|(?<![\w{_H}])[A-Za-z]:\\[\w{_H}.%+\-]+",
    rf"(?<![\w{_H}])[a-zA-Z0-9_.\-]+(?:[/\\][a-zA-Z0-9_{_H}.\-]+){{2,}}",
    rf"(?<![\w{_H}/])[a-z0-9_.\-]{{2,40}}[/\\](?:[\w{_H}\-]+[/\\])*[\w{_H}\-]*\.[a-z0-9]{{2,5}}\b",
    rf"[\w{_H}\-]{{1,120}}\.(?:{_SUFFIXES})(?![\w])",
)
_TOKEN_MARKS = frozenset("._%+-/\\:~")  # beside letters and digits, what an address or a file name is made of
MAX_TOKEN = 200  # code points on either side of a name


@lru_cache(maxsize=len(_BLOCKS) + len(_TOKENS))
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled when a text first needs it: most need none, and all of them would double the time to a first article."""
    return re.compile(pattern, flags)


def guarded_spans(text: str) -> list[tuple[int, int]]:
    """The stretches of several words that are no prose, sorted and apart."""
    found: list[tuple[int, int]] = []
    for marks, pattern, flags in _BLOCKS:
        for mark in marks:
            if mark in text:
                found += [match.span() for match in _compiled(pattern, flags).finditer(text)]
                break
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


def is_guarded(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether the name `text[start:end]` touches one of the spans, or is part of a path or a file name."""
    if spans:
        place = bisect_right(spans, (end, -1)) - 1
        if place >= 0 and spans[place][1] > start:
            return True
    if not (_is_token(text[start - 1 : start]) or _is_token(text[end : end + 1])):
        return False
    first, last = start, end
    low, high = max(0, start - MAX_TOKEN), min(len(text), end + MAX_TOKEN)
    while first > low and _is_token(text[first - 1]):
        first -= 1
    while last < high and _is_token(text[last]):
        last += 1
    token = text[first:last]
    if "." not in token and "/" not in token and "\\" not in token:
        return False
    return any(
        match.start() < end - first and match.end() > start - first
        for pattern in _TOKENS
        for match in _compiled(pattern).finditer(token)
    )


def _is_token(character: str) -> bool:
    return character.isalnum() or (character != "" and character in _TOKEN_MARKS)

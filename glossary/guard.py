"""Where a text is no prose: addresses, file names, code, markup. Hanzi and names there are left alone."""

from __future__ import annotations

import re
from bisect import bisect_right

from glossary import script

_H = script.HANZI_CLASS
_ADDRESS = rf"[\w{_H}./:?#@!$&'*+,;=%~\-]"
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("://", "www.", "mailto:"), re.compile(r"(?:\b[a-z][a-z0-9+.\-]{1,11}://|\bwww\.|\bmailto:)[^\s<>\"“”，。；、【】（）]{1,2000}", re.I)),
    (("@",), re.compile(rf"[\w{_H}.+\-]{{1,80}}@[\w{_H}\-]{{1,80}}(?:\.[\w{_H}\-]{{1,40}})*|@[\w{_H}]{{1,60}}")),
    (("`",), re.compile(r"```.*?(?:```|\Z)|``[^\n]*?``|`[^`\n]{1,400}`", re.S)),
    (("~~~",), re.compile(r"^~~~.*?(?:^~~~|\Z)", re.S | re.M)),
    (("<",), re.compile(r"<(code|pre|script|style|kbd|samp|textarea)\b[^>]{0,400}>.*?</\1\s*>|<!--.*?(?:-->|\Z)", re.S | re.I)),
    (("<",), re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")),
    (("/", "\\"), re.compile(rf"(?<![\w{_H}])(?:[A-Za-z]:\\|\\\\|~?/|\.\.?/)[\w{_H}.%+\-]+(?:[/\\][\w{_H}.%+\-]*)+|(?<![\w{_H}])[A-Za-z]:\\[\w{_H}.%+\-]+")),
    (("/", "\\"), re.compile(rf"(?<![\w{_H}])[\w.\-]+(?:[/\\][\w{_H}.\-]+){{2,}}", re.A)),
    (("/", "\\"), re.compile(rf"(?<![\w{_H}/])[a-z0-9_.\-]{{2,40}}[/\\](?:[\w{_H}\-]+[/\\])*[\w{_H}\-]*\.[a-z0-9]{{2,5}}\b")),
    (
        (".",),
        re.compile(
            rf"[\w{_H}\-]{{1,120}}\.(?:jpe?g|png|gif|webp|svg|txt|pdf|html?|php|md|csv|tsv|json|jsonl|xml|ya?ml|toml|docx?|xlsx?|pptx?|"
            r"zip|rar|mp[34]|wav|py|js|ts|css|java|com|net|org|cn|id|tw|hk|io)(?![\w])"
        ),
    ),
    (("=",), re.compile(r"\b\w{1,40}(?:\[[^\]\n]{0,40}\])?\s?={1,2}\s?(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')")),
    (("&", "%"), re.compile(rf"[?&]\w{{1,40}}=[\w{_H}%+\-.]{{1,400}}")),
    (("(",), re.compile(r"\b[a-z_][\w.]{1,40}\((?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')")),
)  # fmt: skip


def guarded_spans(text: str) -> list[tuple[int, int]]:
    """The stretches that are no prose, sorted and apart."""
    found: list[tuple[int, int]] = []
    for marks, pattern in _PATTERNS:
        if any(mark in text for mark in marks):
            found += (match.span() for match in pattern.finditer(text))
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


def is_guarded(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether `[start, end)` touches one of the spans."""
    place = bisect_right(spans, (end, -1)) - 1
    return place >= 0 and spans[place][1] > start

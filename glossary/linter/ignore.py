"""Comments in an article that silence rules: `<!-- glossary: ignore S01 -->` for its line or the next, `ignore-file` for all."""

from __future__ import annotations

import re
from collections.abc import Callable

_COMMENT = re.compile(
    r"(?:<!--|#|//|%)[ \t]*glossary:[ \t]*(?P<what>ignore-file|ignore|noqa)\b"
    r"[ \t]*(?P<codes>[A-Z0-9, \t]{0,200}?)[ \t]*(?:-->|$)",
    re.M,
)


def ignored_lines(text: str) -> Callable[[str, int], bool] | None:
    """What tells of a code and the begin of a line whether a comment silences it there; None where the text has no such comment.

    A comment silences the line that it stands on; alone on its line, the next one that is not empty. Without codes it silences
    all rules; a code may be cut to its first letters.
    """
    if "glossary:" not in text:
        return None
    everywhere: list[tuple[str, ...]] = []
    lines: dict[int, list[tuple[str, ...]]] = {}
    for match in _COMMENT.finditer(text):
        codes = tuple(match["codes"].replace(",", " ").split())
        if match["what"] == "ignore-file":
            everywhere.append(codes)
            continue
        begin = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        if not (text[begin : match.start()] + text[match.end() : end if end >= 0 else len(text)]).strip():
            rest = re.compile(r"\s*").match(text, match.end())
            begin = text.rfind("\n", 0, rest.end()) + 1 if rest else begin
        lines.setdefault(begin, []).append(codes)
    if not everywhere and not lines:
        return None

    def is_silent(code: str, line: int) -> bool:
        return any(not codes or code.startswith(codes) for codes in (*everywhere, *lines.get(line, ())))

    return is_silent

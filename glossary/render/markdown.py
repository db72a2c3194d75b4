"""Markdown with a gloss after a mention, as footnotes or as a glossary at the end; code and links are left alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from glossary import script
from glossary.model import Mention
from glossary.render.choice import address, chosen, distinct, hanzi_of, heading_of, one_line, pinyin_of
from glossary.render.inline import gloss_of

_Find = Callable[[str], "list[tuple[int, int]]"]
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$^{}@!#]|:(?=//)|(?<=[wW]{3})\.")
_FENCE = re.compile(r" {0,3}(?:>[ ]?)*[ ]{0,3}(`{3,}(?=[^`\n]*$)|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:")
_TICKS = re.compile(r"`+")
# A tag, comment or address in angle brackets; without '<' inside, so that each '<' is looked at once.
_TAG = re.compile(r"<!--.*?-->|<[/!?]?[A-Za-z][^<>]*>", re.DOTALL)
_MARK = re.compile(r"\\.|\n[ \t]*\n|\[|\]", re.DOTALL)
_TARGET = re.compile(r"\((?:[^()\n\\]|\\.|\([^()\n]{0,500}\)){0,2000}\)|\[[^\[\]\n]{0,200}\]")


def to_markdown(
    text: str,
    mentions: tuple[Mention, ...],
    *,
    repeat: str = "first",
    pinyin: str | None = "marks",
    description: bool = True,
    links: bool = True,
) -> str:
    """Insert a gloss after each chosen mention, linked where the entry has an address; within brackets after a comma."""
    parts, last = [], 0
    for mention, wanted in chosen(text, _outside(text, mentions), repeat):
        gloss = escape(gloss_of(mention, pinyin, description)) if wanted else ""
        if gloss:
            url = address(mention.entry) if links else None
            shown = f"[{gloss}](<{url}>)" if url else gloss
            within = text[mention.end : mention.end + 1] in script.CLOSING_BRACKETS and mention.end < len(text)
            parts += [text[last : mention.end], f", {shown}" if within else f" ({shown})"]
            last = mention.end
    return "".join([*parts, text[last:]])


def to_footnotes(
    text: str, mentions: tuple[Mention, ...], *, repeat: str = "first", pinyin: str | None = "marks", links: bool = True
) -> str:
    """Put a footnote mark after each chosen mention, and the notes at the end, one a name."""
    prefix = "g"
    while f"[^{prefix}" in text:
        prefix += "g"
    parts, last = [], 0
    numbers: dict[str, int] = {}
    notes: list[str] = []
    for mention, wanted in chosen(text, _outside(text, mentions), repeat):
        if not wanted or not gloss_of(mention, pinyin):
            continue
        note = _item(mention, pinyin, links)
        number = numbers.setdefault(note, len(numbers) + 1)
        if number > len(notes):
            notes.append(f"[^{prefix}{number}]: {note}")
        parts += [text[last : mention.end], f"[^{prefix}{number}]"]
        last = mention.end
    body = "".join([*parts, text[last:]])
    return body + "".join(["\n\n", "\n".join(notes), "\n"]) if notes else body


def to_glossary(
    text: str, mentions: tuple[Mention, ...], *, heading: str = "Glosarium", pinyin: str | None = "marks", links: bool = True
) -> str:
    """Leave the text as it is and put a list of its names at the end, sorted."""
    items = [
        (script.fold(heading_of(first)), _item(first, pinyin, links))
        for first, _ in distinct(mentions)
        if gloss_of(first, pinyin)
    ]
    if not items:
        return text
    lines = [f"- {item}" for _, item in sorted(items)]
    return "".join([text, "\n\n## ", escape(one_line(heading)), "\n\n", "\n".join(lines), "\n"])


def _item(mention: Mention, pinyin: str | None, links: bool) -> str:
    name, hanzi, said = heading_of(mention), hanzi_of(mention), pinyin_of(mention, pinyin)
    if said is None and mention.entry is not None and pinyin == "marks":
        said = mention.entry.pinyin
    beside = ", ".join(escape(part) for part in (hanzi, said) if part and part != name)
    shown = f"**{escape(name)}**"
    url = address(mention.entry) if links else None
    described = escape(gloss_of(mention, None))
    return f"{f'[{shown}](<{url}>)' if url else shown}{f' ({beside})' if beside else ''}{f': {described}' if described else ''}"


def escape(gloss: str) -> str:
    """Escape what Markdown would take for markup, or make a link of."""
    return _MARKUP.sub(lambda match: "\\" + match[0], one_line(gloss))


def _outside(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions that stand in running text: not in code, links, tags, link definitions or front matter."""
    if not mentions:
        return mentions
    spans = protected(text)
    starts = [start for start, _ in spans]
    kept = []
    for mention in mentions:
        place = bisect_right(starts, mention.end - 1) - 1
        if place < 0 or spans[place][1] <= mention.start:
            kept.append(mention)
    return tuple(kept)


def protected(text: str) -> list[tuple[int, int]]:
    """Where Markdown holds something else than running text; sorted, apart, half-open, in code points."""
    spans = _lines(text)
    spans = _merged(spans + _inline(text, spans, _code))
    spans = _merged(spans + _inline(text, spans, _tags))
    return _merged(spans + _inline(text, spans, _links))


def _lines(text: str) -> list[tuple[int, int]]:
    """Front matter, fenced and indented code, and link definitions: told line by line."""
    spans: list[tuple[int, int]] = []
    place, fence, blank, front = 0, "", True, text.startswith(("---\n", "---\r\n", "+++\n", "+++\r\n"))
    if front and not re.search(rf"^{re.escape(text[:3])}[ \t]*\r?$", text[4:], re.MULTILINE):
        front = False
    for number, line in enumerate(text.splitlines(keepends=True)):
        end = place + len(line)
        bare = line.strip()
        match = _FENCE.match(line.rstrip("\r\n"))
        if front:
            spans.append((place, end))
            front = not (number and bare == text[:3])
        elif fence:
            spans.append((place, end))
            if match and match[1].startswith(fence) and bare.strip("> ") == match[1]:
                fence = ""
        elif match:
            spans.append((place, end))
            fence = match[1]
        elif _DEFINITION.match(line) or (blank and bare and line.startswith(("    ", "\t"))):
            spans.append((place, end))
            blank = line.startswith(("    ", "\t"))
            place = end
            continue
        blank = not bare
        place = end
    return spans


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inline(text: str, spans: list[tuple[int, int]], find: _Find) -> list[tuple[int, int]]:
    """Look for one construct in a copy where what is already protected is blank."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], "\0" * (end - start)]
        last = end
    return find("".join([*parts, text[last:]]))


def _code(text: str) -> list[tuple[int, int]]:
    """Code spans: a run of backticks to the next run as long, within its paragraph."""
    spans: list[tuple[int, int]] = []
    place = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        runs = [(match.start(), len(match[0])) for match in _TICKS.finditer(paragraph)]
        following: dict[int, list[int]] = {}
        for number in range(len(runs) - 1, -1, -1):
            following.setdefault(runs[number][1], []).append(number)
        number = 0
        while number < len(runs):
            start, length = runs[number]
            later = following[length]
            while later and later[-1] <= number:
                later.pop()
            if later and not _is_escaped(paragraph, start):
                closing = later[-1]
                spans.append((place + start, place + runs[closing][0] + length))
                number = closing + 1
            else:
                number += 1
        place += len(paragraph)
    return spans


def _is_escaped(text: str, place: int) -> bool:
    slashes = 0
    while place > slashes and text[place - slashes - 1] == "\\" and slashes < 64:
        slashes += 1
    return slashes % 2 == 1


def _tags(text: str) -> list[tuple[int, int]]:
    spans = []
    place = text.find("<")
    while place >= 0:
        if text.startswith("<!--", place):
            end = text.find("-->", place + 4)
            end = len(text) if end < 0 else end + 3
        else:
            match = _TAG.match(text, place)
            end = match.end() if match else place + 1
        if end > place + 1:
            spans.append((place, end))
        place = text.find("<", end)
    return spans


def _links(text: str) -> list[tuple[int, int]]:
    """Links and images: a bracket with an address or a label behind it; `[习近平]` alone is a bracket like any other."""
    spans = []
    opened: list[int] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == "[":
            opened.append(match.start())
        elif mark == "]":
            if opened:
                start = opened.pop()
                target = _TARGET.match(text, match.end())
                if target and target[0] and not _is_name(text, match.end(), target[0]):
                    spans.append((start, target.end()))
        elif mark[0] == "\n":
            opened.clear()
    return spans


def _is_name(text: str, place: int, target: str) -> bool:
    """Whether what follows a bracket is Hanzi in a bracket of its own: `[1](习近平)` is hardly an address."""
    return target[0] == "(" and script.has_hanzi(target) and not any(c in target for c in "/.#:")

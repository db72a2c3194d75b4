"""What every renderer shares: which mentions get a gloss, what a gloss holds, which addresses are linked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import script
from glossary.errors import seen
from glossary.model import Entry, Mention

REPEAT = ("all", "first", "section")
# A section begins at a heading of Markdown or a wiki, or at a page break.
_HEADING = re.compile(
    r"^(?: {0,3}#{1,6}[ \t]|={2,6}[^=\n]+={2,6}[ \t]*$|\f|[^\s#>\-*+].*\n {0,3}(?:=+|-{2,})[ \t]*$)", re.MULTILINE
)
_ADDRESS = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s<>\"'`\\{}|^\x00-\x20\x7f\ud800-\udfff]")


def chosen(
    text: str, mentions: tuple[Mention, ...], repeat: str, sections: tuple[int, ...] | None = None
) -> Iterator[tuple[Mention, bool]]:
    """Say of each mention whether it gets a gloss.

    Args:
        text: the article.
        mentions: its mentions, in order.
        repeat: 'all', 'first' in the article, or 'section': first in each section.
        sections: where sections begin, in code points; where None, at the headings of the text.

    Raises:
        ValueError: another word for `repeat`.
    """
    check_repeat(repeat)
    if repeat == "all":
        yield from ((mention, True) for mention in mentions)
        return
    if repeat == "first":
        sections = ()
    starts = iter(sections if sections is not None else [match.start() for match in _HEADING.finditer(text)])
    following = next(starts, None)
    seen: set[str] = set()
    for mention in mentions:
        while following is not None and following <= mention.start:
            seen.clear()
            following = next(starts, None)
        keys = _keys(mention)
        yield mention, seen.isdisjoint(keys)
        seen.update(keys)


def check_repeat(repeat: str) -> None:
    """Raise a `ValueError` that names an unknown word for `repeat`."""
    if repeat not in REPEAT:
        raise ValueError(f"unknown repeat {seen(repeat)}; write one of {', '.join(REPEAT)}")


def _keys(mention: Mention) -> tuple[str, ...]:
    """What tells that two mentions name the same: the entry, else the folded Hanzi and Latin form."""
    if mention.entry is not None:
        return ("=" + mention.entry.id,)
    names = (mention.surface, mention.latin.text if mention.latin else "")
    return tuple(key for key in map(script.fold, names) if key) or (mention.surface,)


def pinyin_of(mention: Mention, style: str | None = "marks") -> str | None:
    """The mention's pinyin in a style of `glossary.pinyin.STYLES`; None where there is none or no style is wanted."""
    reading = mention.reading
    if style is None or reading is None:
        return None
    return reading.pinyin if style == "marks" else reading.styled(style)


def address(entry: Entry | None) -> str | None:
    """The entry's address where it is safe to link: http or https, characters that end an attribute or a link encoded."""
    url = entry.url if entry is not None else None
    if not url or not _ADDRESS.match(url):
        return None
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)


def one_line(text: str) -> str:
    """White space of any kind, line ends too, as single spaces."""
    return " ".join(text.split())


def described(mention: Mention) -> str:
    """The description of the linked entry on one line; empty where there is none."""
    return one_line(mention.entry.description) if mention.entry is not None else ""


def heading_of(mention: Mention) -> str:
    """What an index calls the name: the entry's headword, else the Latin form, else the Hanzi."""
    if mention.entry is not None:
        return one_line(mention.entry.name)
    return one_line(mention.latin.text) if mention.latin is not None else mention.surface


def hanzi_of(mention: Mention) -> str:
    """The Hanzi of the name: as printed, else the entry's; empty where there are none."""
    if script.has_hanzi(mention.surface):
        return mention.surface
    return mention.entry.hans if mention.entry is not None else ""


def distinct(mentions: tuple[Mention, ...]) -> list[tuple[Mention, list[Mention]]]:
    """Group mentions of the same name, in order of first mention: its first mention and all of them."""
    groups: list[tuple[Mention, list[Mention]]] = []
    places: dict[str, int] = {}
    for mention in mentions:
        keys = _keys(mention)
        found = next((places[key] for key in keys if key in places), None)
        if found is None:
            found = len(groups)
            groups.append((mention, []))
        for key in keys:
            places.setdefault(key, found)
        groups[found][1].append(mention)
    return groups

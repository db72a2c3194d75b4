"""Plain text and Markdown with a gloss after each first mention."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import Mention


def glosses(text: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, str, Mention]]:
    """Give, for each first mention, where its gloss is inserted, the gloss and the mention."""
    seen: set[str] = set()
    for mention in mentions:
        key = mention.entry.id if mention.entry else mention.surface
        if key in seen:
            continue
        seen.add(key)
        parts = [part for part in (mention.pinyin, mention.entry.description if mention.entry else "") if part]
        if parts:
            yield mention.end, " [" + ": ".join(parts) + "]", mention


def to_text(text: str, mentions: tuple[Mention, ...]) -> str:
    """Insert ` [pinyin: description]` after each first mention."""
    parts, last = [], 0
    for place, gloss, _ in glosses(text, mentions):
        parts += [text[last:place], gloss]
        last = place
    return "".join([*parts, text[last:]])


def to_markdown(text: str, mentions: tuple[Mention, ...]) -> str:
    """As `to_text`, the gloss in italics and linked where the entry has an address."""
    parts, last = [], 0
    for place, gloss, mention in glosses(text, mentions):
        shown = gloss.strip(" []")
        url = mention.entry.url if mention.entry else None
        parts += [text[last:place], f" *([{shown}]({url}))*" if url else f" *({shown})*"]
        last = place
    return "".join([*parts, text[last:]])

"""Plain text with a gloss in square brackets after a mention."""

from __future__ import annotations

from glossary.model import Mention
from glossary.render.choice import chosen, described, pinyin_of


def to_text(
    text: str, mentions: tuple[Mention, ...], *, repeat: str = "first", pinyin: str | None = "marks", description: bool = True
) -> str:
    """Insert ` [pinyin: description]` after the mentions that are chosen."""
    parts, last = [], 0
    for mention, wanted in chosen(text, mentions, repeat):
        gloss = gloss_of(mention, pinyin, description) if wanted else ""
        if gloss:
            parts += [text[last : mention.end], f" [{gloss}]"]
            last = mention.end
    return "".join([*parts, text[last:]])


def gloss_of(mention: Mention, pinyin: str | None = "marks", description: bool = True) -> str:
    """`pinyin: description` of a mention, or the one that there is; empty where there is neither."""
    return ": ".join(
        part
        for part in (pinyin_of(mention, pinyin), described(mention) if description else "")
        if part and part != mention.surface
    )

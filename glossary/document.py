"""One annotated article: its text, its mentions, and the forms in which it can be written."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from glossary.model import Mention, as_plain


class Document(NamedTuple):
    """The text as received and its mentions, sorted by start, never overlapping."""

    text: str
    mentions: tuple[Mention, ...]

    def to_dict(self, id: Any = None) -> dict[str, Any]:
        """The record of the document: `version`, `id` where one is given, `mentions`."""
        record: dict[str, Any] = {"version": 1}
        if id is not None:
            record["id"] = id
        record["mentions"] = [_mention_record(mention) for mention in self.mentions]
        return record

    def to_json(self, id: Any = None) -> str:
        """The record as one line of JSON; Hanzi unescaped, a lone surrogate written as \\udXXX."""
        text = json.dumps(self.to_dict(id), ensure_ascii=False, separators=(",", ":"))
        return "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text) if not text.isprintable() else text

    def to_text(self) -> str:
        """The text with the pinyin and description after each first mention of an entry."""
        from glossary.render.inline import to_text

        return to_text(self.text, self.mentions)

    def to_markdown(self) -> str:
        """The text as Markdown, with links where an entry has one."""
        from glossary.render.inline import to_markdown

        return to_markdown(self.text, self.mentions)

    def to_html(self) -> str:
        """The text, escaped, with ruby over each Hanzi name, its description as a tooltip and a link where there is one."""
        from glossary.render.html import to_html

        return to_html(self.text, self.mentions)


def _mention_record(mention: Mention) -> dict[str, Any]:
    entry = mention.entry
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "pinyin": mention.pinyin,
        "latin": as_plain(mention.latin) if mention.latin else None,
        "entry": {key: getattr(entry, key) for key in ("id", "name", "hans", "pinyin", "description", "wikidata", "url")}
        if entry
        else None,
        "candidates": [candidate.id for candidate in mention.candidates],
        "evidence": as_plain(mention.evidence),
    }

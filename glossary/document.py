"""One annotated article: its text, its mentions, and the forms in which it can be written."""

from __future__ import annotations

from typing import Any, NamedTuple

from glossary.model import Mention


class Document(NamedTuple):
    """The text as received and its mentions, sorted by start, never overlapping."""

    text: str
    mentions: tuple[Mention, ...]

    def to_dict(self, id: Any = None) -> dict[str, Any]:
        """The record of the document: `version`, `id` where one is given, `mentions`."""
        from glossary.render.record import to_record

        return to_record(self.mentions, id)

    def to_json(self, id: Any = None) -> str:
        """The record as one line of JSON; Hanzi unescaped, a lone surrogate written as \\udXXX."""
        from glossary.render.record import to_json

        return to_json(self.mentions, id)

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

    def explain(self, lang: str = "id") -> str:
        """Why each mention got its span, kind, Latin form, entry and reading, in Indonesian ('id') or English ('en').

        Raises:
            ValueError: another language.
        """
        from glossary.explain import explain

        return explain(self.text, self.mentions, lang)

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

    def _repr_html_(self) -> str:
        """What a notebook (Jupyter, Colab, Marimo) shows: the annotated HTML, its line ends kept."""
        return f'<div lang="id" style="white-space: pre-wrap; line-height: 2">{self.to_html()}</div>'

    def offsets(self, unit: str = "utf-16") -> tuple[tuple[int, int], ...]:
        """Where each mention stands, in UTF-16 code units ('utf-16', as JavaScript counts) or in bytes of UTF-8 ('utf-8').

        A lone surrogate counts as one code unit and as three bytes.

        Raises:
            ValueError: another unit.
        """
        if unit not in ("utf-16", "utf-8"):
            raise ValueError(f"unknown unit {unit!r}; write 'utf-16' or 'utf-8'")
        codec, size = ("utf-16-le", 2) if unit == "utf-16" else ("utf-8", 1)
        found = []
        place = counted = 0
        for mention in self.mentions:
            counted += len(self.text[place : mention.start].encode(codec, "surrogatepass")) // size
            width = len(mention.surface.encode(codec, "surrogatepass")) // size
            found.append((counted, counted + width))
            counted += width
            place = mention.end
        return tuple(found)

    def explain(self, lang: str = "id") -> str:
        """Why each mention got its span, kind, Latin form, entry and reading, in Indonesian ('id') or English ('en').

        Raises:
            ValueError: another language.
        """
        from glossary.explain import explain

        return explain(self.text, self.mentions, lang)

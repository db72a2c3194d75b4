"""One annotated article: its text, its mentions, and the forms in which it can be written.

Words that the methods share: `repeat` says which mentions are annotated: 'all', 'first' in the article, or 'section' (first in
each section; headings are those of Markdown). A Latin form and its Hanzi count as one name. `pinyin` is one of
`glossary.pinyin.STYLES`, or None to leave it out. `links=False` leaves out addresses; only http and https are ever linked.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from glossary.model import Mention


class Document(NamedTuple):
    """The text as received and its mentions, sorted by start, never overlapping."""

    text: str
    mentions: tuple[Mention, ...]

    def to_dict(self, id: Any = None, *, offsets: str = "code-points") -> dict[str, Any]:
        """The record of the document: `version`, `id` where one is given, `mentions`.

        `offsets` is the unit of `start` and `end`: 'code-points', 'utf-16' (JavaScript, Java) or 'utf-8' (bytes); another than
        the first is named in the record.

        Raises:
            ValueError: another unit.
        """
        from glossary.render.record import to_record

        if offsets == "code-points":
            return to_record(self.mentions, id)
        from glossary.render.units import in_unit

        record = to_record(in_unit(self.text, self.mentions, offsets), id)
        return {"version": record.pop("version"), "offsets": offsets, **record}

    def to_json(self, id: Any = None, *, offsets: str = "code-points") -> str:
        """The record as one line of JSON; Hanzi unescaped, a lone surrogate written as \\udXXX. `offsets` as in `to_dict`."""
        from glossary.render.record import to_json

        if offsets == "code-points":
            return to_json(self.mentions, id)
        from glossary.render.units import in_unit

        head, rest = to_json(in_unit(self.text, self.mentions, offsets), id).split(",", 1)
        return f'{head},"offsets":"{offsets}",{rest}'

    def to_text(self, *, repeat: str = "first", pinyin: str | None = "marks", description: bool = True) -> str:
        """The text with ` [pinyin: description]` after each first mention."""
        from glossary.render.inline import to_text

        return to_text(self.text, self.mentions, repeat=repeat, pinyin=pinyin, description=description)

    def to_markdown(
        self, *, repeat: str = "first", pinyin: str | None = "marks", description: bool = True, links: bool = True
    ) -> str:
        """The text, taken as Markdown, with a linked gloss after each first mention; nothing in code, links or tags."""
        from glossary.render.markdown import to_markdown

        return to_markdown(self.text, self.mentions, repeat=repeat, pinyin=pinyin, description=description, links=links)

    def to_footnotes(self, *, repeat: str = "first", pinyin: str | None = "marks", links: bool = True) -> str:
        """The text, taken as Markdown, with a footnote for each name."""
        from glossary.render.markdown import to_footnotes

        return to_footnotes(self.text, self.mentions, repeat=repeat, pinyin=pinyin, links=links)

    def to_glossary(self, *, heading: str = "Glosarium", pinyin: str | None = "marks", links: bool = True) -> str:
        """The text, taken as Markdown, untouched, and behind it a sorted list of its names under a heading."""
        from glossary.render.markdown import to_glossary

        return to_glossary(self.text, self.mentions, heading=heading, pinyin=pinyin, links=links)

    def to_html(
        self,
        *,
        repeat: str = "all",
        pinyin: str | None = "marks",
        links: bool = True,
        tones: bool = False,
        page: bool = False,
        title: str = "",
    ) -> str:
        """The text, taken as plain text and escaped, with ruby over Hanzi, the description as a tooltip and a link.

        `tones` puts each syllable into a span that says its tone; `page` gives a whole page, with `title` and the style sheet.
        For HTML as input see `glossary.annotate_html`.
        """
        from glossary.render.html import html_pieces, to_page

        shown = "".join(html_pieces(self.text, self.mentions, repeat=repeat, pinyin=pinyin, links=links, tones=tones))
        return to_page(shown, title) if page else shown

    def to_jsonld(self, *, url: str | None = None) -> str:
        """JSON-LD: an Article of schema.org, each name once under `mentions`; `url` is the article's."""
        from glossary.render.linked import to_jsonld

        return to_jsonld(self.mentions, url=url)

    def to_web_annotation(self, *, source: str = "urn:x-glossary:text") -> str:
        """W3C Web Annotations as JSON-LD, one a mention; `source` is the IRI of the article, offsets are code points."""
        from glossary.render.linked import web_annotation_pieces

        return "".join(web_annotation_pieces(self.text, self.mentions, source=source))

    def to_tei(self, *, title: str = "Artikel", pinyin: str | None = "marks") -> str:
        """A TEI P5 document: names marked in the text, the entries as a glossary behind it."""
        from glossary.render.tei import tei_pieces

        return "".join(tei_pieces(self.text, self.mentions, title=title, pinyin=pinyin))

    def to_csv(self, *, pinyin: str | None = "marks") -> str:
        """An index as CSV, one row a name, safe to open in a spreadsheet."""
        from glossary.render.table import to_csv

        return to_csv(self.mentions, pinyin=pinyin)

    def _repr_html_(self) -> str:
        """What a notebook (Jupyter, Colab, Marimo) shows: the annotated HTML, its line ends kept."""
        return f'<div lang="id" style="white-space: pre-wrap; line-height: 2">{self.to_html()}</div>'

    def offsets(self, unit: str = "utf-16") -> tuple[tuple[int, int], ...]:
        """Where each mention stands, in UTF-16 code units ('utf-16', as JavaScript counts) or in bytes of UTF-8 ('utf-8').

        A lone surrogate counts as one code unit and as three bytes.

        Raises:
            ValueError: another unit.
        """
        from glossary.render.units import in_unit

        return tuple((mention.start, mention.end) for mention in in_unit(self.text, self.mentions, unit))

    def explain(self, lang: str = "id") -> str:
        """Why each mention got its span, kind, Latin form, entry and reading, in Indonesian ('id') or English ('en').

        Raises:
            ValueError: another language.
        """
        from glossary.explain import explain

        return explain(self.text, self.mentions, lang)

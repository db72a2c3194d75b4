"""HTML documents and fragments annotated in place: tags are inserted into text, every other byte stays."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any, NamedTuple

from glossary.articles.html import BLOCKS, HIDDEN
from glossary.errors import ArticleError, wrong_type
from glossary.flow import Annotator, annotate
from glossary.model import Mention
from glossary.render.choice import chosen
from glossary.render.html import insertions

# Text in these is read, since a Latin form may stand there, but nothing is inserted.
UNTOUCHED = frozenset("a button code kbd label option plaintext pre ruby rb rtc samp summary title tt var xmp".split())
_FORMATTING = frozenset("a code tt".split())  # stay open over the end of a block, as browsers have it
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TABLE = frozenset("table tbody thead tfoot tr colgroup frameset".split())  # text right inside is moved by browsers
_SIBLINGS = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"},
    "tr": {"tr", "td", "th"}, "tbody": {"tbody", "thead", "tfoot", "tr", "td", "th"},
}  # fmt: skip
_OTHER_TONGUES = re.compile(r"(?:ja|ko|vi|jpn|kor|vie)(?:-|$)", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")
_WHITE = re.compile(r"[\t\n\f\r]+[ \t\n\f\r]*| [ \t\n\f\r]+")


class _Open(NamedTuple):
    """An element that is open: what its text may be, and the language it is in."""

    tag: str
    hidden: bool
    fixed: bool
    lang: str


class _Piece(NamedTuple):
    """A part of the readable text: its span there and in the source.

    `node` is 0 where nothing may be inserted, else the same for pieces of one text node. A character reference is one piece
    whatever its length in the source, and so is white space, which is read as one space.
    """

    start: int
    end: int
    source: int
    source_end: int
    node: int
    lang: str


def annotate_html(
    html: str,
    *,
    annotator: Annotator | None = None,
    repeat: str = "all",
    pinyin: str | None = "marks",
    links: bool = True,
    tones: bool = False,
) -> str:
    """Annotate the names in the text of an HTML document or fragment.

    Names are found in the text that a reader sees, over inline tags; a name is marked where it stands in one text node.
    Nothing is inserted into links, code, forms, scripts, styles, ruby, or text marked as Japanese, Korean or Vietnamese.

    Args:
        html: a document or a fragment, however broken.
        annotator: finds the names; with the built-in glossary where None.
        repeat: 'all', 'first' in the document, or 'section': first after each heading.
        pinyin: one of `glossary.pinyin.STYLES`, or None for no ruby.
        links: link names to the addresses of their entries.
        tones: a `span` with the number of its tone around each syllable.

    Returns:
        The HTML with tags inserted; without them it is the input.

    Raises:
        TypeError: the HTML is no str, the annotator none.
        ArticleError: the package that reads HTML is missing.
    """
    if not isinstance(html, str):
        raise wrong_type("HTML", html)
    if not (annotator is None or isinstance(annotator, Annotator)):
        raise wrong_type("an annotator", annotator, "a glossary.Annotator")
    # the tokenizer counts a line end of two characters as one
    plain = html.replace("\r\n", "\n")
    breaks = [match.start() - number for number, match in enumerate(re.finditer("\r\n", html))]
    text, pieces, sections = _read(plain.replace("\r", "\n"))
    document = (annotator.annotate if annotator is not None else annotate)(text)
    starts = [piece.start for piece in pieces]
    found = [(mention, place) for mention in document.mentions if (place := _place(mention, pieces, starts)) is not None]
    places = {mention.start: place for mention, place in found}
    parts: list[str] = []
    last = 0
    for mention, wanted in chosen(text, tuple(mention for mention, _ in found), repeat, sections):
        if not wanted:
            continue
        at, lang = places[mention.start]
        for offset, inserted in insertions(mention, pinyin=pinyin, links=links, tones=tones, lang=lang):
            where = at[offset] + bisect_left(breaks, at[offset])
            parts += [html[last:where], inserted]
            last = where
    return "".join([*parts, html[last:]])


def _place(mention: Mention, pieces: list[_Piece], starts: list[int]) -> tuple[list[int], str] | None:
    """Where each character of a mention, and its end, stands in the source; None where nothing may be inserted."""
    number = bisect_right(starts, mention.start) - 1
    first = pieces[number]
    at: list[int] = []
    for place in range(mention.start, mention.end):
        while number + 1 < len(pieces) and starts[number + 1] <= place:
            number += 1
        piece = pieces[number]
        if not piece.node or piece.node != first.node:
            return None
        at.append(piece.source + place - piece.start)
    piece = pieces[number]  # a character reference or white space is not as long as its source
    at.append(piece.source_end if mention.end == piece.end else piece.source + mention.end - piece.start)
    return at, first.lang


class _Reader:
    """Collects the readable text of a document, and what ties it to the source."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[_Piece] = []
        self.sections: list[int] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.node = 1

    def text(self, data: str, source: int, source_end: int) -> None:
        top = self.stack[-1] if self.stack else _Open("", False, False, "")
        if top.hidden or not data:
            return
        blocked = top.fixed or top.tag in _TABLE or bool(_OTHER_TONGUES.match(top.lang))
        node = 0 if blocked else self.node
        if len(data) != source_end - source:
            self._add(data, source, source_end, node, top.lang)
            return
        last = 0
        for match in _WHITE.finditer(data):
            self._add(data[last : match.start()], source + last, source + match.start(), node, top.lang)
            if not self.parts or self.parts[-1] not in (" ", "\n"):
                self._add(" ", source + match.start(), source + match.end(), node, top.lang)
            last = match.end()
        self._add(data[last:], source + last, source_end, node, top.lang)

    def _add(self, data: str, source: int, source_end: int, node: int, lang: str) -> None:
        if not data:
            return
        self.pieces.append(_Piece(self.length, self.length + len(data), source, source_end, node, lang))
        self.parts.append(data)
        self.length += len(data)

    def tag(self, tag: str, is_start: bool, self_closing: bool, lang: str | None, source: int) -> None:
        self.node += 1
        top = self.stack[-1] if self.stack else _Open("", False, False, "")
        if tag in BLOCKS and not top.hidden and (not self.parts or self.parts[-1] != "\n"):
            self._add("\n", source, source, 0, "")
        if is_start:
            self._open(tag, self_closing, lang)
        else:
            self._close(tag)

    def _open(self, tag: str, self_closing: bool, lang: str | None) -> None:
        if _HEADING.fullmatch(tag):
            self.sections.append(self.length)
        if tag == "body":
            self.stack = [element for element in self.stack if not element.hidden]
        if tag == "a":
            self._close("a")
        if tag in BLOCKS and tag != "br":
            self._close_last({"p"}, BLOCKS - {"p", "br", "hr"})
        if tag in _SIBLINGS:
            self._close_last(_SIBLINGS[tag], {"ul", "ol", "dl", "table"})
        foreign = any(element.tag in ("svg", "math") for element in self.stack[-64:]) or tag in ("svg", "math")
        if tag in _VOID or (self_closing and foreign):
            return
        top = self.stack[-1] if self.stack else _Open("", False, False, "")
        hidden = top.hidden or tag in HIDDEN
        self.stack.append(_Open(tag, hidden, top.fixed or tag in UNTOUCHED, top.lang if lang is None else lang))

    def _close_last(self, tags: set[str], within: frozenset[str] | set[str]) -> None:
        for place in range(len(self.stack) - 1, max(-1, len(self.stack) - 64), -1):
            if self.stack[place].tag in tags:
                self._cut(place)
                return
            if self.stack[place].tag in within or self.stack[place].hidden:
                return

    def _close(self, tag: str) -> None:
        for place in range(len(self.stack) - 1, max(-1, len(self.stack) - 512), -1):
            if self.stack[place].tag == tag:
                self._cut(place)
                return

    def _cut(self, place: int) -> None:
        """Close an element and those in it; links and code that were not closed go on behind it."""
        closed = self.stack[place:]
        del self.stack[place:]
        top = self.stack[-1] if self.stack else _Open("", False, False, "")
        for element in closed[1:]:
            if element.tag in _FORMATTING and not top.fixed:
                self.stack.append(_Open(element.tag, top.hidden, True, top.lang))
                break


def _read(html: str) -> tuple[str, list[_Piece], tuple[int, ...]]:
    """The readable text of HTML with LF line ends, its pieces, and where its sections begin."""
    try:
        import turbohtml
    except ImportError:
        raise ArticleError("HTML needs its package; run: pip install 'glossary-id-zh[html]'") from None
    kinds = turbohtml.TokenType
    reader = _Reader()
    position = 0
    for token in turbohtml.tokenize(html, resolve_references=False, capture_source=True, capture_attributes=True):
        source = token.data if token.source is None else token.source
        source = source or ""
        if not html.startswith(source, position):
            break  # what the tokenizer does not give back as it was is left alone
        end = position + len(source)
        if token.type in (kinds.TEXT, kinds.CHARACTER_REFERENCE):
            reader.text(token.data or "", position, end)
        elif token.type in (kinds.START_TAG, kinds.END_TAG):
            is_start = token.type is kinds.START_TAG
            reader.tag(token.tag or "", is_start, bool(token.self_closing), _lang(token) if is_start else None, position)
        else:
            reader.node += 1
        position = end
    return "".join(reader.parts), reader.pieces, tuple(reader.sections)


def _lang(token: Any) -> str | None:
    for name, value in token.attrs or ():
        if name in ("lang", "xml:lang"):
            return value or ""
    return None

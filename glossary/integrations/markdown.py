"""Python-Markdown: the extension `glossary`, which explains the names of a text where it becomes HTML.

    markdown.markdown(text, extensions=["glossary"])

Names are found in the text of a whole block, so that `**Xi Jinping** (习近平)` is one pair; code, headings (whose anchors would
change) and raw HTML stay as they are. A name gets its pinyin as ruby, its description as a tooltip and, outside of links, a link.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from glossary.integrations.settings import Settings
from glossary.model import Mention

SKIPPED = frozenset("h1 h2 h3 h4 h5 h6 code pre kbd samp var script style textarea math svg ruby rt rp".split())
INLINE = frozenset("a abbr b bdi bdo cite del dfn em i ins mark q s small span strong sub sup u".split())


class Piece(NamedTuple):
    """A string of the tree: the text of an element, or the tail behind it, and where it begins in its block."""

    owner: Element
    parent: Element  # the element that holds the string
    is_tail: bool
    start: int
    text: str
    is_linked: bool


class GlossaryExtension(Extension):  # type: ignore[misc]
    """Options: `glossary` (files of own entries), `latin_mentions`, `profile`, `url_base`, `first` (only each first mention)."""

    def __init__(self, **options: Any) -> None:
        """Take the options by name."""
        self.config = {
            "glossary": [[], "Files of own entries, over the built-in ones"],
            "latin_mentions": [False, "Also names in Latin letters alone"],
            "url_base": ["", "Address of an entry's page, with {id} in it; without it, its Wikidata page"],
            "profile": ["tiongkok", "House style of names: tiongkok or china"],
            "first": [True, "Explain only the first mention of each name on a page"],
        }
        self.is_on = True  # one extension serves many pages, and a page may do without
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the processor, after the inline patterns have made links and emphasis."""
        config = self.getConfigs()
        settings = Settings(tuple(config["glossary"]), config["latin_mentions"], config["profile"], config["url_base"] or None)
        md.treeprocessors.register(GlossaryProcessor(md, self, settings, first=config["first"]), "glossary", 15)


class GlossaryProcessor(Treeprocessor):  # type: ignore[misc]
    """Annotates the tree of a page, block by block."""

    def __init__(self, md: Markdown, extension: GlossaryExtension, settings: Settings, *, first: bool) -> None:
        """Bind the settings."""
        super().__init__(md)
        self._extension = extension
        self._settings, self._first = settings, first

    def run(self, root: Element) -> None:
        """Annotate a page in place."""
        if not self._extension.is_on:
            return
        seen: set[str] = set()
        for block in [element for element in root.iter() if element.tag not in INLINE and element.tag not in SKIPPED]:
            pieces: list[Piece] = []
            _collect(block, pieces, is_linked=False)
            text = "".join(piece.text for piece in pieces)
            if text.isascii() and not self._settings.latin_mentions:
                continue
            mentions = [m for m in self._settings.annotator().annotate(text).mentions if self._wanted(m, seen)]
            # from the end on, so that what was inserted moves no piece that is still to come
            for piece in reversed(pieces):
                _insert(piece, [m for m in mentions if piece.start <= m.start and m.end <= piece.start + len(piece.text)])

    def _wanted(self, mention: Mention, seen: set[str]) -> bool:
        if mention.pinyin is None and mention.entry is None:
            return False
        key = mention.entry.id if mention.entry is not None else mention.surface
        if self._first and key in seen:
            return False
        seen.add(key)
        return True


def _collect(element: Element, pieces: list[Piece], *, is_linked: bool) -> None:
    """Gather the strings of a block and of the inline elements in it, in reading order."""
    is_linked = is_linked or element.tag == "a"
    _add(Piece(element, element, False, 0, element.text or "", is_linked), pieces)
    for child in element:
        if child.tag in INLINE:
            _collect(child, pieces, is_linked=is_linked)
        else:  # what is skipped or another block parts what stands before and behind it
            pieces.append(Piece(child, child, False, _end(pieces), "\n", is_linked))
        _add(Piece(child, element, True, 0, child.tail or "", is_linked), pieces)


def _add(piece: Piece, pieces: list[Piece]) -> None:
    text = piece.text
    if isinstance(text, AtomicString):
        text = "\n" * len(text)  # keeps its length, and holds no name
    if text:
        pieces.append(piece._replace(start=_end(pieces), text=text))


def _end(pieces: list[Piece]) -> int:
    return pieces[-1].start + len(pieces[-1].text) if pieces else 0


def _insert(piece: Piece, mentions: list[Mention]) -> None:
    """Put the elements of the mentions into the tree in place of the string they stand in."""
    if not mentions:
        return
    parts = [_element(mention, link=not piece.is_linked) for mention in mentions]
    ends = [mention.start - piece.start for mention in mentions[1:]] + [len(piece.text)]
    for part, mention, end in zip(parts, mentions, ends, strict=True):
        part.tail = piece.text[mention.end - piece.start : end]
    head = piece.text[: mentions[0].start - piece.start]
    if piece.is_tail:
        piece.owner.tail = head
        place = list(piece.parent).index(piece.owner) + 1
    else:
        piece.owner.text = head
        place = 0
    for offset, part in enumerate(parts):
        piece.parent.insert(place + offset, part)


def _element(mention: Mention, *, link: bool) -> Element:
    entry = mention.entry
    attributes = {"class": f"glossary-{mention.kind}"}
    if entry is not None and entry.description:
        attributes["title"] = f"{entry.name}: {entry.description}"
    if link and entry is not None and entry.url and entry.url.startswith(("https://", "http://")):
        outer = Element("a", {**attributes, "href": entry.url})
    else:
        outer = Element("span", attributes)
    if mention.pinyin is None:
        outer.text = AtomicString(mention.surface)
        return outer
    ruby = SubElement(outer, "ruby", {"lang": "zh"})
    ruby.text = AtomicString(mention.surface)
    for tag, text in (("rp", "("), ("rt", mention.pinyin), ("rp", ")")):
        SubElement(ruby, tag, {"lang": "zh-Latn-pinyin"} if tag == "rt" else {}).text = AtomicString(text)
    return outer

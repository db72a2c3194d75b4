"""WordPress exports (WXR): the posts and pages of an XML file, read without holding it in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from glossary.articles import Article, shown
from glossary.articles.html import html_text
from glossary.errors import ArticleError

MARK = b"wordpress.org/export/"  # the namespace of every version, in the first lines of an export
POST_TYPES = ("post", "page")  # not attachments, menus and revisions


def read_wordpress(stream: IO[bytes], source: str) -> Iterator[Article]:
    """Yield the posts and pages; an article is the title, an empty line, and the readable text of the body.

    Raises:
        ArticleError: no XML, an entity or a document type that could blow up, no export; the package is missing.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, iterparse
    except ImportError:
        raise ArticleError(f"{shown(source)}: a WordPress export needs: pip install 'glossary-id-zh[archives]'") from None
    channel: Any = None
    growing = _Growing(stream)
    try:
        for event, element in iterparse(growing, events=("start", "end"), forbid_dtd=True):
            growing.factor = 1
            name = element.tag.rpartition("}")[2]
            if event == "start":
                channel = element if name == "channel" else channel
            elif name == "item":
                article = _article(element, source)
                if article is not None:
                    yield article
                if channel is not None:
                    channel.clear()
    except ParseError as error:
        raise ArticleError(f"{shown(source)}:{error.position[0]}: not valid XML: {error}") from None
    except DefusedXmlException as error:
        raise ArticleError(f"{shown(source)}: refused: entities or a document type in the XML ({error})") from None
    if channel is None:
        raise ArticleError(f"{shown(source)}: not a WordPress export: there is no channel")


class _Growing:
    """A stream whose pieces grow while no tag is read: expat begins an open one anew with each piece that it is fed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.factor = 1

    def read(self, size: int) -> bytes:
        """Give the next piece, of `size` bytes or a multiple, which doubles until somebody sets it back."""
        piece = self._stream.read(size * self.factor)
        self.factor *= 2
        return piece


def _article(item: Any, source: str) -> Article | None:
    fields: dict[str, str] = {}
    for child in item:
        namespace, _, name = child.tag.rpartition("}")
        if name == "encoded":
            name = "body" if "content" in namespace else "excerpt"
        fields.setdefault(name, child.text or "")
    if fields.get("post_type", "post") not in POST_TYPES:
        return None
    number = fields.get("post_id", "").strip()
    id = int(number) if number.isdecimal() and number.isascii() else number or fields.get("guid") or None
    text = "\n\n".join(part for part in (fields.get("title", ""), html_text(fields.get("body", ""), keep_lines=True)) if part)
    extra = {"date": fields.get("post_date") or None, "title": fields.get("title") or None, "url": fields.get("link") or None}
    return Article(source, None, id, text, extracted=True, extra=extra)

"""Web archives (WARC): the HTML and plain-text answers, with the address as id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from glossary.articles import Article, shown
from glossary.articles.html import html_text
from glossary.errors import ArticleError

RECORD_TYPES = ("response", "resource", "conversion")
MAX_PAGE = 32 << 20  # bytes of one answer; larger ones are no articles

CHUNK = 1 << 20


def read_warc(stream: IO[bytes], source: str) -> Iterator[Article]:
    """Yield one article a page.

    Raises:
        ArticleError: the file is no web archive, or cut off, or the package that reads it is missing.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ArticleError(f"{shown(source)}: a web archive needs: pip install 'glossary-id-zh[archives]'") from None
    seen = False
    records = ArchiveIterator(stream)
    try:
        for record in records:
            seen = True
            article = _article(record, source) if record.rec_type in RECORD_TYPES else None
            if _is_cut_off(record):
                address = record.rec_headers.get_header("WARC-Target-URI") or "a page without an address"
                raise ArticleError(f"{shown(source)}: the web archive is cut off in {shown(address)}")
            if article is not None:
                yield article
        if records.next_line:  # of a record that ends with its headers
            raise ArticleError(f"{shown(source)}: the web archive is cut off in the headers of its last record")
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise ArticleError(f"{shown(source)}: not a web archive, or damaged: {error}") from None
    if not seen:
        raise ArticleError(f"{shown(source)}: not a web archive: there is no record in it")


def _article(record: Any, source: str) -> Article | None:
    address = record.rec_headers.get_header("WARC-Target-URI")
    http = record.http_headers
    if http is not None and http.get_statuscode() not in ("", "200"):
        return None
    header = (http or record.rec_headers).get_header("Content-Type") or ""
    content, _, rest = header.partition(";")
    content = content.strip().lower()
    if content not in ("text/html", "application/xhtml+xml", "text/plain"):
        return None
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    data = record.content_stream().read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        return Article(source, None, address, None, f"the page is larger than {MAX_PAGE:,} bytes")
    text = _decode(data, charset, is_html=content != "text/plain")
    if text is None:
        return Article(source, None, address, None, "the page's encoding is not what it says; it cannot be decoded")
    return Article(source, None, address, text if content == "text/plain" else html_text(text), extracted=True)


def _is_cut_off(record: Any) -> bool:
    """Tell whether the file ends before the record does; reads what is left of it."""
    headers = record.rec_headers
    if not (headers.get_header("Content-Length") or headers.get_header("length") or "").isdecimal():  # the second is that of ARC
        return True
    while record.raw_stream.read(CHUNK):
        pass
    return bool(record.raw_stream.limit)


def _decode(data: bytes, charset: str | None, *, is_html: bool) -> str | None:
    """The page by its header, as UTF-8, or by what its own bytes say."""
    for name in (charset, "utf-8", _detected(data) if is_html else None):
        try:
            if name:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return None


def _detected(data: bytes) -> str | None:
    try:
        from turbohtml.detect import detect
    except ImportError:
        return None  # html_text says what is missing
    name: str | None = detect(data).encoding
    return name

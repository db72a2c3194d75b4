"""Read the articles of one input, whatever its format."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import IO

from glossary.articles import Article, Fields, shown
from glossary.articles.compression import open_unpacked
from glossary.articles.decode import decode
from glossary.articles.html import html_text
from glossary.articles.inputs import STDIN, Input
from glossary.articles.lines import parse_line, raw_lines
from glossary.articles.tables import Table, read_csv
from glossary.articles.warc import read_warc
from glossary.articles.wordpress import read_wordpress
from glossary.errors import ArticleError

MAX_ARTICLE = 256 << 20  # bytes of a file that is one article


def read_articles(
    item: Input,
    fields: Fields = Fields(),  # noqa: B008
    max_unpacked: int | None = None,
    extra: tuple[str, ...] = (),
) -> Iterator[Article]:
    """Yield the articles of one input, those that fail with their reason.

    Args:
        item: the input.
        fields: the names of the fields or columns of text and id.
        max_unpacked: bytes that a compressed file may grow to.
        extra: names of other fields to keep; an export's `date`, `title` and `url` are kept always.

    Raises:
        ArticleError: the file cannot be read, from the beginning or from where it breaks; the message names it.
    """
    try:
        if item.format == "parquet":
            yield from _parquet(item, fields, extra)
            return
        if item.path == STDIN and sys.stdin is None:
            raise ArticleError(f"{shown(item.path)}: cannot be read: standard input is closed")
        stdin = sys.stdin.buffer if item.path == STDIN else None
        with open_unpacked(item.path, max_unpacked, stdin) as stream:
            yield from _articles(item, stream, fields, extra)
    except OSError as error:
        raise ArticleError(f"{shown(item.path)}: cannot be read: {error.strerror or error}") from None
    except ArticleError:
        raise
    except Exception as error:  # a library that stumbles over a damaged file costs this file, not the others
        raise ArticleError(f"{shown(item.path)}: cannot be read: {type(error).__name__}: {error}") from error


def _articles(item: Input, stream: IO[bytes], fields: Fields, extra: tuple[str, ...]) -> Iterator[Article]:
    format = item.format or _sniff(stream)
    if format == "jsonl":
        for number, line in raw_lines(stream, item.path):
            yield parse_line(line, item.path, number, fields, extra)
    elif format == "csv":
        yield from read_csv(stream, item.path, fields, extra)
    elif format == "wordpress":
        yield from read_wordpress(stream, item.path)
    elif format == "warc":
        yield from read_warc(stream, item.path)
    else:
        article = whole_article(stream, item.path, format)
        yield article._replace(id=None) if item.is_stream else article


def whole_article(stream: IO[bytes], source: str, format: str) -> Article:
    """A file that is one article, with its name as id: text or Markdown as it stands, HTML by its readable text.

    Raises:
        ArticleError: it is too large, or not UTF-8.
    """
    data = stream.read(MAX_ARTICLE + 1)
    if len(data) > MAX_ARTICLE:
        raise ArticleError(
            f"{shown(source)}: one article of more than {MAX_ARTICLE:,} bytes; write one article a line as JSON Lines"
        )
    text = decode(data, source)
    if format == "html":
        return Article(source, None, source, html_text(text), extracted=True, markup=text)
    return Article(source, None, source, text)


def _parquet(item: Input, fields: Fields, extra: tuple[str, ...]) -> Iterator[Article]:
    if item.is_stream:
        raise ArticleError(f"{shown(item.path)}: Parquet is read from a file, not from a stream")
    with Table(item.path, fields, extra) as table:
        first = 1
        for number, (rows, _) in enumerate(table.groups()):
            yield from table.articles(number, first)
            first += rows


def _sniff(stream: IO[bytes]) -> str:
    """Standard input is JSON Lines where its first line is a JSON object, else plain text."""
    if not isinstance(stream, io.BufferedReader):
        return "text"
    head = stream.peek(1).lstrip(b"\xef\xbb\xbf")
    if not head.lstrip().startswith(b"{"):
        return "text"
    line = head.split(b"\n", 1)[0]
    try:
        return "jsonl" if isinstance(json.loads(line), dict) else "text"
    except ValueError:
        # a line longer than what can be looked at ahead: its begin must do
        return "jsonl" if b"\n" not in head and line.lstrip().startswith(b'{"') else "text"

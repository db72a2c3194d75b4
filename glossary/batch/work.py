"""Do one part: read its articles, annotate them, write the results. The same code in every process."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from glossary.articles import Article, place, shown
from glossary.articles.inputs import Input
from glossary.articles.lines import parse_line, raw_lines
from glossary.articles.output import output_errors, replacing
from glossary.articles.read import read_articles
from glossary.articles.tables import Table
from glossary.batch.options import RECORD_TARGETS, Options
from glossary.batch.plan import Part
from glossary.document import Document
from glossary.errors import ArticleError, GlossaryError
from glossary.flow import Annotator
from glossary.model import Mention
from glossary.render.html import html_pieces
from glossary.render.linked import web_annotation_pieces
from glossary.render.record import PIECE, json_pieces, to_bytes
from glossary.render.tei import tei_pieces

DIGEST_BYTES = 8
# The formats that are written in pieces, for they may be many times the size of the text.
_IN_PIECES: dict[str, Callable[[str, tuple[Mention, ...]], Iterator[str]]] = {
    "html": html_pieces,
    "tei": tei_pieces,
    "web-annotation": web_annotation_pieces,
}
SLICE = 1 << 20  # code points of a long result that are written at once


class Failure(NamedTuple):
    """An article, or with no line a file, that could not be annotated."""

    source: str
    line: int | None
    id: Any
    reason: str

    def message(self) -> str:
        """The failure as one line that begins with file and line."""
        where = place(self.source, self.line)
        if self.reason.startswith(where):
            return self.reason
        return f"{where}: {self.reason}" if self.line is not None or self.id is None else f"{where}: {self.id}: {self.reason}"


class Sink(NamedTuple):
    """Where the results of a part go."""

    write: Callable[[bytes], Any]
    digest: Callable[[bytes], Any]  # a digest of each article that was done
    fail: Callable[[Failure], Any]
    begin: Callable[[int], Any]  # called with the number of each article before it is annotated


def do_part(part: Part, annotator: Annotator, options: Options, sink: Sink, skip: dict[int, str], folder: str = "") -> int:
    """Annotate the articles of one part.

    Args:
        part, annotator, options: what to do.
        sink: takes the results in order.
        skip: articles to leave out, by their number in the part, with the reason.
        folder: where the results of files go that have a name of their own.

    Returns:
        How many articles were done or failed.

    Raises:
        OutputError, OSError: a result cannot be written.
    """
    number = -1
    try:
        if part.kind == "lines" and not part.spooled:
            for number, (line_number, line) in enumerate(_lines(part)):
                sink.begin(number)
                if number in skip:
                    sink.fail(Failure(part.source, line_number, _parsed(part, line_number, line, options).id, skip[number]))
                else:
                    _do_line(part, line_number, line, annotator, options, sink)
            return number + 1
        articles = _files(part, options, sink.fail) if part.kind == "files" else _named(part, options)
        for number, (article, name) in enumerate(articles):
            sink.begin(number)
            if number in skip:
                sink.fail(Failure(article.source, article.line, article.id, skip[number]))
            else:
                do_article(article, part.target, annotator, options, sink, os.path.join(folder, name) if name else "")
    except ArticleError as error:
        sink.fail(Failure(part.source, None, None, str(error)))
    return number + 1


def _lines(part: Part) -> Iterator[tuple[int, bytes]]:
    try:
        with open(part.path, "rb", buffering=1 << 20) as stream:
            stream.seek(part.start)
            yield from raw_lines(stream, part.source, part.first, part.end - part.start)
    except OSError as error:
        raise ArticleError(f"{shown(part.source)}: cannot be read: {error.strerror or error}") from None


def _named(part: Part, options: Options) -> Iterator[tuple[Article, str]]:
    if part.kind == "rows":
        with Table(part.path, options.fields) as table:
            for article in table.articles(part.start, part.first):
                yield article, ""
    else:
        for _, line in _lines(part):
            yield Article(part.source, *json.loads(line)), ""


def _files(part: Part, options: Options, fail: Callable[[Failure], Any]) -> Iterator[tuple[Article, str]]:
    for path, format, name in part.files:
        try:
            for article in read_articles(Input(path, format, name), options.fields, options.max_unpacked):
                yield article, name
        except ArticleError as error:
            fail(Failure(path, None, None, str(error)))


def _do_line(part: Part, number: int, line: bytes, annotator: Annotator, options: Options, sink: Sink) -> None:
    if part.target in RECORD_TARGETS and options.fields == ("text", "id") and not options.with_text:
        try:
            record = annotator.annotate_line(line)
        except Exception as error:  # whatever one article does, the others are done
            reason = _reason(error)
        else:
            sink.write(record + b"\n")
            sink.digest(_digest(line))
            return
        article = _parsed(part, number, line, options)  # behind the exception, which holds what memory the article took
        sink.fail(Failure(part.source, number, article.id, article.reason or reason))
    else:
        do_article(_parsed(part, number, line, options), part.target, annotator, options, sink)


def _parsed(part: Part, number: int, line: bytes, options: Options) -> Article:
    try:
        return parse_line(line, part.source, number, options.fields)
    except MemoryError as error:
        return Article(part.source, number, None, None, _reason(error))


def do_article(article: Article, target: str, annotator: Annotator, options: Options, sink: Sink, file: str = "") -> None:
    """Annotate one article and write it to the sink, or to a file of its own."""
    if article.text is None:
        sink.fail(Failure(article.source, article.line, article.id, article.reason or "there is no text"))
        return
    try:
        pieces = render(article, target, annotator, options)
        first = next(pieces)
    except Exception as error:  # whatever one article does, the others are done
        sink.fail(Failure(article.source, article.line, article.id, _reason(error)))
        return
    if file:
        with output_errors(file):
            os.makedirs(os.path.dirname(file), exist_ok=True)
        with replacing(file) as output:
            output.write(first)
            output.writelines(pieces)
    else:
        sink.write(first)
        for piece in pieces:
            sink.write(piece)
    sink.digest(_digest(article.text.encode("utf-8", "surrogatepass")))


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory for this article"
    return str(error) if isinstance(error, GlossaryError) else f"{type(error).__name__}: {error}"


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()


def render(article: Article, target: str, annotator: Annotator, options: Options) -> Iterator[bytes]:
    """One article in its output format, with its line end; among many, shown articles are parted by an empty line.

    A long one comes in pieces, for its records and its HTML are many times its size; nothing fails behind the first.
    """
    text = article.text or ""
    if target == "html" and article.markup is not None:
        from glossary.articles.html_in_place import annotate_html

        yield annotate_html(article.markup, annotator=annotator).encode("utf-8", "backslashreplace")
        return
    document = annotator.annotate(text)
    if target in RECORD_TARGETS:
        yield from _record(document, article, options)
        return
    end = "\n"
    for piece in _shown(document, target):
        yield piece.encode("utf-8", "backslashreplace")
        end = "" if piece.endswith("\n") else "\n"
    yield (end + ("\n" if article.line is not None else "")).encode()


def _record(document: Document, article: Article, options: Options) -> Iterator[bytes]:
    """The record of an article as one line; for a table, of which a row is a mention, as a line for each piece of it."""
    if options.target == "csv":
        for first in range(0, len(document.mentions) or 1, PIECE):
            yield to_bytes(document.mentions[first : first + PIECE], article.id) + b"\n"
        return
    yield from json_pieces(document.mentions, article.id, document.text if options.with_text or article.extracted else None)
    yield b"\n"


def _shown(document: Document, target: str) -> Iterator[str]:
    """What `Document.to_*` gives: what may be many times the size of the text as it is made, all else in slices."""
    if target in _IN_PIECES:
        yield from _IN_PIECES[target](document.text, document.mentions)
        return
    shape = str(getattr(document, f"to_{target.replace('-', '_')}")())
    yield from (shape[first : first + SLICE] for first in range(0, len(shape), SLICE))

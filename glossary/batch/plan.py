"""Cut the inputs into parts: byte ranges of JSON Lines, row groups of Parquet, handfuls of files.

Anything else that holds many articles (CSV, exports, archives, compressed files) is first copied as JSON Lines into the
folder of the run, so that all cores can work on it and a run can be taken up again in its middle.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from glossary.articles import Fields, shown
from glossary.articles.compression import compression
from glossary.articles.inputs import Input
from glossary.articles.output import replacing
from glossary.articles.read import read_articles
from glossary.articles.tables import Table
from glossary.errors import ArticleError

PARTS = 64  # what a run is cut into: fine enough that the last parts end together
LEAST_PART, MOST_PART = 1 << 18, 8 << 20  # bytes; a part costs two flushes to the disk, and is what a crash repeats
FILES_PER_PART = 100
CHUNK = 1 << 20


class Part(NamedTuple):
    """One piece of work. Of each kind only some fields count.

    lines: bytes `start` to `end` of `path`, whose first line has the number `first`. rows: the row group `start`, whose first row
    has the number `first`. files: whole files, each with its format and, in a run into a folder, the name of its result.
    """

    kind: str
    path: str = ""
    source: str = ""  # the input's name in messages, where `path` is a copy
    start: int = 0
    end: int = 0
    first: int = 1
    spooled: bool = False  # a copy: its lines hold source line, id and text
    target: str = "jsonl"
    files: tuple[tuple[str, str, str], ...] = ()
    output: int = 0  # number of the result that it is a piece of
    weight: int = 1  # bytes, for the progress


class Source(NamedTuple):
    """An input as the run found it."""

    path: str
    size: int
    sha256: str


class Plan(NamedTuple):
    """The parts of a run in order, the inputs they come from, and the inputs that could not be read."""

    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    problems: tuple[tuple[str, str], ...]  # source, message


def digest_file(path: str) -> Source:
    """Size and checksum of a file."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Source(path, size, digest.hexdigest())


def cut_lines(path: str, part_size: int) -> tuple[Source, list[tuple[int, int, int]]]:
    """Read a file once: its checksum, and ranges of whole lines as (start, end, number of the first line)."""
    digest = hashlib.sha256()
    ranges: list[tuple[int, int, int]] = []
    start, first, lines, position = 0, 1, 1, 0
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            while position + len(chunk) - start >= part_size:
                cut = chunk.find(b"\n", max(0, start + part_size - position - 1)) + 1
                if cut == 0:
                    break
                lines += chunk.count(b"\n", 0, cut)
                ranges.append((start, position + cut, first))
                start, first = position + cut, lines
                position, chunk = position + cut, chunk[cut:]
            lines += chunk.count(b"\n")
            position += len(chunk)
    if position > start:
        ranges.append((start, position, first))
    return Source(path, position, digest.hexdigest()), ranges


def make_plan(
    inputs: list[Input],
    outputs: list[tuple[str, str]],
    *,
    into_folder: bool,
    folder: str,
    fields: Fields,
    max_unpacked: int | None,
) -> Plan:
    """Cut the inputs of a run.

    Args:
        inputs: in order.
        outputs: the target and, in a run into a folder, the result's name, one an input.
        into_folder: each input has a result of its own.
        folder: the run's own, for copies.
        fields: of records.
        max_unpacked: see `open_unpacked`.

    Returns:
        The plan; the same inputs give the same one.
    """
    parts: list[Part] = []
    sources: list[Source] = []
    problems: list[tuple[str, str]] = []
    size = sum(os.path.getsize(item.path) for item in inputs if os.path.isfile(item.path))
    part_size = min(max(size // PARTS, LEAST_PART), MOST_PART)
    files: list[tuple[str, str, str]] = []
    weight = 0

    def flush(target: str, number: int) -> None:
        nonlocal weight
        if files:
            parts.append(Part("files", target=target, files=tuple(files), output=number, weight=max(1, weight)))
        files.clear()
        weight = 0

    last_target = ""
    for number, (item, (target, name)) in enumerate(zip(inputs, outputs, strict=True)):
        output = number if into_folder else 0
        if not item.is_whole or target != last_target:
            flush(last_target, output)
        last_target = target
        try:
            if item.is_whole and not item.is_stream:
                sources.append(digest_file(item.path))
                files.append((item.path, item.format, name))
                weight += sources[-1].size
                if len(files) >= FILES_PER_PART or weight >= part_size:
                    flush(target, output)
                continue
            source, pieces = _cut_records(item, os.path.join(folder, f"input-{number}.jsonl"), part_size, fields, max_unpacked)
            sources.append(source)
            parts += (piece._replace(target=target, output=output) for piece in pieces)
        except ArticleError as error:
            problems.append((item.path, str(error)))
        except OSError as error:
            problems.append((item.path, f"{shown(item.path)}: cannot be read: {error.strerror or error}"))
    flush(last_target, len(inputs) - 1 if into_folder else 0)
    return Plan(tuple(parts), tuple(sources), tuple(problems))


def _cut_records(item: Input, copy: str, part_size: int, fields: Fields, max_unpacked: int | None) -> tuple[Source, list[Part]]:
    if item.format == "parquet" and not item.is_stream:
        with Table(item.path, fields) as table:
            pieces, first = [], 1
            for number, (rows, size) in enumerate(table.groups()):
                pieces.append(Part("rows", item.path, item.path, number, first=first, weight=max(1, size)))
                first += rows
        return digest_file(item.path), pieces
    if item.format == "jsonl" and not item.is_stream and not _is_compressed(item.path):
        source, ranges = cut_lines(item.path, part_size)
        return source, [_lines(item.path, item.path, piece) for piece in ranges]
    found = None if item.is_stream else digest_file(item.path)
    if not os.path.exists(copy):
        with replacing(copy) as file:
            for row in _spool(item, fields, max_unpacked):
                file.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")
    spooled, ranges = cut_lines(copy, part_size)
    return found or spooled._replace(path=item.path), [_lines(copy, item.path, piece)._replace(spooled=True) for piece in ranges]


def _lines(path: str, source: str, piece: tuple[int, int, int]) -> Part:
    start, end, first = piece
    return Part("lines", path, source, start, end, first, weight=max(1, end - start))


def _spool(item: Input, fields: Fields, max_unpacked: int | None) -> Iterator[list[Any]]:
    """The articles as rows of the copy; a file that breaks off keeps what came before, and says so in its last row."""
    try:
        for article in read_articles(item, fields, max_unpacked):
            yield [article.line, article.id, article.text, article.reason, article.extracted]
    except ArticleError as error:
        yield [None, None, None, str(error)]


def _is_compressed(path: str) -> bool:
    with open(path, "rb") as file:
        return compression(file.read(4)) is not None

"""JSON Lines: one JSON object a line, read whole or by byte ranges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from glossary.articles import Article, Fields, place
from glossary.articles.decode import UTF16_MARKS
from glossary.errors import ArticleError, json_problem
from glossary.flow import refuse_constant

BOM = b"\xef\xbb\xbf"


def raw_lines(stream: IO[bytes], source: str, first: int = 1, size: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something, with their numbers.

    Args:
        stream: stands at the begin of a line.
        source: the name for messages.
        first: the number of that line.
        size: bytes to read, up to the end of a line; all where None.

    Raises:
        ArticleError: the file is marked as UTF-16.
    """
    number, left = first, size
    while left is None or left > 0:
        line = stream.readline()
        if not line:
            return
        if number == 1:
            if line.startswith(UTF16_MARKS):
                raise ArticleError(f"{place(source, 1)}: UTF-16; save the file as UTF-8")
            line_text = line.removeprefix(BOM)
        else:
            line_text = line
        if left is not None:
            left -= len(line)
        line_text = line_text.strip()
        if line_text:
            yield number, line_text
        number += 1


def parse_line(line: bytes, source: str, number: int, fields: Fields, extra: tuple[str, ...] = ()) -> Article:
    """One line as an article with its `extra` fields; a line that is none says why."""
    try:
        record: Any = json.loads(line, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        return Article(source, number, None, None, json_problem(error))
    if not isinstance(record, dict):
        return Article(source, number, None, None, f"not an article: a JSON object is wanted, not {type(record).__name__}")
    id, text = _get(record, fields.id), _get(record, fields.text)
    if isinstance(text, str):
        kept = {name: _get(record, name) for name in extra} if extra else None
        return Article(source, number, id, text, extra=kept)
    seen = "there is none" if text is None else f"it is {type(text).__name__}"
    return Article(source, number, id, None, f"not an article: a string {fields.text!r} is wanted, {seen}")


def _get(record: dict[str, Any], name: str) -> Any:
    if name in record or "." not in name:
        return record.get(name)
    value: Any = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value

"""Problems as text with the source line and a caret, as JSON, SARIF or GitHub annotations."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from glossary.linter.rule import RULES
from glossary.model import Problem

FORMATS = ("text", "json", "sarif", "github")
_WIDTH = 100  # columns of a source line that are shown
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Place(NamedTuple):
    """Line and column, both from 1; columns count code points."""

    line: int
    column: int


class Linted(NamedTuple):
    """One article with its problems; `record` is its line in a file of many articles, None where it is the whole file."""

    path: str
    record: int | None
    text: str
    problems: tuple[Problem, ...]


class Lines:
    """The lines of one text, to turn offsets into places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        place = text.find("\n")
        while place >= 0:
            self._starts.append(place + 1)
            place = text.find("\n", place + 1)

    def place(self, offset: int) -> Place:
        """Where an offset lies."""
        number = bisect_right(self._starts, offset) - 1
        return Place(number + 1, offset - self._starts[number] + 1)

    def span(self, number: int) -> tuple[int, int]:
        """Where the line of a number from 1 begins and ends, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] == "\r":
            end -= 1
        return start, end


def columns(text: str) -> int:
    """How many columns a text takes on a terminal: Hanzi two, combining and zero-width marks none.

    >>> columns("Xi (习近平)")
    11
    """
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(text: str) -> str:
    """What a terminal may print: control characters and lone surrogates become spaces or question marks."""
    return "".join(" " if c == "\t" else c if c.isprintable() or unicodedata.category(c) in ("Mn", "Zs") else "" for c in text)


def to_text(linted: Linted) -> Iterator[str]:
    """A block for each problem: place, code and message, then the source line with a caret under what must change."""
    lines = Lines(linted.text)
    for problem in linted.problems:
        place = lines.place(problem.start)
        where = f"{_path(linted)}:{place.line}:{place.column}"
        mark = " [*]" if problem.safe else ""
        source, caret = _excerpt(linted.text, *lines.span(place.line), problem.start, problem.end)
        number = str(place.line)
        gutter = " " * len(number)
        yield f"{where}: {problem.code} {problem.message}{mark}\n{gutter} |\n{number} | {source}\n{gutter} | {caret}\n"


def _excerpt(text: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
    """A stretch of the line `text[start:end]` around the problem `text[first:last]`, and the carets below it."""
    last = min(end, last)
    low = start if last - start < _WIDTH else max(start, first - _WIDTH // 2)
    high = min(end, max(last, low + _WIDTH))
    left = "… " if low > start else ""
    before = left + _shown(text[low:first])
    caret = " " * columns(before) + "^" * max(1, columns(_shown(text[first:last])))
    return before + _shown(text[first:high]) + (" …" if high < end else ""), caret


def _path(linted: Linted) -> str:
    return linted.path if linted.record is None else f"{linted.path}:{linted.record}"


def to_records(linted: Linted) -> Iterator[dict[str, Any]]:
    """A dict for each problem; offsets, lines and columns count code points of the article's text."""
    lines = Lines(linted.text)
    for problem in linted.problems:
        start, end = lines.place(problem.start), lines.place(problem.end)
        yield {
            "path": linted.path,
            **({} if linted.record is None else {"record": linted.record}),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            **problem._asdict(),
        }


def to_json(all_linted: list[Linted]) -> Iterator[str]:
    """A JSON array of all problems, in groups of lines: what `json.dumps(indent=2)` would give."""
    records = (record for linted in all_linted for record in to_records(linted))
    last = next(records, None)
    if last is None:
        yield "[]"
        return
    yield "["
    for record in records:
        yield _indented(last) + ","
        last = record
    yield _indented(last) + "\n]"


def _indented(record: dict[str, Any]) -> str:
    return "  " + json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")


def to_github(linted: Linted) -> Iterator[str]:
    """A workflow command for each problem, which GitHub shows beside the line."""
    for record in to_records(linted):
        fields = {
            "file": record["path"].removeprefix("./"),
            "line": record.get("record", record["line"]),
            **({} if "record" in record else {"col": record["column"], "endLine": record["end_line"]}),
            "title": record["code"],
        }
        if "record" not in record and record["line"] == record["end_line"]:
            fields["endColumn"] = record["end_column"]
        properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in fields.items())
        yield f"::error {properties}::{_escaped(record['message'])}"


def _escaped(text: str, more: str = "") -> str:
    for mark in "%\r\n" + more:
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


def to_sarif(all_linted: list[Linted], lang: str, version: str) -> str:
    """A SARIF 2.1.0 log; columns count code points."""
    codes = sorted({problem.code for linted in all_linted for problem in linted.problems})
    rules = [
        {
            "id": code,
            "name": "".join(part.capitalize() for part in RULES[code].name.split("-")),
            "shortDescription": {"text": RULES[code].doc.strip().split("\n")[0]},
        }
        for code in codes
    ]
    results = [_result(linted, record, codes) for linted in all_linted for record in to_records(linted)]
    driver = {"name": "glossary", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": lang, "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(linted: Linted, record: dict[str, Any], codes: list[str]) -> dict[str, Any]:
    where = {"uri": quote(linted.path.replace("\\", "/").removeprefix("./"), safe="/")}
    if linted.record is not None:  # the text is a field of the line, and has no columns of its own there
        region: dict[str, Any] = {"startLine": linted.record}
    else:
        region = {
            "startLine": record["line"],
            "startColumn": record["column"],
            "endLine": record["end_line"],
            "endColumn": record["end_column"],
            "charOffset": record["start"],
            "charLength": record["end"] - record["start"],
        }
    result: dict[str, Any] = {
        "ruleId": record["code"],
        "ruleIndex": codes.index(record["code"]),
        "level": "warning",
        "message": {"text": record["message"]},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
    }
    if record["fix"] is not None and linted.record is None:
        change = {"deletedRegion": region, "insertedContent": {"text": record["fix"]}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": where, "replacements": [change]}]}]
    return result

"""Entries as people write them: TOML, CSV and JSON Lines, read with the file and line of every block."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from glossary.errors import DataError
from glossary.model import KINDS

# Fields in canonical order, with the shape of their values.
FIELDS: dict[str, str] = {
    "kind": "kind",
    "hans": "str",
    "hant": "str",
    "pinyin": "str",
    "name": "str",
    "aliases": "list",
    "avoid": "list",
    "english": "str",
    "description": "str",
    "roles": "roles",
    "wikidata": "str",
    "category": "str",
    "priority": "int",
    "distinct_from": "list",
    "part_of": "str",
    "disputed": "bool",
    "pinyin_source": "str",
    "note": "str",
    "hide": "bool",
    "sources": "list",
    "status": "status",
    "reviewed": "date",
}
STATUSES = ("draft", "checked", "sourced")
ROLE_FIELDS = ("title", "start", "end", "sources")
KIND_BY_FILE = {
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "works": "work",
    "events": "event",
    "concepts": "concept",
    "projects": "project",
    "titles": "title",
}
SUFFIXES = (".toml", ".csv", ".tsv", ".jsonl", ".ndjson")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEADER = re.compile(r"^\[\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\]\n\"']+?))\s*\]", re.M)
_DATE = re.compile(r"\?|\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Block(NamedTuple):
    """One entry as written: its fields and where it stands."""

    id: str
    fields: dict[str, Any]
    file: str
    line: int
    builtin: bool = False

    def problem(self, text: str, field: str | None = None) -> str:
        """A message that begins with file and line."""
        return (
            f"{self.file}:{self.line}: {self.id}: {text}"
            if field is None
            else f"{self.file}:{self.line}: {self.id}: {field}: {text}"
        )


def read_blocks(path: str | os.PathLike[str], *, builtin: bool = False) -> tuple[list[Block], list[str]]:
    """Read the entries of one file.

    Args:
        path: a .toml, .csv, .tsv or .jsonl file.
        builtin: the file belongs to the built-in data, whose file name gives the kind.

    Returns:
        The blocks that can be used and the problems found, each beginning with the file and line.
    """
    name = os.fspath(path)
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        return [], [f"{name}: unknown format {suffix or 'without a suffix'!r}; write one of {', '.join(SUFFIXES)}"]
    try:
        data = Path(name).read_bytes()
    except IsADirectoryError:
        return [], [f"{name}: is a folder; name the files in it"]
    except OSError as error:
        return [], [f"{name}: cannot be read: {error.strerror or error}"]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [f"{name}:{line}: not UTF-8 (byte {data[error.start]:#04x}); save the file as UTF-8"]
    reader = {".toml": _read_toml, ".csv": _read_csv, ".tsv": _read_csv}.get(suffix, _read_json_lines)
    rows, problems = reader(name, text)
    kind = KIND_BY_FILE.get(Path(name).stem) if builtin else None
    blocks: list[Block] = []
    for id, fields, line in rows:
        block = Block(id, fields, name, line, builtin)
        if kind is not None:
            fields.setdefault("kind", kind)
        found = _check_shapes(block)
        problems += found
        if not found:
            blocks.append(block)
    return blocks, problems


Rows = tuple[list[tuple[str, dict[str, Any], int]], list[str]]


def _read_toml(name: str, text: str) -> Rows:
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        number = line[1] if line else text.count("\n") + 1
        return [], [f"{name}:{number}: not valid TOML: {error}"]
    lines = {next(filter(None, match.groups()), ""): text.count("\n", 0, match.start()) + 1 for match in _HEADER.finditer(text)}
    rows: list[tuple[str, dict[str, Any], int]] = []
    problems = []
    for id, fields in tables.items():
        line_of_id = lines.get(id, 1)
        if isinstance(fields, dict):
            rows.append((id, dict(fields), line_of_id))
        else:
            problems.append(f"{name}:{line_of_id}: {id}: a value outside a block; write [id] above the fields of an entry")
    return rows, problems


def _read_csv(name: str, text: str) -> Rows:
    delimiter = "\t" if name.lower().endswith(".tsv") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, dict[str, Any], int]] = []
    problems: list[str] = []
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                if "id" not in header:
                    return [], [f"{name}:{start}: no column 'id'; the first line names the columns"]
                continue
            if len(cells) != len(header):
                problems.append(f"{name}:{start}: {len(cells)} cells for {len(header)} columns")
                continue
            row = {key: cell.strip() for key, cell in zip(header, cells, strict=True) if cell.strip()}
            fields: dict[str, Any] = {key: _cell(key, cell) for key, cell in row.items() if key != "id"}
            rows.append((row.get("id", ""), fields, start))
    except csv.Error as error:
        problems.append(f"{name}:{reader.line_num}: not valid CSV: {error}")
    return rows, problems


def _cell(field: str, cell: str) -> Any:
    """A cell of CSV as the value that TOML would hold: lists are split at '|', roles are JSON."""
    shape = FIELDS.get(field)
    if shape == "list":
        return [part.strip() for part in cell.split("|")]
    if shape == "int" and re.fullmatch(r"-?\d{1,9}", cell):
        return int(cell)
    if shape == "bool" and cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    if shape == "roles":
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return cell


def _read_json_lines(name: str, text: str) -> Rows:
    rows: list[tuple[str, dict[str, Any], int]] = []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(f"{name}:{number}: not valid JSON: {error}")
            continue
        if not isinstance(record, dict):
            problems.append(f"{name}:{number}: a JSON object is wanted, with 'id', 'kind', 'hans' and 'name'")
            continue
        id = record.pop("id", "")
        rows.append((id if isinstance(id, str) else str(id), record, number))
    return rows, problems


def _check_shapes(block: Block) -> list[str]:
    problems = []
    if not block.id:
        problems.append(f"{block.file}:{block.line}: an entry without id; write a lower-case id such as 'xi-jinping'")
    elif block.builtin and not _ID.fullmatch(block.id):
        problems.append(block.problem("not an id; write lower-case letters, digits and single hyphens"))
    for field, value in block.fields.items():
        shape = FIELDS.get(field)
        if shape is None:
            problems.append(block.problem(f"unknown field {field!r}; the fields are id, {', '.join(FIELDS)}"))
        else:
            message = _wrong_shape(shape, value)
            if message:
                problems.append(block.problem(message, field))
    if not block.fields.get("hide"):
        missing = [field for field in ("kind", "hans", "name") if field not in block.fields]
        problems += [block.problem(f"field {field!r} is missing") for field in missing]
    return problems


def _wrong_shape(shape: str, value: Any) -> str | None:
    if shape in ("str", "kind", "status", "date"):
        if shape == "date" and hasattr(value, "isoformat"):
            return None
        if not isinstance(value, str):
            return f"a string is wanted, not {_type_name(value)}"
        if not value.strip():
            return "empty; leave the field out"
        if any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in value):
            return f"a control character in {value!r}"
        if shape == "kind" and value not in KINDS:
            return f"unknown kind {value!r}; write one of {', '.join(KINDS)}"
        if shape == "status" and value not in STATUSES:
            return f"unknown status {value!r}; write one of {', '.join(STATUSES)}"
        return None
    if shape == "int":
        return (
            None
            if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 3
            else f"1, 2 or 3 is wanted, not {value!r}"
        )
    if shape == "bool":
        return None if isinstance(value, bool) else f"true or false is wanted, not {_type_name(value)}"
    if not isinstance(value, list):
        return f"a list is wanted, not {_type_name(value)}"
    if shape == "list":
        return next(filter(None, (_wrong_shape("str", item) for item in value)), None)
    return next(filter(None, map(_wrong_role, value)), None)


def _wrong_role(role: Any) -> str | None:
    if not isinstance(role, dict) or not isinstance(role.get("title"), str):
        return "each role is a table with title, start and end"
    for key, value in role.items():
        if key not in ROLE_FIELDS:
            return f"unknown field {key!r} of a role; write {', '.join(ROLE_FIELDS)}"
        if key in ("start", "end") and not (hasattr(value, "isoformat") or (isinstance(value, str) and _DATE.fullmatch(value))):
            return f"{key} {value!r}; write '2013', '2013-03' or '2013-03-14'" + (", or '?'" if key == "end" else "")
        if key == "sources" and _wrong_shape("list", value):
            return "sources: a list of keys is wanted"
    start, end = (str(role[key]) if role.get(key) else "" for key in ("start", "end"))
    if start == "?":
        return "start '?'; leave start out where it is not known"
    if end not in ("", "?") and end < start[: len(end)]:
        return f"the role {role['title']!r} ends ({end}) before it starts ({start})"
    return None


def _type_name(value: Any) -> str:
    return {dict: "a table", list: "a list", bool: "true or false", int: "a number", float: "a number", str: "a string"}.get(
        type(value), type(value).__name__
    )


def read_all(paths: list[str | os.PathLike[str]], *, builtin: bool = False) -> list[Block]:
    """Read the entries of several files and give them sorted by id.

    Raises:
        DataError: any problem in any file, an id that stands twice among them; all of them are in it.
    """
    blocks, problems = [], []
    for path in paths:
        found, wrong = read_blocks(path, builtin=builtin)
        blocks += found
        problems += wrong
    places: dict[str, Block] = {}
    for block in blocks:
        first = places.setdefault(block.id, block)
        if first is not block:
            problems.append(block.problem(f"the id stands twice; it is also at {first.file}:{first.line}"))
    if problems:
        raise DataError(problems)
    return sorted(blocks, key=lambda block: block.id)

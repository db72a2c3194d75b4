"""Entries as people write them: TOML, CSV and JSON Lines, read with the file and line of every block."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from glossary.compile.block import Block
from glossary.compile.shapes import FIELDS, shape_problems, show, type_name
from glossary.errors import DataError, json_problem

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

_HEADER = re.compile(r"^\[\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\]\n\"']+?))\s*\]")
MAX_PARTS = 32  # of a key, parted by dots
_CHAIN = re.compile(rf"(?:^|{{)[ \t]*\[{{0,2}}(?:[ \t]*[\w\"'-]+[ \t]*\.){{{MAX_PARTS}}}", re.MULTILINE)
_FIELD = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_blocks(
    path: str | os.PathLike[str], *, builtin: bool = False, kinds: Mapping[str, str] | None = None
) -> tuple[list[Block], list[str]]:
    """Read the entries of one file.

    Args:
        path: a .toml, .csv, .tsv or .jsonl file.
        builtin: the file belongs to the built-in data, whose file name gives the kind.
        kinds: kinds by category, for built-in entries in files of other names.

    Returns:
        The blocks that can be used and the problems found, each beginning with the file and line.
    """
    name = os.fspath(path)
    text, problem = read_text(name)
    if text is None:
        return [], [problem]
    suffix = Path(name).suffix.lower()
    reader = {".toml": _read_toml, ".csv": read_csv, ".tsv": read_csv}.get(suffix, _read_json_lines)
    rows, problems = reader(name, text)
    kind = KIND_BY_FILE.get(Path(name).stem) if builtin else None
    blocks: list[Block] = []
    for id, fields, line, lines in rows:
        block = Block(id, fields, name, line, builtin, lines)
        if kind is not None:
            fields.setdefault("kind", kind)
        elif kinds and isinstance(category := fields.get("category"), str) and category in kinds:
            fields.setdefault("kind", kinds[category])
        found = shape_problems(block)
        problems += found
        if not found:
            blocks.append(block)
    return blocks, problems


def read_text(name: str, suffixes: tuple[str, ...] = SUFFIXES) -> tuple[str | None, str]:
    """Read a file as UTF-8, with or without a byte order mark; None and the problem where it cannot be."""
    suffix = Path(name).suffix.lower()
    try:
        if os.path.isdir(name):
            return None, f"{name}: is a folder; name the files in it"
        if os.path.exists(name) and suffix not in suffixes:
            return None, f"{name}: unknown format {suffix or 'without a suffix'!r}; write one of {', '.join(suffixes)}"
        if os.path.exists(name) and not os.path.isfile(name):
            return None, f"{name}: is no file but a pipe or a device; write the entries to a file"
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:  # a name may hold a NUL
        return None, f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, f"{name}:{line}: not UTF-8 (byte {data[error.start]:#04x}); save the file as UTF-8"


Row = tuple[str, dict[str, Any], int, dict[str, int]]  # id, fields, line of the entry, lines of its fields
Rows = tuple[list[Row], list[str]]


def _read_toml(name: str, text: str) -> Rows:
    if chain := _CHAIN.search(text):  # tomllib takes time that grows with the square of its parts
        place = text.count("\n", 0, chain.end()) + 1
        return [], [f"{name}:{place}: a key of more than {MAX_PARTS} parts; write [id] above the fields of an entry"]
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        number = line[1] if line else text.count("\n") + 1
        twice = re.search(r"Cannot declare \('([^']*)',\) twice", str(error))
        told = f"{twice[1]}: the id stands twice" if twice else f"not valid TOML: {error}"
        return [], [f"{name}:{number}: {told}"]
    lines, field_lines = _toml_lines(text)
    rows: list[Row] = []
    problems = []
    for id, fields in tables.items():
        line_of_id = lines.get(id, 1)
        if isinstance(fields, dict):
            rows.append((id, dict(fields), line_of_id, field_lines.get(id, {})))
        else:
            line_of_id = field_lines.get("", {}).get(id, line_of_id)
            problems.append(f"{name}:{line_of_id}: {id}: a value outside a block; write [id] above the fields of an entry")
    return rows, problems


def _toml_lines(text: str) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """The line of each block and of each field in it; values over several lines count by their first."""
    lines: dict[str, int] = {}
    fields: dict[str, dict[str, int]] = {}
    id = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            id = next(filter(None, header.groups()), "")
            lines.setdefault(id, number)
        elif field := _FIELD.match(line):
            fields.setdefault(id, {}).setdefault(field[1], number)
    return lines, fields


def read_csv(name: str, text: str) -> Rows:
    """Read the rows of a table whose first line names the fields, and the problems found."""
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
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
                wrong = _wrong_columns(header)
                if wrong:
                    return [], [f"{name}:{start}: {problem}" for problem in wrong]
                continue
            if len(cells) != len(header):
                problems.append(f"{name}:{start}: {len(cells)} cells for {len(header)} columns")
                continue
            row = {key: undo_formula(cell.strip()) for key, cell in zip(header, cells, strict=True) if cell.strip()}
            fields: dict[str, Any] = {key: _cell(key, cell) for key, cell in row.items() if key != "id"}
            rows.append((row.get("id", ""), fields, start, {}))
    except csv.Error as error:
        problems.append(f"{name}:{reader.line_num}: not valid CSV: {error}")
    return rows, problems


def _delimiter(text: str) -> str:
    """What parts the cells: the mark that the first line holds most often (spreadsheets write ';' where ',' is the decimal)."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _wrong_columns(header: list[str]) -> list[str]:
    if "id" not in header:
        return ["no column 'id'; the first line names the columns"]
    unknown = [column for column in header if column not in ("id", *FIELDS)]
    problems = [f"unknown column {show(column)}; the columns are id, {', '.join(FIELDS)}" for column in unknown]
    return problems + [f"the column {column!r} stands twice" for column in sorted(set(header)) if header.count(column) > 1]


def undo_formula(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from reading a cell as a formula; see `exchange.csv_cell`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def split_cell(cell: str) -> list[str]:
    """Split a cell at '|'; a backslash keeps a '|' or a backslash after it: see `exchange.join_cell`."""
    if "\\" not in cell:
        return cell.split("|")
    parts = [""]
    letters = iter(cell)
    for letter in letters:
        if letter == "|":
            parts.append("")
        elif letter == "\\":
            after = next(letters, "")
            parts[-1] += after if after in ("|", "\\") else letter + after
        else:
            parts[-1] += letter
    return parts


def _cell(field: str, cell: str) -> Any:
    """A cell of CSV as the value that TOML would hold: lists are split at '|', roles are JSON."""
    shape = FIELDS.get(field)
    if shape in ("list", "forms"):
        return [part.strip() for part in split_cell(cell)]
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


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)!r} stands twice")
    return found


def _read_json_lines(name: str, text: str) -> Rows:
    rows: list[Row] = []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, object_pairs_hook=_keys_once)
        except (ValueError, RecursionError) as error:
            problems.append(f"{name}:{number}: {json_problem(error)}")
            continue
        if not isinstance(record, dict):
            problems.append(f"{name}:{number}: a JSON object is wanted, with 'id', 'kind', 'hans' and 'name'")
            continue
        id = record.pop("id", "")
        if isinstance(id, str):
            rows.append((id, record, number, {}))
        else:
            problems.append(f"{name}:{number}: id: a string is wanted, not {type_name(id)}")
    return rows, problems


def read_all(paths: list[str | os.PathLike[str]], *, builtin: bool = False) -> list[Block]:
    """Read the entries of several files and give them sorted by id.

    Raises:
        DataError: any problem in any file; all of them are in it.
    """
    blocks, problems = read_files(paths, builtin=builtin)
    if problems:
        raise DataError(problems)
    return blocks


def read_files(
    paths: list[str | os.PathLike[str]], *, builtin: bool = False, kinds: Mapping[str, str] | None = None
) -> tuple[list[Block], list[str]]:
    """Read the entries of several files: the sound ones sorted by id, and every problem, ids that stand twice among them."""
    blocks: list[Block] = []
    problems: list[str] = []
    for path in paths:
        found, wrong = read_blocks(path, builtin=builtin, kinds=kinds)
        blocks += found
        problems += wrong
    places: dict[str, Block] = {}
    for block in blocks:
        first = places.setdefault(block.id, block)
        if first is not block:
            problems.append(block.problem(f"the id stands twice; it is also at {first.file}:{first.line}"))
    problems += _circles(places)
    return sorted(places.values(), key=lambda block: block.id), problems


def _circles(blocks: dict[str, Block]) -> list[str]:
    """Entries that are, over others, part of themselves; each circle is told once."""
    problems = []
    settled: set[str] = set()
    for start in sorted(blocks):
        path: list[str] = []
        id: str | None = start
        while id in blocks and id not in settled and id not in path:
            path.append(id)
            id = blocks[id].fields.get("part_of")
        if id in path:
            circle = [*path[path.index(id) :], id]
            problems.append(blocks[id].problem(f"a circle: {' > '.join(circle)}", "part_of"))
        settled.update(path)
    return problems

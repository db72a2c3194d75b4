"""The canonical form of curated TOML: blocks sorted by id, fields in one order, one line a field.

A comment stays where it explains a block: lines directly above a header belong to it, and so do those at the head of the file.
A comment among the fields has no place in the canonical form and is refused; write it above the block, or in `note`.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from typing import Any

from glossary.compile.shapes import FIELDS, ROLE_FIELDS
from glossary.compile.sources import read_text
from glossary.errors import DataError

_HEADER = re.compile(r"\s*\[\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\]\n\"']+?))\s*\]\s*(#.*)?$")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def format_blocks(entries: dict[str, dict[str, Any]], comments: dict[str, str] | None = None, head: str = "") -> str:
    """Write entries as canonical TOML; what it gives, it gives again.

    Args:
        entries: fields by id.
        comments: comment lines by the id of the block below them.
        head: comment lines at the head of the file.

    >>> print(format_blocks({"b": {"name": "B", "hans": "乙"}}), end="")
    [b]
    hans = "乙"
    name = "B"
    """
    comments = comments or {}
    blocks = "\n".join(comments.get(id, "") + _block(id, entries[id]) for id in sorted(entries))
    return head + ("\n" if head and blocks else "") + blocks


def format_text(text: str, name: str = "<text>") -> str:
    """Give the canonical form of a file of entries.

    Raises:
        DataError: the text is no TOML, holds a value that is no entry, or a comment that has no place; all are named.
    """
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise DataError(f"{name}:{line[1] if line else 1}: not valid TOML: {error}") from None
    loose = [f"{name}: {id}: a value outside a block" for id, fields in entries.items() if not isinstance(fields, dict)]
    unknown = [
        f"{name}: {id}: {field}: no such field, or not of its shape; run `glossary data check`"
        for id, fields in entries.items()
        if isinstance(fields, dict)
        for field, value in fields.items()
        if field not in FIELDS or (field == "roles" and not _are_roles(value))
    ]
    comments, head, misplaced = _comments(text, name)
    if loose or unknown or misplaced:
        raise DataError([*loose, *unknown, *misplaced])
    return format_blocks(entries, comments, head)


def format_problem(path: str) -> str | None:
    """Tell where a file leaves the canonical form; None where it is canonical or no TOML at all."""
    text, _ = read_text(path)
    if text is None or not path.endswith(".toml"):
        return None
    try:
        wanted = format_text(text, path)
    except DataError as error:
        return str(error) if "comment" in str(error) else None  # the shape gate tells the rest
    if wanted == text:
        return None
    seen, expected = text.split("\n"), wanted.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(seen, expected), 1) if a != b), min(len(seen), len(expected)) + 1)
    found = seen[line - 1] if line <= len(seen) else "the end"
    right = expected[line - 1] if line <= len(expected) else "the end"
    return f"{path}:{line}: not in canonical form: {found[:60]!r} where {right[:60]!r} is wanted; run `glossary data format`"


def format_file(path: str | os.PathLike[str]) -> bool:
    """Write a file in its canonical form; tell whether that changed it.

    Raises:
        DataError: the file cannot be read or has no canonical form; it is left as it is.
    """
    from glossary.index.file import save

    name = os.fspath(path)
    text, problem = read_text(name, (".toml",))
    if text is None:
        raise DataError(problem)
    wanted = format_text(text, name).encode()
    with open(name, "rb") as file:
        if file.read() == wanted:
            return False
    save(name, wanted)
    return True


def replace_blocks(path: str, changed: dict[str, dict[str, Any]]) -> None:
    """Write new fields into entries of a file, in canonical form; a kind that the file gives is not written.

    Raises:
        DataError: see `format_text`.
    """
    from glossary.index.file import save

    text, problem = read_text(path, (".toml",))
    if text is None:
        raise DataError(problem)
    format_text(text, path)
    entries = tomllib.loads(text)
    for id, fields in changed.items():
        entries[id] = {field: value for field, value in fields.items() if field != "kind" or "kind" in entries[id]}
    comments, head, _ = _comments(text, path)
    save(path, format_blocks(entries, comments, head).encode())


def _comments(text: str, name: str) -> tuple[dict[str, str], str, list[str]]:
    """Comments by block, those at the head of the file, and the problems of those that stand elsewhere."""
    comments: dict[str, str] = {}
    head = ""
    misplaced: list[str] = []
    waiting: list[tuple[int, str]] = []
    id = ""
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if line.lstrip().startswith("#"):
            waiting.append((number, line.strip() + "\n"))
        elif header:
            id = next(filter(None, header.groups()[:3]), "")
            comments[id] = "".join(comment for _, comment in waiting)
            waiting = []
            if header[4]:
                misplaced.append(f"{name}:{number}: a comment behind a header; write it in the line above")
        elif not line.strip():
            if waiting and not id and not head:
                head = "".join(comment for _, comment in waiting)
            else:
                misplaced += (_misplaced(name, place) for place, _ in waiting)
            waiting = []
        else:
            misplaced += (_misplaced(name, place) for place, _ in waiting)
            waiting = []
            if "#" in line and _has_comment(line):
                misplaced.append(_misplaced(name, number))
    misplaced += (_misplaced(name, place) for place, _ in waiting)
    return comments, head, misplaced


def _misplaced(name: str, line: int) -> str:
    return f"{name}:{line}: a comment among the fields; write it directly above the block, or in note"


def _has_comment(line: str) -> bool:
    """Tell whether '#' stands outside of strings in a line of canonical fields."""
    return "#" in re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", "", line)


def _block(id: str, fields: dict[str, Any]) -> str:
    lines = [f"[{id if _BARE_KEY.fullmatch(id) else _value(id)}]"]
    written = [name for name in FIELDS if name in fields]
    lines += [f"{name} = {_roles(fields[name]) if name == 'roles' else _value(fields[name])}" for name in written]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)


def _are_roles(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(role, dict) and set(role) <= set(ROLE_FIELDS) for role in value)


def _roles(roles: list[dict[str, Any]]) -> str:
    rows = (
        "    { " + ", ".join(f"{key} = {_value(role[key])}" for key in ROLE_FIELDS if key in role) + " },\n" for role in roles
    )
    return "[\n" + "".join(rows) + "]"

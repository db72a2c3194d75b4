"""The canonical form of curated TOML: blocks sorted by id, fields in one order, one line a field."""

from __future__ import annotations

import json
from typing import Any

from glossary.compile.sources import FIELDS, ROLE_FIELDS


def format_blocks(entries: dict[str, dict[str, Any]]) -> str:
    """Write entries as canonical TOML; what it gives, it gives again.

    >>> print(format_blocks({"b": {"name": "B", "hans": "乙"}}), end="")
    [b]
    hans = "乙"
    name = "B"
    """
    return "\n".join(_block(id, entries[id]) for id in sorted(entries))


def _block(id: str, fields: dict[str, Any]) -> str:
    lines = [f"[{id}]"]
    written = [name for name in FIELDS if name in fields]
    lines += [f"{name} = {_roles(fields[name]) if name == 'roles' else _value(fields[name])}" for name in written]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _roles(roles: list[dict[str, Any]]) -> str:
    rows = (
        "    { " + ", ".join(f"{key} = {_value(role[key])}" for key in ROLE_FIELDS if key in role) + " },\n" for role in roles
    )
    return "[\n" + "".join(rows) + "]"

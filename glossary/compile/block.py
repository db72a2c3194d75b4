"""One entry as people write it, with the file and line of each of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Block(NamedTuple):
    """One entry as written: its fields, and where it and each of them stands."""

    id: str
    fields: dict[str, Any]
    file: str
    line: int
    builtin: bool = False
    lines: Mapping[str, int] = {}

    def problem(self, text: str, field: str | None = None) -> str:
        """A message that begins with file and line."""
        if field is None:
            return f"{self.file}:{self.line}: {self.id}: {text}"
        return f"{self.file}:{self.lines.get(field, self.line)}: {self.id}: {field}: {text}"

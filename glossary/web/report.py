"""A report of a reader: one entry as a draft and the sentence that fails, as a TOML file for a curator."""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import Any

from glossary.errors import OutputError
from glossary.script import fold

MAX_REPORTS = 5_000  # files in the folder
AROUND = 200  # code points of the article before and after the name
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIELDS = ("kind", "hans", "pinyin", "name", "description")


def check_folder(folder: str) -> None:
    """Make the folder of reports where it is missing, and see that a file can be written in it; none is left.

    Raises:
        OutputError: it is no folder, or cannot be written to.
    """
    import tempfile

    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, ValueError) as error:  # a name may hold a NUL
        reason = (
            "is no folder" if os.path.exists(folder) and not os.path.isdir(folder) else getattr(error, "strerror", None) or error
        )
        raise OutputError(f"{folder}: no report can be written there: {reason}; write a folder that may be written to") from None


def save_report(folder: str, report: dict[str, str], text: str, start: int, end: int) -> str:
    """Write one report; the same report again is the same file.

    Args:
        folder: where reports go; it is made when it is missing.
        report: `id` (empty for a new entry), `kind`, `hans`, `pinyin`, `name`, `description`, `note`, as the reader has them.
        text: the article.
        start, end: the name in it, in code points.

    Returns:
        The name of the file.

    Raises:
        ValueError: the span is none of the text.
        OutputError: the folder is full or cannot be written to.
    """
    if not 0 <= start < end <= len(text) or end - start > AROUND:
        raise ValueError(f"no name at {start}–{end}: offsets are code points of the text")
    content = _toml(report, text, start, end)
    known = report.get("id") or fold(report.get("name") or text[start:end])
    slug = re.sub(r"[^a-z0-9]+", "-", known.lower().encode("ascii", "ignore").decode()).strip("-")[:60] or "nama"
    name = f"{slug}-{hashlib.sha256(content.encode()).hexdigest()[:10]}.toml"
    try:
        os.makedirs(folder, exist_ok=True)
        if len(os.listdir(folder)) >= MAX_REPORTS:
            raise OutputError(f"{folder}: holds {MAX_REPORTS} reports already; look them through first")
        with open(os.path.join(folder, name), "x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        pass
    except OSError as error:
        raise OutputError(f"{folder}: a report cannot be written: {error.strerror or error}") from error
    return name


def _toml(report: dict[str, str], text: str, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    id = re.sub(r"[^a-z0-9-]+", "-", (report.get("id") or fold(report.get("name", ""))).lower()).strip("-") or "nama-baru"
    lines = [f"[{id}]"]
    lines += [f"{field} = {_string(report[field])}" for field in _FIELDS if report.get(field)]
    lines += ['status = "draft"']
    if report.get("note"):
        lines.append(f"note = {_string(report['note'])}")
    mention: dict[str, Any] = {"start": start - first, "surface": text[start:end]}
    shown = ", ".join(f"{key} = {value if isinstance(value, int) else _string(value)}" for key, value in mention.items())
    lines += ["", "[[case]]", f"text = {_string(text[first:last])}", f"mentions = [{{ {shown} }}]", ""]
    return "\n".join(lines)


def _string(value: str) -> str:
    """A basic string of TOML: as JSON writes one, but for DEL and lone surrogates."""
    return json.dumps(_SURROGATE.sub("\ufffd", value), ensure_ascii=False).replace("\x7f", "\\u007f")

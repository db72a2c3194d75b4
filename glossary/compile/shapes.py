"""The shape of one entry: known fields, types, forms that can be names, dates in order, pinyin that fits the Hanzi."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from glossary import script
from glossary.model import KINDS

if TYPE_CHECKING:
    from glossary.compile.block import Block

# Fields in canonical order, with the shape of their values.
FIELDS: dict[str, str] = {
    "kind": "kind",
    "hans": "form",
    "hant": "form",
    "pinyin": "str",
    "name": "form",
    "aliases": "forms",
    "avoid": "forms",
    "english": "form",
    "description": "text",
    "roles": "roles",
    "wikidata": "str",
    "category": "str",
    "priority": "int",
    "distinct_from": "list",
    "part_of": "str",
    "disputed": "bool",
    "pinyin_source": "text",
    "note": "text",
    "hide": "bool",
    "sources": "list",
    "status": "status",
    "reviewed": "date",
}
STATUSES = ("draft", "checked", "sourced")
ROLE_FIELDS = ("title", "start", "end", "sources")
MAX_FORM = 256  # code points: the scanner's windows overlap by as much, so a longer form would never be found
MAX_TEXT = 10_000  # code points of any other string

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OWN_ID = re.compile(r"[^\W_](?:[\w.:-]*[^\W_])?")  # no path, no markup and no space: an id becomes part of addresses
_DATE = re.compile(r"\?|\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_UNSEEN = frozenset(script.ZERO_WIDTH)  # an id that holds one looks like another id
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,9}")


def shape_problems(block: Block) -> list[str]:
    """Every problem in the shape of one entry, each with its file and line."""
    fields = block.fields
    problems = []
    if not block.id.strip():
        problems.append(f"{block.file}:{block.line}: an entry without id; write a lower-case id such as 'xi-jinping'")
    elif block.builtin and not _ID.fullmatch(block.id):
        problems.append(block.problem("not an id; write lower-case letters, digits and single hyphens"))
    elif message := _wrong_string(block.id, MAX_FORM):
        problems.append(f"{block.file}:{block.line}: id: {message}")
    elif not _UNSEEN.isdisjoint(block.id):
        problems.append(f"{block.file}:{block.line}: id: a character that prints nothing in {block.id[:60]!a}; leave it out")
    elif not _OWN_ID.fullmatch(block.id):
        told = f"{show(block.id)} is no id; write letters and digits, with - _ . : between them, such as 'kata:12'"
        problems.append(f"{block.file}:{block.line}: id: {told}")
    for field, value in fields.items():
        shape = FIELDS.get(field)
        if shape is None:
            line = block.lines.get(field, block.line)
            told = f"unknown field {show(field)}; the fields are id, {', '.join(FIELDS)}"
            problems.append(f"{block.file}:{line}: {block.id}: {told}")
        else:
            problems += (block.problem(message, field) for message in _wrong_shape(shape, value))
    if not fields.get("hide"):
        problems += [block.problem(f"field {field!r} is missing") for field in ("kind", "hans", "name") if field not in fields]
    return problems or _meaning_problems(block)


def _meaning_problems(block: Block) -> list[str]:
    """What is wrong between fields whose types are right."""
    from glossary.compile.orthography import written_syllables

    fields = block.fields
    problems = []
    hans = fields.get("hans", "")
    if hans and not script.has_hanzi(hans):
        problems.append(block.problem(f"no Hanzi in {show(hans)}; write the Chinese name in simplified Hanzi", "hans"))
    elif hans and "pinyin" in fields:
        try:
            written_syllables(hans, fields["pinyin"])
        except ValueError as error:
            problems.append(block.problem(str(error), "pinyin"))
    if (hant := fields.get("hant")) and not script.has_hanzi(hant):
        problems.append(block.problem(f"no Hanzi in {show(hant)}; write the Chinese name in traditional Hanzi", "hant"))
    if "wikidata" in fields and not _WIKIDATA.fullmatch(fields["wikidata"]):
        problems.append(block.problem(f"{show(fields['wikidata'])} is no Wikidata id; write one such as 'Q15031'", "wikidata"))
    if fields.get("part_of") == block.id:
        problems.append(block.problem("an entry is no part of itself", "part_of"))
    if block.id in fields.get("distinct_from", ()):
        problems.append(block.problem("an entry is not distinct from itself", "distinct_from"))
    return problems


def _wrong_shape(shape: str, value: Any) -> list[str]:
    if shape in ("form", "str", "kind", "status", "date"):
        if shape == "date" and hasattr(value, "isoformat"):
            return []
        message = _wrong_string(value, MAX_FORM if shape == "form" else MAX_TEXT) or _wrong_word(shape, value)
        return [message] if message else []
    if shape == "text":  # any string explains
        return [] if isinstance(value, str) else [f"a string is wanted, not {type_name(value)}"]
    if shape == "int":
        good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 3
        return [] if good else [f"1, 2 or 3 is wanted, not {show(value)}"]
    if shape == "bool":
        return [] if isinstance(value, bool) else [f"true or false is wanted, not {type_name(value)}"]
    if not isinstance(value, list):
        return [f"a list is wanted, not {type_name(value)}"]
    if shape == "roles":
        return list(filter(None, map(_wrong_role, value)))
    size = MAX_FORM if shape == "forms" else MAX_TEXT
    messages = (_wrong_string(item, size) or (_wrong_word("form", item) if shape == "forms" else None) for item in value)
    return list(filter(None, messages))


def _wrong_string(value: Any, size: int) -> str | None:
    if not isinstance(value, str):
        return f"a string is wanted, not {type_name(value)}"
    if value[:1].isalnum() and value[0] not in _UNSEEN and value.isprintable() and len(value) <= size:  # nearly all
        return None
    if not (value.isascii() and value.strip()) and not script.strip_ignorable(value).strip():
        return "empty; leave it out"
    if not value.isprintable() and _CONTROL.search(value):
        return f"a control character in {show(value)}"
    if len(value) > size:
        return f"{len(value)} characters in {show(value)}; at most {size}"
    return None


def _wrong_word(shape: str, value: str) -> str | None:
    if shape == "kind" and value not in KINDS:
        return f"unknown kind {show(value)}; write one of {', '.join(KINDS)}"
    if shape == "status" and value not in STATUSES:
        return f"unknown status {show(value)}; write one of {', '.join(STATUSES)}"
    if shape == "date":
        return _wrong_date(value)
    if shape == "form":
        key = script.fold(value)
        if not (key.isalnum() or any(c.isalnum() for c in key)):
            return f"no letter in {show(value)}"
        if len(key) == 1 and not script.has_hanzi(key):
            return f"one letter, {show(value)}, would be found everywhere; write a longer form"
    return None


def _wrong_date(value: Any) -> str | None:
    if hasattr(value, "isoformat"):  # a date of TOML
        return None
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return f"{show(value)}; write '2013', '2013-03' or '2013-03-14'"
    try:
        datetime.date.fromisoformat(value if len(value) == 10 else "2000-01-01")
    except ValueError:
        return f"{show(value)} is no such day in the calendar; write '2013', '2013-03' or '2013-03-14'"
    return None


def _wrong_role(role: Any) -> str | None:
    if not isinstance(role, dict) or not isinstance(role.get("title"), str):
        return "each role is a table with title, start and end"
    if message := _wrong_string(role["title"], MAX_TEXT):
        return f"title: {message}"
    for key, value in role.items():
        if key not in ROLE_FIELDS:
            return f"unknown field {show(key)} of a role; write {', '.join(ROLE_FIELDS)}"
        if key in ("start", "end") and (message := _wrong_date(value)):
            return f"{key} {message}" + (", or '?'" if key == "end" else "")
        if key == "sources" and _wrong_shape("list", value):
            return "sources: a list of keys is wanted"
    start, end = (str(role[key]) if role.get(key) else "" for key in ("start", "end"))
    if start == "?":
        return "start '?'; leave start out where it is not known"
    if end not in ("", "?") and end[: len(start)] < start[: len(end)]:
        return f"the role {role['title']!r} ends ({end}) before it starts ({start})"
    return None


def show(value: Any) -> str:
    """A value for a message: quoted, and cut where it is long."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 200:
        return "a number of that size"
    text = repr(value[:60] if isinstance(value, str | list) else value)
    return text if len(text) <= 80 else text[:77] + "..."


def type_name(value: Any) -> str:
    """What a value is, in the words of those who write entries."""
    names = {dict: "a table", list: "a list", bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "nothing" if value is None else f"a {type(value).__name__}")

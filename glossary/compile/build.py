"""Compile entries into an index: records, forms with their readings, keys for lookup, the automaton."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from typing import Any

from glossary import script
from glossary.compile.forms import FormSource, forms_of
from glossary.compile.readings import form_reading
from glossary.compile.sources import Block
from glossary.index import automaton
from glossary.index.file import encode
from glossary.index.glossary import encode_records, key_hash
from glossary.reading import Tables

_RECORD_FIELDS = (
    "id", "kind", "name", "hans", "pinyin", "description", "hant", "aliases", "avoid", "english",
    "wikidata", "priority", "category", "distinct_from", "part_of", "disputed", "status", "sources",
)  # fmt: skip
INDEXED_STATUSES = (None, "checked", "sourced")  # a user's entries need no status; drafts are never in the index


def merge(builtin: Iterable[Block], own: Iterable[Block]) -> tuple[list[Block], list[Block]]:
    """Lay a user's entries over the built-in ones: the same id replaces, `hide` takes away.

    Returns:
        The built-in entries that remain and the user's entries, each sorted by id, drafts left out.
    """
    own = list(own)
    replaced = {block.id for block in own}
    return (
        sorted((b for b in builtin if b.id not in replaced and _is_indexed(b)), key=lambda block: block.id),
        sorted((b for b in own if _is_indexed(b) and not b.fields.get("hide")), key=lambda block: block.id),
    )


def _is_indexed(block: Block) -> bool:
    return block.fields.get("status") in INDEXED_STATUSES


def build(
    builtin: Iterable[Block],
    own: Iterable[Block],
    reading_tables: bytes,
    meta: dict[str, Any] | None = None,
    *,
    with_automaton: bool = True,
) -> bytes:
    """Compile entries; the same entries give the same bytes.

    Args:
        builtin, own: blocks that `read_all` gave; for the same form an own entry wins.
        reading_tables: the section that `glossary.reading.build` makes.
        meta: what else the header records, such as the checksum of the sources.
        with_automaton: save the automaton where daachorse is installed.
    """
    builtin, own = merge(builtin, own)
    tables = Tables.from_bytes(reading_tables)
    records: list[dict[str, Any]] = []
    links: dict[str, list[tuple[int, FormSource, Block]]] = {}
    for number, block in enumerate([*builtin, *own]):
        fields = complete(block, tables)
        records.append(_record(block.id, fields))
        for form in forms_of(fields):
            links.setdefault(form.text, []).append((number, form, Block(block.id, fields, block.file, block.line, block.builtin)))
    forms = sorted(links)
    form_records = []
    for text in forms:
        found = links[text]
        if any(number >= len(builtin) for number, _, _ in found):
            found = [link for link in found if link[0] >= len(builtin)]
        is_hanzi = script.has_hanzi(text)
        form_records.append(
            [
                text,
                [
                    [number, form.how, *(form_reading(text, block.fields, tables) if is_hanzi else ())]
                    for number, form, block in found
                ],
            ]
        )
    scanned = [n for n, text in enumerate(forms) if any(form.scanned for _, form, _ in links[text])]
    latin = [n for n in scanned if not script.has_hanzi(forms[n])]
    hanzi = [n for n in scanned if script.has_hanzi(forms[n])]
    known = {forms[n] for n in hanzi}
    singles = [
        c
        for first, last in script.HANZI_RANGES + script.KANGXI_RANGES
        if last <= script.LAST_SCANNED_SINGLE
        for c in map(chr, range(first, last + 1))
        if c not in known
    ]
    patterns = [*(forms[n] for n in hanzi), *singles, *(forms[n] for n in latin)]
    keys = sorted((key_hash(key), n) for n, text in enumerate(forms) if (key := script.fold(text)))
    ids = sorted((key_hash(record["id"]), n) for n, record in enumerate(records))
    header: dict[str, Any] = {
        **(meta or {}),
        "byteorder": sys.byteorder,
        "entries": len(records),
        "builtin_entries": len(builtin),
        "forms": len(forms),
        "first_single": len(hanzi),
        "first_latin": len(hanzi) + len(singles),
    }
    sections = {
        "patterns.forms": array("I", hanzi + latin).tobytes(),
        **encode_records("forms", form_records),
        **encode_records("entries", records),
        "keys": array("Q", (key for key, _ in keys)).tobytes(),
        "keys.forms": array("I", (n for _, n in keys)).tobytes(),
        "ids": array("Q", (key for key, _ in ids)).tobytes(),
        "ids.entries": array("I", (n for _, n in ids)).tobytes(),
        "readings": reading_tables,
        "patterns": "\x00".join(patterns).encode("utf-8"),
    }
    version = automaton.daachorse_version() if with_automaton else None
    if version is not None:
        header["daachorse"] = version
        sections["automaton.hanzi"] = automaton.Daachorse.build(patterns[: header["first_latin"]]).save()
        sections["automaton"] = automaton.Daachorse.build(patterns).save()
    return encode(header, sections)


def complete(block: Block, tables: Tables) -> dict[str, Any]:
    """Add to an entry's fields what is derived: the pinyin, and the traditional form where characters decide it."""
    from glossary.reading import read

    fields = dict(block.fields)
    if "pinyin" not in fields:
        derived = read(fields["hans"], fields["kind"], fields["name"], tables=tables).pinyin
        if derived:
            fields["pinyin"] = derived
    if "hant" not in fields:
        traditional = script.traditionalise(fields["hans"])
        if traditional != fields["hans"]:
            fields["hant"] = traditional
    return fields


def _record(id: str, fields: dict[str, Any]) -> dict[str, Any]:
    record = {"id": id, **{name: fields[name] for name in _RECORD_FIELDS if fields.get(name)}}
    if fields.get("roles"):
        record["roles"] = [
            [
                role["title"],
                *(str(role[key]) if role.get(key) else None for key in ("start", "end")),
                list(role.get("sources", ())),
            ]
            for role in fields["roles"]
        ]
    return record

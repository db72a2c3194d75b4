"""Compile entries into an index: records, forms with their readings, keys for lookup, the automaton."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Set
from typing import Any, NamedTuple

from glossary import script
from glossary.compile.forms import forms_of
from glossary.compile.readings import form_reading
from glossary.compile.sources import Block
from glossary.index import automaton
from glossary.index.file import IndexFile, encode
from glossary.index.glossary import DERIVED, decode_records, encode_records, key_hash
from glossary.reading import Tables

_RECORD_FIELDS = (
    "id", "kind", "name", "hans", "pinyin", "description", "hant", "aliases", "avoid", "english",
    "wikidata", "priority", "category", "distinct_from", "part_of", "disputed", "status", "sources",
)  # fmt: skip
INDEXED_STATUSES = (None, "checked", "sourced")  # a user's entries need no status; drafts are never in the index

MAX_LATIN_PATTERNS = 250_000
"""Latin forms that are scanned for; beyond, only those stated: derived ones (all capitals, syllables apart) are looked up alone.

A pattern takes about 130 bytes of memory; the variants of 500,000 aliases would be two million of them."""


Link = list[Any]  # [number of the entry, how, [pinyin, syllables, confidence]?]


class Compiled(NamedTuple):
    """Entries whose forms and readings are worked out, before they are laid out as an index.

    `records` are sorted by id; `links` holds for each form the entries that it stands for, `scanned` the forms that are looked
    for in running text.
    """

    records: list[dict[str, Any]]
    links: dict[str, list[Link]]
    scanned: set[str]


def compile_blocks(blocks: Iterable[Block], tables: Tables) -> Compiled:
    """Work out the forms and readings of the entries that belong into an index: drafts and hidden ones do not."""
    kept = sorted((block for block in blocks if _is_indexed(block)), key=lambda block: block.id)
    records: list[dict[str, Any]] = []
    links: dict[str, list[Link]] = {}
    scanned: set[str] = set()
    for number, block in enumerate(kept):
        fields = complete(block, tables)
        records.append(_record(block.id, fields))
        for form in forms_of(fields):
            reading = form_reading(form.text, fields, tables) if script.has_hanzi(form.text) else ()
            links.setdefault(form.text, []).append([number, form.how, *reading])
            if form.scanned:
                scanned.add(form.text)
    return Compiled(records, links, scanned)


def read_compiled(file: IndexFile) -> Compiled:
    """Take the entries of an index apart again, so that others can be laid over them without compiling them anew."""
    forms = decode_records(file, "forms")
    numbers = file.section("patterns.forms").cast("I")
    scanned = {forms[number][0] for number in numbers}
    return Compiled(decode_records(file, "entries"), dict(forms), scanned)


def lay_over(base: Compiled, own: Compiled, replaced: Set[str]) -> tuple[Compiled, int]:
    """Lay a user's entries over the built-in ones.

    Args:
        replaced: ids of built-in entries that a user's entry replaces or hides.

    Returns:
        All entries, the built-in ones first, and how many of them are built in. A form that folds to the key of a user's form
        stands for the user's entry alone.
    """
    kept = [number for number, record in enumerate(base.records) if record["id"] not in replaced]
    moved = {old: new for new, old in enumerate(kept)}
    own_keys = {script.fold(text) for text in own.links}
    links: dict[str, list[Link]] = {}
    for text, found in base.links.items():
        if own_keys and script.fold(text) in own_keys:
            continue
        if left := [[moved[link[0]], *link[1:]] for link in found if link[0] in moved]:
            links[text] = left
    scanned = {text for text in base.scanned if text in links}
    for text, found in own.links.items():
        links[text] = [[link[0] + len(kept), *link[1:]] for link in found]
    return Compiled([*(base.records[n] for n in kept), *own.records], links, scanned | own.scanned), len(kept)


def _is_indexed(block: Block) -> bool:
    return block.fields.get("status") in INDEXED_STATUSES and not block.fields.get("hide")


def build(builtin: Iterable[Block], own: Iterable[Block], reading_tables: bytes, meta: dict[str, Any] | None = None) -> bytes:
    """Compile entries; the same entries give the same bytes.

    Args:
        builtin, own: blocks that `read_all` gave; for the same form an own entry wins.
        reading_tables: the section that `glossary.reading.build` makes.
        meta: what else the header records, such as the checksum of the sources.
    """
    tables = Tables.from_bytes(reading_tables)
    own = list(own)
    compiled, count = lay_over(compile_blocks(builtin, tables), compile_blocks(own, tables), {block.id for block in own})
    return encode_index(compiled, count, reading_tables, meta)


def build_over(base: IndexFile, own: Iterable[Block], *, builtin: bool = True, automata: bool = True) -> bytes:
    """Compile a user's entries over those of the built-in index, or with its reading tables alone; see `build`.

    An index that is not kept can leave the automata out: then those that are asked for are built at once.
    """
    readings = bytes(base.section("readings"))
    own = list(own)
    compiled = compile_blocks(own, Tables.from_bytes(readings))
    count = 0
    meta = {
        "sources": base.meta.get("sources", ""),
        "not_names": base.meta.get("not_names", []) if builtin else [],
        "widely_named": base.meta.get("widely_named", []) if builtin else [],
    }
    if builtin:
        compiled, count = lay_over(read_compiled(base), compiled, {block.id for block in own})
    return encode_index(compiled, count, readings, meta, automata=automata)


def encode_index(
    compiled: Compiled, builtin: int, reading_tables: bytes, meta: dict[str, Any] | None, *, automata: bool = True
) -> bytes:
    """Lay compiled entries out as an index, of which the first `builtin` are built in."""
    forms = sorted(compiled.links)
    scanned = [n for n, text in enumerate(forms) if text in compiled.scanned]
    latin = [n for n in scanned if not script.has_hanzi(forms[n])]
    if len(latin) > MAX_LATIN_PATTERNS:
        latin = [n for n in latin if any(form[1] != DERIVED for form in compiled.links[forms[n]])]
    hanzi = [n for n in scanned if script.has_hanzi(forms[n])]
    known = {forms[n] for n in hanzi}
    singles = [
        c
        for first, last in script.HANZI_RANGES + script.KANGXI_RANGES
        if last <= script.LAST_SCANNED_SINGLE
        for c in map(chr, range(first, last + 1))
        if c not in known
    ]
    veils = [c for c in script.VEILS if ord(c) <= script.LAST_SCANNED_SINGLE and c not in known]
    patterns = [*(forms[n] for n in hanzi), *singles, *veils, *(forms[n] for n in latin)]
    keys = sorted((key_hash(key), n) for n, text in enumerate(forms) if (key := script.fold(text)))
    ids = sorted((key_hash(record["id"]), n) for n, record in enumerate(compiled.records))
    header: dict[str, Any] = {
        **(meta or {}),
        "byteorder": sys.byteorder,
        "entries": len(compiled.records),
        "builtin_entries": builtin,
        "forms": len(forms),
        "first_single": len(hanzi),
        "first_veil": len(hanzi) + len(singles),
        "first_latin": len(hanzi) + len(singles) + len(veils),
    }
    sections = {
        "patterns.forms": array("I", hanzi + latin).tobytes(),
        **encode_records("forms", ([text, compiled.links[text]] for text in forms)),
        **encode_records("entries", compiled.records),
        "keys": array("Q", (key for key, _ in keys)).tobytes(),
        "keys.forms": array("I", (n for _, n in keys)).tobytes(),
        "ids": array("Q", (key for key, _ in ids)).tobytes(),
        "ids.entries": array("I", (n for _, n in ids)).tobytes(),
        "readings": reading_tables,
        "patterns": "\x00".join(patterns).encode("utf-8"),
    }
    version = automaton.daachorse_version() if automata else None
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

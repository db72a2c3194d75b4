"""Compile entries into an index: records, forms with their readings, keys for lookup, the automaton."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from json.encoder import encode_basestring as _quote
from typing import Any, NamedTuple

from glossary import script
from glossary.compile.block import Block
from glossary.compile.forms import forms_of
from glossary.compile.readings import form_reading
from glossary.index import automaton
from glossary.index.file import IndexFile, encode, encode_records
from glossary.index.glossary import DERIVED, decode_json_records, encode_hashes, encode_json_records, key_hash
from glossary.reading import Tables

_RECORD_FIELDS = (
    "id", "kind", "name", "hans", "pinyin", "description", "hant", "aliases", "avoid", "english",
    "wikidata", "priority", "category", "distinct_from", "part_of", "disputed", "status", "sources",
)  # fmt: skip
INDEXED_STATUSES = (None, "checked", "sourced")  # a user's entries need no status; drafts are never in the index

MAX_LATIN_PATTERNS = 250_000
"""Latin forms that are scanned for; beyond, only those stated: derived ones (all capitals, syllables apart) are looked up alone.

A pattern takes about 40 bytes of memory; the variants of 500,000 aliases would be two million of them."""

_LIKELY_PERSON = 0.5  # from here on the Hanzi of a work are rather a person's name

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
    found = None if _stated_latin(kept) > MAX_LATIN_PATTERNS else _compile(kept, tables, varied=True)
    return found or _compile(kept, tables, varied=False) or Compiled([], {}, set())


def _stated_latin(blocks: list[Block]) -> int:
    """How many Latin forms are scanned for at least: the names and aliases as they stand."""
    names: set[str] = set()
    for block in blocks:
        fields = block.fields
        if fields["kind"] != "title":
            names.update(text for text in (fields["name"], *fields.get("aliases", ())) if text.isascii() and text.strip())
    return len({" ".join(text.split()) for text in names}) if len(names) > MAX_LATIN_PATTERNS else len(names)


def _compile(blocks: list[Block], tables: Tables, *, varied: bool) -> Compiled | None:
    """Compile with derived Latin forms to scan for; None where they become too many."""
    records: list[dict[str, Any]] = []
    links: dict[str, list[Link]] = {}
    scanned: set[str] = set()
    titles: dict[str, str] = {}  # pinyin of works, with which they are found where it is no other entry's, and no name's
    latin = 0
    for number, block in enumerate(blocks):
        fields = complete(block, tables)
        records.append(_record(block.id, fields))
        for text, how, is_scanned, is_alone in forms_of(fields, varied=varied):
            is_hanzi = script.has_hanzi(text)
            reading = form_reading(text, fields, tables) if is_hanzi else ()
            links.setdefault(text, []).append([number, how, *reading])
            if is_alone:
                titles.setdefault(text, fields["hans"])
            elif is_scanned and text not in scanned:
                scanned.add(text)
                latin += not is_hanzi
        if varied and latin > MAX_LATIN_PATTERNS:
            return None
    scanned.update(
        text for text, hans in titles.items() if len(links[text]) == 1 and tables.looks_like_person(hans) < _LIKELY_PERSON
    )
    return Compiled(records, links, scanned)


def read_compiled(file: IndexFile) -> Compiled:
    """Take the entries of an index apart again, so that others can be laid over them without compiling them anew."""
    forms = decode_json_records(file, "forms")
    scanned = {text for text, _ in forms[: file.meta["scanned"]]}
    return Compiled(decode_json_records(file, "entries"), dict(forms), scanned)


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
    hanzi, latin, others = _arrange(compiled)
    forms = [*hanzi, *latin, *others]
    singles = _singles(set(hanzi))
    veils = [c for c in script.VEILS if ord(c) <= script.LAST_SCANNED_SINGLE and c not in compiled.scanned]
    patterns = [*hanzi, *singles, *veils, *latin]
    header: dict[str, Any] = {
        **(meta or {}),
        "byteorder": sys.byteorder,
        "entries": len(compiled.records),
        "builtin_entries": builtin,
        "forms": len(forms),
        "scanned": len(hanzi) + len(latin),
        "first_single": len(hanzi),
        "first_veil": len(hanzi) + len(singles),
        "first_latin": len(hanzi) + len(singles) + len(veils),
    }
    version = automaton.daachorse_version() if automata else None
    with _building(patterns, header["first_latin"], wanted=version is not None) as saved:
        sections = {
            **encode_records("forms", (_form_record(text, compiled.links[text]) for text in forms)),
            **encode_json_records("entries", compiled.records),
            **encode_hashes("keys", ((key_hash(key), n) for n, text in enumerate(forms) if (key := script.fold(text)))),
            **encode_hashes("ids", ((key_hash(record["id"]), n) for n, record in enumerate(compiled.records))),
            "readings": reading_tables,
            "patterns": "\x00".join(patterns).encode("utf-8"),
        }
        if version is not None:
            header["daachorse"] = version
            sections["automaton.hanzi"], sections["automaton"] = saved()
    return encode(header, sections)


def with_automata(file: IndexFile) -> bytes:
    """Give an index with its automata saved, for processes that open it one by one; they would each build them."""
    version = automaton.daachorse_version()
    if version is None or file.meta.get("daachorse") == version:
        return file.content()
    patterns = file.section_bytes("patterns").decode("utf-8").split("\x00")
    with _building(patterns, file.meta["first_latin"], wanted=True) as saved:
        sections = {name: file.section_bytes(name) for name in file.names()}
        sections["automaton.hanzi"], sections["automaton"] = saved()
    return encode({**file.meta, "daachorse": version}, sections)


@contextmanager
def _building(patterns: list[str], first_latin: int, *, wanted: bool) -> Iterator[Callable[[], tuple[bytes, ...]]]:
    """Build the automata of the Hanzi patterns and of all beside other work; what is given waits for them.

    daachorse leaves the interpreter alone while it builds, so threads do.
    """
    if not wanted:
        yield tuple
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        built = [pool.submit(automaton.Daachorse.build, part) for part in (patterns, patterns[:first_latin])]
        yield lambda: tuple(future.result().save() for future in reversed(built))


def _arrange(compiled: Compiled) -> tuple[list[str], list[str], list[str]]:
    """Sort forms into the Hanzi and the Latin ones that are looked for in text, and those that are looked up alone."""
    hanzi: list[str] = []
    latin: list[str] = []
    for text in sorted(compiled.scanned):
        (hanzi if script.has_hanzi(text) else latin).append(text)
    if len(latin) > MAX_LATIN_PATTERNS:
        latin = [text for text in latin if any(link[1] != DERIVED for link in compiled.links[text])]
    scanned = {*hanzi, *latin}
    return hanzi, latin, sorted(text for text in compiled.links if text not in scanned)


def _form_record(text: str, links: list[Link]) -> bytes:
    """The JSON of a form; there are too many of them for a general encoder."""
    parts = []
    for number, how, *readings in links:
        reading = "".join(
            [f",[{_quote(pinyin)},{_quote(syllables)},{confidence!r}]" for pinyin, syllables, confidence in readings]
        )
        parts.append(f"[{number},{how}{reading}]")
    return f"[{_quote(text)},[{','.join(parts)}]]".encode("utf-8", "surrogatepass")


def _singles(known: Set[str]) -> list[str]:
    """The single Hanzi that are no form of an entry."""
    ranges = [pair for pair in script.HANZI_RANGES + script.KANGXI_RANGES if pair[1] <= script.LAST_SCANNED_SINGLE]
    return [c for first, last in ranges for c in map(chr, range(first, last + 1)) if c not in known]


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

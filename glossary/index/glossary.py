"""The glossary as programs read it: a compiled index whose records are decoded on their first hit."""

from __future__ import annotations

import json
import re
import sys
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from glossary import script
from glossary.errors import wrong_type
from glossary.index.automaton import Automaton, Daachorse, build, check_engine, daachorse_version
from glossary.index.file import RECORD_HEAD, IndexDamagedError, IndexFile, encode_record
from glossary.index.style import check_profile, house_style, restyle
from glossary.model import Entry, Reading, Role

HEADWORD, ALIAS, DERIVED, AVOID = range(4)
"""How a form belongs to an entry: headword; alias; derived from one by rule (spacing, capitals, pinyin); not to be printed."""


_URL_BASE = re.compile(r"(?:https?://|/(?!/)|\.{1,2}/)[^\s<>\"'`\\\x00-\x1f\x7f-\x9f\ud800-\udfff]*")
_COUNTS = ("entries", "builtin_entries", "first_single", "first_veil", "first_latin")


class FormLink(NamedTuple):
    """One entry that a form stands for, how, and for a Hanzi form how it is read there."""

    entry: Entry
    how: int
    reading: Reading | None


class Form(NamedTuple):
    """One surface form of the glossary, exactly as it stands in text."""

    text: str
    links: tuple[FormLink, ...]


def key_hash(key: str) -> int:
    """Hash a folded form to 64 bits: the same on every machine and in every process."""
    data = key.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1], len(data))


def _check_url_base(url_base: str | None) -> str | None:
    """Refuse what would be no link, or a script: every entry's address begins with it."""
    if url_base is None:
        return None
    if not isinstance(url_base, str):
        raise wrong_type("a url_base", url_base)
    if not _URL_BASE.fullmatch(url_base):
        raise ValueError(f"url_base {url_base!r} is no address of a page; write one such as 'https://kamus.example/{{id}}'")
    return url_base


class Glossary:
    """Curated entries, compiled: finds their forms in text and gives the entries that a form stands for.

    Immutable to its users and safe to share between threads: what it caches it could compute again.
    """

    def __init__(
        self,
        file: IndexFile,
        *,
        engine: str | None = None,
        builtin: bool = True,
        profile: str = "tiongkok",
        url_base: str | None = None,
    ) -> None:
        """Open a compiled index.

        Args:
            file: the index.
            engine: 'daachorse', 'ahocorasick_rs' or 'python'; the best that is installed where None.
            builtin: also answer with the built-in entries that the index holds.
            profile: the house style of Indonesian names, 'tiongkok' or 'china'.
            url_base: `entry.url` is this with '{id}' replaced; without it, the Wikidata page or None.

        Raises:
            IndexDamagedError: a section is missing or altered, or the machine that built the index orders bytes otherwise.
            ValueError: an unknown profile or engine, a url_base that is no address.
            TypeError: a url_base that is no str.
        """
        if file.meta.get("byteorder") != sys.byteorder:
            raise IndexDamagedError(f"{file.name}: built on a machine of another byte order; build the index again")
        if not all(type(file.meta.get(name)) is int for name in _COUNTS):
            raise IndexDamagedError(f"{file.name}: the header lacks counts; build the index again")
        self.file = file
        self.meta = file.meta
        self.profile = check_profile(profile)
        self._url_base = _check_url_base(url_base)
        self._builtin = builtin
        self._entry_count: int = self.meta["entries"]
        self._builtin_count: int = self.meta["builtin_entries"]
        self.first_single: int = self.meta["first_single"]  # patterns from here on are single Hanzi without an entry
        self.first_veil: int = self.meta["first_veil"]  # patterns from here on are characters that hide a Latin form
        self.first_latin: int = self.meta["first_latin"]  # patterns from here on are Latin forms
        self._pattern_forms = file.numbers("patterns.forms", "I")
        self._forms = _Records(file, "forms")
        self._entries = _Records(file, "entries")
        self._keys = file.numbers("keys", "Q")
        self._key_forms = file.numbers("keys.forms", "I")
        self._id_keys = file.numbers("ids", "Q")
        self._id_entries = file.numbers("ids.entries", "I")
        self._form_cache: dict[int, Form] = {}
        self._entry_cache: dict[int, Entry] = {}
        self._engine = check_engine(engine)
        self._automata: dict[bool, Automaton] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _open, (self.file, self._engine, self._builtin, self.profile, self._url_base)

    def automaton(self, *, latin: bool) -> Automaton:
        """The automaton of the Hanzi patterns alone, or of all of them; a pattern has the same number in both.

        Latin forms are the larger part by far, and only who asks for names in Latin letters pays for them.
        """
        found = self._automata.get(latin)
        if found is None:
            found = self._automata[latin] = self._load_automaton(latin)
        return found

    def _load_automaton(self, latin: bool) -> Automaton:
        if self._engine in (None, "daachorse"):
            version = daachorse_version()
            if version is not None and self.meta.get("daachorse") == version:
                return Daachorse.load(bytes(self.file.section("automaton" if latin else "automaton.hanzi")))
        patterns = self.patterns()
        return build(patterns if latin else patterns[: self.first_latin], self._engine)

    def patterns(self) -> list[str]:
        """All patterns by number: Hanzi forms, then the other single Hanzi, what hides Latin forms, Latin forms."""
        return bytes(self.file.section("patterns")).decode("utf-8").split("\x00")

    # -- records ---------------------------------------------------------------------------------

    def form(self, pattern: int) -> Form:
        """The form that a pattern belongs to: a Hanzi form, or a Latin one."""
        number = self._pattern_forms[pattern if pattern < self.first_single else pattern - self.first_latin + self.first_single]
        form = self._form_cache.get(number)
        if form is None:
            form = self._form_cache[number] = self._decode_form(number)
        return form

    def _decode_form(self, number: int) -> Form:
        text, links = self._forms.decode(number)
        return Form(
            text,
            tuple(
                FormLink(self._entry(entry), how, _reading(*reading))
                for entry, how, *reading in links
                if self._builtin or entry >= self._builtin_count
            ),
        )

    def _entry(self, number: int) -> Entry:
        entry = self._entry_cache.get(number)
        if entry is None:
            entry = self._entry_cache[number] = self._decode_entry(number)
        return entry

    def _decode_entry(self, number: int) -> Entry:
        fields = self._entries.decode(number)
        if self.profile != "tiongkok":
            restyle(fields, self.profile)
            for role in fields.get("roles", ()):
                role[0] = house_style(role[0], self.profile)
        for name in ("aliases", "avoid", "distinct_from", "sources"):
            if name in fields:
                fields[name] = tuple(fields[name])
        if "roles" in fields:
            fields["roles"] = tuple(Role(title, start, end, tuple(sources)) for title, start, end, sources in fields["roles"])
        if self._url_base:
            fields["url"] = self._url_base.replace("{id}", fields["id"])
        elif "url" not in fields and fields.get("wikidata"):
            fields["url"] = f"https://www.wikidata.org/wiki/{fields['wikidata']}"
        return Entry(**fields)

    def with_profile(self, profile: str) -> Glossary:
        """The same glossary in a house style, 'tiongkok' or 'china'; index and automaton are shared.

        Raises:
            ValueError: an unknown profile.
        """
        if check_profile(profile) == self.profile:
            return self
        other = object.__new__(Glossary)
        other.__dict__.update(self.__dict__, profile=profile, _form_cache={}, _entry_cache={})
        return other

    # -- asking ----------------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._entry_count - (0 if self._builtin else self._builtin_count)

    def __iter__(self) -> Iterator[Entry]:
        """All entries, sorted by id within the built-in ones and within the user's own."""
        return (self._entry(number) for number in range(0 if self._builtin else self._builtin_count, self._entry_count))

    def entry(self, id: str) -> Entry | None:
        """The entry of an id, None where there is none.

        Raises:
            TypeError: the id is no str.
        """
        if not isinstance(id, str):
            raise wrong_type("an id", id)
        for number in _equal(self._id_keys, self._id_entries, key_hash(id)):
            if (self._builtin or number >= self._builtin_count) and self._entry(number).id == id:
                return self._entry(number)
        return None

    def lookup_links(self, form: str) -> tuple[FormLink, ...]:
        """Every entry that answers to a form, Hanzi or Latin, without regard to case, spaces, hyphens, marks or script.

        Entries whose headword it is come first, then by priority and id.
        """
        key = script.fold(form)
        if not key:
            return ()
        links: dict[str, FormLink] = {}
        for number in _equal(self._keys, self._key_forms, key_hash(key)):
            found = self._form_cache.get(number)
            if found is None:
                found = self._form_cache[number] = self._decode_form(number)
            if script.fold(found.text) != key:
                continue
            for link in found.links:
                seen = links.get(link.entry.id)
                if seen is None or link.how < seen.how:
                    links[link.entry.id] = link
        return tuple(sorted(links.values(), key=lambda link: (link.how, link.entry.priority, link.entry.id)))

    def lookup(self, form: str) -> tuple[Entry, ...]:
        """Every entry that answers to a form; see `lookup_links`.

        Raises:
            TypeError: the form is no str.
        """
        if not isinstance(form, str):
            raise wrong_type("a form", form)
        return tuple(link.entry for link in self.lookup_links(form))


def _open(file: IndexFile, engine: str | None, builtin: bool, profile: str, url_base: str | None) -> Glossary:
    return Glossary(file, engine=engine, builtin=builtin, profile=profile, url_base=url_base)


class _Records:
    """JSON records behind a table of offsets; each carries the CRC-32 of its bytes, so that only those in use are read."""

    def __init__(self, file: IndexFile, name: str) -> None:
        self._file, self._name = file, name
        self._offsets = file.numbers(f"{name}.offsets", "Q")

    def decode(self, number: int) -> Any:
        return json.loads(self._file.record(self._name, self._offsets[number], self._offsets[number + 1]))


def encode_records(name: str, records: Iterable[Any]) -> dict[str, bytes]:
    """Lay out records as the two sections that `Glossary` reads."""
    from array import array

    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
    laid_out = bytearray()
    offsets = array("Q", [0])
    for record in records:
        laid_out += encode_record(encoder.encode(record).encode("utf-8", "surrogatepass"))
        offsets.append(len(laid_out))
    return {f"{name}.offsets": offsets.tobytes(), name: bytes(laid_out)}


def decode_records(file: IndexFile, name: str) -> list[Any]:
    """Give every record of a section that `encode_records` laid out."""
    from itertools import pairwise

    data = bytes(file.section(name))
    offsets = file.numbers(f"{name}.offsets", "Q").tolist()
    bounds = pairwise(offsets)
    records: list[Any] = json.loads(b"[" + b",".join(data[start + RECORD_HEAD : end] for start, end in bounds) + b"]")
    return records


def _reading(record: list[Any] | None = None) -> Reading | None:
    return Reading(record[0], tuple(record[1].split()), "entry", (), record[2]) if record else None


def _equal(hashes: memoryview, values: memoryview, wanted: int) -> Iterator[int]:
    place = bisect_left(hashes, wanted)
    while place < len(hashes) and hashes[place] == wanted:
        yield values[place]
        place += 1

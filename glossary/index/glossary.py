"""The glossary as programs read it: a compiled index whose records are decoded on their first hit."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from glossary import script
from glossary.errors import seen, wrong_type
from glossary.index.automaton import Automaton, Daachorse, Filtered, build, check_engine, daachorse_version
from glossary.index.file import READING_TABLES, IndexDamagedError, IndexFile, encode_records
from glossary.index.style import check_profile, house_style, restyle
from glossary.model import Entry, Reading, Role

HEADWORD, ALIAS, DERIVED, AVOID = range(4)
"""How a form belongs to an entry: headword; alias; derived from one by rule (spacing, capitals, pinyin); not to be printed."""


_URL_BASE = script.lazy_pattern(r"(?:https?://|/(?!/)|\.{1,2}/)[^\s<>\"'`\\\x00-\x1f\x7f-\x9f\ud800-\udfff]*")
_PLAIN_ID = script.lazy_pattern(r"[A-Za-z0-9._-]+")
_COUNTS = ("entries", "builtin_entries", "first_single", "first_veil", "first_latin")
_SECTIONS = ("forms", "entries", "keys", "ids", "readings", "patterns")
MAX_HOMONYMS = 256  # entries of one form that running text knows, so that a text costs no more than its length
MAX_FORMS = 1 << 15  # decoded forms that are kept; entries all are, so that one entry is one object
SAVED_LAYOUT = "0.5.0"  # the version of daachorse whose saved automata native code reads
_IN_BUCKET = 32  # hashes of a bucket, about


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


def catalogue_letter(id: str) -> str:
    """The page of the catalogue that an id stands on: its first letter, '0' where it begins with none of a to z.

    >>> catalogue_letter("xi-jinping"), catalogue_letter("3-hao-xian")
    ('x', '0')
    """
    first = id[:1].lower()
    return first if "a" <= first <= "z" else "0"


def _in_address(id: str) -> str:
    """An id as a part of an address, percent-encoded where an own one holds more than a built-in one may."""
    if _PLAIN_ID.fullmatch(id):
        return id
    from urllib.parse import quote

    return quote(id, safe="", errors="replace")


def check_url_base(url_base: str | None) -> str | None:
    """Refuse what would be no link, or a script: every entry's address begins with it."""
    if url_base is None:
        return None
    if not isinstance(url_base, str):
        raise wrong_type("a url_base", url_base)
    if not _URL_BASE.fullmatch(url_base):
        raise ValueError(f"url_base {seen(url_base)} is no address of a page; write one such as 'https://kamus.example/{{id}}'")
    rest = url_base.replace("{id}", "").replace("{letter}", "")
    if "{" in rest or "}" in rest:
        raise ValueError(
            f"url_base {seen(url_base)}: only {{id}} and {{letter}} are filled in; write 'https://kamus.example/{{id}}'"
        )
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
            url_base: `entry.url` is this with '{id}' replaced, and '{letter}' by the page of the catalogue that has the id (see
                `catalogue_letter`); without it, the Wikidata page or None.

        Raises:
            IndexDamagedError: a section is missing, altered or of another version, or the machine that built the index orders
                bytes otherwise.
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
        self._url_base = check_url_base(url_base)
        self._builtin = builtin
        self._entry_count: int = self.meta["entries"]
        self._builtin_count: int = self.meta["builtin_entries"]
        self.first_single: int = self.meta["first_single"]  # patterns from here on are single Hanzi without an entry
        self.first_veil: int = self.meta["first_veil"]  # patterns from here on are characters that hide a Latin form
        self.first_latin: int = self.meta["first_latin"]  # patterns from here on are Latin forms
        for name in _SECTIONS:
            file.check_name(name)
        if not file.begins("readings", READING_TABLES):
            raise IndexDamagedError(f"{file.name}: reading tables that this version does not read; build the index again")
        self._form_cache: dict[int, Form] = {}
        self._entry_cache: dict[int, Entry] = {}
        self._engine = check_engine(engine)
        self._automata: dict[bool, Automaton] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _open, (self.file, self._engine, self._builtin, self.profile, self._url_base)

    def automaton(self, *, latin: bool) -> Automaton:
        """The automaton of the Hanzi patterns alone, or of all of them; a pattern has the same number in both.

        Latin forms are the larger part by far, and only who asks for names in Latin letters pays for them. Where all are loaded,
        they serve for Hanzi too: what else they find is a Latin form.
        """
        found = self._automata.get(latin) or self._automata.get(True)
        if found is None:
            found = self._load_automaton(latin)
            if self._builtin_count and not self._builtin:
                found = Filtered(found, self._own_pattern)
            self._automata[latin] = found
        return found

    def _own_pattern(self, pattern: int) -> int:
        """The number that a pattern counts as where built-in entries do not: of theirs single Hanzi stay, without an entry."""
        if self.first_single <= pattern < self.first_latin or self.form(pattern).links:
            return pattern
        return self.first_single if pattern < self.first_single and len(self.form(pattern).text) == 1 else -1

    def saved_automaton(self) -> bytes | None:
        """The automaton of all patterns as daachorse of SAVED_LAYOUT writes it; None where there is none, or not all count."""
        if self._engine not in (None, "daachorse") or (self._builtin_count and not self._builtin):
            return None
        if self.meta.get("daachorse") == SAVED_LAYOUT:
            return self.file.section_bytes("automaton")
        found = self.automaton(latin=True) if daachorse_version() == SAVED_LAYOUT else None
        return found.save() if isinstance(found, Daachorse) else None

    def _load_automaton(self, latin: bool) -> Automaton:
        if self._engine in (None, "daachorse"):
            version = daachorse_version()
            if version is not None and self.meta.get("daachorse") == version:
                return Daachorse.load(self.file.section_bytes("automaton" if latin else "automaton.hanzi"))
        patterns = self.patterns()
        return build(patterns if latin else patterns[: self.first_latin], self._engine)

    def patterns(self) -> list[str]:
        """All patterns by number: Hanzi forms, then the other single Hanzi, what hides Latin forms, Latin forms."""
        return self.file.section_bytes("patterns").decode("utf-8").split("\x00")

    # -- records ---------------------------------------------------------------------------------

    def form(self, pattern: int) -> Form:
        """The form that a pattern belongs to: a Hanzi form, or a Latin one.

        Forms are numbered as their patterns are, without the single Hanzi between; those that are looked up alone follow. Of a
        form that more than MAX_HOMONYMS entries share, running text knows the first of them: `lookup` gives all.
        """
        number = pattern if pattern < self.first_single else pattern - self.first_latin + self.first_single
        return self._form_cache.get(number) or self._decode_form(number)

    def _decode_form(self, number: int) -> Form:
        text, links = json.loads(self.file.record("forms", number))
        if len(links) > MAX_HOMONYMS:
            links = [link for link in links if self._builtin or link[0] >= self._builtin_count]
            links = sorted(links, key=itemgetter(1))[:MAX_HOMONYMS]
        if len(self._form_cache) >= MAX_FORMS:
            self._form_cache.clear()
        form = self._form_cache[number] = Form(text, self._links(links))
        return form

    def _links(self, links: list[Any]) -> tuple[FormLink, ...]:
        return tuple(
            FormLink(self._entry(entry), how, _reading(*reading))
            for entry, how, *reading in links
            if self._builtin or entry >= self._builtin_count
        )

    def _entry(self, number: int) -> Entry:
        entry = self._entry_cache.get(number)
        return self._entry_cache.setdefault(number, self._decode_entry(number)) if entry is None else entry

    def _decode_entry(self, number: int) -> Entry:
        fields = json.loads(self.file.record("entries", number))
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
            letter, id = catalogue_letter(fields["id"]), _in_address(fields["id"])
            fields["url"] = self._url_base.replace("{letter}", letter).replace("{id}", id)
        elif "url" not in fields and fields.get("wikidata"):
            fields["url"] = f"https://www.wikidata.org/wiki/{fields['wikidata']}"
        return Entry(**fields)

    def with_profile(self, profile: str) -> Glossary:
        """The same glossary in a house style, 'tiongkok' or 'china'; index and automaton are shared.

        Raises:
            ValueError: an unknown profile.
        """
        return self if check_profile(profile) == self.profile else self._with(profile=profile)

    def with_url_base(self, url_base: str | None) -> Glossary:
        """The same glossary with `entry.url` under another address, as `glossary.load(url_base=)` takes it.

        Raises:
            ValueError: it is no address.
            TypeError: it is no str.
        """
        return self if check_url_base(url_base) == self._url_base else self._with(_url_base=url_base)

    def _with(self, **changes: str | None) -> Glossary:
        other = object.__new__(Glossary)
        other.__dict__.update(self.__dict__, **changes, _form_cache={}, _entry_cache={})
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
        for number in _equal(self.file, "ids", key_hash(id)):
            if (self._builtin or number >= self._builtin_count) and self._entry(number).id == id:
                return self._entry(number)
        return None

    def lookup_links(self, form: str, *, all_homonyms: bool = False) -> tuple[FormLink, ...]:
        """The entries that answer to a form, Hanzi or Latin, without regard to case, spaces, hyphens, marks or script.

        Entries whose headword it is come first, then by priority and id. Of what more than MAX_HOMONYMS entries are called, all
        are given only where they are asked for.
        """
        key = script.fold(form)
        if not key:
            return ()
        links: dict[str, FormLink] = {}
        for number in _equal(self.file, "keys", key_hash(key)):
            found = self._form_cache.get(number) or self._decode_form(number)
            if script.fold(found.text) != key:
                continue
            is_cut = all_homonyms and len(found.links) == MAX_HOMONYMS
            for link in self._links(json.loads(self.file.record("forms", number))[1]) if is_cut else found.links:
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
        return tuple(link.entry for link in self.lookup_links(form, all_homonyms=True))


def _open(file: IndexFile, engine: str | None, builtin: bool, profile: str, url_base: str | None) -> Glossary:
    return Glossary(file, engine=engine, builtin=builtin, profile=profile, url_base=url_base)


def encode_json_records(name: str, records: Iterable[Any]) -> dict[str, bytes]:
    """Lay out values as records of JSON."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    return encode_records(name, (encode(record).encode("utf-8", "surrogatepass") for record in records))


def decode_json_records(file: IndexFile, name: str) -> list[Any]:
    """Give every value of a section that `encode_json_records` laid out."""
    records: list[Any] = json.loads(b"[" + b",".join(file.records(name)) + b"]")
    return records


def encode_hashes(name: str, hashes: Iterable[tuple[int, int]]) -> dict[str, bytes]:
    """Lay out pairs of a 64-bit hash and a number for lookup: a record a bucket of hashes that begin with the same bits."""
    from array import array

    pairs = sorted(hashes)
    bits = (len(pairs) // _IN_BUCKET).bit_length()
    buckets: list[list[tuple[int, int]]] = [[] for _ in range(1 << bits)]
    for pair in pairs:
        buckets[pair[0] >> (64 - bits)].append(pair)
    return encode_records(
        name, (array("Q", [h for h, _ in bucket]).tobytes() + array("I", [n for _, n in bucket]).tobytes() for bucket in buckets)
    )


def _reading(record: list[Any] | None = None) -> Reading | None:
    return Reading(record[0], tuple(record[1].split()), "entry", (), record[2]) if record else None


def _equal(file: IndexFile, name: str, wanted: int) -> Iterator[int]:
    """The numbers that stand beside a hash."""
    bits = file.count(name).bit_length() - 1
    bucket = file.record(name, wanted >> (64 - bits))
    size = len(bucket) // 12 * 8
    key = wanted.to_bytes(8, sys.byteorder)
    place = bucket.find(key, 0, size)
    while place >= 0:
        if place % 8 == 0:
            number = size + place // 2
            yield int.from_bytes(bucket[number : number + 4], sys.byteorder)
        place = bucket.find(key, place + 1, size)

"""What a run was asked to do, and the stamps that say with which data and code it was done."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import glossary
from glossary.articles import Fields, shown
from glossary.compile.load import default, load
from glossary.errors import DataError
from glossary.flow import Annotator
from glossary.index import Glossary, IndexFile
from glossary.reading import Tables

RECORD_TARGETS = ("jsonl", "json", "csv", "parquet")  # all are made from the record; the others show the text
SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html", "jsonl": ".jsonl", "json": ".json",
            "footnotes": ".md", "glossary": ".md", "jsonld": ".jsonld", "web-annotation": ".jsonld", "tei": ".xml"}  # fmt: skip
# The rooms that decide what a record says. The others only carry it, or show it.
_CODE_ROOMS = ("articles", "compile", "index", "reading")


class Options(NamedTuple):
    """Everything beside the input that decides the output."""

    target: str | None = None  # None: each input's own, see `target_of`
    latin_mentions: bool = False
    profile: str = "tiongkok"
    url_base: str | None = None
    fields: Fields = Fields()
    with_text: bool = False
    max_unpacked: int | None = None

    def to_plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {**self._asdict(), "fields": self.fields._asdict()}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Options:
        """The inverse of `to_plain`."""
        return cls(**{**plain, "fields": Fields(**plain["fields"])})

    def target_of(self, format: str) -> str:
        """The form in which articles of an input format come out: records for records, else the format itself."""
        return self.target or (format if format in ("text", "markdown", "html") else "jsonl")


def suffix_of(target: str) -> str:
    """The file suffix of an output format."""
    return SUFFIXES.get(target, "." + target)


def open_glossary(own: tuple[str, ...], options: Options) -> Glossary:
    """The built-in glossary, or a user's files over it, as the options want it.

    Raises:
        DataError: the files have problems, or were compiled by another version: better once here than at every article.
    """
    found = load(*own) if own else default()
    if own:
        try:
            Tables.from_bytes(found.file.section("readings"))
        except ValueError as error:
            raise DataError(f"{', '.join(map(shown, own))}: {error}") from error
    return found.with_profile(options.profile).with_url_base(options.url_base)


def open_index(path: str, options: Options) -> Glossary:
    """A glossary from a compiled index, as a worker opens it."""
    return Glossary(IndexFile.open(path), profile=options.profile, url_base=options.url_base)


def annotator_of(found: Glossary, options: Options) -> Annotator:
    """The flow as the options want it."""
    return Annotator(found, latin_mentions=options.latin_mentions)


def data_stamp(found: Glossary) -> str:
    """A digest of the entries and reading tables: the same whenever the data is the same."""
    digest = hashlib.sha256()
    for name in ("entries", "readings"):
        digest.update(found.file.section(name))
    return digest.hexdigest()[:16]


def code_stamp() -> str:
    """The version, and a digest of the modules that decide what a record says."""
    package = Path(__file__).parent.parent
    files = [*package.glob("*.py"), *(file for room in _CODE_ROOMS for file in (package / room).glob("*.py"))]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return f"{glossary.__version__}+{digest.hexdigest()[:12]}"

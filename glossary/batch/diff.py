"""Compare two runs: which mentions changed, and whether the text, the data, the code or the options are why."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import IO, Any, NamedTuple

from glossary.articles import place, shown
from glossary.articles.compression import SUFFIXES
from glossary.articles.output import output_errors
from glossary.batch import manifest as manifests
from glossary.batch.manifest import Manifest
from glossary.batch.results import packing_of, unpacked_lines
from glossary.batch.run import DIGESTS, run_folder
from glossary.batch.work import DIGEST_BYTES
from glossary.errors import ArticleError

RECORDS = (".jsonl", ".json", ".parquet")  # the suffixes of files of records
COMPARED = ("surface", "kind", "pinyin", "latin", "entry")


class Change(NamedTuple):
    """One mention that differs: `before` is None where it is new, `after` where it is gone.

    `causes` are those of 'text', 'data', 'code' and 'options' that differ for this article; one alone is why. 'unknown': a run
    has no stamp.
    """

    id: Any
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    causes: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """What differs of a mention that both have."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in COMPARED if _value(self.before, name) != _value(self.after, name))

    def message(self) -> str:
        """The change as one line."""
        why = " or ".join(self.causes)
        where = f"{self.id}: " if self.id is not None else ""
        if self.before is None or self.after is None:
            mention = self.after or self.before or {}
            sign = "+" if self.before is None else "-"
            return f"{sign} {where}{mention['start']}-{mention['end']} {_describe(mention)} [{why}]"
        parts = ", ".join(f"{name} {_value(self.before, name)} -> {_value(self.after, name)}" for name in self.fields)
        return f"~ {where}{self.after['start']}-{self.after['end']} {self.after['surface']}: {parts} [{why}]"


class Run(NamedTuple):
    """The result of a run: its record files, its stamp, and a digest of each article's text."""

    path: str
    files: tuple[str, ...]
    manifest: Manifest | None
    digests: bytes | None


def open_run(path: str) -> Run:
    """Find a run by its result, a file of records or a folder of such files; it may have been packed after it was made.

    Raises:
        ArticleError: there is no such file, or a folder holds no records.
    """
    if not os.path.exists(path):
        raise ArticleError(f"{shown(path)}: there is no such run")
    folder = _state_folder(path)
    state = manifests.load(folder) if os.path.isdir(folder) else None
    digests = None
    if state is not None and os.path.isfile(os.path.join(folder, DIGESTS)):
        with open(os.path.join(folder, DIGESTS), "rb") as file:
            digests = file.read()
    if not os.path.isdir(path):
        return Run(path, (path,), state, digests)
    if state is not None:
        files = tuple(one for name in state.outputs if (one := _found(os.path.join(path, *name.split("/")))) is not None)
    else:
        files = tuple(os.path.join(top, name) for top, _, names in sorted(os.walk(path)) for name in sorted(names))
    files = tuple(file for file in files if file.removesuffix(".gz").removesuffix(".zst").endswith(RECORDS))
    if not files:
        raise ArticleError(f"{shown(path)}: no records in this folder; `glossary annotate --to jsonl` writes them")
    return Run(path, files, state, digests)


def _found(file: str) -> str | None:
    """A result, or what it became when it was packed later; None where there is neither."""
    return next((file + suffix for suffix in ("", *SUFFIXES) if os.path.isfile(file + suffix)), None)


def _state_folder(path: str) -> str:
    """What the run keeps of itself; also of a result that was packed later, which has a suffix more than its run."""
    stem, suffix = os.path.splitext(path)
    folder = run_folder(path)
    return run_folder(stem) if suffix in SUFFIXES and not os.path.isdir(folder) else folder


def compare(before: Run, after: Run, max_unpacked: int | None = None) -> Iterator[Change]:
    """Yield every mention that changed, article by article in the order of the later run, then articles that are gone.

    Articles are the same that have the same id; without an id, the same place in the order.

    Args:
        before, after: the runs.
        max_unpacked: bytes that a packed result may grow to, see `open_unpacked`.

    Raises:
        ArticleError: a line is no record, or a packed file is damaged.
    """
    common = _common_causes(before, after)
    with tempfile.TemporaryDirectory(prefix="glossary-") as folder, _Records(folder, max_unpacked) as records:
        old = {key: found for key, _, found in records.of(before)}
        for key, record, at in records.of(after):
            found = old.pop(key, None)
            if found is None:
                yield from (Change(record.get("id"), None, mention, ("text",)) for mention in record["mentions"])
                continue
            earlier = records.at(found)
            if earlier["mentions"] == record["mentions"]:
                continue
            same_text = _same_text(before, found.number, after, at.number)
            causes = common if same_text else (*(("text",) if same_text is False else ()), *common)
            yield from _changes(
                record.get("id"), earlier["mentions"], record["mentions"], causes or ("unknown",), bool(same_text)
            )
        for found in old.values():
            earlier = records.at(found)
            yield from (Change(earlier.get("id"), mention, None, ("text",)) for mention in earlier["mentions"])


class _Place(NamedTuple):
    file: str  # as lines of JSON: the result, or a copy of a packed one
    start: int
    number: int


class _Records:
    """The records of results, one after the other and again by their places; packed files are unpacked into a folder."""

    def __init__(self, folder: str, max_unpacked: int | None) -> None:
        self._folder, self._max_unpacked = folder, max_unpacked
        self._copies: dict[str, str] = {}
        self._file: IO[bytes] | None = None  # the one that was read last: places come in order, and files may be many

    def __enter__(self) -> _Records:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def of(self, run: Run) -> Iterator[tuple[Any, dict[str, Any], _Place]]:
        """Yield each record of a run with a key that is the same for the same article, and its place."""
        number = 0
        seen: dict[Any, int] = {}
        for file in run.files:
            path, start = self._plain(file), 0
            with open(path, "rb") as lines:
                for line_number, line in enumerate(lines, 1):
                    if line.strip():
                        record = _parse(line, file, line_number)
                        key = json.dumps(record.get("id"))
                        seen[key] = again = seen.get(key, -1) + 1
                        yield (key, again), record, _Place(path, start, number)
                        number += 1
                    start += len(line)

    def at(self, place: _Place) -> dict[str, Any]:
        """The record at a place."""
        if self._file is None or self._file.name != place.file:
            self.__exit__()
            self._file = open(place.file, "rb")  # noqa: SIM115
        self._file.seek(place.start)
        record: dict[str, Any] = json.loads(self._file.readline())
        return record

    def _plain(self, file: str) -> str:
        if packing_of(file) is None:
            return file
        if file not in self._copies:
            copy = os.path.join(self._folder, str(len(self._copies)))
            with output_errors(copy), open(copy, "wb") as whole:
                whole.writelines(unpacked_lines(file, self._max_unpacked))
            self._copies[file] = copy
        return self._copies[file]


def _parse(line: bytes, file: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not _is_record(record):
        raise ArticleError(f"{place(file, number)}: not a record of `glossary annotate --to jsonl`")
    found: dict[str, Any] = record
    return found


def _is_record(record: Any) -> bool:
    """Tell whether a line of JSON is a record, so far as mentions are compared and shown."""
    if not isinstance(record, dict):
        return False
    mentions = record.get("mentions")
    return isinstance(mentions, list) and all(map(_is_mention, mentions))


def _is_mention(mention: Any) -> bool:
    return (
        isinstance(mention, dict)
        and isinstance(mention.get("start"), int)
        and isinstance(mention.get("end"), int)
        and isinstance(mention.get("surface"), str)
        and all(isinstance(mention.get(name), dict | None) for name in ("latin", "entry"))
    )


def _common_causes(before: Run, after: Run) -> tuple[str, ...]:
    one, two = before.manifest, after.manifest
    if one is None or two is None:
        return ("unknown",)
    differ = {
        "data": one.data != two.data,
        "code": one.code != two.code,
        "options": _decisive(one.options) != _decisive(two.options),
    }
    return tuple(name for name, differs in differ.items() if differs)


def _decisive(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in ("target", "with_text", "into_folder", "max_unpacked")}


def _same_text(before: Run, one: int, after: Run, two: int) -> bool | None:
    if before.digests is None or after.digests is None:
        return None
    first = before.digests[one * DIGEST_BYTES : (one + 1) * DIGEST_BYTES]
    return first == after.digests[two * DIGEST_BYTES : (two + 1) * DIGEST_BYTES]


def _changes(
    id: Any, before: list[dict[str, Any]], after: list[dict[str, Any]], causes: tuple[str, ...], same_text: bool
) -> Iterator[Change]:
    """Pair the mentions of one article, by place in the same text, else by surface in order."""
    keys = [
        [(mention["start"], mention["end"]) if same_text else mention["surface"] for mention in mentions]
        for mentions in (before, after)
    ]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for word, one, one_end, two, two_end in matcher.get_opcodes():
        if word == "equal":
            for old, new in zip(before[one:one_end], after[two:two_end], strict=True):
                change = Change(id, old, new, causes)
                if change.fields:
                    yield change
        else:
            yield from (Change(id, old, None, causes) for old in before[one:one_end])
            yield from (Change(id, None, new, causes) for new in after[two:two_end])


def _value(mention: dict[str, Any], name: str) -> Any:
    value = mention.get(name)
    if isinstance(value, dict):
        return value.get("text") if name == "latin" else value.get("id")
    return value


def _describe(mention: dict[str, Any]) -> str:
    known = [str(value) for name in ("kind", "pinyin", "entry") if (value := _value(mention, name)) is not None]
    return f"{mention['surface']} ({', '.join(known)})"

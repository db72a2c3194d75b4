"""Compare two runs: which mentions changed, and whether the text, the data, the code or the options are why."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from glossary.articles import place, shown
from glossary.articles.compression import compression
from glossary.batch import manifest as manifests
from glossary.batch.manifest import Manifest
from glossary.batch.run import DIGESTS, run_folder
from glossary.batch.work import DIGEST_BYTES
from glossary.errors import ArticleError

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
    """Find a run by its result, a file of records or a folder of such files.

    Raises:
        ArticleError: there is no such file, or it holds no records, or it is compressed.
    """
    if not os.path.exists(path):
        raise ArticleError(f"{shown(path)}: there is no such run")
    folder = run_folder(path)
    state = manifests.load(folder) if os.path.isdir(folder) else None
    digests = None
    if state is not None and os.path.isfile(os.path.join(folder, DIGESTS)):
        with open(os.path.join(folder, DIGESTS), "rb") as file:
            digests = file.read()
    if not os.path.isdir(path):
        with open(path, "rb") as file:
            if compression(file.read(4)):
                raise ArticleError(f"{shown(path)}: a compressed result is not compared; unpack it first, under its own name")
        return Run(path, (path,), state, digests)
    if state is not None:
        files = tuple(os.path.join(path, *name.split("/")) for name in state.outputs)
    else:
        files = tuple(os.path.join(top, name) for top, _, names in sorted(os.walk(path)) for name in sorted(names))
    files = tuple(file for file in files if file.endswith((".jsonl", ".json")) and os.path.isfile(file))
    if not files:
        raise ArticleError(f"{shown(path)}: no records in this folder; `glossary annotate --to jsonl` writes them")
    return Run(path, files, state, digests)


def compare(before: Run, after: Run) -> Iterator[Change]:
    """Yield every mention that changed, article by article in the order of the later run, then articles that are gone.

    Articles are the same that have the same id; without an id, the same place in the order.

    Raises:
        ArticleError: a line is no record.
    """
    common = _common_causes(before, after)
    old = dict(_keys(before))
    handles = {file: open(file, "rb") for file in before.files}  # noqa: SIM115
    try:
        for number, (key, record) in enumerate(_records(after)):
            found = old.pop(key, None)
            if found is None:
                yield from (Change(record.get("id"), None, mention, ("text",)) for mention in record["mentions"])
                continue
            handles[found.file].seek(found.start)
            earlier = json.loads(handles[found.file].readline())
            if earlier["mentions"] == record["mentions"]:
                continue
            same_text = _same_text(before, found.number, after, number)
            causes = common if same_text else (*(("text",) if same_text is False else ()), *common)
            yield from _changes(
                record.get("id"), earlier["mentions"], record["mentions"], causes or ("unknown",), bool(same_text)
            )
        for found in old.values():
            handles[found.file].seek(found.start)
            earlier = json.loads(handles[found.file].readline())
            yield from (Change(earlier.get("id"), mention, None, ("text",)) for mention in earlier["mentions"])
    finally:
        for handle in handles.values():
            handle.close()


class _Place(NamedTuple):
    file: str
    start: int
    number: int


def _records(run: Run) -> Iterator[tuple[Any, dict[str, Any]]]:
    for key, record, _ in _read(run):
        yield key, record


def _keys(run: Run) -> Iterator[tuple[Any, _Place]]:
    for key, _, found in _read(run):
        yield key, found


def _read(run: Run) -> Iterator[tuple[Any, dict[str, Any], _Place]]:
    number = 0
    seen: dict[Any, int] = {}
    for file in run.files:
        start = 0
        with open(file, "rb") as lines:
            for line_number, line in enumerate(lines, 1):
                try:
                    record = json.loads(line)
                except (ValueError, RecursionError):
                    record = None
                if not _is_record(record):
                    raise ArticleError(f"{place(file, line_number)}: not a record of `glossary annotate --to jsonl`")
                key = json.dumps(record.get("id"))
                seen[key] = again = seen.get(key, -1) + 1
                yield (key, again), record, _Place(file, start, number)
                start += len(line)
                number += 1


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

"""What a run was asked, from what, with which data and code, and whether it is done: `run.json` in the run's folder."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

from glossary.articles import shown
from glossary.articles.output import replacing
from glossary.batch.plan import Part, Source
from glossary.errors import OutputError

VERSION = 1
SHOWN_PATHS = 3
FILE = "run.json"


class Manifest(NamedTuple):
    """The state of a run. All but the last three must be the same for the run to be taken up again."""

    options: dict[str, Any]
    sources: tuple[Source, ...]
    outputs: tuple[str, ...]
    data: str
    code: str
    parts: tuple[Part, ...] = ()
    finished: bool = False
    articles: int = 0
    failed: int = 0
    sizes: tuple[int, ...] = ()

    def differences(self, other: Manifest) -> list[str]:
        """What would make the two give different outputs, in words."""
        found = [
            f"option {name}: {self.options.get(name)!r} then, {other.options.get(name)!r} now"
            for name in sorted({*self.options, *other.options})
            if self.options.get(name) != other.options.get(name)
        ]
        before, after = [source.path for source in self.sources], [source.path for source in other.sources]
        if before != after:
            found.append(f"the list of input files{_changes(before, after)}")
        found += [
            f"the content of {shown(now.path)}"
            for then, now in zip(self.sources, other.sources)
            if then.path == now.path and then != now
        ]
        if self.outputs != other.outputs:
            found.append("the names of the results")
        found += [f"the {name}: {then} then, {now} now" for name, then, now in self._stamps(other) if then != now]
        return found

    def _stamps(self, other: Manifest) -> tuple[tuple[str, str, str], ...]:
        return (("data", self.data, other.data), ("code", self.code, other.code))


def _changes(before: list[str], after: list[str]) -> str:
    """Which files were added or are missing, of many the first; nothing where only the order is another."""
    old, new = set(before), set(after)
    added, gone = [path for path in after if path not in old], [path for path in before if path not in new]
    named = [
        f"{', '.join(map(shown, paths[:SHOWN_PATHS]))}{' and others' if len(paths) > SHOWN_PATHS else ''} {how}"
        for paths, how in ((added, "added"), (gone, "missing or not readable"))
        if paths
    ]
    return f" ({'; '.join(named)})" if named else ""


def save(folder: str, manifest: Manifest) -> None:
    """Write the manifest whole or not at all."""
    plain = {"version": VERSION, **manifest._asdict()}
    plain["sources"] = [source._asdict() for source in manifest.sources]
    plain["parts"] = [list(part) for part in manifest.parts]
    with replacing(os.path.join(folder, FILE)) as file:
        file.write(json.dumps(plain, indent=1).encode())


def load(folder: str) -> Manifest | None:
    """Read the manifest of a run; None where there is none.

    Raises:
        OutputError: it is there but no manifest that this version reads.
    """
    path = os.path.join(folder, FILE)
    try:
        with open(path, "rb") as file:
            plain = json.load(file)
        if plain.pop("version") != VERSION:
            raise ValueError("another version")
        plain["sources"] = tuple(Source(**source) for source in plain["sources"])
        plain["parts"] = tuple(part_from(part) for part in plain["parts"])
        return Manifest(**{**plain, "outputs": tuple(plain["outputs"]), "sizes": tuple(plain["sizes"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError(f"{shown(path)}: not the manifest of a run: {error}; run without --resume to start anew") from None


def part_from(plain: list[Any]) -> Part:
    """A part as JSON keeps it."""
    part = Part(*plain)
    return part._replace(files=tuple((path, format, name) for path, format, name in part.files))

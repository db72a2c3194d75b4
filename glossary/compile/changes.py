"""What changed between two versions of the entries: which were added, changed and retired."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from typing import NamedTuple

from glossary.compile.block import Block
from glossary.compile.load import data_folder, source_files
from glossary.compile.rules import read_retired
from glossary.compile.sources import KIND_BY_FILE, read_all
from glossary.errors import DataError

PUBLISHED = ("checked", "sourced")  # a draft is no entry yet
_UNSEEN = frozenset(
    ("status", "reviewed", "sources", "note", "pinyin_source", "category")
)  # what readers of the library never see


class Changes(NamedTuple):
    """Ids of published entries; `sourced` are those that had been checked only, `lost` are gone and stand in no retired.toml."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    sourced: tuple[str, ...]
    lost: tuple[str, ...]


def changes(old: list[Block], new: list[Block], retired: Mapping[str, str]) -> Changes:
    """Compare two versions of the entries.

    Args:
        retired: why, or which id took over, by the ids that are no longer used.
    """
    before, after = ({b.id: b.fields for b in blocks if b.fields.get("status") in PUBLISHED} for blocks in (old, new))
    both = sorted(before.keys() & after.keys())
    gone = sorted(before.keys() - after.keys())
    return Changes(
        tuple(sorted(after.keys() - before.keys())),
        tuple(id for id in both if _seen(before[id]) != _seen(after[id])),
        tuple(id for id in gone if id in retired),
        tuple(id for id in both if before[id]["status"] != "sourced" and after[id]["status"] == "sourced"),
        tuple(id for id in gone if id not in retired),
    )


def _seen(fields: dict[str, object]) -> str:
    return repr(sorted((field, value) for field, value in fields.items() if field not in _UNSEEN))


def read_version(version: str | None) -> tuple[list[Block], Mapping[str, str]]:
    """Read the entries of a version, and the ids it retired.

    Args:
        version: a folder of curated files; else a revision of the repository that the curated data stands in, such as a tag;
            None: the curated data as it is.

    Raises:
        DataError: neither a folder nor a revision, or its files have problems.
    """
    folder = data_folder() if version is None else version
    if os.path.isdir(folder):
        return _read_folder(folder)
    with tempfile.TemporaryDirectory() as scratch:
        for name in (*KIND_BY_FILE, "retired"):
            shown = _show(folder, f"{name}.toml")
            if shown is not None:
                with open(os.path.join(scratch, f"{name}.toml"), "wb") as file:
                    file.write(shown)
        if not os.listdir(scratch):
            raise DataError(f"{folder}: neither a folder of entries nor a revision that holds some")
        return _read_folder(scratch)


def _read_folder(folder: str) -> tuple[list[Block], Mapping[str, str]]:
    files = source_files(folder)
    if not files:
        raise DataError(f"{folder}: holds no entries; name a folder with {', '.join(f'{name}.toml' for name in KIND_BY_FILE)}")
    return read_all([*files], builtin=True), read_retired(folder)


def _show(revision: str, name: str) -> bytes | None:
    if revision.startswith("-"):
        return None
    try:
        found = subprocess.run(["git", "-C", data_folder(), "show", f"{revision}:./{name}"], capture_output=True, check=False)
    except OSError:  # no git
        return None
    return found.stdout if found.returncode == 0 else None

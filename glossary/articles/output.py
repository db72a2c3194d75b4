"""Names of results, and files that are written whole or not at all."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from glossary.articles import shown
from glossary.articles.inputs import STDIN, Input, is_special, split_suffix
from glossary.errors import OutputError

_SCRATCH = ".glossary-"  # how the name of a file begins that is not whole yet


def output_names(inputs: list[Input], suffix: str) -> list[str]:
    """Name one result for each input below the folder of results, no name twice.

    Names are relative, with forward slashes, and never leave the folder; where two inputs would have the same, also without
    regard to case, the later ones are numbered: 'a.html', 'a-2.html'.
    """
    taken: set[str] = set()
    names = []
    for item in inputs:
        parts = [part for part in item.name.replace(os.sep, "/").split("/") if part not in ("", ".", "..")]
        stem = split_suffix("/".join(parts))[0] or "article"
        name, number = stem + suffix, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}{suffix}"
        taken.add(name.casefold())
        names.append(name)
    return names


def check_apart(inputs: list[Input], outputs: list[str]) -> None:
    """Refuse to write over what is read.

    Raises:
        OutputError: an output is one of the inputs, by whatever name.
    """
    read = {key for item in inputs if item.path != STDIN and (key := _identity(item.path)) is not None}
    for output in outputs:
        if not is_special(output) and _identity(output) in read:
            raise OutputError(f"{shown(output)}: this is also an input; write to another file or folder")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def output_errors(path: str) -> Iterator[None]:
    """Turn a failure to write into an `OutputError` that names the file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{shown(path)}: cannot be written: {error.strerror or error}") from error


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """Write a file whole or not at all: to a temporary name beside it, flushed to the disk, then renamed.

    Raises:
        OutputError: a full disk, a folder that cannot be written to.
    """
    if is_special(path):
        with output_errors(path), open(path, "wb") as file:
            yield file
        return
    target = os.path.realpath(path)
    scratch = os.path.join(os.path.dirname(target), f"{_SCRATCH}{os.getpid()}{_scratch_end(target)}")
    try:
        with output_errors(path):
            with open(scratch, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(scratch, target)
    except BaseException:
        if os.path.lexists(scratch):
            os.unlink(scratch)
        raise


def _scratch_end(target: str) -> str:
    # the name is short whatever the target's is: a name has at most 255 bytes
    return f"-{zlib.crc32(os.fsencode(target)):08x}.tmp"


def clear_scratch(paths: Iterable[str]) -> None:
    """Take away what writers of these files left beside them when they were killed; nobody may be writing them now."""
    ends: dict[str, set[str]] = {}
    for target in map(os.path.realpath, paths):
        ends.setdefault(os.path.dirname(target), set()).add(_scratch_end(target))
    for folder, wanted in ends.items():
        if not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            if name.startswith(_SCRATCH) and name[name.rfind("-") :] in wanted:
                with output_errors(name):
                    os.unlink(os.path.join(folder, name))


def sync_folder(path: str) -> None:
    """Make renames in a folder last through a loss of power, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

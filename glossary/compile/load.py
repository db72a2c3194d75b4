"""Open a glossary: the built-in one, a user's entries over it, or an index that was compiled before.

A fresh index is opened without the compiler: everything else of this room is imported when something has to be compiled.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from glossary.errors import DataError, wrong_type
from glossary.index import Glossary, IndexDamagedError, IndexFile
from glossary.index.file import MAGIC, save

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PACKAGE_INDEX = os.path.join(_PACKAGE, "_data", "index.bin")  # in a wheel
_DAMAGE = (OSError, IndexDamagedError, ValueError, KeyError, TypeError)  # what opening a foreign or cut file can raise


def data_folder() -> str:
    """The curated sources: inside the package in a wheel, beside it in a checkout.

    Raises:
        DataError: there are none.
    """
    inside = os.path.join(_PACKAGE, "_data", "sources")
    if os.path.isdir(inside):
        return inside
    beside = os.path.join(os.path.dirname(_PACKAGE), "data")
    if os.path.isdir(beside) and os.path.isfile(os.path.join(os.path.dirname(_PACKAGE), "pyproject.toml")):
        return beside
    raise DataError(f"{inside}: the curated data is missing; install the package again")


def source_files(folder: str) -> list[str]:
    """The curated entries of a folder, a file a kind."""
    from glossary.compile.sources import KIND_BY_FILE

    return [path for name in KIND_BY_FILE if os.path.isfile(path := os.path.join(folder, f"{name}.toml"))]


def _inputs(folder: str) -> list[str]:
    """What an index is made of: data and the code that compiles it, so that either makes it stale."""
    found = [os.path.join(_PACKAGE, "script.py"), os.path.join(_PACKAGE, "script_table.py")]
    for room in ("compile", "reading", "index"):
        found += (entry.path for entry in os.scandir(os.path.join(_PACKAGE, room)) if entry.name.endswith(".py"))
    for place in (folder, os.path.join(folder, "readings"), os.path.join(folder, "spellings")):
        if os.path.isdir(place):
            found += (entry.path for entry in os.scandir(place) if entry.name.endswith((".toml", ".tsv")))
    return sorted(found)


def _stamps(folder: str) -> list[list[str | int]]:
    return [
        [os.path.basename(path), status.st_size, status.st_mtime_ns] for path in _inputs(folder) for status in (os.stat(path),)
    ]


def build_builtin(folder: str | os.PathLike[str], *, stamps: bool = False) -> bytes:
    """Compile the curated sources of a folder."""
    import hashlib
    from pathlib import Path

    from glossary.compile.build import build
    from glossary.compile.not_names import not_names, widely_named
    from glossary.compile.sources import read_all
    from glossary.reading.build import build as build_readings

    name = os.fspath(folder)
    digest = hashlib.sha256()
    for path in _inputs(name):
        with open(path, "rb") as file:
            digest.update(file.read())
    meta = {
        "sources": digest.hexdigest(),
        "not_names": not_names(name),
        "widely_named": widely_named(name),
        **({"stamps": _stamps(name)} if stamps else {}),
    }
    with _uncollected():
        return build(read_all([*source_files(name)], builtin=True), [], build_readings(Path(name)), meta)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no circles of values meanwhile: compiling makes none, and among its millions the search takes long."""
    import gc

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build_again() -> bytes:
    return build_builtin(data_folder())


def _cache_file() -> str | None:
    """Where a checkout keeps its index; None where the user has no folder."""
    base = os.environ.get("GLOSSARY_CACHE")
    if not base:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        if not os.path.isabs(home):  # no home folder
            return None
        base = os.path.join(home, "glossary")
    place = f"{zlib.crc32(os.fsencode(_PACKAGE)):08x}"
    return os.path.join(base, f"index-{place}-{sys.version_info[0]}.{sys.version_info[1]}.bin")


def _open_fresh(path: str, folder: str) -> Glossary | None:
    try:
        file = IndexFile.open(path, _build_again)
        return Glossary(file) if file.meta.get("stamps") == _stamps(folder) else None
    except _DAMAGE:
        return None


@lru_cache(maxsize=1)
def default() -> Glossary:
    """The built-in glossary, loaded once; compiled anew where the index is missing, damaged or older than its sources."""
    if os.path.isfile(_PACKAGE_INDEX):
        try:
            return Glossary(IndexFile.open(_PACKAGE_INDEX, _build_again))
        except _DAMAGE:
            return Glossary(IndexFile(_build_again()))
    folder = data_folder()
    cache = _cache_file()
    cached = _open_fresh(cache, folder) if cache is not None else None
    if cached is not None:
        return cached
    data = build_builtin(folder, stamps=True)
    if cache is not None:
        try:
            os.makedirs(os.path.dirname(cache), exist_ok=True)
            save(cache, data)
        except OSError:  # nothing is kept where the user cannot write
            pass
    return Glossary(IndexFile(data))


def load(
    *paths: str | os.PathLike[str],
    builtin: bool = True,
    profile: str = "tiongkok",
    url_base: str | None = None,
    engine: str | None = None,
) -> Glossary:
    """Open a glossary: the built-in entries, with a user's own over them.

    Args:
        paths: files of entries (TOML, CSV, JSON Lines), or one index that `glossary data build` made.
        builtin: answer with the built-in entries too; an own entry of the same id or form wins.
        profile, url_base, engine: see `Glossary`.

    Raises:
        DataError: every problem of every file, each with its file and line; an index that is damaged or of another version.
        ValueError: an unknown profile or engine.
        TypeError: a path is no str and no path.
    """
    for path in paths:
        if not isinstance(path, str | os.PathLike):  # a number would be taken for an open file, and closed
            raise wrong_type("a path", path, "a str or a path")
    if not paths and builtin:
        if url_base is None and engine is None:
            return default().with_profile(profile)
        return Glossary(default().file, profile=profile, url_base=url_base, engine=engine)
    compiled = [path for path in paths if _is_index(path)]
    if not compiled:
        file = IndexFile(compile_own(*paths, builtin=builtin, automata=False))
        return Glossary(file, profile=profile, url_base=url_base, engine=engine)
    if len(paths) > 1:
        raise DataError(f"{os.fspath(compiled[0])}: an index is opened alone; build one of all the files")
    try:
        return Glossary(IndexFile.open(paths[0]), builtin=builtin, profile=profile, url_base=url_base, engine=engine)
    except OSError as error:
        raise DataError(f"{os.fspath(paths[0])}: cannot be read: {error.strerror or error}") from None


def compile_own(*paths: str | os.PathLike[str], builtin: bool = True, automata: bool = True) -> bytes:
    """Compile a user's entries to an index, over the built-in ones or alone.

    Raises:
        DataError: every problem of every file.
    """
    from glossary.compile.build import build_over
    from glossary.compile.sources import read_all

    base = default().file
    with _uncollected():
        return build_over(base, read_all([*paths]), builtin=builtin, automata=automata)


def _is_index(path: str | os.PathLike[str]) -> bool:
    """Tell an index by its first bytes, or by its name: then a file that is none is named as damaged."""
    try:
        if not os.path.isfile(path):  # a pipe or a device might never end
            return False
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC or os.fspath(path).endswith(".index")
    except (OSError, ValueError):
        return False

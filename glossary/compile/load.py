"""Open a glossary: the built-in one, a user's entries over it, or an index that was compiled before."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path

from glossary.errors import DataError
from glossary.index import Glossary, IndexDamagedError, IndexFile
from glossary.index.file import MAGIC, save

_PACKAGE = Path(__file__).parent.parent


def data_folder() -> Path:
    """The curated sources: inside the package in a wheel, beside it in a checkout.

    Raises:
        DataError: there are none.
    """
    inside = _PACKAGE / "_data" / "sources"
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / "data"
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise DataError(f"{inside}: the curated data is missing; install the package again")


def _inputs(folder: Path) -> list[Path]:
    code = [
        *(_PACKAGE / "compile").glob("*.py"),
        *(_PACKAGE / "reading").glob("*.py"),
        *(_PACKAGE / "index").glob("*.py"),
        _PACKAGE / "script.py",
    ]
    return sorted([*folder.rglob("*.toml"), *folder.rglob("*.tsv"), *code])


def _stamps(folder: Path) -> list[list[str | int]]:
    return [[path.name, status.st_size, status.st_mtime_ns] for path in _inputs(folder) for status in (path.stat(),)]


def build_builtin(folder: Path, *, stamps: bool = False) -> bytes:
    """Compile the curated sources of a folder."""
    from glossary.compile.build import build
    from glossary.compile.sources import KIND_BY_FILE, read_all
    from glossary.reading.build import build as build_readings

    files: list[str | os.PathLike[str]] = [path for name in KIND_BY_FILE if (path := folder / f"{name}.toml").is_file()]
    checksum = hashlib.sha256(b"".join(path.read_bytes() for path in _inputs(folder))).hexdigest()
    meta = {"sources": checksum, "not_names": not_names(folder), **({"stamps": _stamps(folder)} if stamps else {})}
    return build(read_all(files, builtin=True), [], build_readings(folder), meta)


def not_names(folder: Path) -> list[str]:
    """The Latin forms that `not_names.toml` declares to be no names by themselves.

    Raises:
        DataError: a form without its text, its reason or a sentence in which it is no name, or one out of order.
    """
    import tomllib

    path = folder / "not_names.toml"
    if not path.is_file():
        return []
    forms = tomllib.loads(path.read_text(encoding="utf-8")).get("form", [])
    texts = [form.get("text", "") for form in forms]
    problems = [
        f"{path}: {form}: write text, reason and sentence" for form in forms if set(form) != {"text", "reason", "sentence"}
    ]
    problems += [
        f"{path}: {form['text']}: its sentence does not hold it"
        for form in forms
        if form.get("text", "").lower() not in form.get("sentence", "").lower()
    ]
    if texts != sorted(set(texts), key=str.lower):
        problems.append(f"{path}: sort the forms, each once")
    if problems:
        raise DataError(problems)
    return texts


def _cache_file() -> Path | None:
    own = os.environ.get("GLOSSARY_CACHE")
    try:
        base = Path(own) if own else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "glossary"
    except (RuntimeError, OSError):
        return None
    return (
        base / f"index-{hashlib.sha256(os.fsencode(_PACKAGE)).hexdigest()[:16]}-{sys.version_info[0]}.{sys.version_info[1]}.bin"
    )


def _open_fresh(path: Path, folder: Path) -> Glossary | None:
    try:
        file = IndexFile.open(path)
        if file.meta.get("byteorder") != sys.byteorder or file.meta.get("stamps") != _stamps(folder):
            return None
        return Glossary(file)
    except (OSError, IndexDamagedError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=1)
def default() -> Glossary:
    """The built-in glossary, loaded once; compiled anew where the index is missing, damaged or older than its sources."""
    shipped = _PACKAGE / "_data" / "index.bin"
    if shipped.is_file():
        try:
            return Glossary(IndexFile.open(shipped))
        except (OSError, IndexDamagedError, ValueError, KeyError, TypeError):
            return Glossary(IndexFile(build_builtin(data_folder())))
    folder = data_folder()
    cache = _cache_file()
    cached = _open_fresh(cache, folder) if cache is not None else None
    if cached is not None:
        return cached
    data = build_builtin(folder, stamps=True)
    if cache is not None:
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            save(cache, data)
        except OSError:
            return Glossary(IndexFile(data))
    return Glossary(IndexFile(data))


def load(*paths: str | os.PathLike[str], builtin: bool = True, engine: str | None = None) -> Glossary:
    """Open a user's glossary.

    Args:
        paths: files of entries (TOML, CSV, JSON Lines), or one index that `glossary data build` made.
        builtin: answer with the built-in entries too; an own entry of the same id or form wins.
        engine: see `Glossary`.

    Raises:
        DataError: every problem of every file, each with its file and line.
    """
    from glossary.compile.build import build
    from glossary.compile.sources import KIND_BY_FILE, read_all
    from glossary.reading.build import build as build_readings

    if len(paths) == 1 and _is_index(paths[0]):
        try:
            return Glossary(IndexFile.open(paths[0]), builtin=builtin, engine=engine)
        except IndexDamagedError as error:
            raise DataError(str(error)) from None
    own = read_all(list(paths))
    folder = data_folder()
    files: list[str | os.PathLike[str]] = [
        path for name in KIND_BY_FILE if builtin and (path := folder / f"{name}.toml").is_file()
    ]
    meta = {"not_names": not_names(folder) if builtin else []}
    return Glossary(IndexFile(build(read_all(files, builtin=True), own, build_readings(folder), meta)), engine=engine)


def _is_index(path: str | os.PathLike[str]) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False

"""What a project asks of the linter: `[tool.glossary.lint]` of pyproject.toml, or `[lint]` of glossary.toml."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

from glossary.errors import DataError

FILES = ("glossary.toml", "pyproject.toml")
_LISTS = ("select", "ignore", "glossary")
_CHOICES = {"house": ("tiongkok", "china"), "lang": ("id", "en")}


class Config(NamedTuple):
    """What was configured; `folder` is where the file `path` stands, and paths in it are relative to that."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    house: str | None = None
    lang: str | None = None
    glossary: tuple[str, ...] = ()
    folder: str = "."
    path: str = ""

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The codes that `per-file-ignores` names for a file: a pattern fits its name or its path from the configuration."""
        if not self.per_file_ignores:
            return ()
        name = os.path.basename(path)
        relative = os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
        return tuple(
            code
            for pattern, codes in self.per_file_ignores
            if fnmatch(name, pattern) or fnmatch(relative, pattern)
            for code in codes
        )


def find_config(folder: str) -> Config:
    """The configuration of the nearest file that has one, from a folder upwards; the defaults where there is none.

    Raises:
        DataError: a file is no TOML, or a key or value is unknown; the message names it.
    """
    try:
        place = Path(os.path.abspath(folder))
    except FileNotFoundError:  # the folder that the process stands in is gone
        return Config()
    for parent in (place, *place.parents):
        for name in FILES:
            path = parent / name
            if path.is_file():
                config = read_config(str(path))
                if config is not None:
                    return config
    return Config()


def read_config(path: str) -> Config | None:
    """The configuration that one file holds; None where it says nothing of the linter.

    Raises:
        DataError: it cannot be read, is no TOML, a key or value is unknown, or a glossary is no file; the message names it.
    """
    import tomllib

    try:
        with open(path, "rb") as file:
            data: Any = tomllib.load(file)
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not valid TOML: {error}") from None
    keys = ("tool", "glossary", "lint") if os.path.basename(path) == "pyproject.toml" else ("lint",)
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return None
    if not isinstance(data, dict):
        raise DataError(f"{path}: {'.'.join(keys)} is no table")
    return _parse(path, data)


def _parse(path: str, table: dict[str, Any]) -> Config:
    problems: list[str] = []
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key in _LISTS:
            found[key] = _strings(path, key, value, problems)
        elif key in _CHOICES:
            if value not in _CHOICES[key]:
                problems.append(f"{path}: {key} is {value!r}; write one of {', '.join(_CHOICES[key])}")
            found[key] = value
        elif key == "per-file-ignores" and isinstance(value, dict):
            found["per_file_ignores"] = tuple(
                (pattern, _strings(path, f"{key}.{pattern}", codes, problems)) for pattern, codes in value.items()
            )
        else:
            known = ", ".join((*_LISTS, *_CHOICES, "per-file-ignores"))
            problems.append(f"{path}: unknown or wrong {key!r}; known are {known}")
    folder = os.path.dirname(os.path.abspath(path))
    problems += _missing(path, folder, found.get("glossary", ()))
    if problems:
        raise DataError(problems)
    return Config(**found, folder=folder, path=path)


def _missing(path: str, folder: str, names: tuple[str, ...]) -> list[str]:
    places = {name: os.path.join(folder, name) for name in names}
    return [
        f"{path}: glossary: {name!r} is {'a folder' if os.path.isdir(place) else 'not there'}; write files, seen from {folder}"
        for name, place in places.items()
        if os.path.isdir(place) or not os.path.lexists(place)
    ]


def _strings(path: str, key: str, value: Any, problems: list[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        problems.append(f'{path}: {key} is {value!r}; write a list of strings such as ["S01"]')
        return ()
    return tuple(value)

"""Which files are meant: files, folders, patterns and standard input, each once, with their formats."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator
from typing import NamedTuple

from glossary.articles import compression, shown, wordpress
from glossary.errors import ArticleError

FORMATS = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "parquet": (".parquet", ".pq"),
    "wordpress": (".xml", ".wxr"),
    "warc": (".warc", ".wet"),
}
FORMAT_BY_SUFFIX = {suffix: format for format, suffixes in FORMATS.items() for suffix in suffixes}
WHOLE_FILE = ("text", "markdown", "html")  # one article a file
STDIN = "-"
_GLOB = re.compile(r"[*?\[]")


class Input(NamedTuple):
    """One file to read: `path` as it was named ('-' is standard input), and `name`, its path below what was named.

    `format` is empty where the content of a stream is to tell it.
    """

    path: str
    format: str
    name: str

    @property
    def is_whole(self) -> bool:
        """Whether the file is one article."""
        return self.format in WHOLE_FILE

    @property
    def is_stream(self) -> bool:
        """Whether it can be read once only: standard input, or a pipe that has a name."""
        return self.path == STDIN or is_special(self.path)


def is_special(path: str) -> bool:
    """Whether a path is a device or a pipe, which is read and written as it is, not twice and not replaced."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def split_suffix(name: str) -> tuple[str, str]:
    """A file name's stem and format suffix, without a suffix of compression: 'a.jsonl.gz' -> 'a', '.jsonl'."""
    stem, suffix = os.path.splitext(name)
    if suffix.lower() in compression.SUFFIXES:
        stem, suffix = os.path.splitext(stem)
    return stem, suffix.lower()


def find_inputs(paths: tuple[str, ...], format: str | None = None, avoid: str | None = None) -> tuple[list[Input], list[str]]:
    """Resolve what the command line names.

    Args:
        paths: files, folders, patterns, or '-'.
        format: the format of every file; where None, each file's own by its suffix.
        avoid: a folder to leave out, where results are written.

    Returns:
        The inputs in order, each file once, and a message for every path that gives none.
    """
    found: dict[str, Input] = {}
    problems: list[str] = []
    for path in paths:
        try:
            for item in _resolve(path, format, os.path.realpath(avoid) if avoid else None):
                found.setdefault(os.path.realpath(item.path) if item.path != STDIN else STDIN, item)
        except ArticleError as error:
            problems.append(str(error))
    return list(found.values()), problems


def _resolve(path: str, format: str | None, avoid: str | None) -> Iterator[Input]:
    if path == STDIN:
        yield Input(STDIN, format or "", "stdin")
    elif os.path.isdir(path):
        yield from _folder(path, format, avoid)
    elif os.path.lexists(path) or not _GLOB.search(path):
        by_content = is_special(path) and not split_suffix(os.path.basename(path))[1]  # as standard input
        yield Input(path, format or ("" if by_content else _format(path)), os.path.basename(path))
    else:
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            raise ArticleError(f"{shown(path)}: no file matches this pattern")
        for match in matches:
            if os.path.isfile(match) and (format or split_suffix(match)[1] in FORMAT_BY_SUFFIX):
                yield Input(match, format or _format(match), os.path.basename(match))


def _format(path: str) -> str:
    suffix = split_suffix(os.path.basename(path))[1]
    if suffix and suffix not in FORMAT_BY_SUFFIX:
        raise ArticleError(
            f"{shown(path)}: unknown format {shown(suffix)!r}; known are {' '.join(FORMAT_BY_SUFFIX)} (also with .gz or .zst), "
            f"or say what it is with --from"
        )
    return FORMAT_BY_SUFFIX.get(suffix, "text")


def _folder(path: str, format: str | None, avoid: str | None) -> Iterator[Input]:
    empty = True
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not name.endswith(".run") and os.path.realpath(os.path.join(folder, name)) != avoid
        )
        for name in sorted(files):
            file = os.path.join(folder, name)
            suffix = split_suffix(name)[1]
            if name.startswith(".") or suffix not in FORMAT_BY_SUFFIX or not os.path.isfile(file):
                continue
            if suffix == ".xml" and not _is_wordpress(file):
                continue
            empty = False
            yield Input(file, format or FORMAT_BY_SUFFIX[suffix], os.path.relpath(file, path))
    if empty:
        raise ArticleError(
            f"{shown(path)}: no article in this folder; looked for {' '.join(FORMAT_BY_SUFFIX)}, also .gz and .zst"
        )


def _is_wordpress(path: str) -> bool:
    try:
        with compression.open_unpacked(path) as file:
            return wordpress.MARK in file.read(1 << 14)
    except (OSError, ArticleError):
        return True  # reading it will say why

"""The edges: read articles from files of every format that we know, and name and write what comes out."""

from __future__ import annotations

from typing import Any, NamedTuple


class Fields(NamedTuple):
    """The names of the fields or columns that hold an article's text and id; a dot goes into an inner object."""

    text: str = "text"
    id: str = "id"


class Article(NamedTuple):
    """One article of an input, or the reason why it cannot be read.

    `line` counts lines or rows from 1, None where the article is the whole file; `text` is None for an article that failed,
    and `reason` then says why. `extracted` says that `text` was taken out of markup, so that offsets mean something only
    beside it; `markup` is that markup where it is a file of its own. `extra` holds the other fields that were asked for.
    """

    source: str
    line: int | None
    id: Any
    text: str | None
    reason: str | None = None
    extracted: bool = False
    markup: str | None = None
    extra: dict[str, Any] | None = None


def readable(text: str) -> str:
    """A file name, or a message that holds one, for people: raw bytes of a plain locale as the UTF-8 that they are."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return text


def shown(path: str) -> str:
    """A file name as a message prints it: one line, whatever stands in the name."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in readable(path))


def place(source: str, line: int | None) -> str:
    """`file:line`, or the file alone."""
    return shown(source) if line is None else f"{shown(source)}:{line}"

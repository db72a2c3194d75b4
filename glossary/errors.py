"""The errors that the library raises on purpose.

A message says where, what was seen and what to write instead; where a file is known it begins with `file:line`.
Wrong arguments are plain `TypeError` and `ValueError`; NIL, an unknown reading and an empty article are values.
"""

from __future__ import annotations

MAX_SHOWN = 100  # code points of an argument that a message repeats


class GlossaryError(Exception):
    """The root of all errors of this library."""


class DataError(GlossaryError):
    """Curated data, a user's glossary or a compiled index breaks a rule.

    `problems` holds every problem that was found, one message each, in the order of the file.
    """

    def __init__(self, problems: str | list[str] | tuple[str, ...]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


def seen(value: object) -> str:
    """A wrong argument as a message shows it: cut where it is long.

    >>> seen("kemarin")
    "'kemarin'"
    """
    shown = repr(value[:MAX_SHOWN] if isinstance(value, str | bytes) else value)
    return shown if len(shown) <= MAX_SHOWN else f"{shown[: MAX_SHOWN - 1]}…"


def json_problem(error: Exception) -> str:
    """What is wrong with JSON, without the advice that Python gives to programmers."""
    return f"not valid JSON: {str(error).partition('; use sys.')[0]}"


def wrong_type(what: str, value: object, wanted: str = "a str") -> TypeError:
    """The error for an argument of another type; bytes are told to be decoded.

    >>> wrong_type("an article", b"x")
    TypeError('an article is a str, not bytes; decode it first')
    """
    hint = "; decode it first" if isinstance(value, bytes | bytearray | memoryview) else ""
    return TypeError(f"{what} is {wanted}, not {type(value).__name__}{hint}")


class ArticleError(GlossaryError):
    """An article cannot be read: its encoding, its JSON, its columns. The message names the source and the line."""


class OutputError(GlossaryError):
    """A result cannot be written: a full disk, a folder without permission, a run that another process holds."""

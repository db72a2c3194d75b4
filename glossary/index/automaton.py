"""The one pass over a text: every place where a pattern ends, the longest pattern there, behind one small interface.

Three engines give identical matches: daachorse (native, saved and loaded), ahocorasick_rs (native, built at load) and pure
Python. Offsets count code points.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

from glossary.errors import seen

Match = tuple[int, int, int]  # start, end, number of the pattern


class Automaton(Protocol):
    """Finds patterns in text."""

    engine: str

    @property
    def find(self) -> Callable[[str], list[Match]]:
        """Of each position where patterns end the longest one, as (start, end, pattern), ordered by end."""

    @property
    def find_all(self) -> Callable[[str], list[Match]]:
        """Every occurrence of every pattern, ordered by end, longest first."""


class Daachorse:
    """A charwise double-array Aho-Corasick automaton; it can be saved into the index."""

    engine = "daachorse"

    def __init__(self, automaton: Any) -> None:
        self._automaton = automaton
        self.find: Callable[[str], list[Match]] = automaton.find_overlapping_no_suffix
        self.find_all: Callable[[str], list[Match]] = automaton.find_overlapping

    @classmethod
    def build(cls, patterns: Sequence[str]) -> Daachorse:
        """Compile patterns: distinct, none empty."""
        import daachorse

        return cls(daachorse.CharwiseDoubleArrayAhoCorasick(list(patterns), daachorse.MATCH_KIND_STANDARD))

    @classmethod
    def load(cls, data: bytes) -> Daachorse:
        """Read what `save` gave. The bytes are trusted: check them first."""
        import daachorse

        return cls(daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(data))

    def save(self) -> bytes:
        """The automaton as bytes, for this version of daachorse."""
        return bytes(self._automaton.serialize())


def _longest_ends(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    last = -1
    for match in matches:
        if match[1] != last:
            kept.append(match)
            last = match[1]
    return kept


class AhocorasickRs:
    """The engine of machines without a daachorse wheel; built anew at each load."""

    engine = "ahocorasick_rs"

    def __init__(self, patterns: Sequence[str]) -> None:
        import ahocorasick_rs

        self._automaton = ahocorasick_rs.AhoCorasick(list(patterns), matchkind=ahocorasick_rs.MatchKind.Standard)

    @classmethod
    def build(cls, patterns: Sequence[str]) -> Automaton:
        """Compile patterns: distinct, none empty."""
        return cls(patterns)

    def find_all(self, text: str) -> list[Match]:
        """See `Automaton.find_all`."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return sorted(((start, end, pattern) for pattern, start, end in found), key=lambda match: (match[1], match[0]))

    def find(self, text: str) -> list[Match]:
        """See `Automaton.find`."""
        return _longest_ends(self.find_all(text))


class PurePython:
    """The engine that is always there: a dictionary of patterns, tried at each position by the lengths that can begin there."""

    engine = "python"

    def __init__(self, patterns: Sequence[str]) -> None:
        self._numbers = {pattern: number for number, pattern in enumerate(patterns)}
        lengths: dict[str, set[int]] = {}
        for pattern in patterns:
            lengths.setdefault(pattern[:2], set()).add(len(pattern))
        self._lengths = {head: sorted(sizes) for head, sizes in lengths.items()}

    @classmethod
    def build(cls, patterns: Sequence[str]) -> Automaton:
        """Compile patterns: distinct, none empty."""
        return cls(patterns)

    def find_all(self, text: str) -> list[Match]:
        """See `Automaton.find_all`."""
        numbers, lengths = self._numbers, self._lengths
        found = []
        for start, first in enumerate(text):
            head = text[start : start + 2]
            for length in (*lengths.get(first, ()), *(lengths.get(head, ()) if len(head) == 2 else ())):
                number = numbers.get(text[start : start + length])
                if number is not None and start + length <= len(text):
                    found.append((start, start + length, number))
        return sorted(found, key=lambda match: (match[1], match[0]))

    def find(self, text: str) -> list[Match]:
        """See `Automaton.find`."""
        return _longest_ends(self.find_all(text))


class Filtered:
    """An automaton some patterns of which count as others, or not at all."""

    def __init__(self, automaton: Automaton, counts_as: Callable[[int], int]) -> None:
        """Bind an automaton; `counts_as` gives the number that a pattern is found by, -1 where it is not to be found."""
        self.engine = automaton.engine
        self._find_all = automaton.find_all
        self._counts_as = counts_as

    def find_all(self, text: str) -> list[Match]:
        """See `Automaton.find_all`."""
        counts_as = self._counts_as
        found = ((start, end, counts_as(pattern)) for start, end, pattern in self._find_all(text))
        return [match for match in found if match[2] >= 0]

    def find(self, text: str) -> list[Match]:
        """See `Automaton.find`."""
        return _longest_ends(self.find_all(text))


@cache
def package(engine: str) -> ModuleType | None:
    """The package of an engine, None where it is not installed.

    To be asked for before threads annotate, as `Annotator` does: where one of them imports while another forks, the child waits
    for that import for ever. One that is missing is looked for once.
    """
    try:
        return import_module(engine)
    except ImportError:
        return None


def daachorse_version() -> str | None:
    """The version of daachorse that is installed, None where there is none.

    The name of its metadata folder tells it at once; `importlib.metadata` would cost more than loading the index.
    """
    daachorse = package("daachorse")
    if daachorse is None:
        return None
    for name in os.listdir(os.path.dirname(os.path.dirname(str(daachorse.__file__)))):
        if name.startswith("daachorse-") and name.endswith(".dist-info"):
            return name[len("daachorse-") : -len(".dist-info")]
    import importlib.metadata

    return importlib.metadata.version("daachorse")


_PACKAGES = ("daachorse", "ahocorasick_rs")
ENGINES = (*_PACKAGES, "python")


def best_engine() -> str:
    """The fastest engine that is installed."""
    return next((engine for engine in _PACKAGES if package(engine) is not None), "python")


def check_engine(engine: str | None) -> str | None:
    """Give the name of an engine back, or None.

    Raises:
        ValueError: an engine that there is not.
    """
    if engine is not None and engine not in ENGINES:
        raise ValueError(f"unknown engine {seen(engine)}; write one of {', '.join(ENGINES)}")
    return engine


def build(patterns: Sequence[str], engine: str | None = None) -> Automaton:
    """Compile patterns with the engine named, or with the best that is installed.

    Raises:
        ValueError: an engine that there is not.
        ImportError: the engine named is not installed.
    """
    makers: tuple[Callable[[Sequence[str]], Automaton], ...] = (Daachorse.build, AhocorasickRs.build, PurePython.build)
    return dict(zip(ENGINES, makers, strict=True))[check_engine(engine) or best_engine()](patterns)

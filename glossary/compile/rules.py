"""What the entries are held against: sources, decisions, retired ids, ordinary words and targets, each a file of `data/`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from glossary.compile.shapes import show, type_name
from glossary.errors import DataError
from glossary.reading import Tables


class Decision(NamedTuple):
    """One naming question that was settled: what is written, what may stand as an alias only, and what nowhere."""

    id: str
    use: str
    alias_only: tuple[str, ...]
    never: tuple[str, ...]
    fixed: tuple[str, ...]  # names that keep their spelling all the same
    reason: str


class Category(NamedTuple):
    """One category of entries with the numbers to reach, and the kind that its entries have unless they say otherwise."""

    id: str
    kind: str
    title: str
    first: int
    stretch: int
    indonesian: str


class Rules(NamedTuple):
    """All that a check needs beside the entries themselves."""

    tables: Tables
    sources: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()
    retired: Mapping[str, str] = {}  # id -> why, or which id took over
    ordinary: Mapping[str, str] = {}  # folded Latin form -> why it is no alias
    country_names: Mapping[str, str] = {}  # CLDR code -> why another name is used
    categories: tuple[Category, ...] = ()


RETIRED: dict[str, type] = {"reason": str, "on": str}


def read_retired(folder: str) -> Mapping[str, str]:
    """Read which ids a data folder no longer uses, each with the id that took over, or why none did.

    Raises:
        DataError: see `load_rules`.
    """
    problems: list[str] = []
    retired = _read(folder, "retired.toml", RETIRED, problems)
    if problems:
        raise DataError(problems)
    return _why_retired(retired)


def _why_retired(retired: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {id: block.get("replaced_by") or block["reason"] for id, block in retired.items()}


def load_rules(folder: str) -> Rules:
    """Read the rule files of a data folder; one that is missing holds nothing.

    Raises:
        DataError: a rule file is not as it should be; every problem of every file is in it.
    """
    from pathlib import Path

    from glossary.reading.build import build as build_readings

    problems: list[str] = []
    sources = _read(folder, "sources.toml", {"title": str, "publisher": str, "seen": str}, problems)
    decisions = _read(folder, "decisions.toml", {"reason": str}, problems)
    retired = _read(folder, "retired.toml", RETIRED, problems)
    ordinary = _read(folder, "ordinary_words.toml", {"reason": str}, problems)
    targets = _read(
        folder, "targets.toml", {"kind": str, "title": str, "indonesian": str, "first": int, "stretch": int}, problems
    )
    countries = decisions.pop("country-names", {})
    if problems:
        raise DataError(problems)
    return Rules(
        Tables.from_bytes(build_readings(Path(folder))),
        frozenset(sources),
        tuple(
            Decision(
                id,
                decision.get("use", ""),
                tuple(decision.get("alias_only", ())),
                tuple(decision.get("never", ())),
                tuple(decision.get("fixed", ())),
                decision["reason"],
            )
            for id, decision in decisions.items()
        ),
        _why_retired(retired),
        {word: block["reason"] for block in ordinary.values() for word in block.get("words", ())},
        dict(countries.get("keep", {})),
        tuple(Category(id, t["kind"], t["title"], t["first"], t["stretch"], t["indonesian"]) for id, t in targets.items()),
    )


def _read(folder: str, name: str, wanted: dict[str, type], problems: list[str]) -> dict[str, dict[str, Any]]:
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return {}
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        blocks = tomllib.loads(text)
    except ValueError as error:
        line = re.search(r"at line (\d+)", str(error))
        problems.append(f"{path}:{line[1] if line else 1}: {error}")
        return {}
    for id, block in blocks.items():
        header = re.search(rf"^\[\"?{re.escape(id)}\"?\]", text, re.M)
        line_number = text.count("\n", 0, header.start()) + 1 if header else 1
        if not isinstance(block, dict):
            problems.append(f"{path}:{line_number}: {id}: a value outside a block")
            continue
        for field, kind in wanted.items():
            if not isinstance(block.get(field), kind) or block[field] == "":
                seen = show(block[field]) if field in block else "nothing"
                problems.append(f"{path}:{line_number}: {id}: {field}: {type_name(kind())} is wanted, not {seen}")
    return {id: block for id, block in blocks.items() if isinstance(block, dict)}

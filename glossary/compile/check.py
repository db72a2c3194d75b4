"""The gates that curated entries pass before they are indexed; every problem is found at once.

A draft is held to its shape, its place and its canonical form; a checked or sourced entry to all gates.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from glossary import script
from glossary.compile.block import Block
from glossary.compile.format import format_problem
from glossary.compile.gates import ENTRY_GATES
from glossary.compile.rules import Rules
from glossary.compile.sources import read_files


class Finding(NamedTuple):
    """One broken rule: the gate, and a message that begins with file and line."""

    gate: str
    message: str


def check_files(paths: Iterable[str | os.PathLike[str]], rules: Rules, *, drafts: bool = False) -> tuple[int, list[Finding]]:
    """Hold files of curated entries to the gates.

    Args:
        paths: files in TOML; the name of a file gives the kind of its entries, else their category does.
        rules: what `load_rules` gave.
        drafts: hold drafts to all gates too.

    Returns:
        How many entries there are, and every problem.
    """
    names = [os.fspath(path) for path in paths]
    blocks, problems = read_files([*names], builtin=True, kinds={category.id: category.kind for category in rules.categories})
    findings = [Finding("shape", problem) for problem in problems]
    findings += [Finding("canonical", problem) for name in names if (problem := format_problem(name))]
    findings += check_blocks(blocks, rules, drafts=drafts)
    return len(blocks), sorted(findings, key=lambda finding: _place(finding.message))


def _place(message: str) -> tuple[str, int, str]:
    file, _, rest = message.partition(":")
    line = rest.partition(":")[0]
    return file, int(line) if line.isdigit() else 0, rest


def check_blocks(blocks: list[Block], rules: Rules, *, drafts: bool = False) -> list[Finding]:
    """Hold entries to the gates; see `check_files`."""
    strict = [block for block in blocks if drafts or block.fields.get("status") in ("checked", "sourced")]
    findings = [
        Finding(gate, block.problem(message, field))
        for block in strict
        for gate, find in ENTRY_GATES
        for field, message in find(block.fields, rules)
    ]
    findings += [Finding("retired", block.problem(f"a retired id ({rules.retired[block.id]}); ids are never used again"))
                 for block in blocks if block.id in rules.retired]  # fmt: skip
    findings += _shared(strict)
    findings += _references(strict, {block.id: block for block in blocks})
    findings += _twice(strict)
    return findings


def stated_forms(block: Block) -> tuple[str, ...]:
    """The forms that an entry states: names, Hanzi and aliases, without those that rules derive."""
    fields = block.fields
    stated = (fields["name"], fields["hans"], fields.get("hant", ""), fields.get("english", ""), *fields.get("aliases", ()))
    return tuple(dict.fromkeys(form for form in stated if form))


def shared_forms(blocks: list[Block]) -> Iterator[tuple[Block, tuple[str, ...], list[str]]]:
    """Entries whose forms, under the lookup fold, belong to others that their `distinct_from` does not name.

    Yields:
        The entry, the ids of the others, and the forms.
    """
    owners: dict[str, dict[str, tuple[Block, str]]] = {}
    for block in blocks:
        for form in stated_forms(block):
            owners.setdefault(script.fold(form), {}).setdefault(block.id, (block, form))
    shared: dict[tuple[str, tuple[str, ...]], tuple[Block, list[str]]] = {}
    for found in owners.values():
        if len(found) > 1:
            for id, (block, form) in found.items():
                others = tuple(sorted(set(found) - {id} - set(block.fields.get("distinct_from", ()))))
                if others:
                    shared.setdefault((id, others), (block, []))[1].append(form)
    for (_, others), (block, forms) in shared.items():
        yield block, others, forms


def _shared(blocks: list[Block]) -> Iterator[Finding]:
    for block, others, forms in shared_forms(blocks):
        told = f"{', '.join(map(repr, forms))} stand(s) in {', '.join(others)} too"
        yield Finding("unique", block.problem(f"{told}; take it out of one, or name each other in distinct_from"))


def _references(strict: list[Block], by_id: dict[str, Block]) -> Iterator[Finding]:
    for block in strict:
        for other in block.fields.get("distinct_from", ()):
            if other not in by_id:
                yield Finding("distinct", block.problem(f"{other!r} is no entry", "distinct_from"))
            elif block.id not in by_id[other].fields.get("distinct_from", ()):
                yield Finding("distinct", block.problem(f"{other!r} does not name {block.id!r} in turn", "distinct_from"))
        whole = block.fields.get("part_of")
        if whole is not None and whole not in by_id:
            yield Finding("part_of", block.problem(f"{whole!r} is no entry", "part_of"))


def _twice(blocks: list[Block]) -> Iterator[Finding]:
    """Wikidata ids that stand in several entries."""
    count = Counter(block.fields["wikidata"] for block in blocks if "wikidata" in block.fields)
    for block in blocks:
        if count[block.fields.get("wikidata")] > 1:
            yield Finding("wikidata", block.problem(f"{block.fields['wikidata']} stands in another entry too", "wikidata"))

"""Precision, recall and agreement over the development passages, by phenomenon.

python benchmarks/linking.py [--errors]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import glossary

CASES = Path(__file__).parent.parent / "tests" / "cases" / "passages.tsv"


class Gold(NamedTuple):
    surface: str
    kinds: tuple[str, ...]
    latin: tuple[str, ...]
    entry: tuple[str, ...]


class Case(NamedTuple):
    phenomenon: str
    text: str
    gold: tuple[Gold, ...]
    line: int


def _unescape(cell: str) -> str:
    if "\\" not in cell:
        return cell
    return cell.replace("\\\\", "\0").encode("raw_unicode_escape").decode("unicode_escape").replace("\0", "\\")


def read_cases(path: Path = CASES) -> list[Case]:
    """The passages of the case file, with what is right for each."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        phenomenon, text, mentions = [*line.split("\t"), ""][:3]
        gold = []
        for mention in filter(None, mentions.split(";")):
            surface, kinds, latin, entry = mention.split("|")
            latin_forms = tuple(_unescape(latin).split("/"))
            gold.append(Gold(_unescape(surface), tuple(kinds.split("/")), latin_forms, tuple(entry.split("/"))))
        cases.append(Case(phenomenon, _unescape(text), tuple(gold), number))
    return cases


def faults(case: Case) -> list[str]:
    """What is wrong with the annotation of a passage; nothing where it is right."""
    found = {}
    wrong = []
    document = glossary.annotate(case.text)
    place = 0
    for gold in case.gold:
        place = case.text.index(gold.surface, place)
        found[place, place + len(gold.surface)] = gold
        place += len(gold.surface)
    seen = {(m.start, m.end): m for m in document.mentions}
    for span, gold in found.items():
        mention = seen.pop(span, None)
        if mention is None:
            if gold.kinds != ("title",) and "other" not in gold.kinds:
                wrong.append(f"span: {gold.surface} is not found")
            continue
        latin = mention.latin.text if mention.latin else "-"
        entry = mention.entry.id if mention.entry else "-"
        if "*" not in gold.kinds and mention.kind not in gold.kinds:
            wrong.append(f"kind: {gold.surface} is {mention.kind}, not {'/'.join(gold.kinds)}")
        if "*" not in gold.latin and latin not in gold.latin:
            wrong.append(f"latin: {gold.surface} has {latin!r}, not {gold.latin}")
        if "*" not in gold.entry and entry not in gold.entry:
            wrong.append(f"entry: {gold.surface} is {entry}, not {'/'.join(gold.entry)}")
    wrong += [f"claim: {m.surface} ({m.kind})" for m in seen.values() if m.kind != "other" or m.entry is not None]
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print each fault")
    options = parser.parse_args()
    passed: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for case in read_cases():
        wrong = faults(case)
        passed[case.phenomenon][not wrong] += 1
        if wrong and options.errors:
            print(f"{case.line}: {case.text!r}\n    " + "\n    ".join(wrong), file=sys.stderr)
    for phenomenon, counts in sorted(passed.items()):
        print(f"{phenomenon:16} {counts[True]:4} of {counts.total():4}")
    total = sum((counts for counts in passed.values()), Counter())
    print(f"{'all':16} {total[True]:4} of {total.total():4}")


if __name__ == "__main__":
    main()

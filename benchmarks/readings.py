"""Accuracy and speed of the readings beside pypinyin and, where Node has it, pinyin-pro: one run, one table.

    python benchmarks/readings.py                 # prints the tables
    python benchmarks/readings.py --write         # also writes them into docs/readings.md and docs/en/readings.md

pinyin-pro is found through the folder in which `npm install pinyin-pro @pinyin-pro/data` was run: --node FOLDER.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.pinyin import syllables  # noqa: E402
from glossary.reading import Tables, match_spelling, read  # noqa: E402
from glossary.reading.build import build  # noqa: E402

CASES = ROOT / "tests" / "cases" / "readings.tsv"
PAGES = (ROOT / "docs" / "readings.md", ROOT / "docs" / "en" / "readings.md")
EDGES = (0.0, 0.9, 0.955, 0.975, 0.9875, 0.993, 1.01)
PEER = "pinyin-pro, all data, surname mode"
NODE = """
const { pinyin, addDict } = require('pinyin-pro');
try { addDict(require('@pinyin-pro/data/complete.json')); }
catch (error) { console.error('without @pinyin-pro/data:', error.message); }
const names = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const options = { type: 'array', toneSandhi: false, traditional: true };
const run = () => names.map(([hanzi, kind]) => pinyin(hanzi, { ...options, surname: kind === 'person' ? 'head' : 'off' }));
run(); const start = process.hrtime.bigint(); const out = run(); const end = process.hrtime.bigint();
console.log(JSON.stringify([out, Number(end - start) / 1000 / names.length]));
"""


class Case(NamedTuple):
    hanzi: str
    kind: str | None
    pinyin: str
    latin: str | None
    part: str
    half: str

    @property
    def truth(self) -> tuple[str, ...]:
        return syllables(self.pinyin.replace("-", " "))


def cases() -> list[Case]:
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "hanzi\t")):
            continue
        hanzi, kind, pinyin, latin, part, _, half = line.split("\t")
        rows.append(Case(hanzi, kind or None, pinyin, latin or None, part, half))
    return rows


def time_per_name(function: Callable[[Case], Any], rows: list[Case], rounds: int = 7) -> float:
    """Give the microseconds of processor time a name of the fastest round, after one that does not count."""
    best = float("inf")
    for number in range(rounds + 1):
        start = time.process_time()
        for row in rows:
            function(row)
        if number:
            best = min(best, time.process_time() - start)
    return best / len(rows) * 1e6


def first_reading(data: bytes, rows: list[Case]) -> float:
    """Give the microseconds of processor time a name of a first pass over tables that were just loaded, the fastest of five."""
    best = float("inf")
    for _ in range(5):
        tables = Tables.from_bytes(data)
        start = time.process_time()
        for row in rows:
            read(row.hanzi, row.kind, tables=tables)
        best = min(best, time.process_time() - start)
    return best / len(rows) * 1e6


def peers(rows: list[Case], node: str | None) -> tuple[dict[str, list[tuple[str, ...]]], dict[str, float]]:
    """Read the names with the other converters that are here: their answers, and the microseconds a name."""
    answers: dict[str, list[tuple[str, ...]]] = {}
    speeds: dict[str, float] = {}
    try:
        from pypinyin import pinyin

        answers["pypinyin"] = [tuple(s[0] for s in pinyin(row.hanzi)) for row in rows]
        speeds["pypinyin"] = time_per_name(lambda row: pinyin(row.hanzi), rows)
    except ImportError:
        print("pypinyin left out: it is not installed")
    if node is None:
        print("pinyin-pro left out: no --node FOLDER")
        return answers, speeds
    names = json.dumps([[row.hanzi, row.kind] for row in rows])
    try:
        done = subprocess.run(["node", "-e", NODE], input=names, capture_output=True, text=True, check=True, cwd=node)
    except (OSError, subprocess.CalledProcessError) as error:
        print("pinyin-pro left out:", error)
        return answers, speeds
    if done.stderr:
        print("pinyin-pro", done.stderr.strip())
    out, speeds[PEER] = json.loads(done.stdout)
    answers[PEER] = [tuple(reading) for reading in out]
    return answers, speeds


def accuracy(rows: list[Case], systems: dict[str, list[tuple[str, ...]]]) -> list[str]:
    """Give the table of the names whose every syllable and tone is right, in percent, a line a slice."""
    lines = ["| syllables with tones, % of names | " + " | ".join(systems) + " |", "|---|" + "--:|" * len(systems)]
    truth = [row.truth for row in rows]

    def line(title: str, wanted: Callable[[Case], bool]) -> str:
        chosen = [i for i, row in enumerate(rows) if wanted(row)]
        cells = [f"{100 * sum(answers[i] == truth[i] for i in chosen) / len(chosen):.1f}" for answers in systems.values()]
        return f"| {title} ({len(chosen)}) | " + " | ".join(cells) + " |"

    lines += [line(part, lambda row, part=part: row.part == part) for part in dict.fromkeys(row.part for row in rows)]
    lines.append(line("all without Latin form", lambda row: row.part != "latin"))
    lines.append(line("written after the tables were tuned", lambda row: row.half == "held" and row.part != "latin"))
    return lines


def reliability(rows: list[Case], tables: Tables) -> list[str]:
    """Give the table of what the confidence says and what is right, and the expected calibration error."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        reading = read(row.hanzi, row.kind, row.latin, tables=tables)
        place = next(i for i in range(len(EDGES) - 1) if EDGES[i] <= reading.confidence < EDGES[i + 1])
        bins[place].append((reading.confidence, reading.syllables == row.truth))
    lines = ["| confidence | names | said | right |", "|---|--:|--:|--:|"]
    error = 0.0
    for place in sorted(bins):
        count = len(bins[place])
        said = sum(confidence for confidence, _ in bins[place]) / count
        seen = sum(right for _, right in bins[place]) / count
        lines.append(f"| {EDGES[place]:.3f}–{min(EDGES[place + 1], 1):.3f} | {count} | {said:.3f} | {seen:.3f} |")
        error += abs(said - seen) * count / len(rows)
    return [*lines, "", f"Expected calibration error: {error:.3f}."]


def speed(rows: list[Case], data: bytes, tables: Tables, others: dict[str, float]) -> list[str]:
    """Give the table of the microseconds a name."""

    def afresh(row: Case) -> None:
        tables.readings.clear()
        read(row.hanzi, row.kind, tables=tables)

    spelled = [row for row in rows if row.latin]
    figures = {
        "glossary, names read before": time_per_name(lambda row: read(row.hanzi, row.kind, tables=tables), rows),
        "glossary, names read anew": time_per_name(afresh, rows),
        "glossary, first pass over tables just loaded": first_reading(data, rows),
        **others,
        "match_spelling, a match": time_per_name(
            lambda row: match_spelling(row.hanzi, row.latin, tables, kind=row.kind), spelled
        ),
        "match_spelling, no match": time_per_name(
            lambda row: match_spelling(row.hanzi, "Presiden Joko Widodo", tables, kind=row.kind), spelled
        ),
    }
    return [
        "| speed | µs of processor time a name |",
        "|---|--:|",
        *(f"| {name} | {value:.1f} |" for name, value in figures.items()),
    ]


def load_figures(data: bytes, built: float) -> str:
    start = time.process_time()
    Tables.from_bytes(data)
    loaded = (time.process_time() - start) * 1000
    tracemalloc.start()
    tables = Tables.from_bytes(data)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    assert tables.surnames
    size = f"{len(data) / 1e6:.1f} MB of bytes and {memory:.1f} MB beside them"
    return f"Tables: {size}, loaded in {loaded:.1f} ms, built in {built:.1f} s."


def orthography(rows: list[Case], tables: Tables) -> str:
    persons = [row for row in rows if row.kind == "person" and row.part != "latin"]
    exact = sum(read(row.hanzi, "person", tables=tables).pinyin == row.pinyin for row in persons)
    return f"Orthography of persons (GB/T 28039), exact string: {100 * exact / len(persons):.1f} % of {len(persons)}."


def write(text: str, name: str) -> None:
    """Put a table between the two comments of its name in the pages."""
    for page in PAGES:
        before, _, rest = page.read_text(encoding="utf-8").partition(f"<!-- {name} -->")
        _, _, after = rest.partition(f"<!-- end of {name} -->")
        page.write_text(f"{before}<!-- {name} -->\n{text}\n<!-- end of {name} -->{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into the pages")
    parser.add_argument("--node", default=None, help="folder with node_modules/pinyin-pro")
    arguments = parser.parse_args()
    rows = cases()
    start = time.process_time()
    data = build(ROOT / "data")
    built = time.process_time() - start
    tables = Tables.from_bytes(data)
    theirs, speeds = peers(rows, arguments.node)
    systems = {
        "glossary, kind told": [read(row.hanzi, row.kind, tables=tables).syllables for row in rows],
        "glossary, kind not told": [read(row.hanzi, None, tables=tables).syllables for row in rows],
        "glossary, with the Latin form": [read(row.hanzi, row.kind, row.latin, tables=tables).syllables for row in rows],
        **theirs,
    }
    parts = [
        accuracy(rows, systems),
        [orthography(rows, tables)],
        speed(rows, data, tables, speeds),
        [load_figures(data, built)],
        reliability(rows, tables),
    ]
    text = "\n\n".join("\n".join(lines) for lines in parts)
    print(text)
    if arguments.write:
        write(text, "table")


if __name__ == "__main__":
    main()

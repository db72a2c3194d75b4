"""Accuracy and speed of the readings beside pypinyin and, where Node has it, pinyin-pro: one run, one table.

    python benchmarks/readings.py                 # prints the tables
    python benchmarks/readings.py --write         # also writes them into docs/readings.md

pinyin-pro is found through the folder in which `npm install pinyin-pro @pinyin-pro/data` was run: --node FOLDER.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.pinyin import syllables  # noqa: E402
from glossary.reading import Tables, match_spelling, read  # noqa: E402
from glossary.reading.build import build  # noqa: E402

CASES = ROOT / "tests" / "cases" / "readings.tsv"
NODE = """
const { pinyin, addDict } = require('pinyin-pro');
try { addDict(require('@pinyin-pro/data/complete')); } catch (error) { }
const names = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const options = { type: 'array', toneSandhi: false, traditional: true };
const run = () => names.map(([hanzi, kind]) => pinyin(hanzi, { ...options, surname: kind === 'person' ? 'head' : 'off' }));
run(); const start = process.hrtime.bigint(); const out = run(); const end = process.hrtime.bigint();
console.log(JSON.stringify([out, Number(end - start) / 1000 / names.length]));
"""


def cases() -> list[tuple[str, str | None, str, str | None, str, str]]:
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "hanzi\t")):
            continue
        hanzi, kind, pinyin, latin, part, _, half = line.split("\t")
        rows.append((hanzi, kind or None, pinyin, latin or None, part, half))
    return rows


def expected(pinyin: str) -> tuple[str, ...]:
    return syllables(pinyin.replace("-", " "))


def time_per_name(function, rows) -> float:
    for row in rows:
        function(row)
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for row in rows:
            function(row)
        best = min(best, time.perf_counter() - start)
    return best / len(rows) * 1e6


def reliability(rows, tables) -> tuple[list[tuple[str, int, float, float]], float]:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    edges = (0.0, 0.9, 0.955, 0.975, 0.9875, 0.993, 1.01)
    for hanzi, kind, pinyin, latin, _, _ in rows:
        for given in {None, latin}:
            if given is None and latin is not None:
                continue
            reading = read(hanzi, kind, given, tables=tables)
            place = next(i for i in range(len(edges) - 1) if edges[i] <= reading.confidence < edges[i + 1])
            bins[place].append((reading.confidence, reading.syllables == expected(pinyin)))
    total = sum(map(len, bins.values()))
    curve = []
    error = 0.0
    for place in sorted(bins):
        said = sum(c for c, _ in bins[place]) / len(bins[place])
        seen = sum(ok for _, ok in bins[place]) / len(bins[place])
        curve.append((f"{edges[place]:.3f}–{min(edges[place + 1], 1):.3f}", len(bins[place]), said, seen))
        error += abs(said - seen) * len(bins[place]) / total
    return curve, error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/readings.md")
    parser.add_argument("--node", default=None, help="folder with node_modules/pinyin-pro")
    arguments = parser.parse_args()
    rows = cases()
    start = time.perf_counter()
    data = build(ROOT / "data")
    built = time.perf_counter() - start
    start = time.perf_counter()
    tables = Tables.from_bytes(data)
    loaded = (time.perf_counter() - start) * 1000

    systems: dict[str, list[tuple[str, ...]]] = {
        "glossary, kind told": [read(h, k, tables=tables).syllables for h, k, *_ in rows],
        "glossary, kind not told": [read(h, None, tables=tables).syllables for h, *_ in rows],
        "glossary, with the Latin form": [read(h, k, latin, tables=tables).syllables for h, k, _, latin, *_ in rows],
    }
    speeds = {"glossary, kind told": time_per_name(lambda row: read(row[0], row[1], tables=tables), rows)}
    try:
        from pypinyin import pinyin

        systems["pypinyin"] = [tuple(s[0] for s in pinyin(h)) for h, *_ in rows]
        speeds["pypinyin"] = time_per_name(lambda row: pinyin(row[0]), rows)
    except ImportError:
        print("pypinyin is not installed: left out")
    if arguments.node:
        try:
            answer = subprocess.run(
                ["node", "-e", NODE],
                input=json.dumps([[h, k] for h, k, *_ in rows]),
                capture_output=True,
                text=True,
                check=True,
                cwd=arguments.node,
            )
            out, speed = json.loads(answer.stdout)
            systems["pinyin-pro, all data, surname mode"] = [tuple(s) for s in out]
            speeds["pinyin-pro, all data, surname mode"] = speed
        except (OSError, subprocess.CalledProcessError) as error:
            print("pinyin-pro left out:", error)

    parts = list(dict.fromkeys(row[4] for row in rows))
    lines = ["| syllables with tones, % of names | " + " | ".join(systems) + " |", "|---|" + "--:|" * len(systems)]
    truth = [expected(row[2]) for row in rows]
    for title, chosen in [
        *((f"{part} ({sum(r[4] == part for r in rows)})", [i for i, r in enumerate(rows) if r[4] == part]) for part in parts),
        (f"all without Latin form ({sum(r[4] != 'latin' for r in rows)})", [i for i, r in enumerate(rows) if r[4] != "latin"]),
        (
            f"held out, without Latin form ({sum(r[5] == 'held' and r[4] != 'latin' for r in rows)})",
            [i for i, r in enumerate(rows) if r[5] == "held" and r[4] != "latin"],
        ),
    ]:
        cells = [f"{100 * sum(answers[i] == truth[i] for i in chosen) / len(chosen):.1f}" for answers in systems.values()]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    persons = [i for i, row in enumerate(rows) if row[1] == "person" and row[4] != "latin"]
    exact = sum(read(rows[i][0], "person", tables=tables).pinyin == rows[i][2] for i in persons)
    lines += ["", f"Orthography of persons (GB/T 28039), exact string: {100 * exact / len(persons):.1f} % of {len(persons)}."]
    lines += ["", "| speed | µs a name |", "|---|--:|"] + [f"| {name} | {value:.1f} |" for name, value in speeds.items()]
    spelled = [(h, latin, k) for h, k, _, latin, *_ in rows if latin]
    match = time_per_name(lambda row: match_spelling(row[0], row[1], tables, kind=row[2]), spelled)
    miss = time_per_name(lambda row: match_spelling(row[0], "Presiden Joko Widodo", tables, kind=row[2]), spelled)
    lines += [f"| match_spelling, a match | {match:.1f} |", f"| match_spelling, no match | {miss:.1f} |"]
    lines += [
        "",
        f"Tables: {len(data) / 1e6:.1f} MB, loaded in {loaded:.1f} ms, built in {built:.1f} s.",
    ]
    curve, error = reliability(rows, tables)
    lines += ["", "| confidence | names | said | right |", "|---|--:|--:|--:|"]
    lines += [f"| {label} | {count} | {said:.3f} | {seen:.3f} |" for label, count, said, seen in curve]
    lines += ["", f"Expected calibration error: {error:.3f}."]
    text = "\n".join(lines)
    print(text)
    if arguments.write:
        page = ROOT / "docs" / "readings.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- table -->")
        _, _, after = rest.partition("<!-- end of table -->")
        page.write_text(f"{before}<!-- table -->\n{text}\n<!-- end of table -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

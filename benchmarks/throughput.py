"""Time from JSON Lines to JSON Lines, the library beside the pipelines of `pipelines.py`, in interleaved rounds of one run.

    python benchmarks/corpus.py FOLDER && python benchmarks/throughput.py FOLDER [--aliases 5000,50000,500000] [--peers a,b]

Every round gives each pipeline articles that it has not seen, as many as fit its budget. Ratios are medians of the rounds' own
ratios, so that other load on the machine falls out. Load time and peak memory are measured in a process of their own.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipelines import PIPELINES, AnnotateLine

ROUNDS = 5
BUDGET = 1.0  # seconds a pipeline and round
AT_LEAST = 20  # articles a round, however slow a pipeline is
PRODUCT = "glossary"
ALONE = """
import resource, sys, time
started = time.perf_counter()
import glossary
loaded = time.perf_counter()
annotator = glossary.Annotator(glossary.load(sys.argv[1], builtin=False), latin_mentions=True)
annotator.annotate_line(b'{"id": 1, "text": "Xi Jinping (\\xe4\\xb9\\xa0\\xe8\\xbf\\x91\\xe5\\xb9\\xb3)"}')
print(time.perf_counter() - loaded)
with open(sys.argv[2], "rb") as articles:
    for line, _ in zip(articles, range(2000)):
        annotator.annotate_line(line)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def compiled(folder: Path, aliases: int) -> Path:
    """The compiled index of the corpus's glossary of that size; built once."""
    source, index = folder / f"entries_{aliases}.jsonl", folder / f"entries_{aliases}.index"
    if not index.exists() or index.stat().st_mtime < source.stat().st_mtime:
        started = time.perf_counter()
        command = [sys.executable, "-m", "glossary", "data", "build", str(source), "--no-builtin", "-o", str(index)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        print(f"{aliases:,} aliases: compiled in {time.perf_counter() - started:.1f} s, {index.stat().st_size / 1e6:.1f} MB")
    return index


def product(index: Path) -> AnnotateLine:
    import glossary

    return glossary.Annotator(glossary.load(index, builtin=False), latin_mentions=True).annotate_line


def seconds_an_article(annotate: AnnotateLine, lines: list[bytes]) -> float:
    gc.collect()
    started = time.perf_counter()
    for line in lines:
        annotate(line)
    return (time.perf_counter() - started) / len(lines)


def measure(pipelines: dict[str, AnnotateLine], lines: list[bytes]) -> dict[str, list[float]]:
    """Seconds an article of every round, by pipeline."""
    share = len(lines) // (ROUNDS + 1)
    counts = {}
    for name, annotate in pipelines.items():
        warm = seconds_an_article(annotate, lines[-AT_LEAST:])
        warm = seconds_an_article(annotate, lines[-share:][: max(AT_LEAST, int(BUDGET / 4 / warm))])
        counts[name] = min(share, max(AT_LEAST, int(BUDGET / warm)))
    rounds: dict[str, list[float]] = {name: [] for name in pipelines}
    for number in range(ROUNDS):
        for name, annotate in pipelines.items():
            part = [bytes(bytearray(line)) for line in lines[number * share :][: counts[name]]]
            rounds[name].append(seconds_an_article(annotate, part))
    return rounds


def ratio(first: list[float], second: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(first, second, strict=True))


def alone(index: Path, articles: Path) -> tuple[float, float]:
    """Milliseconds to load and annotate a line, and megabytes at most over 2,000 articles, in a process of their own."""
    command = [sys.executable, "-c", ALONE, str(index), str(articles)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(3)]
    return statistics.median(float(run[0]) for run in runs) * 1000, statistics.median(float(run[1]) for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--aliases", default="5000,50000,500000")
    parser.add_argument("--peers", default=",".join(PIPELINES), help="names of pipelines, or none")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    lines = (options.folder / "articles.jsonl").read_bytes().splitlines()
    sizes = [int(size) for size in options.aliases.split(",")]
    wanted: dict[str, Callable[..., AnnotateLine]] = {n: PIPELINES[n] for n in options.peers.split(",") if n in PIPELINES}
    figures: dict[str, dict[str, float]] = {}
    pipelines: dict[str, AnnotateLine] = {}
    for size in sizes:
        index = compiled(options.folder, size)
        load, memory = alone(index, options.folder / "articles.jsonl")
        print(f"{PRODUCT} {size:,}: loads in {load:.0f} ms, peak {memory:.0f} MB")
        figures[f"{PRODUCT} {size}"] = {"load_ms": load, "peak_mb": memory}
        pipelines[f"{PRODUCT} {size}"] = product(index)
    for size in sizes[:2]:
        rows = [line.split("\t") for line in (options.folder / f"gazetteer_{size}.tsv").read_text("utf-8").splitlines()[1:]]
        for name, make in wanted.items():
            if size != sizes[0] and name != "spaCy EntityRuler":
                continue
            try:
                pipelines[name if name == "json.loads" else f"{name} {size}"] = make(rows)
            except ImportError as error:
                print(f"{name}: absent ({error.name})")
    gc.freeze()
    rounds = measure(pipelines, lines)
    unit = rounds.get("json.loads")
    for name, times in rounds.items():
        size = name.rsplit(" ", 1)[-1]
        own = rounds.get(f"{PRODUCT} {size}", rounds[f"{PRODUCT} {sizes[0]}"])
        row = {"us": statistics.median(times) * 1e6, "times_product": ratio(times, own)}
        if unit:
            row["times_json"] = ratio(times, unit)
        figures.setdefault(name, {}).update(row)
        print(f"{name:28}" + "".join(f"{key:>16} {value:9.2f}" for key, value in row.items()))
    if len(sizes) > 1:
        growth = ratio(rounds[f"{PRODUCT} {sizes[-1]}"], rounds[f"{PRODUCT} {sizes[0]}"])
        print(f"{sizes[-1]:,} aliases against {sizes[0]:,}: {growth:.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()

"""Time from JSON Lines to JSON Lines, the library beside the pipelines of `pipelines.py`, in interleaved rounds of one run.

    python benchmarks/corpus.py FOLDER && python benchmarks/throughput.py FOLDER [--aliases 5000,50000,500000] [--peers a,b]

Every round gives each pipeline articles that it has not seen, as many as fit its budget. Times are processor times, as none waits
for anything; ratios are medians of the rounds' own ratios, so that other load on the machine falls out. Load time and peak memory
are measured in processes of their own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
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
import re, resource, sys, time
import glossary
started = time.process_time()
loaded = glossary.load(sys.argv[1], builtin=False)
print(time.process_time() - started)
annotator = glossary.Annotator(loaded, latin_mentions=True)
annotator.annotate_line(b'{"id": 1, "text": "Xi Jinping (\\xe4\\xb9\\xa0\\xe8\\xbf\\x91\\xe5\\xb9\\xb3)"}')
print(time.process_time() - started)
with open(sys.argv[2], "rb") as articles:
    for line, _ in zip(articles, range(int(sys.argv[3]))):
        annotator.annotate_line(line)
try:  # what getrusage tells can be that of the process that started this one
    print(int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024)
except OSError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def is_fresh(index: Path, source: Path) -> bool:
    import glossary

    try:
        return index.stat().st_mtime >= source.stat().st_mtime and len(glossary.load(index, builtin=False)) > 0
    except (OSError, glossary.DataError):  # missing, or of another format
        return False


def compiled(folder: Path, aliases: int) -> tuple[Path, dict[str, float]]:
    """The compiled index of the corpus's glossary of that size, built once, and what building it took."""
    source, index = folder / f"entries_{aliases}.jsonl", folder / f"entries_{aliases}.index"
    kept = index.with_suffix(".build.json")
    if not (kept.exists() and is_fresh(index, source)):
        command = [sys.executable, "-m", "glossary", "data", "build", str(source), "--no-builtin", "-o", str(index)]
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"exit code {process.returncode}: {command}")
        figures = {
            "build_seconds": time.perf_counter() - started,
            "build_cpu_seconds": usage.ru_utime + usage.ru_stime,
            "build_mb": usage.ru_maxrss / 1024,
            "index_mb": index.stat().st_size / 1e6,
        }
        kept.write_text(json.dumps(figures))
    built: dict[str, float] = json.loads(kept.read_text())
    print(f"{aliases:,} aliases: " + ", ".join(f"{name} {value:.1f}" for name, value in built.items()))
    return index, built


def product(index: Path) -> AnnotateLine:
    import glossary

    return glossary.Annotator(glossary.load(index, builtin=False), latin_mentions=True).annotate_line


def seconds_an_article(annotate: AnnotateLine, lines: list[bytes]) -> float:
    gc.collect()
    started = time.process_time()
    for line in lines:
        annotate(line)
    return (time.process_time() - started) / len(lines)


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


def alone(index: Path, articles: Path) -> dict[str, float]:
    """Milliseconds to load, and to load and annotate a line; megabytes at most over 2,000 articles; in processes of their own.

    Of the times the shortest counts: what else the machine does can only add to it.
    """
    command = [sys.executable, "-c", ALONE, str(index), str(articles)]
    runs = [subprocess.run([*command, "0"], check=True, capture_output=True, text=True).stdout.split() for _ in range(7)]
    opens, loads = (1000 * min(float(run[place]) for run in runs) for place in (0, 1))
    peak = subprocess.run([*command, "2000"], check=True, capture_output=True, text=True).stdout.split()[2]
    return {"open_ms": opens, "load_ms": loads, "peak_mb": float(peak)}


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
        index, built = compiled(options.folder, size)
        own = alone(index, options.folder / "articles.jsonl")
        print(f"{PRODUCT} {size:,}: loads in {own['open_ms']:.0f} ms, {own['load_ms']:.0f} with a line, {own['peak_mb']:.0f} MB")
        figures[f"{PRODUCT} {size}"] = {**own, **built}
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
        figures[f"{PRODUCT} {sizes[-1]}"]["times_smallest"] = growth
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()

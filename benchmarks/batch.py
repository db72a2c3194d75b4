"""Batch runs: two workers against one, time per article at ten times the size, peak memory, and resume after a kill.

    python benchmarks/batch.py [--articles 1000] [--aliases 5000] [--rounds 1] [--folder DIR] [--json OUT.json]

Each run is the command itself, `glossary annotate articles.jsonl -o records.jsonl --latin-mentions --glossary ... --jobs N`,
timed from outside, start of the processes included; the rounds of one and two workers alternate, and the median counts. On a
machine that does other work, the processor seconds of two workers against one tell what working apart costs.
`--articles` is the smaller size; the larger is ten times that.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple


class Timing(NamedTuple):
    seconds: float
    cpu_seconds: float
    peak_megabytes: float  # of the largest process


def command(folder: Path, source: Path, result: str, jobs: int, *more: str) -> list[str]:
    arguments = ["annotate", str(source), "-o", str(folder / result), "--latin-mentions", "--jobs", str(jobs), *more]
    return [sys.executable, "-m", "glossary", *arguments, "--glossary", str(folder / "own.index")]


def timed(arguments: list[str]) -> Timing:
    start = time.perf_counter()
    process = subprocess.Popen(arguments)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {arguments}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Timing(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def killed(arguments: list[str], parts: Path) -> float:
    """Run until some parts are done, then kill the leader; returns the seconds until then."""
    start = time.perf_counter()
    with subprocess.Popen(arguments) as process:
        while len(list(parts.glob("part-*.out"))) < 3 and process.poll() is None:
            time.sleep(0.01)
        process.kill()
    return time.perf_counter() - start


def compile_glossary(source: Path, target: Path) -> None:
    subprocess.run([sys.executable, "-m", "glossary", "data", "build", str(source), "-o", str(target)], check=True)


def measure(folder: Path, articles: int, aliases: int, rounds: int) -> dict[str, float]:
    corpus = [sys.executable, str(Path(__file__).parent / "corpus.py"), str(folder), "--aliases", str(aliases)]
    subprocess.run([*corpus, "--articles", str(10 * articles)], check=True)
    compile_glossary(folder / f"entries_{aliases}.jsonl", folder / "own.index")
    large, small = folder / "articles.jsonl", folder / "small.jsonl"
    with large.open("rb") as lines, small.open("wb") as file:
        file.writelines(line for _, line in zip(range(articles), lines))
    timed(command(folder, small, "warm.jsonl", 1))
    one: list[Timing] = []
    two: list[Timing] = []
    for _ in range(rounds):
        one.append(timed(command(folder, large, "one.jsonl", 1)))
        two.append(timed(command(folder, large, "two.jsonl", 2)))
    short = [timed(command(folder, small, "short.jsonl", 1)) for _ in range(rounds)]
    expected = (folder / "one.jsonl").read_bytes()
    assert expected == (folder / "two.jsonl").read_bytes(), "two workers wrote something else than one"
    resumed = command(folder, large, "resumed.jsonl", 2)
    before = killed(resumed, folder / "resumed.jsonl.run")
    after = timed([*resumed, "--resume"])
    assert expected == (folder / "resumed.jsonl").read_bytes(), "a resumed run wrote something else than a whole one"
    small_time, large_time = (statistics.median(t.seconds for t in runs) for runs in (short, one))
    return {
        "articles": 10 * articles,
        "aliases": aliases,
        "megabytes": round(large.stat().st_size / 1e6, 1),
        "one_worker_seconds": round(large_time, 2),
        "two_workers_seconds": round(statistics.median(t.seconds for t in two), 2),
        "two_against_one": round(statistics.median(a.seconds / b.seconds for a, b in zip(one, two, strict=True)), 2),
        "milliseconds_per_article": round(1e3 * large_time / (10 * articles), 3),
        "per_article_against_a_tenth": round(large_time / 10 / small_time, 3),
        "cpu_of_two_against_one": round(
            statistics.median(b.cpu_seconds / a.cpu_seconds for a, b in zip(one, two, strict=True)), 3
        ),
        "cpu_milliseconds_per_article": round(1e3 * statistics.median(t.cpu_seconds for t in one) / (10 * articles), 4),
        "cpu_per_article_against_a_tenth": round(
            statistics.median(t.cpu_seconds for t in one) / 10 / statistics.median(t.cpu_seconds for t in short), 3
        ),
        "cpu_against_wall_of_two": round(statistics.median(t.cpu_seconds / t.seconds for t in two), 2),
        "peak_megabytes_of_a_process": round(max(t.peak_megabytes for t in [*one, *two]), 1),
        "killed_after_seconds": round(before, 2),
        "resumed_in_seconds": round(after.seconds, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--aliases", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="keep the files here")
    parser.add_argument("--json", type=Path, default=None)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(options.folder or Path(scratch), options.articles, options.aliases, options.rounds)
    text = json.dumps(found, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

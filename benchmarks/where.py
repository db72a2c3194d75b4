"""Where the time of an article goes, by step of the flow in Python: samples of the stack, a thousand a second of processor time.

    python benchmarks/where.py FOLDER [--aliases 5000] [--articles 2000] [--json OUT.json]

A sample counts for the module that the flow called; what the flow does itself is reading the JSON, for the greater part. Unlike a
profiler that counts calls, sampling leaves the shares as they are.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import signal
from pathlib import Path
from types import FrameType

from throughput import compiled, product

os.environ["GLOSSARY_NATIVE"] = "0"  # native code is one frame
FLOW = "flow"
INTERVAL = 0.001  # seconds of processor time


def step_of(frame: FrameType | None) -> str | None:
    """The module of the library that the flow had called last, None outside the flow."""
    below = None
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.parent.name == "glossary" and path.stem == FLOW:
            return below or FLOW
        if "glossary" in (path.parent.name, path.parent.parent.name):
            below = path.stem if path.parent.name == "glossary" else f"{path.parent.name}"
        frame = frame.f_back
    return None


def measure(folder: Path, aliases: int, articles: int) -> dict[str, float]:
    annotate = product(compiled(folder, aliases)[0])
    with (folder / "articles.jsonl").open("rb") as file:
        lines = [line for line, _ in zip(file, range(2 * articles))]
    for line in lines[:articles]:
        annotate(line)
    counts: collections.Counter[str] = collections.Counter()

    def sample(number: int, frame: FrameType | None) -> None:
        if (step := step_of(frame)) is not None:
            counts[step] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    for line in lines[articles:]:
        annotate(line)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return {step: count / counts.total() for step, count in counts.most_common()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--aliases", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=2000, help="that are timed, after as many that are not")
    parser.add_argument("--json", type=Path, help="also write the shares here")
    options = parser.parse_args()
    shares = measure(options.folder, options.aliases, options.articles)
    for step, share in shares.items():
        print(f"{step:12} {share:6.1%}")
    if options.json:
        options.json.write_text(json.dumps(shares, indent=1))


if __name__ == "__main__":
    main()

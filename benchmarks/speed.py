"""Measure speed and scale, and draw them: figures.json, plots in docs/pictures, tables in docs/speed.md and docs/batch.md.

    python benchmarks/speed.py FOLDER [--only throughput,where,batch,growth,startup] [--articles 10000] [--rounds 3]
    python benchmarks/speed.py --draw

FOLDER holds the corpus of `corpus.py`, which is made where it is missing. Each step keeps its figures, so that one of them can be
measured again alone; `--draw` only draws what was measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import plots

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
STEPS = ("throughput", "where", "batch", "growth", "startup")


def run(*arguments: str) -> None:
    steep = arguments[0] == "growth.py"  # it tells by its exit code what grows too fast, and has written its figures by then
    subprocess.run([sys.executable, str(HERE / arguments[0]), *arguments[1:]], check=not steep)


def command(step: str, folder: Path, articles: int, rounds: int) -> list[str]:
    if step in ("throughput", "where"):
        return [f"{step}.py", str(folder)]
    if step == "batch":
        return ["batch.py", "--articles", str(articles), "--rounds", str(rounds), "--folder", str(folder / "batch")]
    return ["growth.py", "--work", "annotate"] if step == "growth" else [f"{step}.py"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", default=",".join(STEPS))
    parser.add_argument("--articles", type=int, default=10_000, help="of the smaller batch run; the larger has ten times as many")
    parser.add_argument("--rounds", type=int, default=3, help="of the batch runs")
    parser.add_argument("--draw", action="store_true", help="measure nothing")
    options = parser.parse_args()
    figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    if not options.draw:
        if options.folder is None:
            parser.error("name the folder of the corpus")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if not (options.folder / "articles.jsonl").exists():
            run("corpus.py", str(options.folder))
        (options.folder / "batch").mkdir(exist_ok=True)
        for step in options.only.split(","):
            with tempfile.TemporaryDirectory() as scratch:
                found = Path(scratch) / "found.json"
                run(*command(step, options.folder, options.articles, options.rounds), "--json", str(found))
                figures[step] = json.loads(found.read_text("utf-8"))
            figures["machine"] = {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}
            FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    plots.write(figures)
    if "batch" in figures:
        run("cost.py", "--write")


if __name__ == "__main__":
    main()

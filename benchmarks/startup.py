"""Process start to the first annotated article: median wall time beside a bare interpreter, and peak memory.

Run once before measuring, so that the index is compiled: `python benchmarks/startup.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ARTICLE = Path(__file__).parent.parent / "docs" / "examples" / "telepon-2020.txt"
ANNOTATE = f"import glossary; glossary.annotate(open({str(ARTICLE)!r}, encoding='utf-8').read())"
MEMORY = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"


def milliseconds(code: str, runs: int = 21) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # it would have every start compile the sources
    subprocess.run([sys.executable, "-c", ANNOTATE], check=True)
    figures = {"bare_ms": milliseconds("pass")}
    for name, code in (("import", "import glossary"), ("first_article", ANNOTATE)):
        taken = milliseconds(code)
        figures[f"{name}_ms"], figures[f"{name}_times_bare"] = taken, taken / figures["bare_ms"]
        print(f"{name.replace('_', ' ')}: {taken:.1f} ms, {taken / figures['bare_ms']:.1f} times a bare interpreter")
    memory = subprocess.run([sys.executable, "-c", f"{ANNOTATE}; {MEMORY}"], check=True, capture_output=True, text=True)
    figures["peak_mb"] = float(memory.stdout)
    print(f"peak memory: {figures['peak_mb']:.1f} MB")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()

"""Process start to the first annotated article: median wall time beside a bare interpreter, and peak memory.

Run once before measuring, so that the index is compiled: `python benchmarks/startup.py`.
"""

from __future__ import annotations

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
    subprocess.run([sys.executable, "-c", ANNOTATE], check=True)
    bare = milliseconds("pass")
    for name, code in (("import glossary", "import glossary"), ("first annotated article", ANNOTATE)):
        taken = milliseconds(code)
        print(f"{name}: {taken:.1f} ms, {taken / bare:.1f} times a bare interpreter")
    memory = subprocess.run([sys.executable, "-c", f"{ANNOTATE}; {MEMORY}"], check=True, capture_output=True, text=True)
    print(f"peak memory: {float(memory.stdout):.1f} MB")


if __name__ == "__main__":
    main()

"""Fuzz the targets: python tests/fuzz/run.py [TARGET...] [--runs N] [--seconds S] [--corpus FOLDER] [--jobs N].

Needs the extra [fuzz] (Linux). Each target runs in a process of its own from its seeds; a finding is printed with its traceback
and kept in the corpus folder. The exit code is 1 where there is one. Mend it and keep what found it as a seed, with a test.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
LONGEST_SECONDS = 20  # of one input
MOST_MEGABYTES = 3000


def fuzz_one(name: str, arguments: list[str]) -> None:
    """Become the fuzzer of one target; ends the process."""
    import atheris

    sys.path.insert(0, str(HERE))
    with atheris.instrument_imports(include=["glossary"]):
        from targets import TARGETS, spelled
    target = TARGETS[name]

    def test_one_input(data: bytes) -> None:
        target.check(spelled(data) if target.is_text else data)

    atheris.Setup([sys.argv[0], *arguments], test_one_input)
    atheris.Fuzz()


def prepare(name: str, folder: Path) -> list[str]:
    """Write the seeds of a target as the fuzzer takes them, and give the folders it reads: what it finds goes into the first."""
    sys.path.insert(0, str(HERE))
    from targets import SEEDS, TARGETS, unspelled

    corpus, seeds = folder / name, folder / f"{name}.seeds"
    for one in (corpus, seeds):
        one.mkdir(parents=True, exist_ok=True)
    for path in sorted((SEEDS / name).iterdir()):
        data = path.read_bytes()
        (seeds / path.name).write_bytes(unspelled(data.decode("utf-8", "surrogatepass")) if TARGETS[name].is_text else data)
    return [str(corpus), str(seeds)]


def fuzz(name: str, folder: Path, runs: int, seconds: int, seed: int) -> tuple[int, str]:
    """Run one target in a process of its own: executions, and the finding ('' where there is none)."""
    limits = [
        f"-timeout={LONGEST_SECONDS}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-artifact_prefix={folder}/{name}-",
        "-max_len=400",
    ]
    limits += [f"-runs={runs}", f"-seed={seed}", *([f"-max_total_time={seconds}"] if seconds else [])]
    command = [sys.executable, __file__, "--one", name, *limits, *prepare(name, folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    told = done.stderr + done.stdout
    counts = re.findall(rb"^#(\d+)\s", told, re.MULTILINE)
    executions = max(map(int, counts), default=0)
    finished = re.search(rb"Done (\d+) runs", told)
    if finished:
        return int(finished[1]), ""
    return executions, told.decode("utf-8", "replace")[-6000:]


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        fuzz_one(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help="all where none is named")
    parser.add_argument("--runs", type=int, default=50_000, help="executions of each target")
    parser.add_argument("--seconds", type=int, default=0, help="the most for each target; 0: no limit")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--jobs", type=int, default=1, help="targets at a time")
    parser.add_argument("--corpus", type=Path, help="keeps what reached new code, to go on from; else it is dropped")
    options = parser.parse_args()
    sys.path.insert(0, str(HERE))
    from targets import TARGETS

    names = options.targets or list(TARGETS)
    unknown = set(names) - set(TARGETS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(TARGETS)}")
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.jobs) as pool:
        folder = (options.corpus or Path(scratch)).absolute()
        found = pool.map(lambda name: fuzz(name, folder, options.runs, options.seconds, options.seed), names)
        total, findings = 0, 0
        for name, (executions, finding) in zip(names, found, strict=True):
            total += executions
            findings += bool(finding)
            print(f"{name:16} {executions:>9,} {'FINDING' if finding else 'none'}", flush=True)
            if finding:
                print(finding, flush=True)
        print(f"{'in all':16} {total:>9,} {findings} findings")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()

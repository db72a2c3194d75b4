"""The examples of README.md and docs/ run as tests: Python blocks as they stand, console blocks with what they print."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser


def run_console(example):
    """Run each line that begins with `$ `; what follows it up to the next one is its output, where there is any."""
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "PYTHONUTF8": "1"}
    for part in ("\n" + str(example.parsed)).split("\n$ ")[1:]:
        command, _, expected = part.partition("\n")
        if expected.strip():
            run = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, encoding="utf-8")
            assert run.stdout.strip() == expected.strip(), run.stdout + run.stderr


# Pages whose examples need an extra run where it is installed.
NEEDS = {
    "integrations.md": ("spacy", "pandas", "polars", "datasets", "mkdocs"),
    "batch.md": ("pyarrow",),
    "output.md": ("turbohtml",),
}

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_console)],
    patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
    excludes=["docs/katalog/*", "docs/en/catalogue/*"]  # made of the entries, without examples
    + [f"**/{page}" for page, modules in NEEDS.items() if not all(map(find_spec, modules))],
).pytest()

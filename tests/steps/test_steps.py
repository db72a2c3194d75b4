"""The steps answer as they did: each name and passage of the cases that came out right, and whole answers line by line."""

import sys
from pathlib import Path

import pytest

from glossary import pinyin
from glossary.reading import read

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import golden  # noqa: E402

KNOWN = set((HERE / "known_failures.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", [name for name in golden.FILES if name != "mentions.txt"])
def test_answers_are_as_they_were(name):
    """Mentions follow the entries: only mutants are held to them."""
    lines = (line for case in golden.FILES[name]() for line in case())
    for number, (line, before) in enumerate(zip(lines, golden.kept(name), strict=True), 1):
        assert line == before, f"{name}:{number}; where it is meant: python tests/steps/golden.py"


def is_read_right(surface, kind, name, latin):
    found = read(surface, kind or None, latin or None, tables=golden.tables())
    return found.syllables == pinyin.syllables(name.replace("-", " "))


def test_names_that_were_read_right_are_read_right():
    for surface, kind, name, latin, *_ in golden._cases():
        assert surface in KNOWN or is_read_right(surface, kind, name, latin), surface

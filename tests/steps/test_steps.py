"""The steps answer as they did: each name and passage of the cases that came out right, and whole answers line by line."""

import sys
from pathlib import Path

import pytest

import glossary
from glossary import pinyin
from glossary.reading import read

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "benchmarks")]

import golden  # noqa: E402
import linking  # noqa: E402
import peers  # noqa: E402

FLOW = ("pair", "resolve", "kinds", "plain", "latin", "cover", "phrase", "context", "whole", "guess", "heads", "cues")
KNOWN = set((HERE / "known_failures.txt").read_text(encoding="utf-8").splitlines())


def same(name):
    """Each line as it is kept; `python tests/steps/golden.py` writes the file anew."""
    kept = (HERE / "golden" / name).read_text(encoding="utf-8").splitlines()
    for number, (line, before) in enumerate(zip(golden.FILES[name](), kept, strict=True), 1):
        assert line == before, f"{name}:{number}; where it is meant: python tests/steps/golden.py"


@pytest.mark.parametrize("name", [name for name in golden.FILES if name != "mentions.txt"])
def test_answers_are_as_they_were(name):
    same(name)


def test_names_that_were_read_right_are_read_right():
    for surface, kind, name, latin, *_ in golden._cases():
        if surface not in KNOWN:
            found = read(surface, kind or None, latin or None, tables=golden.tables())
            assert found.syllables == pinyin.syllables(name.replace("-", " ")), surface


def passages_come_out_right():
    """For mutants alone: tests/test_linking.py holds the passages to their floors."""
    cases = [case for name in linking.FILES for case in linking.read_cases(linking.CASES / name)]
    _, _, faults = linking.measure(cases, peers.of_annotator(glossary.Annotator()), golden.annotator().glossary)
    wrong = [(case.text, told) for case, told in faults if repr(case.text) not in KNOWN]
    assert not wrong, wrong


def run_all(module):
    """Everything, most telling first, for scripts/mutate.py; mentions follow the entries, so only mutants are held to them."""
    first = dict.fromkeys(FLOW, "mentions.txt") | {"scan": "scans.tsv", "pinyin": "syllables.tsv"}
    first["reading.spelling"] = "spellings.tsv"
    chosen = first.get(module, "readings.tsv")
    for name in (chosen, *(name for name in golden.FILES if name != chosen)):
        same(name)
    test_names_that_were_read_right_are_read_right()
    passages_come_out_right()

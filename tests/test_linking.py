"""The development passages as a whole: floors under every figure, and nothing claimed where nothing is."""

import sys
from collections import Counter
from pathlib import Path

import pytest

import glossary

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import linking  # noqa: E402
import peers  # noqa: E402

INDEX = glossary.Annotator().glossary
CASES = [case for name in linking.FILES for case in linking.read_cases(linking.CASES / name)]


@pytest.fixture(scope="module")
def measured():
    return linking.measure(CASES, peers.of_annotator(glossary.Annotator()), INDEX)


def test_spans_kinds_latin_forms_and_readings_hold_their_floor(measured):
    scores = measured[0]["all"]
    assert scores.f1("span") >= 0.98
    assert scores.recall("kind") >= 0.94
    assert scores.recall("latin") >= 0.97
    assert scores.recall("pinyin") >= 0.97


def test_links_hold_their_floor(measured):
    scores = measured[0]["all"]
    assert scores.precision("link") >= 0.995
    assert scores.recall("link") >= 0.99


def test_nothing_is_claimed_where_nothing_is_named(measured):
    bare = {"url", "email", "path", "code", "attribute", "date", "kana", "hangul", "label-foreign", "idiom", "word"}
    claims = Counter({name: scores.given["claim"] for name, scores in measured[0].items() if name in bare})
    assert +claims == Counter()


def test_plain_indonesian_names_nothing():
    assert linking.false_links(None) == []


def test_no_homophone_and_no_one_stroke_neighbour_is_linked():
    assert linking.homophone_links(None) == []


def test_names_in_latin_letters_are_linked():
    scores, faults = linking.latin_mentions(INDEX)
    assert scores.precision("link") == 1, faults
    assert scores.recall("link") >= 0.9, faults


def test_every_phenomenon_has_cases():
    assert len({case.phenomenon for case in CASES}) >= 59
    assert len(CASES) >= 500

"""Scanning: runs and hits do not depend on the engine, the window or the plane of a character."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import glossary
from glossary import scan as scanning
from glossary.index import Glossary
from glossary.scan import Run, scan, scan_runs

ALPHABET = "习近平𠀀𠮷 (),aXiJinpg-’国务院\u200b\ufe0f\ud800😀"


@pytest.fixture(scope="module")
def shipped():
    return glossary.Annotator().glossary


@pytest.fixture(scope="module", params=["ahocorasick_rs", "python"])
def other_engine(request, shipped):
    return Glossary(shipped.file, engine=request.param)


@given(st.text(ALPHABET, max_size=80))
def test_engines_agree(shipped, other_engine, text):
    assert scan(text, shipped) == scan(text, other_engine)


@given(st.text(ALPHABET, max_size=80))
def test_hanzi_are_found_alike_with_and_without_latin_forms(shipped, text):
    assert list(scan_runs(text, shipped)) == scan(text, shipped)[0]


def test_windows_do_not_change_the_answer(shipped, monkeypatch):
    rng = random.Random(2)
    text = "".join(rng.choices([*ALPHABET, "Xi Jinping", "习近平", "国务院"], k=3000))
    whole = scan(text, shipped)
    monkeypatch.setattr(scanning, "WINDOW", 700)
    assert scan(text, shipped) == whole


def test_the_runs_of_a_long_text_come_one_after_the_other_and_are_the_same(shipped, monkeypatch):
    rng = random.Random(3)
    monkeypatch.setattr(scanning, "WINDOW", 700)
    pieces = [*ALPHABET, "Xi Jinping", "习近平", "国务院", "黑神话：悟空", "卡拉OK", "习 近\u200b平", "，"]
    for _ in range(5):
        text = "".join(rng.choices(pieces, k=4000))
        assert list(scan_runs(text, shipped)) == scan(text, shipped)[0]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("a 𠀀 b", (2, 3)),
        ("李𠮷明", (0, 3)),
        ("😀習近平", (1, 4)),
        ("\ud800𠮷", (1, 2)),
        ("x\U00030000y", (1, 2)),
        ("李\U000323b0\U00033479。", (0, 3)),
    ],
)
def test_hanzi_beyond_the_first_plane_are_found(shipped, text, run):
    assert [(found.start, found.end) for found in scan(text, shipped)[0]] == [run]


def test_a_run_knows_the_form_that_equals_it(shipped):
    (run,) = scan("习近平", shipped)[0]
    assert shipped.form(run.pattern).links[0].entry.id == "xi-jinping"
    assert scan("习近平平", shipped)[0] == [Run(0, 4, -1)]


def test_a_forged_count_of_what_hides_latin_forms_ends():
    index = glossary.load(builtin=True).with_profile("china")  # a copy of its own
    index.first_veil = 0  # every Hanzi hides Latin forms
    runs, hits = scan("Xi Jinping (习近平) tiba.", index)
    assert (runs, [hit.start for hit in hits]) == ([], [0])

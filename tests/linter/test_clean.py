"""No alarm on text in which nothing is wrong."""

from pathlib import Path

import pytest

import glossary

TESTS = Path(__file__).parents[1]


def rows(name):
    lines = (TESTS / "cases" / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("lint_clean.tsv"))
def test_clean_passage_has_no_problem(row):
    """Names, exceptions and look-alikes that are right stay unreported."""
    date, text = row.split("\t")
    assert glossary.lint(text, None if date == "-" else date) == ()


@pytest.mark.parametrize("text", rows("negative.tsv"))
def test_plain_indonesian_has_no_problem(text):
    """Text that names nothing Chinese gives nothing to say, on any date."""
    assert glossary.lint(text, "2024-01-01") == ()


@pytest.mark.parametrize("path", sorted((TESTS.parent / "docs" / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_articles_have_only_the_spaces_that_they_lack(path):
    """Of five whole articles three brackets cling to a word, as in the sources; nothing else is wrong, and fix mends those."""
    text = path.read_text(encoding="utf-8")
    found = glossary.lint(text, path.stem[-4:] + "-07-01")
    assert {problem.code for problem in found} <= {"S01", "S03"}
    assert len(found) == text.count("Jinping(") + text.count(")juga") + text.count(")menyaksikan")
    assert glossary.lint(glossary.fix(text)) == ()

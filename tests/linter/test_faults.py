"""Planted faults are flagged where they stand, by the rule that is meant."""

import re
from pathlib import Path

import pytest

import glossary

TABLE = Path(__file__).parents[1] / "cases" / "lint.tsv"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def cases():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, date, marked = line.split("\t")
            yield code, None if date == "-" else date, _ESCAPE.sub(lambda match: chr(int(match[1], 16)), marked)


def planted(marked):
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), start, end


@pytest.mark.parametrize(("code", "date", "marked"), list(cases()))
def test_fault_is_flagged_where_it_stands(code, date, marked):
    """The rule that is meant reports a problem that touches what was planted."""
    text, start, end = planted(marked)
    found = glossary.lint(text, date)
    assert any(p.code == code and p.start < end and p.end > start for p in found), found

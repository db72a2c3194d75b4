"""The pages of the rules are those that the docstrings give."""

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_lint_docs.py"


def test_pages_are_up_to_date():
    """After a change of a rule, scripts/make_lint_docs.py was run."""
    pages = runpy.run_path(str(SCRIPT))["pages"]()
    stale = [str(path) for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    assert stale == []
    folders = {path.parent for path in pages}
    assert {path for folder in folders for path in folder.glob("*.md")} == set(pages)

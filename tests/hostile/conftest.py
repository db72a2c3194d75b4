import sys

import pytest

import glossary
from glossary.cli import main


@pytest.fixture(scope="session")
def annotator():
    return glossary.Annotator(latin_mentions=True)


@pytest.fixture(scope="session")
def hanzi_only():
    return glossary.Annotator()


@pytest.fixture
def here(monkeypatch, capfdbinary):
    """Run the command in this process, for a process of its own takes a second: its code, output and errors."""

    def run_here(*arguments):
        monkeypatch.setattr(sys, "argv", ["glossary", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, error = capfdbinary.readouterr()
        return ended.value.code, out.decode(), error.decode()

    return run_here

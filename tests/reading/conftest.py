from __future__ import annotations

from pathlib import Path

import pytest

from glossary.compile.load import default
from glossary.reading.build import build
from glossary.reading.tables import Tables

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def data() -> bytes:
    return build(DATA)


@pytest.fixture(scope="session")
def tables() -> Tables:
    return Tables.from_bytes(default().file.section("readings"))

"""A small glossary of its own, written as users write it."""

from pathlib import Path

import pytest

OWN = """\
[zhang-tes]
kind = "person"
hans = "张测试"
name = "Zhang Ceshi"
aliases = ["Zhang C.", "张.*测"]
description = "tokoh untuk uji coba"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path

"""The Python examples of the page about integrations run as they stand, in both languages."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = [
    pytest.param(block, id=f"{name}-{block.split()[1].split('.')[0]}")
    for name in ("integrations.md", "en/integrations.md")
    for block in re.findall(r"```python\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.S)
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_examples_run(code, tmp_path, monkeypatch, capsys):
    pytest.importorskip(code.split()[1].split(".")[0], reason="needs the extra of its library")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path))
    exec(compile(code, "example", "exec"), {})

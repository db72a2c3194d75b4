"""The targets of the fuzzer hold on their seeds, and the fuzzer itself runs where it is installed."""

import sys
import traceback
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import run  # noqa: E402
import targets  # noqa: E402

CASES = [(name, path.name) for name in targets.TARGETS for path in sorted((targets.SEEDS / name).iterdir())]


def finding(name, data):
    """What a target finds wrong, as the fuzzer would print it; '' where it holds."""
    target = targets.TARGETS[name]
    for module in target.needs:
        pytest.importorskip(module, reason="the target needs an extra")
    try:
        target.check(data.decode("utf-8", "surrogatepass") if target.is_text else data)
    except Exception:
        return traceback.format_exc()
    return ""


@pytest.mark.parametrize(("name", "seed"), CASES, ids="/".join)
def test_a_target_holds_on_its_seed(name, seed):
    assert finding(name, (targets.SEEDS / name / seed).read_bytes()) == ""


@pytest.mark.parametrize("name", targets.TARGETS)
def test_a_target_holds_on_nothing(name):
    assert finding(name, b"") == ""


def test_what_a_target_does_not_hold_on_is_a_finding():
    """A target for text takes no bytes."""
    broken = next(name for name, target in targets.TARGETS.items() if target.is_text and not target.needs)
    assert "UnicodeDecodeError" in finding(broken, b"\xff")


def test_each_folder_of_seeds_has_its_target():
    assert {path.name for path in targets.SEEDS.iterdir()} == set(targets.TARGETS)


def test_text_is_spelled_and_back():
    text = "Xi Jinping (习近平)\n\u200b</ruby>"
    assert targets.spelled(targets.unspelled(text)) == text


@pytest.mark.skipif(find_spec("atheris") is None, reason="the fuzzer is the extra [fuzz], on Linux")
@pytest.mark.parametrize("name", ["pinyin", "record", "whole"])
def test_the_fuzzer_runs_and_finds_nothing(tmp_path, name):
    assert run.fuzz(name, tmp_path, 300, 0, 1) == (300, "")

"""Forms live: each comes back from running text as its entry, or with it among the candidates; no tolerance."""

import os
import zlib

import pytest
from click.testing import CliRunner

import glossary
from glossary.alive import dead_forms
from glossary.cli import cli

SHARE = int(os.environ.get("GLOSSARY_ALIASES", "16"))  # entries of which one is tried; `glossary data check --alive` tries all
# Of these some form was dead once, each for a cause of its own.
ONCE_DEAD = frozenset("nam-kwong ccic inpres-14-1967 qincheng-huirong jd china-org-cn trip-com cao-yuan jiangjun".split())


def test_no_form_of_the_built_in_entries_is_dead():
    found = glossary.load()
    tried = [entry for entry in found if entry.id in ONCE_DEAD or zlib.crc32(entry.id.encode()) % SHARE == 0]
    assert len(tried) > len(found) // SHARE // 2
    assert [(dead.entry.id, dead.form, dead.carrier) for dead in dead_forms(found, tried)] == []


def write(tmp_path, alias):
    path = tmp_path / "own.toml"
    block = f'[wang-uji]\nkind = "person"\nhans = "王测试"\nname = "Wang Ceshi"\naliases = ["{alias}"]\n'
    path.write_text(block, encoding="utf-8")
    return path


ALIASES = ["王测试（集团）", "第7测试", "测、试", "Uji.com", "Wang C. Uji", "测试·买买提", "O'Uji", "Uji-Uji 7"]


@pytest.mark.parametrize("alias", ALIASES)
def test_forms_with_marks_and_digits_live(tmp_path, alias):
    assert list(dead_forms(glossary.load(write(tmp_path, alias), builtin=False))) == []


@pytest.mark.parametrize("alias", ["<b>Uji</b>", "`Uji`", "nama='测试'"])
def test_a_form_that_no_text_gives_back_is_named_with_its_place(tmp_path, alias):
    """Markup and code are no prose, so an alias that looks like them can't come back."""
    path = write(tmp_path, alias)
    dead = [form for form in dead_forms(glossary.load(path, builtin=False)) if form.form == alias]
    assert dead
    result = CliRunner().invoke(cli, ["data", "check", str(path), "--alive"])
    assert result.exit_code == 1
    assert result.output.startswith(f"{path}:1: wang-uji: {alias!r} does not come back")
    assert CliRunner().invoke(cli, ["data", "check", str(path)]).exit_code == 0

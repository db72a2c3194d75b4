"""Compiled indexes: whole ones open, others are named or built again, and nothing is written where it may not be."""

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import glossary
from glossary.compile import load as loading
from glossary.compile.build import with_automata
from glossary.compile.load import compile_own
from glossary.index import IndexFile
from glossary.index.file import MAGIC, encode

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def index(own, tmp_path):
    path = tmp_path / "own.index"
    path.write_bytes(compile_own(own, builtin=False))
    return path


def test_an_index_answers_as_the_file_it_was_made_of(own, tmp_path):
    path = tmp_path / "own.index"
    path.write_bytes(compile_own(own))
    text = "Xi Jinping (习近平) dan 张测试, Zhang C. juga PBB"
    first, second = (glossary.Annotator(glossary.load(p), latin_mentions=True).annotate(text) for p in (own, path))
    assert first.mentions == second.mentions
    assert [e.id for e in glossary.load(path, builtin=False)] == ["zhang-tes"]
    assert glossary.load(path, builtin=False).lookup("习近平") == ()


def test_the_same_entries_give_the_same_bytes(own):
    assert compile_own(own, builtin=False) == compile_own(own, builtin=False)


@pytest.mark.parametrize("builtin", [True, False])
def test_automata_can_be_added_later(own, builtin):
    whole = compile_own(own, builtin=builtin)
    assert with_automata(IndexFile(compile_own(own, builtin=builtin, automata=False))) == whole
    assert with_automata(IndexFile(whole)) == whole


def test_circles_are_looked_for_again_after_compiling(own):
    for was_on in (True, False):
        (gc.enable if was_on else gc.disable)()
        try:
            compile_own(own, builtin=False)
            assert gc.isenabled() == was_on
        finally:
            gc.enable()


def test_each_cut_is_named(index):
    whole = index.read_bytes()
    for size in (0, 5, len(MAGIC), len(MAGIC) + 9, 200, len(whole) // 2, len(whole) - 9):
        index.write_bytes(whole[:size])
        with pytest.raises(glossary.DataError, match=r"own\.index"):
            glossary.load(index)


def test_each_flipped_bit_is_named_or_harmless(index):
    """Sections are checked when they are opened; what opens answers as before."""
    whole = bytearray(index.read_bytes())
    text = "张测试 dan Zhang C."
    wanted = glossary.Annotator(glossary.load(index), latin_mentions=True).annotate(text).mentions
    named = harmless = 0
    for place in range(0, len(whole), len(whole) // 97):
        whole[place] ^= 16
        index.write_bytes(whole)
        whole[place] ^= 16
        try:
            found = glossary.Annotator(glossary.load(index), latin_mentions=True).annotate(text).mentions
        except glossary.DataError as error:
            named += "own.index" in str(error)
        else:
            assert found == wanted
            harmless += 1
    assert named + harmless >= 97
    assert named > 70


def with_section(data, name, content):
    file = IndexFile(data)
    return encode(file.meta, {each: bytes(file.section(each)) for each in file.names()} | {name: content})


FOREIGN = {
    "index format": lambda data: data[: len(MAGIC)] + bytes([data[len(MAGIC)] + 1]) + data[len(MAGIC) + 1 :],
    "not a compiled glossary index": lambda data: b"PK\x03\x04" + data,
    "byte order": lambda data: encode({**IndexFile(data).meta, "byteorder": "middle"}, {}),
    "the header lacks counts": lambda data: encode({"byteorder": sys.byteorder}, {}),
    "is missing": lambda data: encode(IndexFile(data).meta, {}),
    "reading tables": lambda data: with_section(data, "readings", b"GLR0" + bytes(IndexFile(data).section("readings"))[4:]),
}


@pytest.mark.parametrize("told", FOREIGN)
def test_an_older_or_foreign_index_is_named(index, told):
    index.write_bytes(FOREIGN[told](index.read_bytes()))
    with pytest.raises(glossary.DataError, match=told):
        glossary.load(index)


def test_an_index_of_another_daachorse_is_matched_with_patterns_of_its_own(index):
    file = IndexFile(index.read_bytes())
    sections = {name: bytes(file.section(name)) for name in file.names()}
    index.write_bytes(encode({**file.meta, "daachorse": "0.0.1"}, sections))
    assert glossary.Annotator(glossary.load(index)).annotate("张测试").mentions[0].entry.id == "zhang-tes"


def test_an_index_is_opened_alone(own, index):
    with pytest.raises(glossary.DataError, match="opened alone"):
        glossary.load(index, own)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A checkout of its own with one entry, and a cache."""
    folder = tmp_path / "data"
    (folder / "readings").mkdir(parents=True)
    for name in ("surnames.tsv", "readings/characters.tsv", "readings/words.tsv"):
        (folder / name).write_bytes((ROOT / "data" / name).read_bytes() if name == "surnames.tsv" else b"")
    (folder / "people.toml").write_text('[a]\nhans = "王一"\nname = "Wang Yi"\nstatus = "checked"\n', encoding="utf-8")
    monkeypatch.setattr(loading, "data_folder", lambda: str(folder))
    monkeypatch.setattr(loading, "_PACKAGE_INDEX", str(tmp_path / "none.bin"))
    monkeypatch.setenv("GLOSSARY_CACHE", str(tmp_path / "cache"))
    return folder


def fresh():
    loading.default.cache_clear()
    try:
        return loading.default()
    finally:
        loading.default.cache_clear()


def kept(tmp_path):
    return list((tmp_path / "cache").glob("*"))


def test_a_stale_index_is_built_again(data, tmp_path):
    assert [e.id for e in fresh()] == ["a"]
    (first,) = kept(tmp_path)
    stamp = first.stat().st_mtime_ns
    assert [e.id for e in fresh()] == ["a"]
    assert first.stat().st_mtime_ns == stamp
    (data / "people.toml").write_text('[bb]\nhans = "王一"\nname = "Wang Yi"\nstatus = "checked"\n', encoding="utf-8")
    assert [e.id for e in fresh()] == ["bb"]
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("content", [b"", b"x" * 100, MAGIC, MAGIC + b"\x01\x00" + b"\xff" * 200])
def test_a_damaged_cache_is_built_again(data, tmp_path, content):
    fresh()
    (path,) = kept(tmp_path)
    path.write_bytes(content)
    assert [e.id for e in fresh()] == ["a"]
    assert path.read_bytes().startswith(MAGIC)
    assert len(path.read_bytes()) > 300


def test_a_cache_that_cannot_be_written_is_done_without(data, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "below", "/proc/none", "/dev/null/x"):
        monkeypatch.setenv("GLOSSARY_CACHE", str(place))
        assert [e.id for e in fresh()] == ["a"]


def test_a_missing_home_is_done_without(data, tmp_path, monkeypatch):
    monkeypatch.delenv("GLOSSARY_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "file" / "none"))
    (tmp_path / "file").write_text("")
    assert [e.id for e in fresh()] == ["a"]


def test_builds_at_the_same_time_leave_one_whole_index(data, tmp_path):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append([e.id for e in loading.default.__wrapped__()])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [["a"]] * 4
    (path,) = kept(tmp_path)
    assert IndexFile.open(path).meta["entries"] == 1


def test_a_fresh_index_is_opened_without_the_compiler():
    """Each module that is not loaded makes the start faster."""
    heavy = "tomllib csv hashlib pathlib click glossary.compile.build glossary.compile.sources glossary.compile.shapes"
    code = (
        "import sys, glossary; glossary.annotate('Xi Jinping (习近平)');"
        f"print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    for _ in range(2):  # the first may have to build
        result = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert result.stdout.strip() == "[]"
    assert result.stderr == ""

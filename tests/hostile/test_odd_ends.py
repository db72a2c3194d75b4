"""What an unfriendly tester tried beside the themes of the other files: packed files, long arguments, copies, surroundings."""

import copy
import gc
import gzip
import json
import os
import pickle
import re
import subprocess
import sys
import weakref
from contextlib import suppress

import pytest

import glossary

ARTICLE = "Presiden Tiongkok, Xi Jinping(习近平) menelepon Wang Yi (王毅) dan Zhang Changhao (张长浩).\n"
PACKED = gzip.compress(ARTICLE.encode() * 50)
ROW = {"id": "wang-uji", "kind": "person", "hans": "王测", "name": "Wang Uji"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


# -- packed files ------------------------------------------------------------------------------------

DAMAGED = {
    "an empty one": b"",
    "a head alone": PACKED[:2],
    "one cut off": PACKED[:-9],
    "one with another checksum": PACKED[:-8] + bytes(4) + PACKED[-4:],
    "one with a tail that is none": PACKED + b"ekor",
    "one in another": gzip.compress(PACKED),
    "one that fills the disk": gzip.compress(bytes(1 << 20)) * 70,
}


@pytest.mark.parametrize("command", ["annotate", "lint"])
@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_packed_file_is_named(folder, here, command, case):
    (folder / "x.txt.gz").write_bytes(DAMAGED[case])
    code, out, error = here(command, "x.txt.gz")
    assert (code, "x.txt.gz" in error, "习" in out, len(error) < 500) == (1, True, False, True)


def test_a_frame_of_zstandard_that_is_cut_off_is_no_empty_article(folder, here):
    zstandard = pytest.importorskip("zstandard", reason="zst needs zstandard")
    packed = zstandard.ZstdCompressor().compress(ARTICLE.encode() * 50)
    for number, damaged in enumerate((b"", packed[:3], packed[:-5], packed + packed[:-1], packed + b"ekor")):
        (folder / f"{number}.txt.zst").write_bytes(damaged)
        code, out, error = here("annotate", f"{number}.txt.zst")
        assert (code, out, f"{number}.txt.zst" in error) == (1, "", True), number
    (folder / "bomb.txt.zst").write_bytes(zstandard.ZstdCompressor().compress(bytes(200 << 20)))
    code, out, error = here("annotate", "bomb.txt.zst")
    assert (code, out, "--max-unpacked" in error) == (1, "", True)
    for number, whole in enumerate((packed, packed + packed, zstandard.ZstdCompressor(write_content_size=False).compress(b"x"))):
        (folder / f"w{number}.txt.zst").write_bytes(whole)
        assert here("annotate", f"w{number}.txt.zst")[0] == 0


# -- arguments ---------------------------------------------------------------------------------------

LONG = "9 Juli " * 10_000
WITH_LONG = {
    "a date": lambda: glossary.lint(ARTICLE, date=LONG),
    "a date of fix": lambda: glossary.fix(ARTICLE, date=LONG),
    "a kind": lambda: glossary.read("单田芳", kind=LONG),
    "a language": lambda: glossary.lint(ARTICLE, lang=LONG),
    "a choice of mentions": lambda: glossary.annotate(ARTICLE).to_html(repeat=LONG),
    "a unit": lambda: glossary.annotate(ARTICLE).offsets(LONG),
    "a style": lambda: glossary.read("单田芳").styled(LONG),
    "an address": lambda: glossary.load(url_base="javascript:" + LONG),
    "a profile": lambda: glossary.load(profile=LONG),
    "an engine": lambda: glossary.load(engine=LONG),
}


@pytest.mark.parametrize("case", WITH_LONG)
def test_a_message_repeats_no_long_argument(case):
    with pytest.raises((ValueError, TypeError)) as raised:
        WITH_LONG[case]()
    assert len(str(raised.value)) < 400


def test_a_number_of_thousands_of_digits_is_told_to_whom_writes_it(folder, here):
    (folder / "l.jsonl").write_text('{"id": %s, "text": "习近平"}\n{"id": 2, "text": "王毅"}\n' % ("9" * 5_000), encoding="utf-8")
    code, out, error = here("annotate", "l.jsonl")
    assert (code, "l.jsonl:1" in error, "sys." in error, json.loads(out)["id"]) == (1, True, False, 2)


@pytest.mark.parametrize(
    "id", [0, -1, 10**400, 2**63, 1.5, -0.0, True, False, "", "a\nb", "\0", "</script>", [1, [2]], {"a": [None]}]
)
def test_an_id_comes_back_as_it_was(id):
    document = glossary.annotate(ARTICLE)
    line = document.to_json(id=id)
    assert "\n" not in line
    assert json.loads(line)["id"] == id == document.to_dict(id=id)["id"]


@pytest.mark.parametrize("hant", ["abc", "Wang", "-", "123"])
def test_a_traditional_form_without_hanzi_is_refused(folder, hant):
    (folder / "own.jsonl").write_text(json.dumps({**ROW, "hant": hant}) + "\n", encoding="utf-8")
    with pytest.raises(glossary.DataError, match=r"own\.jsonl:1: wang-uji: hant"):
        glossary.load("own.jsonl")


class Stubborn(str):
    """A string that does not want to be one."""

    def __getitem__(self, place):
        raise RuntimeError("no place")

    def __len__(self):
        raise RuntimeError("no length")

    __hash__ = str.__hash__


def test_a_stubborn_string_raises_what_it_raises_and_harms_nobody():
    before = glossary.annotate(ARTICLE)
    for work in (glossary.annotate, glossary.lint, glossary.fix, glossary.read, glossary.lookup):
        with suppress(RuntimeError):
            work(Stubborn(ARTICLE))
    assert glossary.annotate(ARTICLE) == before


# -- copies ------------------------------------------------------------------------------------------


def test_every_value_survives_a_copy_and_a_pickle():
    document = glossary.annotate(ARTICLE)
    values = [document, *document.mentions, *glossary.lookup("习近平"), glossary.read("单田芳"), *glossary.lint(ARTICLE)]
    for value in (*values, *(mention.latin for mention in document.mentions)):
        assert copy.copy(value) == copy.deepcopy(value) == value
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(value, protocol)) == value


@pytest.mark.parametrize("error", [glossary.GlossaryError, glossary.DataError, glossary.ArticleError, glossary.OutputError])
def test_every_error_survives_a_copy_and_a_pickle(error):
    raised = error("own.toml:1: x")
    for other in (copy.copy(raised), copy.deepcopy(raised), pickle.loads(pickle.dumps(raised))):
        assert (type(other), str(other), vars(other)) == (error, str(raised), vars(raised))


def test_a_glossary_that_nobody_holds_is_gone(folder):
    (folder / "own.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    own = glossary.load("own.jsonl", builtin=False)
    annotator = glossary.Annotator(own, latin_mentions=True)
    document = annotator.annotate("Wang Uji (王测)")
    assert document.to_json()
    assert document.to_html()
    left = weakref.ref(own), weakref.ref(annotator)
    del own, annotator
    gc.collect()
    assert [reference() for reference in left] == [None, None]
    assert document.mentions[0].entry.id == "wang-uji"


# -- surroundings ------------------------------------------------------------------------------------

SURROUNDINGS = {
    "no home": {"HOME": None, "GLOSSARY_CACHE": None, "XDG_CACHE_HOME": None},
    "a home that is a device": {"HOME": "/dev/null", "GLOSSARY_CACHE": None},
    "a cache that is a file": {"GLOSSARY_CACHE": "a.txt"},
    "a cache of a name that is not UTF-8": {"GLOSSARY_CACHE": "\udcff"},
    "ASCII alone": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"},
    "a locale that there is not": {"LC_ALL": "xx_YY.KOI8", "LANG": "\udcff"},
    "no path and no temporary folder": {"PATH": "", "TMPDIR": "/none"},
    "a check of everything": {"PYTHONDEVMODE": "1", "PYTHONWARNDEFAULTENCODING": "1"},
    "neither asserts nor docstrings": {"PYTHONOPTIMIZE": "2"},
}


@pytest.mark.parametrize("case", SURROUNDINGS)
def test_the_surroundings_do_not_matter(folder, case):
    env = {**os.environ, **SURROUNDINGS[case]}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "glossary", "annotate", "a.txt"],
        capture_output=True,
        timeout=120,
        check=False,
        env={name: value for name, value in env.items() if value is not None},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Xí Jìnpíng".encode() in done.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is full")
@pytest.mark.parametrize(
    "arguments", [["-o", "/dev/full"], ["-o", "/dev/full", "--jobs", "1"], ["-o", "/dev/full", "--to", "csv"]]
)
def test_a_full_device_is_named_and_nothing_else_is_said(folder, arguments):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "glossary", "annotate", "a.txt", *arguments],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert re.fullmatch(rb"/dev/full: [^\n]*No space left[^\n]*\n", done.stderr), done.stderr

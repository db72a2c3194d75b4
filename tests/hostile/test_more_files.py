"""Files that lie about what they are: encodings, bombs, names that lead out of the folder, formulas."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import time
import zlib

import pytest

import glossary
from glossary.articles.inputs import find_inputs
from glossary.articles.output import output_names

ROW = {"id": "wang-uji", "kind": "person", "hans": "王测", "name": "Wang Uji"}
ARTICLE = "Presiden Xi Jinping (习近平) tiba.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, stdin=b""):
    done = subprocess.run(
        [sys.executable, "-m", "glossary", *arguments], input=stdin, capture_output=True, timeout=200, check=False
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return done


READ = {
    "UTF-8": ARTICLE.encode(),
    "a byte order mark": b"\xef\xbb\xbf" + ARTICLE.encode(),
    "UTF-16": ARTICLE.encode("utf-16"),
    "UTF-16 little": b"\xff\xfe" + ARTICLE.encode("utf-16-le"),
    "UTF-16 big": b"\xfe\xff" + ARTICLE.encode("utf-16-be"),
    "NUL": b"\0" + ARTICLE.encode() + b"\0",
    "line ends of Windows": ARTICLE.replace("\n", "\r\n").encode(),
    "no line end": ARTICLE.strip().encode(),
    "gzip": gzip.compress(ARTICLE.encode()),
}
REFUSED = {
    "GBK": ARTICLE.encode("gbk"),
    "Big5": "習近平 外交部".encode("big5"),
    "Latin-1": "Señor (习".encode("latin-1", "replace"),
    "UTF-16 without a mark": "习近平强".encode("utf-16-be"),
    "UTF-32": ARTICLE.encode("utf-32"),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff",
    "a cut Hanzi": ARTICLE.encode()[:23],
    "a surrogate": b"\xed\xa0\x80",
    "an overlong form": b"\xc0\xaf",
    "half of UTF-16": b"\xff\xfea",
    "cut gzip": gzip.compress(ARTICLE.encode() * 99)[:-9],
    "altered gzip": gzip.compress(ARTICLE.encode())[:20] + b"xxxx" + gzip.compress(ARTICLE.encode())[24:],
    "empty gzip": b"\x1f\x8b",
}


@pytest.mark.parametrize("label", READ)
def test_an_encoding_that_says_what_it_is_is_read(folder, here, label):
    (folder / "a.txt").write_bytes(READ[label])
    code, out, error = here("annotate", "a.txt")
    assert (code, error) == (0, "")
    assert "习近平" in out
    assert "Xí Jìnpíng" in out
    assert here("lint", "a.txt")[0] == 0


@pytest.mark.parametrize("label", REFUSED)
def test_another_one_is_refused_with_the_file(folder, here, label):
    (folder / "a.txt").write_bytes(REFUSED[label])
    for command in ("annotate", "lint"):
        code, _, error = here(command, "a.txt")
        assert code in (1, 2)
        assert "a.txt" in error
        assert len(error) < 500


def wordpress(body):
    return (
        '<?xml version="1.0"?>' + body + '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><wp:post_id>1</wp:post_id>'
        "<content:encoded>&a;习近平</content:encoded></item></channel></rss>"
    ).encode()


BOMBS = {
    "entities": '<!DOCTYPE r [<!ENTITY x "' + "a" * 999 + '"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY a "&y;&y;&y;&y;">]>',
    "an external entity": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an entity of parameters": '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    "a foreign document type": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("label", BOMBS)
def test_entities_of_xml_are_not_followed(folder, here, label):
    pytest.importorskip("defusedxml", reason="the export needs the extra [archives]")
    (folder / "a.xml").write_bytes(wordpress(BOMBS[label]))
    code, out, error = here("annotate", "a.xml")
    assert (code, "a.xml: refused" in error, "root:" in out + error) == (1, True, False)


@pytest.mark.parametrize("head", ["", "<", "<rss a='", "<rss a='>"])
def test_an_export_that_is_one_open_tag_costs_its_length(folder, here, head):
    pytest.importorskip("defusedxml", reason="the export needs the extra [archives]")
    (folder / "a.xml").write_bytes(head.encode() + b"a>"[: 2 if ">" in head else 1] * (8 << 20))
    began = time.process_time()
    code, _, error = here("annotate", "a.xml")
    assert (code, "a.xml:1: not valid XML" in error) == (1, True)
    assert time.process_time() - began < 2.5  # with pieces of one size it grew with the square of the length


@pytest.mark.parametrize("suffix", [".txt.gz", ".jsonl.gz", ".csv.gz"])
def test_what_unpacks_to_too_much_is_refused(folder, suffix):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = {".jsonl.gz": b'{"text": "', ".csv.gz": b"id,text\n1,"}.get(suffix, b"")
    data = packer.compress(head) + b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    (folder / f"a{suffix}").write_bytes(data)
    done = run("annotate", f"a{suffix}", "--to", "jsonl")
    assert done.returncode == 1
    assert b"unpacks to more than" in done.stderr


def test_a_limit_of_ones_own_is_kept(folder):
    (folder / "a.txt.gz").write_bytes(gzip.compress(ARTICLE.encode() * 100))
    assert run("annotate", "a.txt.gz", "--max-unpacked", "100").returncode == 1
    assert run("annotate", "a.txt.gz").returncode == 0


NAMES = [
    "../../x.txt",
    "/etc/passwd.txt",
    "..",
    "a/../../b.txt",
    "C:\\x.txt",
    "con.txt",
    ".txt",
    "\u202etxt.exe.txt",
    "a\0b.txt",
    "~/x.txt",
    "-o.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_result_leads_out_of_its_folder(name):
    from glossary.articles.inputs import Input

    (found,) = output_names([Input(name, "text", name)], ".html")
    parts = found.split("/")
    assert not found.startswith("/")
    assert ".." not in parts
    assert found.endswith(".html")


def test_results_of_inputs_from_above_stay_in_the_folder(folder):
    (folder / "in").mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    os.symlink(folder, folder / "in" / "up")
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "annotate", "../a.txt", "--to", "html", "-o", "out/"],
        cwd=folder / "in",
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(folder / "in" / "out")) == ["a.html"]


def test_a_folder_that_holds_itself_is_read_once(folder):
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    os.symlink(".", folder / "self")
    inputs, problems = find_inputs((".",))
    assert ([item.name for item in inputs], problems) == (["a.txt"], [])


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1", '=HYPERLINK("http://x")']


def test_no_cell_is_a_formula(folder):
    """Neither in an index of names, nor in what is exported, whatever field it stands in."""
    rows = [
        {**ROW, "id": f"w{n}", "name": f"Wang {chr(65 + n)}i", "description": f"{formula.strip()} x", "english": formula.strip()}
        for n, formula in enumerate(FORMULAS)
    ]
    (folder / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    annotator = glossary.Annotator(glossary.load("own.jsonl", builtin=False), latin_mentions=True)
    text = " ".join(f"王测 {formula} Wang {chr(65 + n)}i ({formula}王测)" for n, formula in enumerate(FORMULAS))
    (folder / "a.jsonl").write_text(json.dumps({"id": FORMULAS[0], "text": text}) + "\n", encoding="utf-8")
    for table in (
        annotator.annotate(text).to_csv(),
        run("annotate", "a.jsonl", "--to", "csv", "--latin-mentions").stdout.decode(),
        run("data", "export", "own.jsonl", "--to", "csv").stdout.decode(),
    ):
        cells = [cell for line in csv.reader(io.StringIO(table, newline="")) for cell in line]
        assert len(cells) > 5
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]

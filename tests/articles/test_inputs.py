"""Which files are meant, and how results are named."""

import gzip
import os

import pytest

from glossary.articles.inputs import Input, find_inputs
from glossary.articles.output import check_apart, output_names, replacing
from glossary.errors import OutputError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.md",
        "sub/a.txt",
        "sub/c.jsonl.gz",
        ".hidden.txt",
        "old.jsonl.run/x.jsonl",
        "gambar.png",
        "lain.xml",
    ):
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def paths(*names, **options):
    inputs, problems = find_inputs(names, **options)
    return [item.path for item in inputs], problems


def test_a_folder_gives_the_articles_in_it_in_order(folder):
    found, problems = paths(".")
    assert found == ["./a.md", "./b.txt", "./sub/a.txt", "./sub/c.jsonl.gz"]
    assert problems == []


def test_a_file_that_is_named_twice_is_read_once(folder):
    os.symlink("b.txt", "link.txt")
    assert paths("sub/../b.txt", ".", "*.txt", "link.txt")[0] == ["sub/../b.txt", "./a.md", "./sub/a.txt", "./sub/c.jsonl.gz"]


def test_a_pattern_is_resolved_unless_a_file_has_its_name(folder):
    assert paths("**/*.txt")[0] == ["b.txt", "sub/a.txt"]
    (folder / "[1].txt").write_text("x")
    assert paths("[1].txt")[0] == ["[1].txt"]
    assert paths("*.tidak")[1] == ["*.tidak: no file matches this pattern"]


def test_a_folder_without_articles_and_an_unknown_format_are_named(folder):
    (folder / "kosong").mkdir()
    problems = paths("kosong", "gambar.png")[1]
    assert "kosong: no article in this folder; looked for .txt" in problems[0]
    assert "gambar.png: unknown format '.png'" in problems[1]
    assert paths("gambar.png", format="text")[0] == ["gambar.png"]


def test_a_packed_export_is_found_in_a_folder(folder):
    (folder / "wp").mkdir()
    export = b'<rss xmlns:wp="http://wordpress.org/export/1.2/">' + b" " * 3000
    (folder / "wp" / "a.xml.gz").write_bytes(gzip.compress(export))
    (folder / "wp" / "b.xml.gz").write_bytes(gzip.compress(b"<rss/>"))
    assert paths("wp")[0] == ["wp/a.xml.gz"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_is_read_once_by_its_suffix_or_what_it_holds(folder):
    os.mkfifo("pipa")
    os.mkfifo("pipa.csv")
    found, _ = find_inputs(("pipa", "pipa.csv", "b.txt"))
    assert [(item.format, item.is_stream) for item in found] == [("", True), ("csv", True), ("text", False)]


def test_the_folder_of_results_is_no_input(folder):
    assert "./sub/a.txt" not in paths(".", avoid="sub")[0]


def test_names_of_results_stay_inside_and_apart():
    inputs = [
        Input(path, "text", name)
        for path, name in [("a/x.txt", "x.txt"), ("b/X.md", "X.md"), ("c", "../../c.txt"), ("d", "/etc/d.txt.gz"), ("-", "stdin")]
    ]
    assert output_names(inputs, ".html") == ["x.html", "X-2.html", "c.html", "etc/d.html", "stdin.html"]


def test_an_output_that_is_an_input_is_refused(folder):
    os.symlink("b.txt", "link.txt")
    os.link("b.txt", "hard.txt")
    inputs, _ = find_inputs(("b.txt",))
    check_apart(inputs, ["other.txt", "/dev/null"])
    for name in ("b.txt", "link.txt", "hard.txt", "sub/../b.txt"):
        with pytest.raises(OutputError, match="this is also an input"):
            check_apart(inputs, [name])


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / ("n" * 250 + ".txt")
    path.write_text("lama")

    def write(fails):
        with replacing(str(path)) as file:
            file.write(b"baru")
            if fails:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        write(True)
    assert path.read_text() == "lama"
    write(False)
    assert path.read_text() == "baru"
    assert os.listdir(tmp_path) == [path.name]

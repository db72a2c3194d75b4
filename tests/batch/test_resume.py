"""Taking a run up again: from every format, with other workers, and over what a dead run left lying about."""

import csv
import gzip
import json
import os
import zlib

import pytest

from glossary.errors import OutputError


def rows_of(corpus):
    return [json.loads(line) for line in corpus.read_bytes().splitlines()]


def as_csv(corpus, path):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], *([row["id"], row["text"]] for row in rows_of(corpus))])


def as_gzip(corpus, path):
    path.write_bytes(gzip.compress(corpus.read_bytes()))


def as_zstandard(corpus, path):
    zstandard = pytest.importorskip("zstandard", reason="zst needs zstandard")
    path.write_bytes(zstandard.compress(corpus.read_bytes()))


def as_parquet(corpus, path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    parquet.write_table(pyarrow.Table.from_pylist(rows_of(corpus)), path, row_group_size=11)


def as_export(corpus, path):
    for name in ("defusedxml", "turbohtml"):
        pytest.importorskip(name, reason="WordPress exports need defusedxml and turbohtml")
    items = "".join(
        f"<item><title>{row['id']}</title><content:encoded><![CDATA[<p>{row['text']}</p>]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>post</wp:post_type></item>"
        for number, row in enumerate(rows_of(corpus))
    )
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    path.write_text(f'<rss version="2.0" {names}><channel><title>situs</title>{items}</channel></rss>', encoding="utf-8")


def as_web_archive(corpus, path):
    for name in ("warcio", "turbohtml"):
        pytest.importorskip(name, reason="web archives need warcio and turbohtml")
    records = []
    for number, row in enumerate(rows_of(corpus)):
        body = f"<p>{row['text']}</p>".encode()
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.id/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    path.write_bytes(b"".join(records))


def as_folder(corpus, path):
    path.mkdir()
    for row in rows_of(corpus):
        (path / f"{row['id']}.txt").write_text(row["text"] + " kata" * 200, encoding="utf-8")


FORMATS = {
    "a.csv": as_csv,
    "a.jsonl.gz": as_gzip,
    "a.jsonl.zst": as_zstandard,
    "a.parquet": as_parquet,
    "a.xml": as_export,
    "a.warc": as_web_archive,
    "folder": as_folder,
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_stopped_run_over_any_format_ends_as_one_that_was_not(corpus, annotate, tmp_path, name):
    """Also where another number of workers takes it up."""
    source = tmp_path / name
    FORMATS[name](corpus, source)
    whole, _, _ = annotate(source, output="whole.jsonl", target="jsonl")
    with pytest.raises(KeyboardInterrupt):
        annotate(source, stop_after=2, target="jsonl")
    outcome, _, progress = annotate(source, resume=True, jobs=1, target="jsonl")
    assert 0 < progress.before < progress.weight
    assert outcome.articles == whole.articles == 120
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_stopped_run_into_a_folder_ends_as_one_that_was_not(corpus, annotate, tmp_path):
    source = tmp_path / "folder"
    as_folder(corpus, source)
    annotate(source, output="whole", into_folder=True)
    with pytest.raises(KeyboardInterrupt):
        annotate(source, output="out", into_folder=True, stop_after=1)
    left_by_a_kill = (
        tmp_path / "out" / f".glossary-77-{zlib.crc32(os.fsencode(os.path.realpath(tmp_path / 'out' / 'a7.txt'))):08x}.tmp"
    )
    left_by_a_kill.write_bytes(b"half of it")
    annotate(source, output="out", into_folder=True, resume=True)
    first, second = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("whole", "out"))
    assert len(first) == 120
    assert first == second


def test_what_a_dead_run_left_unfinished_is_not_taken_for_a_part(corpus, annotate, tmp_path):
    """Parts appear whole, under their own name; files of a temporary name, and errors or digests alone, are no part."""
    annotate(corpus, output="whole.jsonl")
    with pytest.raises(KeyboardInterrupt):
        annotate(corpus, stop_after=2)
    folder = tmp_path / "out.jsonl.run"
    missing = next(n for n in range(100) if not (folder / f"part-{n:06d}.out").exists())
    (folder / f"part-{missing:06d}.errors").write_bytes(b"[")
    (folder / f"part-{missing:06d}.digests").write_bytes(b"half")
    (folder / f".glossary-part-{missing:06d}.out.tmp").write_bytes(b"half of a rec")
    annotate(corpus, resume=True)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert {path.name for path in folder.iterdir()} == {"run.json", "digests", "lock"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 0}', b"\xff\xfe"])
def test_a_damaged_manifest_is_named_and_a_new_run_is_possible(corpus, annotate, tmp_path, content):
    annotate(corpus)
    (tmp_path / "out.jsonl.run" / "run.json").write_bytes(content)
    with pytest.raises(OutputError, match=r"run\.json: not the manifest of a run.*without --resume to start anew"):
        annotate(corpus, resume=True)
    outcome, _, _ = annotate(corpus)
    assert outcome.articles == 120


def test_an_input_that_only_moved_or_was_touched_is_the_same(corpus, annotate, tmp_path):
    """What counts is the content: a new time stamp changes nothing, one other byte of the same size does."""
    with pytest.raises(KeyboardInterrupt):
        annotate(corpus, stop_after=2)
    content = corpus.read_bytes()
    corpus.write_bytes(content)
    with pytest.raises(KeyboardInterrupt):
        annotate(corpus, stop_after=1, resume=True)
    corpus.write_bytes(content.replace(b"Putin", b"Futin", 1))
    with pytest.raises(OutputError, match="the content of"):
        annotate(corpus, resume=True)

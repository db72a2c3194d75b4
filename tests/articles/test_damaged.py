"""What only looks like an archive is named, and does not end the others."""

import pytest

from glossary.articles.inputs import Input
from glossary.articles.read import read_articles
from glossary.errors import ArticleError


@pytest.mark.parametrize(
    "data", [b"", b"nonsense\n" * 20, b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200 OK\r\n"]
)
def test_what_is_no_web_archive_is_named(tmp_path, data):
    pytest.importorskip("warcio", reason="web archives need warcio")
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"a\.warc: (not a web archive|cannot be read)"):
        list(read_articles(Input(str(path), "warc", "a.warc")))


@pytest.mark.parametrize("data", [b"", b"<html><p>halaman", b"<?xml version='1.0'?><feed/>"])
def test_what_is_no_export_is_named(tmp_path, data):
    pytest.importorskip("defusedxml", reason="WordPress exports need defusedxml")
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"a\.xml"):
        list(read_articles(Input(str(path), "wordpress", "a.xml")))

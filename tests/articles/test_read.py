"""Every format gives its articles, and what is wrong with a file is named with its line."""

import csv
import gzip
import io
import random
from contextlib import nullcontext

import pytest

from glossary.articles import Fields
from glossary.articles.inputs import Input
from glossary.articles.read import read_articles
from glossary.errors import ArticleError

TEXT = "Xi Jinping (习近平) tiba."


def read(path, format, fields=None, **options):
    return list(read_articles(Input(str(path), format, path.name), fields or Fields(), **options))


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), b"\xff\xfe" + TEXT.encode("utf-16-le")],
    ids=["utf-8", "utf-8 with mark", "utf-16 with mark", "utf-16-le with mark"],
)
def test_a_text_file_is_decoded_by_its_mark(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert [article.text for article in read(path, "text")] == [TEXT]


def test_a_text_file_of_another_encoding_is_named_with_its_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"satu\ndua \xe9\n")
    with pytest.raises(ArticleError, match=r"a\.txt:2: not UTF-8 \(byte 0xe9\); save the file as UTF-8"):
        read(path, "text")


def test_an_empty_file_is_an_empty_article(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    assert [article.text for article in read(path, "text")] == [""]


def test_json_lines_name_what_is_no_article(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "text": "a"}\r\n\n{"id": 2\n[]\n{"id": 3, "text": null}\n{"id": 4, "text": 5}\n'
        b'{"id": 5, "text": "\xff"}\n'
        b'{"id": 6, "text": "b"}'
    )
    articles = read(path, "jsonl")
    assert [(article.line, article.id, article.text) for article in articles] == [
        (1, 1, "a"), (3, None, None), (4, None, None), (5, 3, None), (6, 4, None), (7, None, None), (8, 6, "b"),
    ]  # fmt: skip
    assert all(article.reason for article in articles if article.text is None)


def test_fields_are_named_and_may_lie_inside_others(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"no": 7, "content": {"rendered": "a"}}\n{"no": 8, "content.rendered": "b"}\n')
    fields = Fields("content.rendered", "no")
    assert [(article.id, article.text) for article in read(path, "jsonl", fields)] == [(7, "a"), (8, "b")]


def test_utf_16_json_lines_are_refused(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "a"}\n'.encode("utf-16"))
    with pytest.raises(ArticleError, match="UTF-16; save the file as UTF-8"):
        read(path, "jsonl")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_by_rows_with_line_ends_inside_cells(tmp_path, separator):
    shape = io.StringIO()
    rows = csv.writer(shape, delimiter=separator)
    rows.writerows([["id", "judul", "text"], ["1", "x", 'dua\nbaris "习"'], ["2", "y"], ["3", "z", "tiga"]])
    path = tmp_path / "a.csv"
    path.write_bytes(shape.getvalue().encode("utf-8-sig"))
    assert [(article.line, article.id, article.text) for article in read(path, "csv")] == [
        (2, "1", 'dua\nbaris "习"'), (4, "2", None), (5, "3", "tiga"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        ('1,"terbuka\n2,b\n3,c\n', [None]),
        ('1,a\n2,"terbuka', ["a", None]),
        ('1,a\n2,"tertutup"', ["a", "tertutup"]),
        ('1,a\n2,"dua\nbaris"\n', ["a", "dua\nbaris"]),
        ('1,5" layar\n2,b', ['5" layar', "b"]),
    ],
)
def test_a_quotation_mark_that_nothing_closes_is_told_and_no_row_vanishes_in_silence(tmp_path, rows, texts):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + rows, encoding="utf-8")
    found = list(read(path, "csv"))
    assert [article.text for article in found] == texts
    assert all(article.text is not None or "nothing closes" in article.reason for article in found)


def test_a_csv_row_that_is_not_utf_8_costs_only_itself(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n1,\xff\n2,b\n")
    assert [(article.id, article.text) for article in read(path, "csv")] == [("1", None), ("2", "b")]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("id,text\n1,Xi, Jinping\n2,b\n", [(2, "1", None), (3, "2", "b")]),
        ("id,text\n1,a,,\n2,b\n", [(2, "1", "a"), (3, "2", "b")]),  # a spreadsheet's empty columns
        ("\n\nid,text\n\n1,a\n", [(5, "1", "a")]),
        ('id,"text"\n1,"a\nb"\n2,c\n', [(2, "1", "a\nb"), (4, "2", "c")]),
        ("", []),
        ("\n", []),
    ],
)
def test_a_row_of_cells_too_many_is_told_and_empty_ones_are_nothing(tmp_path, data, rows):
    path = tmp_path / "a.csv"
    path.write_text(data)
    assert [(article.line, article.id, article.text) for article in read(path, "csv")] == rows


@pytest.mark.parametrize("header", ["id,text,text", "text,id,id"])
def test_two_columns_of_one_name_are_told(tmp_path, header):
    path = tmp_path / "a.csv"
    path.write_text(header + "\n1,a,b\n")
    with pytest.raises(ArticleError, match=r"a\.csv:1: 2 columns are named"):
        read(path, "csv")


def test_a_table_without_the_column_says_which_there_are(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("nomor,isi\n1,a\n")
    with pytest.raises(ArticleError, match=r"no column 'text'; the columns are nomor, isi"):
        read(path, "csv")


def test_parquet_is_read_with_row_numbers_across_row_groups(tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    path = tmp_path / "a.parquet"
    table = pyarrow.table({"id": [1, 2, 3, 4], "text": ["a", None, "c", "d"]})
    parquet.write_table(table, path, row_group_size=2)
    assert [(article.line, article.id, article.text) for article in read(path, "parquet")] == [
        (1, 1, "a"), (2, 2, None), (3, 3, "c"), (4, 4, "d"),
    ]  # fmt: skip
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(ArticleError, match="not a Parquet file"):
        read(path, "parquet")


def test_a_column_of_parquet_may_lie_inside_another(tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    path = tmp_path / "a.parquet"
    rows = [{"post": {"no": 1}, "isi": {"x": {"teks": "a"}}, "a.b": "z"}, {"post": None, "isi": None, "a.b": "y"}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    assert [(article.id, article.text) for article in read(path, "parquet", Fields("isi.x.teks", "post.no"))] == [
        (1, "a"), (None, None),
    ]  # fmt: skip
    assert [article.text for article in read(path, "parquet", Fields("a.b", "post.none"))] == ["z", "y"]
    for name in ("isi.y", "isi.x.teks.z", "tiada.x", "a.c"):
        with pytest.raises(ArticleError, match="no column"):
            read(path, "parquet", Fields(name))


def test_gzip_is_unpacked_up_to_a_limit(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert read(path, "text")[0].text == TEXT
    with pytest.raises(ArticleError, match="unpacks to more than 10 bytes"):
        read(path, "text", max_unpacked=10)
    path.write_bytes(gzip.compress(b"a" * (70 << 20)))
    with pytest.raises(ArticleError, match="unpacks to more than"):
        read(path, "text")


@pytest.mark.parametrize("cut", [12, -9, -3])
def test_a_cut_off_gzip_file_is_named(tmp_path, cut):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 9)[:cut])
    with pytest.raises(ArticleError, match=r"a\.txt\.gz: the compressed file is damaged or cut off"):
        read(path, "text")


def test_what_stands_before_the_end_of_a_cut_off_gzip_file_is_read(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    rng = random.Random(1)
    lines = [b'{"id": %d, "text": "%s"}\n' % (number, rng.randbytes(40).hex().encode()) for number in range(900)]
    packed = gzip.compress(b"".join(lines))
    path.write_bytes(packed[: len(packed) // 2])
    ids = []
    with pytest.raises(ArticleError, match="damaged or cut off"):
        ids.extend(article.id for article in read_articles(Input(str(path), "jsonl", path.name)))
    assert ids == list(range(len(ids)))
    assert len(ids) > 400


def test_zstandard_is_unpacked_up_to_a_limit(tmp_path):
    zstandard = pytest.importorskip("zstandard", reason="Zstandard needs its package")
    path = tmp_path / "a.jsonl.zst"
    packed = zstandard.compress(b'{"text": "a"}\n') + zstandard.compress(b'{"text": "b"}\n')
    path.write_bytes(packed)
    assert [article.text for article in read(path, "jsonl")] == ["a", "b"]
    with pytest.raises(ArticleError, match="unpacks to more than 10 bytes"):
        read(path, "jsonl", max_unpacked=10)
    path.write_bytes(packed[:20] + b"nonsense")
    with pytest.raises(ArticleError, match="damaged"):
        read(path, "jsonl")


def test_html_gives_what_a_reader_sees(tmp_path):
    pytest.importorskip("turbohtml", reason="HTML needs turbohtml")
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>t</title><script>var x = '<p>'</script></head><body><p>Xi <b>Jin</b>ping\n (习近平)<p>dua &amp; "
        "tiga<br>"
        "<style>p{}</style><noscript>x</noscript>akhir",
        encoding="utf-8",
    )
    (article,) = read(path, "html")
    assert article.text == "Xi Jinping (习近平)\ndua & tiga\nakhir"
    assert article.extracted


WXR = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>situs</title>
<item><title>Judul {entity}</title><content:encoded><![CDATA[<!-- wp:paragraph --><p>Xi Jinping (习近平)</p>
baris]]></content:encoded><excerpt:encoded><![CDATA[kutipan]]></excerpt:encoded><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type></item>
<item><title>gambar</title><wp:post_id>8</wp:post_id><wp:post_type>attachment</wp:post_type></item>
<item><title>Halaman</title><content:encoded/><wp:post_id>9</wp:post_id><wp:post_type>page</wp:post_type></item>
</channel></rss>"""


def test_a_wordpress_export_gives_posts_and_pages(tmp_path):
    pytest.importorskip("defusedxml", reason="WordPress exports need defusedxml")
    pytest.importorskip("turbohtml", reason="HTML needs turbohtml")
    path = tmp_path / "a.xml"
    path.write_text(WXR.format(doctype="", entity=""), encoding="utf-8")
    assert [(article.id, article.text) for article in read(path, "wordpress")] == [
        (7, "Judul \n\nXi Jinping (习近平)\nbaris"),
        (9, "Halaman"),
    ]


def test_an_entity_bomb_is_refused(tmp_path):
    pytest.importorskip("defusedxml", reason="WordPress exports need defusedxml")
    path = tmp_path / "a.xml"
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path.write_text(WXR.format(doctype=bomb, entity="&b;"), encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.xml: refused"):
        read(path, "wordpress")


def test_broken_xml_is_named_with_its_line(tmp_path):
    pytest.importorskip("defusedxml", reason="WordPress exports need defusedxml")
    path = tmp_path / "a.xml"
    path.write_text("<rss>\n<channel>\n<item></rss>")
    with pytest.raises(ArticleError, match=r"a\.xml:3: not valid XML"):
        read(path, "wordpress")


def warc_record(address, content_type, body, status="200 OK"):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{len(address)}>\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages(tmp_path, packed):
    pytest.importorskip("warcio", reason="web archives need warcio")
    pytest.importorskip("turbohtml", reason="HTML needs turbohtml")
    path = tmp_path / "a.warc"
    records = [
        warc_record("https://a.id/1", "text/html; charset=utf-8", "<p>习近平</p>".encode()),
        warc_record("https://a.id/22", "image/png", b"\x89PNG"),
        warc_record("https://a.id/333", "text/html", '<meta charset="gbk"><p>普京</p>'.encode("gbk")),
        warc_record("https://a.id/4444", "text/html", b"<p>hilang</p>", "404 Not Found"),
        warc_record("https://a.id/55555", "text/plain", "teks 习".encode()),
    ]
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    assert [(article.id, article.text) for article in read(path, "warc")] == [
        ("https://a.id/1", "习近平"), ("https://a.id/333", "普京"), ("https://a.id/55555", "teks 习"),
    ]  # fmt: skip


def test_a_web_archive_that_is_cut_off_gives_its_whole_pages_and_is_named(tmp_path):
    pytest.importorskip("warcio", reason="web archives need warcio")
    pytest.importorskip("turbohtml", reason="HTML needs turbohtml")
    path = tmp_path / "a.warc"
    whole = warc_record("https://a.id/1", "text/plain", b"satu")
    last = warc_record("https://a.id/2", "text/plain", b"dua")
    for cut in range(len(last) - 4):  # behind a record stand two empty lines
        path.write_bytes(whole + last[:cut])
        texts = []
        with pytest.raises(ArticleError, match=r"a\.warc: ") if cut else nullcontext():
            texts.extend(article.text for article in read_articles(Input(str(path), "warc", path.name)))
        assert texts == ["satu"], cut
    path.write_bytes(whole + last[:-4])
    assert [article.text for article in read(path, "warc")] == ["satu", "dua"]

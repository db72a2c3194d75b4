"""What the fuzzer feeds and what must hold: a target for each parser, and one that annotates, writes and parses back.

A target takes bytes, or text that the fuzzer spells with ASCII and PIECES: bytes drawn at random are hardly ever a name.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sys
import tempfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent.parent / "hostile"))

from checks import check_document, check_mentions, is_within

import glossary
from glossary import pinyin
from glossary.articles import Fields
from glossary.articles.html import html_text
from glossary.articles.html_in_place import annotate_html
from glossary.articles.inputs import Input
from glossary.articles.read import read_articles
from glossary.compile.exchange import FORMATS, export, parse
from glossary.compile.load import compile_own
from glossary.compile.sources import read_blocks
from glossary.errors import ArticleError, DataError
from glossary.index import Glossary, IndexFile
from glossary.index.file import MAGIC
from glossary.linter.config import read_config
from glossary.linter.metadata import date_of
from glossary.model import KINDS, Evidence, Mention, Resolution
from glossary.reading.match import match_spelling, one_slip
from glossary.script import has_hanzi

HERE = Path(__file__).parent
SEEDS = HERE / "seeds"
ANNOTATOR = glossary.Annotator(latin_mentions=True)
PIECES = (
    *"习近平國中王李张毅外交部发言人单田芳欧阳修长大学省市的〇々一二年",
    *("习近平", "習近平", "国防部", "吴谦", "解放军", "赛福鼎·艾则孜", "中国工商银行", "北京市", "《红楼梦》", "𠮷田", "〇〇年"),
    *("Xi Jinping", "Xí Jìnpíng", "Wu Qian", "Zhang Changhao", "Beijing", "Presiden ", "Tiongkok", "PBB", "Putin", "Wang Yi"),
    *("Hanzi: ", "Pinyin: ", "Hanzi tradisional: ", "Mandarin: ", " atau ", ", M.M.", "juru bicara ", "Universitas ", "Kota "),
    *("（", "）", "【", "】", "「", "」", "“", "”", "‘", "’", "·", "•", "、", "，", "。", "—", "–", "…", "：", "　"),
    *("\u00a0", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202c", "\u2067", "\u2069", "\ufe00", "\u0301"),
    *("\u0308", "\ud800", "\udfff", "\ue000", "\ufffd", "\uf900", "\u2f00", "あ", "한", "ü", "ǚ", "ā", "É", "İ", "ß", "ﬁ", "Ａ"),
    *("ä¹ è¿‘å¹³", "</ruby>", "<b>", "&#20064;", "http://a.b/", "\r\n", "\u2028"),
)
assert len(PIECES) <= 128, len(PIECES)
_BYTES = {piece: 128 + number for number, piece in enumerate(PIECES)}
_SPLIT = re.compile("|".join(map(re.escape, sorted(_BYTES, key=len, reverse=True))) + "|.", re.DOTALL)


def spelled(data: bytes) -> str:
    """Text for the fuzzer's bytes: below 128 ASCII, above a piece."""
    return "".join(chr(byte) if byte < 128 else PIECES[(byte - 128) % len(PIECES)] for byte in data)


def unspelled(text: str) -> bytes:
    """The fuzzer's bytes for a text; what it cannot spell becomes a question mark."""
    return bytes(_BYTES[piece] if piece in _BYTES else min(ord(piece), 127) for piece in _SPLIT.findall(text))


def _file(name: str, data: bytes) -> Path:
    path = Path(_FOLDER.name, name)
    path.write_bytes(data)
    return path


_FOLDER = tempfile.TemporaryDirectory(prefix="glossary-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)


# -- articles ------------------------------------------------------------------------------------------


def record(line: bytes) -> None:
    """A line of JSON is a record with its id, or no article."""
    try:
        answer = json.loads(ANNOTATOR.annotate_line(line))
    except ArticleError:
        return
    given = json.loads(line)
    assert answer["version"] == 1
    assert answer.get("id") == given.get("id")
    assert all(given["text"][m["start"] : m["end"]] == m["surface"] for m in answer["mentions"])


def _articles(name: str, format: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        path = _file(name, data)
        try:
            for article in read_articles(Input(str(path), format, name), Fields(), 1 << 20, ("date", "title")):
                assert (article.text is None) != (article.reason is None)
                assert article.source == str(path)
        except ArticleError as error:
            assert str(error).startswith(str(path))
            _assert_foreign(error.__cause__)

    return check


def _assert_foreign(cause: BaseException | None) -> None:
    """What was caught whole was raised by a library, not by us."""
    if cause is None or isinstance(cause, ArticleError | OSError | EOFError | zlib.error):
        return
    frame = cause.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is not None and "/glossary/" in frame.tb_frame.f_code.co_filename:
        raise cause


def readable(html: str) -> None:
    """The readable text of any HTML holds no tag that was one."""
    found = html_text(html)
    assert "\r" not in found or "&#13" in html or "&#x" in html.lower()
    html_text(html, keep_lines=True)


_OURS = re.compile(
    r'<(?:a|span) class="glossary glossary-[a-z]+"[^<>]*>|<ruby(?: lang="zh-Han[st]")?>|<rp>\(</rp><rt lang="zh-Latn-pinyin">'
    r"[^<>]*</rt><rp>\)</rp>|</ruby>|</(?:a|span)>"
)


def in_place(html: str) -> None:
    """Without our tags, HTML that was annotated in place is the input."""
    annotated = annotate_html(html, annotator=ANNOTATOR)
    if annotated == html:
        return
    assert is_within(html, annotated)
    assert _OURS.sub("", annotated) == _OURS.sub("", html)  # it may hold tags like ours


def markdown(text: str) -> None:
    """Text taken as Markdown is there whole in each of its forms."""
    document = ANNOTATOR.annotate(text)
    for repeat in ("all", "first", "section"):
        assert is_within(text, document.to_markdown(repeat=repeat))
    assert is_within(text, document.to_footnotes())
    assert document.to_glossary().startswith(text)


# -- glossaries ----------------------------------------------------------------------------------------


def _entries(name: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        path = _file(name, data)
        blocks, problems = read_blocks(path)
        assert all(problem.startswith(f"{path}:") for problem in problems), problems
        assert all(block.line >= 1 for block in blocks)

    return check


def own_glossary(text: str) -> None:
    """Any entries are refused with their file, or are a glossary that answers to its forms and is written without harm."""
    path = _file("own.jsonl", text.encode("utf-8", "surrogatepass"))
    try:
        own = Glossary(IndexFile(compile_own(path, builtin=False, automata=False)))
    except DataError as error:
        assert all(problem.startswith(f"{path}:") for problem in error.problems), error.problems
        return
    for entry in own:
        (link,) = [link for link in own.lookup_links(entry.hans) if link.entry == entry]
        text = f"Kata {entry.hans}."
        resolution = Resolution(entry.kind, link.reading, entry, (entry,), (Evidence("headword", entry.hans),))
        document = glossary.Document(text, (Mention(5, 5 + len(entry.hans), entry.hans, None, resolution),))
        check_document(text, document)
        check_written(document)


def _exchange(format: str) -> Callable[[str], None]:
    def check(text: str) -> None:
        try:
            entries = parse(text, format, "file")
        except DataError as error:
            assert all(problem.startswith("file") for problem in error.problems), error.problems
            return
        for other in FORMATS:
            if all(fields.get("name") and fields.get("hans") for fields in entries.values()):
                export(entries, other)

    return check


@lru_cache(maxsize=1)
def _base_index() -> bytes:
    return compile_own(_file("base.jsonl", (SEEDS / "own-glossary" / "two.txt").read_bytes()), builtin=False)


def index(data: bytes) -> None:
    """An index with bytes altered, and its checksum set right or not, is refused or answers."""
    altered = bytearray(_base_index())
    edits, fix = data[1:], bool(data[:1] and data[0] & 1)
    for place in range(0, len(edits) - 3, 4):
        where = int.from_bytes(edits[place : place + 3], "little") % (len(altered) if data[0] & 2 else 700)
        altered[where] = edits[place + 3]
    if data and data[0] & 4:
        del altered[int.from_bytes(data[1:4], "little") % len(altered) :]
    if fix and len(altered) > len(MAGIC) + 10:
        _set_right(altered)
    path = _file("altered.index", bytes(altered))
    try:
        found = glossary.Annotator(glossary.load(path), latin_mentions=True)
        text = "Kata Wang Uji (王测) dan Xi Jinping (习近平) tiba."
        check_mentions(text, found.annotate(text).mentions)
    except DataError as error:
        assert str(error).startswith(str(path)), error


def _set_right(data: bytearray) -> None:
    start = len(MAGIC) + 10
    length = int.from_bytes(data[len(MAGIC) + 2 : len(MAGIC) + 6], "little")
    data[len(MAGIC) + 6 : start] = zlib.crc32(data[start : start + length]).to_bytes(4, "little")


# -- pinyin --------------------------------------------------------------------------------------------


def pinyin_text(text: str) -> None:
    """Any text is pinyin with its styles, or a `ValueError`."""
    for style in pinyin.STYLES:
        pinyin.convert(text, style)
    assert pinyin.strip_tones(pinyin.strip_tones(text)) == pinyin.strip_tones(text)
    pinyin.split(text)
    try:
        words = pinyin.parse(text)
    except ValueError as error:
        assert "is no pinyin" in str(error)
        return
    for word in words:
        assert all(pinyin.strip_tones(syllable) in pinyin.SYLLABLES for syllable in word)
        again = pinyin.parse(pinyin.close_up(word))
        assert len(again) == 1
        assert pinyin.parse(" ".join(word)) == tuple((syllable,) for syllable in word)
    assert pinyin.syllables(pinyin.to_numbers(text)) == tuple(syllable for word in words for syllable in word)
    pinyin.from_numbers(text)


def spelling(text: str) -> None:
    """Any Hanzi beside any Latin letters are read, matched and told apart."""
    surface, _, rest = text.partition("|")
    kind, _, latin = rest.partition("|")
    kind = kind if kind in KINDS else KINDS[len(kind) % len(KINDS)]
    tables = ANNOTATOR.tables
    for reading in (ANNOTATOR.read(surface, kind, latin or None), glossary.read(surface)):
        assert reading.pinyin is None or not has_hanzi(reading.pinyin)
        assert 0 <= reading.confidence <= 1
        assert reading.pinyin not in reading.alternatives or reading.pinyin is None
    match_spelling(surface, latin, tables, kind=kind)
    assert one_slip(surface, latin) == one_slip(latin, surface)


# -- the linter, the page, and the whole ---------------------------------------------------------------


def lint(text: str) -> None:
    """Problems lie within the text, mended text stays as it is, and a date in front matter is one or none."""
    for problem in glossary.lint(text, "2020-07-09"):
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
    fixed = glossary.fix(text)
    assert glossary.fix(fixed) == fixed
    date_of(text)


def settings(data: bytes) -> None:
    """Any settings of the linter are taken, or refused with the file's name."""
    for name in ("glossary.toml", "pyproject.toml"):
        path = _file(name, data)
        try:
            read_config(str(path))
        except DataError as error:
            assert all(problem.startswith(str(path)) for problem in error.problems), error.problems


_PATHS = ("/api/annotate", "/api/lint", "/api/lookup", "/api/read", "/api/report")


def web_form(text: str) -> None:
    """Any request is answered or refused, never failed."""
    path = _PATHS[len(text) % len(_PATHS)]
    body = text.encode("utf-8", "surrogatepass")
    status, answer = _loop().run_until_complete(_ask(path, body))
    assert status in (200, 403, 422), (status, answer)
    json.loads(answer)


async def _ask(path: str, body: bytes) -> tuple[int, bytes]:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")], "scheme": "http", "root_path": "",
        "server": ("localhost", 80), "client": ("localhost", 1), "asgi": {"version": "3.0"},
    }  # fmt: skip
    await _app()(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@lru_cache(maxsize=1)
def _app() -> Any:
    from glossary.web.app import create_app

    return create_app(ANNOTATOR)


def whole(text: str) -> None:
    """A document holds all invariants, and what is written of it is read back."""
    document = ANNOTATOR.annotate(text)
    check_document(text, document)
    back = json.loads(document.to_json(id=text))
    assert back["id"] == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # JSON joins a pair of halves
    assert [(m["start"], m["end"], m["surface"]) for m in back["mentions"]] == [m[:3] for m in document.mentions]
    check_written(document)


def native(text: str) -> None:
    """A line gives what its text gives, whichever code annotates it; what Python alone sees through is left out."""
    text = re.sub("[^\n -~\u00a0-\u024f\u1e00-\u1eff\u2013-\u2026\u3001-\u3011\u4e00-\u9fff\uff08\uff09\uff0c\uff1a]", "", text)
    line = json.dumps({"text": text}, ensure_ascii=False).encode()
    assert ANNOTATOR.annotate_line(line).decode() == ANNOTATOR.annotate(text).to_json()


def check_written(document: glossary.Document) -> None:
    """What other programs read is what they can read."""
    rows = list(csv.reader(io.StringIO(document.to_csv(), newline="")))
    assert all(len(row) == len(rows[0]) for row in rows)
    ElementTree.fromstring(document.to_tei(title=document.text[:20]))
    assert len(json.loads(document.to_web_annotation())["items"]) == len(document.mentions)
    json.loads(document.to_jsonld())


class Target(NamedTuple):
    """A function of the fuzzer, whether it takes text, and the modules it cannot do without."""

    check: Callable[[Any], None]
    is_text: bool
    needs: tuple[str, ...] = ()


TARGETS = {
    "record": Target(record, False),
    "lines": Target(_articles("a.jsonl", "jsonl"), False),
    "table": Target(_articles("a.csv", "csv"), False),
    "text-file": Target(_articles("a.txt", "text"), False),
    "wordpress": Target(_articles("a.xml", "wordpress"), False, ("defusedxml", "turbohtml")),
    "warc": Target(_articles("a.warc", "warc"), False, ("warcio", "turbohtml")),
    "readable": Target(readable, True, ("turbohtml",)),
    "html-in-place": Target(in_place, True, ("turbohtml",)),
    "markdown": Target(markdown, True),
    "entries-toml": Target(_entries("own.toml"), False),
    "entries-csv": Target(_entries("own.csv"), False),
    "entries-jsonl": Target(_entries("own.jsonl"), False),
    "own-glossary": Target(own_glossary, True),
    **{f"exchange-{format}": Target(_exchange(format), True) for format in FORMATS},
    "index": Target(index, False),
    "pinyin": Target(pinyin_text, True),
    "spelling": Target(spelling, True),
    "lint": Target(lint, True),
    "settings": Target(settings, False),
    "web-form": Target(web_form, True, ("starlette", "jinja2", "turbohtml")),
    "whole": Target(whole, True),
    "native": Target(native, True),
}

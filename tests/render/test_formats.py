"""Every format, read by a parser that is not ours."""

import csv
import html
import io
import json
import re

import html5lib
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from pyld import jsonld
from samples import ARTICLE, HOSTILE, hostile_mention, texts

import glossary
from glossary.document import Document
from glossary.render.choice import address
from glossary.render.html import asset, grouped
from glossary.render.markdown import protected

DOCUMENT = glossary.annotate(ARTICLE)
TEI = "{http://www.tei-c.org/ns/1.0}"


def is_inserted_into(text: str, shown: str) -> bool:
    """Whether the text is left when some characters of `shown` are taken out."""
    rest = iter(shown)
    return all(character in rest for character in text)


def without_tags(fragment: str) -> str:
    """The fragment without what renderers insert: tags, readings and their brackets."""
    bare = re.sub(r"<rp>\(</rp><rt lang=\"zh-Latn-pinyin\">.*?</rt><rp>\)</rp>", "", fragment, flags=re.DOTALL)
    return html.unescape(re.sub(r"</?(?:a|span|ruby)(?: [^<>]*)?>", "", bare))


@given(texts, st.sampled_from(["all", "first", "section"]))
def test_insertions_can_be_taken_out(text, repeat):
    document = glossary.annotate(text)
    for shown in (document.to_text(repeat=repeat), document.to_markdown(repeat=repeat), document.to_footnotes(repeat=repeat)):
        assert is_inserted_into(text, shown)
    assert document.to_glossary().startswith(text)
    for tones in (False, True):
        bare = without_tags(document.to_html(repeat=repeat, tones=tones))
        assert bare == text


@given(texts)
def test_html_reads_as_the_text(text):
    """A parser sees the text, but for what HTML has no characters for."""
    tree = html5lib.parseFragment(glossary.annotate(text).to_html(), namespaceHTMLElements=False)
    for reading in [*tree.iter("rt"), *tree.iter("rp")]:
        reading.text = ""
        for child in list(reading):
            reading.remove(child)
    seen = "".join(tree.itertext())
    expected = re.sub("[\ud800-\udfff]", "\ufffd", text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))
    assert re.sub("[\ud800-\udfff]", "\ufffd", seen).replace("\0", "") == expected


@given(texts)
def test_xml_and_json_are_well_formed(text):
    document = glossary.annotate(text)
    tree = etree.fromstring(document.to_tei().encode("utf-8"))
    assert "".join(tree.find(f".//{TEI}ab").itertext()) == re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text
    )
    for line in (document.to_jsonld(), document.to_web_annotation(), document.to_json(offsets="utf-8")):
        line.encode()
        json.loads(line)
    rows = list(csv.reader(io.StringIO(document.to_csv(), newline="")))
    assert {len(row) for row in rows} == {10}


def test_ruby_goes_by_word():
    shown = glossary.annotate("Xi Jinping (习近平)").to_html()
    assert '<ruby lang="zh-Hans">习<rp>(</rp><rt lang="zh-Latn-pinyin">Xí</rt>' in shown
    assert '近平<rp>(</rp><rt lang="zh-Latn-pinyin">Jìnpíng</rt>' in shown
    assert 'tabindex="0" title="Xi Jinping (习近平, Xí Jìnpíng): ' in shown


@pytest.mark.parametrize(
    ("surface", "pinyin", "syllables", "ends"),
    [
        ("习近平", "Xí Jìnpíng", "xí jìn píng", [1, 3]),
        ("習近平", "XI JINPING", "xí jìn píng", [1, 3]),
        ("吕布", "LYU BU", "lǚ bù", [2]),
        ("西安", "Xī'ān", "xī ān", [2]),
        ("林郑月娥", "Lín-Zhèng Yuè'é", "lín zhèng yuè é", [2, 4]),
        ("阿凡提·买买提", "Āfántí Mǎimǎití", "ā fán tí mǎi mǎi tí", [3, 7]),
        ("孔 夫子", "Kǒng Fūzǐ", "kǒng fū zǐ", [1, 4]),
        ("运-20", "Yùn-20", "yùn", [4]),
        ("习近平", "Xí", "xí jìn píng", [3]),
    ],
)
def test_hanzi_are_divided_by_words_of_pinyin(surface, pinyin, syllables, ends):
    groups = grouped(surface, pinyin, tuple(syllables.split()))
    assert [end for end, _, _ in groups] == ends
    assert [word for _, word, _ in groups] == (pinyin.split() if len(ends) > 1 else [pinyin])


def test_repeat_counts_a_latin_form_and_its_hanzi_as_one():
    text = "# A\nXi Jinping (习近平), lalu 習近平, lalu Xi Jinping. Zhang Changhao (张长浩), 张长浩.\n# B\n习近平"
    document = glossary.Annotator(latin_mentions=True).annotate(text)
    assert document.to_text(repeat="first").count("Xí Jìnpíng") == 1
    assert document.to_text(repeat="section").count("Xí Jìnpíng") == 2
    assert document.to_text(repeat="all").count("Xí Jìnpíng") == 4
    assert document.to_text(repeat="first").count("Zhāng Chánghào") == 1
    with pytest.raises(ValueError, match="unknown repeat 'never'"):
        document.to_text(repeat="never")


def test_pinyin_is_written_in_the_style_that_is_asked_for():
    document = glossary.annotate("习近平")
    assert "[Xi2 Jin4ping2" in document.to_text(pinyin="numbers")
    assert "[pemimpin" in document.to_text(pinyin=None)
    assert "<ruby" not in document.to_html(pinyin=None)
    assert document.to_text(description=False) == "习近平 [Xí Jìnpíng]"
    assert '<span class="glossary-tone-4">Jìn</span><span class="glossary-tone-2">píng</span>' in document.to_html(tones=True)


@pytest.mark.parametrize(("unit", "codec", "size"), [("utf-16", "utf-16-le", 2), ("utf-8", "utf-8", 1)])
def test_offsets_in_other_units_point_at_the_same_places(unit, codec, size):
    text = "😀 Xi Jinping (习近平) 𠮷 \ud800 欧阳修"
    document = glossary.annotate(text)
    data = text.encode(codec, "surrogatepass")
    record = document.to_dict("a", offsets=unit)
    assert record == json.loads(document.to_json("a", offsets=unit))
    assert record["offsets"] == unit
    for mention in record["mentions"]:
        for span, shown in [(mention, "surface"), *([(mention["latin"], "text")] if mention["latin"] else [])]:
            seen = data[span["start"] * size : span["end"] * size].decode(codec, "surrogatepass")
            assert seen == span[shown]
    with pytest.raises(ValueError, match="unknown unit 'bytes'"):
        document.to_json(offsets="bytes")


def test_records_follow_their_schema():
    with open("docs/record.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    check = jsonschema.validators.validator_for(schema)(schema)
    for offsets in ("code-points", "utf-16", "utf-8"):
        assert [error.message for error in check.iter_errors(DOCUMENT.to_dict(1, offsets=offsets))] == []


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


@pytest.mark.parametrize(
    "text",
    [
        "`习近平`",
        "``a ` 习近平``",
        "```\n习近平\n```",
        "~~~ x\n习近平",
        "    习近平",
        "[习近平](http://a.b)",
        "[习近平][x]\n\n[x]: /习近平",
        "![习近平](a.png)",
        '<a title="习近平">x</a>',
        "<!-- 习近平 -->",
        "---\ntitle: 习近平\n---\n",
        "[a [习近平] b](x)",
        "> ```\n> 习近平\n> ```",
    ],
)
def test_markdown_leaves_code_links_and_tags_alone(text):
    assert glossary.annotate(text).to_markdown() == text
    assert glossary.annotate(text).to_footnotes() == text


@pytest.mark.parametrize(
    "text", ["[习近平]", "Xi Jinping [习近平], [1]", "a ` 习近平", "- 习近平", "| 习近平 | b |", "**习近平**", "<3 习近平"]
)
def test_markdown_annotates_running_text(text):
    assert "Xí Jìnpíng" in glossary.annotate(text).to_markdown()


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize(
    "url",
    [None, "javascript:alert(1)", 'https://a.b/"><script>', "https://a.b/)<x> y", "HTTP://a.b", "//a.b", "data:text/html,x"],
)
def test_no_word_of_a_glossary_becomes_markup(word, url):
    text = "习近平 hadir"
    document = Document(text, (hostile_mention("习近平", 0, word, url),))
    for tones in (False, True):
        tree = html5lib.parseFragment(document.to_html(tones=tones), namespaceHTMLElements=False)
        for element in tree.iter():
            if isinstance(element.tag, str) and element is not tree:
                assert element.tag in {"a", "span", "ruby", "rp", "rt"}
                assert set(element.attrib) <= {"class", "href", "title", "lang", "tabindex"}
                assert element.get("href", "https://").lower().startswith(("http://", "https://"))
    page = html5lib.parse(document.to_html(page=True, title=word), namespaceHTMLElements=False)
    assert not list(page.iter("script"))
    tokens = MARKDOWN.parse(document.to_markdown())
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    safe = {"text", "link_open", "link_close", "text_special"}
    assert {child.type for child in tokens[1].children} <= safe
    for child in tokens[1].children:
        assert child.type != "link_open" or child.attrs["href"].lower().startswith("http")
    etree.fromstring(document.to_tei(title=word).encode())
    for line in (document.to_jsonld(), document.to_web_annotation()):
        assert "<" not in line
        json.loads(line)
    for row in csv.reader(io.StringIO(document.to_csv(), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "|")) for cell in row)


def test_only_web_addresses_are_linked():
    entry = DOCUMENT.mentions[0].entry
    assert address(entry._replace(url="javascript:alert(1)")) is None
    assert address(entry._replace(url=' https://a.b"')) is None
    assert address(entry._replace(url="https://a.b/习 近")) == "https://a.b/习%20近"


SCHEMA_ORG = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}
ANNOTATION = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "@vocab": "http://www.w3.org/ns/oa#",
    "id": "@id",
    "type": "@type",
    "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
}


def expanded(line, context):
    def load(url, options):
        assert url in ("https://schema.org", "http://www.w3.org/ns/anno.jsonld")
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    return jsonld.expand(json.loads(line), {"documentLoader": load})


def test_json_ld_names_each_thing_once():
    (article,) = expanded(DOCUMENT.to_jsonld(url="https://a.b/1"), SCHEMA_ORG)
    names = [thing["https://schema.org/name"][0]["@value"] for thing in article["https://schema.org/mentions"]]
    assert names[:3] == ["Xi Jinping", "Zhang Changhao", "Beijing"]
    assert len(names) == len(set(names))
    assert article["https://schema.org/mentions"][0]["@type"] == ["https://schema.org/Person"]


def test_web_annotations_select_their_place():
    (page,) = expanded(DOCUMENT.to_web_annotation(source="https://a.b/1"), ANNOTATION)
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == len(DOCUMENT.mentions)
    for item in json.loads(DOCUMENT.to_web_annotation())["items"]:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert ARTICLE[start:end] == quote["exact"]
        assert ARTICLE[:start].endswith(quote["prefix"])
        assert ARTICLE[end:].startswith(quote["suffix"])


def test_tei_points_from_names_to_its_glossary():
    tree = etree.fromstring(DOCUMENT.to_tei().encode())
    ids = {item.get("{http://www.w3.org/XML/1998/namespace}id") for item in tree.iter(f"{TEI}item")}
    names = [
        name for tag in ("persName", "placeName", "orgName", "name", "title") for name in tree.find(f".//{TEI}ab").iter(TEI + tag)
    ]
    assert len(names) == len(DOCUMENT.mentions)
    assert {name.get("ref")[1:] for name in names} == ids


def test_footnotes_and_glossary_are_read_by_a_markdown_parser():
    shown = DOCUMENT.to_footnotes()
    marks = re.findall(r"\[\^(g\d+)\](?!:)", shown)
    assert marks == [f"g{number}" for number in range(1, len(marks) + 1)]
    assert re.findall(r"^\[\^(g\d+)\]: ", shown, re.MULTILINE) == marks
    assert "[^gg1]" in glossary.annotate("[^g1] 习近平").to_footnotes()
    tokens = MARKDOWN.parse(DOCUMENT.to_glossary())
    assert [token.type for token in tokens].count("list_item_open") == 6


@pytest.mark.parametrize(
    "unit", ["习近平 ", "[", "[](", "](", "`", "``` ", "<", "<!--", "* ", "(习近平", "[^", "# a\n", "\n    x", "[x]: "]
)
def test_time_grows_with_the_text_alone(unit):
    """Work is counted by the interpreter's own steps, so that a busy machine does not matter."""
    import sys

    def steps(size):
        count = 0

        def trace(frame, event, argument):
            nonlocal count
            count += 1
            return

        text = unit * size
        sys.setprofile(trace)
        try:
            protected(text)
        finally:
            sys.setprofile(None)
        return count

    assert steps(4000) < 5 * steps(1000) + 1000


def test_a_large_text_is_rendered_in_linear_time():
    import time

    def seconds(unit, size):
        text = unit * size
        begin = time.process_time()
        protected(text)
        return time.process_time() - begin

    for unit in ("[", "[](", "](a", "`", "<a ", "<!-", "``\n", "[[[](("):
        assert seconds(unit, 100_000) < 4, unit


def test_assets_are_small_and_read():
    assert len(asset("glossary.css").encode()) + len(asset("glossary.js").encode()) <= 6 * 1024
    page = DOCUMENT.to_html(page=True, title="Berita & <b>")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert tree.find("head/title").text == "Berita & <b>"
    assert ".glossary" in tree.find("head/style").text

"""What is exported comes back whole, and other programs read it as their own."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.cli import cli
from glossary.compile import exchange
from glossary.compile.block import Block
from glossary.compile.load import data_folder, source_files
from glossary.compile.shapes import FIELDS, shape_problems
from glossary.compile.sources import read_all
from glossary.errors import DataError
from glossary.model import KINDS

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("tbx_basic.rng")))
ENTRY = {
    "kind": "organization", "hans": "中国", "hant": "中國", "pinyin": "Zhōngguó", "name": "Tiongkok", "english": "China",
    "aliases": ["RRT", "神州", "a|b\\"], "avoid": ["Cina"], "description": "=1+1 <b>&", "priority": 1, "disputed": True,
    "roles": [{"title": "A", "start": "2013-03"}], "note": "'=x", "status": "checked",
}  # fmt: skip
NASTY = st.sampled_from("aZé王𠀀龘0=+-@'’\"“|\\/<>&#;:,.!?()[]{}%*_~` \u00a0\u2028\u200b\ufeff\ufffe\u0301")


HARD = st.sampled_from("\n\r\t\x00\x0b\x1f\x85\ud800")
WHOLE = ["]]>", "true", "&#13;", "<note>glossary: {}</note>", "'=1+1", "''", "[]", "a\r\nb", "a\rb", '"', "#", "\\"]


def around(letters, marks):
    """Strings with a letter somewhere, so that they can be names, and no space at an edge, where it says nothing."""
    parts = st.tuples(st.text(marks, max_size=4), st.sampled_from(letters), st.text(marks, max_size=4))
    return parts.map(lambda found: "".join(found).strip())


forms = around(["王一", "Zé", "a0"], NASTY)
texts = st.one_of(around(["a"], st.one_of(NASTY, HARD)), st.sampled_from(WHOLE))
lists = st.lists(forms, min_size=1, max_size=3, unique=True)
dates = {"start": st.just("2013-03"), "end": st.just("?"), "sources": lists}
roles = st.lists(st.fixed_dictionaries({"title": forms}, optional=dates), min_size=1, max_size=2)
entries = st.dictionaries(
    st.from_regex(r"[a-z]{1,6}", fullmatch=True),
    st.fixed_dictionaries(
        {"kind": st.sampled_from(KINDS), "hans": around(["王一"], NASTY), "name": forms},
        optional={
            "hant": around(["王一"], NASTY), "english": forms, "aliases": lists, "avoid": lists, "description": texts,
            "note": texts, "roles": roles, "pinyin_source": texts, "priority": st.integers(1, 3), "disputed": st.booleans(),
        },
    ),
    min_size=1,
    max_size=2,
)  # fmt: skip
without_surrogates = re.compile("[\ud800-\udfff]").sub


def in_file(fields, to):
    """The fields in their order; in CSV, which has no escapes, a lone surrogate is U+FFFD."""
    if to == "csv":
        fields = json.loads(without_surrogates("\ufffd", json.dumps(fields, ensure_ascii=False)))
    return {field: fields[field] for field in FIELDS if field in fields}


@settings(max_examples=150, deadline=None)
@given(entries, st.sampled_from(exchange.FORMATS))
def test_what_goes_out_comes_back(found, to):
    """Through bytes, as a file does it, with whatever marks a field may hold."""
    assert not any(shape_problems(Block(id, fields, "x", 1)) for id, fields in found.items())
    text = exchange.export(found, to).encode().decode()
    assert exchange.parse(text, to, "x") == {id: in_file(fields, to) for id, fields in found.items()}


@settings(max_examples=50, deadline=None)
@given(entries)
def test_any_term_base_is_tbx_basic(found):
    SCHEMA.assertValid(etree.fromstring(exchange.to_tbx(found).encode()))


@pytest.mark.parametrize("to", exchange.FORMATS)
def test_the_built_in_entries_come_back(to):
    blocks = read_all([*source_files(data_folder())], builtin=True)
    found = exchange.plain((block.id, block.fields) for block in blocks)
    text = exchange.export(found, to)
    assert exchange.parse(text, to, "x") == {id: exchange._in_order(f) for id, f in found.items()}
    if to == "tbx":
        SCHEMA.assertValid(etree.fromstring(text.encode()))


def test_no_cell_begins_a_formula():
    for row in csv.reader(io.StringIO(exchange.to_csv({"-x": ENTRY}))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_tbx_is_a_term_base_that_forbids_what_is_to_be_avoided():
    root = ET.fromstring(exchange.to_tbx({"cn": ENTRY}))
    space = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert (root.tag, root.get("type"), root.get("style")) == ("{urn:iso:std:iso:30042:ed-2}tbx", "TBX-Basic", "dca")
    terms = {s.findtext("t:term", "", space): s.findtext("t:termNote", "", space) for s in root.iterfind(".//t:termSec", space)}
    assert terms["Cina"] == "deprecatedTerm-admn-sts"
    assert terms["Tiongkok"] == "preferredTerm-admn-sts"
    assert terms["RRT"] == "admittedTerm-admn-sts"


FAULTS = {
    "status": ("deprecatedTerm-admn-sts", "forbidden"),
    "category of the data": ('type="definition"', 'type="explanation"'),
    "a term without its section": ("<termSec><term>RRT</term>", "<term>RRT</term><termSec>"),
    "language": (' xml:lang="zh-Hant"', ""),
    "style": ('style="dca"', 'style="dct"'),
    "edition": ("30042:ed-2", "30042:ed-1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_finds_what_is_out_of_place(fault):
    """So that a term base which it takes is one."""
    text = exchange.to_tbx({"cn": ENTRY})
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    assert FAULTS[fault][0] in text
    assert not SCHEMA.validate(etree.fromstring(text.replace(*FAULTS[fault]).encode()))


def test_a_form_with_a_sharp_is_no_comment():
    found = {"metoo": {"kind": "concept", "hans": "#我也是", "name": "#MeToo"}}
    text = exchange.to_omegat(found)
    assert text.splitlines()[1].startswith("我也是\t#MeToo\t")
    assert exchange.from_omegat(text, "x") == found


def test_an_entry_that_hides_another_has_no_term():
    found = {"cn": {"hide": True}}
    assert exchange.parse(exchange.export(found, "csv"), "csv", "x") == found
    for to in ("tbx", "omegat"):
        with pytest.raises(DataError, match=r"^cn: an entry that hides another"):
            exchange.export(found, to)


def test_what_a_translator_changes_comes_back():
    text = exchange.to_tbx({"cn": ENTRY}).replace("<term>Tiongkok<", "<term>Negeri Tiongkok<")
    assert exchange.from_tbx(text, "x")["cn"]["name"] == "Negeri Tiongkok"


def test_a_plain_omegat_glossary_becomes_entries():
    assert exchange.from_omegat("\ufeff王毅\tWang Yi\tdiplomat\r\n", "x") == {
        "wang-yi": {"kind": "other", "hans": "王毅", "name": "Wang Yi", "description": "diplomat"}
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("tbx", "<x/>"),
        ("tbx", '<martif type="TBX"><text><body><termEntry id="a"/></body></text></martif>'),
        ("tbx", exchange.to_tbx({})),
        ("omegat", ""),
        ("omegat", "# hanzi\tnama\n"),
        ("omegat", "name\tnama\n"),
        ("omegat", "<x/>\n"),
        ("csv", ""),
        ("csv", "id,kind,hans,name\n"),
        ("csv", "<x/>\n"),
        ("tbx", "<tbx"),
        ("tbx", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("omegat", "a\n"),
        ("csv", "a,b\n1,2\n"),
    ],
)
def test_a_broken_file_is_named(source, text):
    with pytest.raises(DataError, match=r"^x:1: "):
        exchange.parse(text, source, "x")


def test_lookup_finds_a_form_however_it_is_written_and_ends_with_1_for_none():
    for form in ("习近平", "習近平", "xi jin-ping", "XIJINPING", "Xí Jìnpíng"):
        result = CliRunner().invoke(cli, ["lookup", "--json", form])
        assert (result.exit_code, '"id": "xi-jinping"' in result.output) == (0, True)
    assert CliRunner().invoke(cli, ["lookup", "zzz"]).exit_code == 1


def test_coverage_counts_and_draws(tmp_path):
    result = CliRunner().invoke(cli, ["data", "coverage", "--svg", str(tmp_path / "a.svg")])
    assert result.exit_code == 0
    assert "| P01 |" in result.output
    assert ET.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")


def test_the_commands_pass_entries_from_format_to_format(tmp_path, own):
    table, toml = tmp_path / "a.csv", tmp_path / "b.toml"
    assert CliRunner().invoke(cli, ["data", "export", str(own), "--to", "csv", "-o", str(table)]).exit_code == 0
    assert CliRunner().invoke(cli, ["data", "import", str(table), "-o", str(toml)]).exit_code == 0
    assert read_all([toml])[0].fields == read_all([own])[0].fields


NOTE = '<t xmlns="urn:iso:std:iso:30042:ed-2"><conceptEntry id="c"><note>glossary: %s</note></conceptEntry></t>'


@pytest.mark.parametrize(
    ("format", "text", "told"),
    [
        ("tbx", "<tbx>\n\ud800</tbx>", "a.x:2: not valid XML: the lone surrogate U+D800"),
        ("tbx", NOTE % '[1]', "a.x: c: note: a JSON object"),
        ("tbx", NOTE % '{"name": 5}', "a.x: c: note: name: a string"),
        ("omegat", "王\tWang\tx\tw\t[1]\n", "a.x:1: the fifth cell: a JSON object"),
        ("omegat", '王\tWang\tx\tw\t{"aliases": [[]]}\n', "a.x:1: the fifth cell: aliases: a list of strings"),
        ("omegat", "王\tWang\tx\tw\t" + "[" * 100_000 + "\n", "a.x:1: the fifth cell: not valid JSON"),
    ],
)  # fmt: skip
def test_what_was_altered_by_hand_is_refused_with_its_place(format, text, told):
    with pytest.raises(DataError) as caught:
        exchange.parse(text, format, "a.x")
    assert str(caught.value).startswith(told)


def test_a_record_without_hanzi_takes_those_of_its_line():
    assert exchange.parse('王\tWang\tx\tw\t{"kind": "person"}\n李\tLi\tx\tw\n', "omegat", "a.x")["w"]["hans"] == "王"

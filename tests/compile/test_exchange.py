"""What is exported comes back whole, and other programs read it as their own."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.cli import cli
from glossary.compile import exchange
from glossary.compile.load import data_folder, source_files
from glossary.compile.sources import read_all
from glossary.errors import DataError

ENTRY = {
    "kind": "organization", "hans": "中国", "hant": "中國", "pinyin": "Zhōngguó", "name": "Tiongkok", "english": "China",
    "aliases": ["RRT", "神州", "a|b\\"], "avoid": ["Cina"], "description": "=1+1 <b>&", "priority": 1, "disputed": True,
    "roles": [{"title": "A", "start": "2013-03"}], "note": "'=x", "status": "checked",
}  # fmt: skip
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=6)
lists = st.lists(words, min_size=1, max_size=3, unique=True)
entries = st.dictionaries(
    st.from_regex(r"[a-z]{1,6}", fullmatch=True),
    st.fixed_dictionaries(
        {"kind": st.just("person"), "hans": st.just("王一"), "name": words},
        optional={"aliases": lists, "description": words, "avoid": lists, "priority": st.integers(1, 3)},
    ),
    min_size=1,
    max_size=3,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(entries, st.sampled_from(exchange.FORMATS))
def test_what_goes_out_comes_back(found, to):
    assert exchange.parse(exchange.export(found, to), to, "x") == {id: exchange._in_order(fields) for id, fields in found.items()}


@pytest.mark.parametrize("to", exchange.FORMATS)
def test_the_built_in_entries_come_back(to):
    blocks = read_all([*source_files(data_folder())], builtin=True)
    found = exchange.plain((block.id, block.fields) for block in blocks)
    assert exchange.parse(exchange.export(found, to), to, "x") == {id: exchange._in_order(f) for id, f in found.items()}


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


def test_what_a_translator_changes_comes_back():
    text = exchange.to_tbx({"cn": ENTRY}).replace("<term>Tiongkok<", "<term>Negeri Tiongkok<")
    assert exchange.from_tbx(text, "x")["cn"]["name"] == "Negeri Tiongkok"


def test_a_plain_omegat_glossary_becomes_entries():
    assert exchange.from_omegat("\ufeff王毅\tWang Yi\tdiplomat\r\n", "x") == {
        "wang-yi": {"kind": "other", "hans": "王毅", "name": "Wang Yi", "description": "diplomat"}
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [("tbx", "<tbx"), ("tbx", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), ("omegat", "a\n"), ("csv", "a,b\n1,2\n")],
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

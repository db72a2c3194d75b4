"""The gates for curated entries: each catches what it is for, and the entries that are indexed pass them all."""

import pytest

from glossary.compile.check import check_files
from glossary.compile.load import data_folder, source_files
from glossary.compile.mend import mended_fields
from glossary.compile.rules import Decision, load_rules
from glossary.compile.sources import read_blocks

GOOD = """\
[wang-uji]
hans = "王一鸣"
hant = "王一鳴"
pinyin = "Wáng Yīmíng"
name = "Wang Yiming"
description = "tokoh rekaan untuk menguji aturan glosarium ini"
category = "P01"
priority = 3
status = "checked"
reviewed = "2026-11-25"
"""


@pytest.fixture(scope="module")
def rules():
    return load_rules(data_folder())


def gates(tmp_path, rules, text, name="people", **options):
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    findings = check_files([path], rules, **options)[1]
    assert all(finding.message.startswith(f"{path}:") for finding in findings)
    return {finding.gate for finding in findings}


def test_the_built_in_entries_pass(rules):
    count, findings = check_files(source_files(data_folder()), rules)
    assert count > 5000
    assert [finding.message for finding in findings] == []


def test_a_good_entry_passes(tmp_path, rules):
    assert gates(tmp_path, rules, GOOD) == set()


OTHER = GOOD.replace("wang-uji", "wang-zwei").replace("王一鸣", "王亿明").replace("王一鳴", "王億明").replace("Yīmíng", "Yìmíng")
BROKEN = {
    "shape": [('priority = 3', 'priority = 4'), ('name = "Wang Yiming"\n', ""), ("[wang-uji]", "[Wang_Uji]")],
    "canonical": [('hans = "王一鸣"\n', ""), ("priority = 3", "priority  = 3"), ("[wang-uji]", "# a\n\n[wang-uji]\n# b")],
    "description": [
        ("ini\"", "saat ini\""), ("glosarium ini", "glosarium."), ("tokoh rekaan untuk menguji aturan glosarium ini", "tokoh"),
        ("tokoh rekaan", "adalah tokoh rekaan"), ("tokoh", "tokoh " * 30),
    ],
    "naming": [("tokoh rekaan", "tokoh Cina rekaan"), ("tokoh rekaan", "penggagas Inisiatif Tjina rekaan")],
    "pinyin": [("Yīmíng", "Yímíng"), ("Yīmíng", "yīmíng"), ('pinyin = "Wáng Yīmíng"\n', "")],
    "characters": [("王一鳴", "王一鸣"), ("王一鳴", "王二鳴")],
    "sources": [('reviewed = "2026-11-25"\n', ""), ('status = "checked"', 'status = "sourced"')],
    "category": [("P01", "P99"), ("priority = 3\n", "")],
    "retired": [],
    "ordinary": [('name = "Wang Yiming"', 'name = "Wang Yiming"\naliases = ["Presiden"]')],
    "aliases": [('name = "Wang Yiming"', 'name = "Wang Yiming"\naliases = ["Wang Yiming"]')],
    "unique": [(GOOD, GOOD + "\n" + OTHER)],
    "distinct": [("priority = 3", 'priority = 3\ndistinct_from = ["wang-tiada"]')],
    "part_of": [("priority = 3", 'priority = 3\npart_of = "wang-tiada"')],
    "wikidata": [
        (GOOD, (GOOD + "\n" + OTHER.replace("Yiming", "Yang")).replace("category", 'wikidata = "Q1"\ncategory')),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("gate", "change"), [(gate, change) for gate, changes in BROKEN.items() for change in changes])
def test_a_broken_rule_is_told_under_its_gate(tmp_path, rules, gate, change):
    if gate == "characters":
        pytest.importorskip("opencc", reason="OpenCC compares simplified and traditional Hanzi")
    text = GOOD.replace(*change)
    if gate == "canonical" and change[1] == "":
        text = text.replace("pinyin =", 'hans = "王一鸣"\npinyin =')
    assert text != GOOD
    assert gate in gates(tmp_path, rules, text)


def test_a_draft_is_held_to_its_shape_alone_unless_asked(tmp_path, rules):
    text = GOOD.replace("checked", "draft").replace("glosarium ini", "glosarium.")
    assert gates(tmp_path, rules, text) == set()
    assert gates(tmp_path, rules, text, drafts=True) == {"description"}


def test_a_reason_allows_another_reading(tmp_path, rules):
    text = GOOD.replace("Yīmíng", "Yímíng").replace("status", 'pinyin_source = "dieja sendiri"\nstatus')
    assert gates(tmp_path, rules, text) == set()


def test_homonyms_that_name_each_other_pass(tmp_path, rules):
    text = (
        GOOD.replace("status", 'distinct_from = ["wang-zwei"]\nstatus')
        + "\n"
        + OTHER.replace("status", 'distinct_from = ["wang-uji"]\nstatus')
    )
    assert gates(tmp_path, rules, text) == set()


def test_a_retired_id_is_never_used_again(tmp_path, rules):
    assert gates(tmp_path, rules._replace(retired={"wang-uji": "duplikat"}), GOOD) == {"retired"}


def test_a_decision_keeps_fixed_names(tmp_path, rules):
    own = rules._replace(decisions=(Decision("x", "Tiongkok", ("Cungkuo",), ("Cina",), ("Laut Cina Selatan",), "uji"),))
    assert gates(tmp_path, own, GOOD.replace("tokoh", "pulau di Laut Cina Selatan dan tokoh")) == set()
    assert gates(tmp_path, own, GOOD.replace('"Wang Yiming"', '"Wang Yiming Cungkuo"')) == {"naming"}


def test_countries_have_the_names_of_cldr(tmp_path, rules):
    pytest.importorskip("babel", reason="Babel holds the names of CLDR")
    text = (
        GOOD.replace("王一鸣", "马来西亚").replace("王一鳴", "馬來西亞").replace("Wáng Yīmíng", "Mǎláixīyà").replace("P01", "L07")
    )
    assert gates(tmp_path, rules, text.replace("Wang Yiming", "Malaysia"), "places") == set()
    assert gates(tmp_path, rules, text.replace("Wang Yiming", "Malaya"), "places") == {"countries"}


def test_the_category_gives_the_kind_where_the_file_does_not(tmp_path, rules):
    assert gates(tmp_path, rules, GOOD, "P01") == set()
    assert gates(tmp_path, rules, GOOD.replace("P01", "Q7"), "P01") == {"shape"}


def test_mending_names_both_sides_and_writes_the_traditional_form(tmp_path):
    pytest.importorskip("opencc", reason="OpenCC gives the traditional form")
    path = tmp_path / "organizations.toml"
    place = GOOD.replace("王一鸣", "北斗集团").replace('hant = "王一鳴"\n', "").replace("Wáng Yīmíng", "Běidǒu Jítuán")
    path.write_text(
        place + "\n" + place.replace("wang-uji", "a-b").replace("priority", 'kind = "place"\npriority'), encoding="utf-8"
    )
    mended = mended_fields(read_blocks(path, builtin=True)[0])
    assert mended["wang-uji"]["hant"] == "北斗集團"
    assert (mended["wang-uji"]["distinct_from"], mended["a-b"]["distinct_from"]) == (["a-b"], ["wang-uji"])

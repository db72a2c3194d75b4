"""Each gate of `glossary data check`: a fault that is planted is named with its file and line, and with what to write instead."""

import pytest
from click.testing import CliRunner

from glossary.cli import cli
from glossary.compile.check import check_files
from glossary.compile.load import data_folder
from glossary.compile.rules import load_rules
from glossary.errors import DataError

GOOD = """\
# Entries to break.

[li-uji]
hans = "李二明"
pinyin = "Lǐ Èrmíng"
name = "Li Erming"
description = "tokoh rekaan pertama untuk menguji aturan glosarium"
category = "P01"
priority = 3
status = "checked"
reviewed = "2026-11-25"

[wang-uji]
hans = "王一鸣"
hant = "王一鳴"
pinyin = "Wáng Yīmíng"
name = "Wang Yiming"
aliases = ["王总", "Wang Y. M."]
avoid = ["Wang Salah"]
description = "tokoh rekaan kedua untuk menguji aturan glosarium"
roles = [
    { title = "Ketua Uji", start = "2013-03", end = "2018-03" },
]
wikidata = "Q424242"
category = "P01"
priority = 3
status = "checked"
reviewed = "2026-11-25"
"""

# gate: (what is replaced, by what, the line that is named by what stands in it, words of the message)
FAULTS = [
    # schema
    ("shape", 'priority = 3\nstatus = "checked"\nreviewed = "2026-11-25"\n\n', 'priority = 4\nstatus = "checked"\n\n',
     "priority = 4",
     "1, 2 or 3 is wanted, not 4"),
    ("shape", "hans = \"李二明\"\n", "", "[li-uji]", "field 'hans' is missing"),
    ("shape", "[li-uji]", "[Li_Uji]", "[Li_Uji]", "write lower-case letters, digits and single hyphens"),
    ("shape", 'name = "Li Erming"', 'nama = "Li Erming"', "nama =", "unknown field 'nama'; the fields are id, kind, hans"),
    ("shape", 'status = "checked"', 'status = "done"', 'status = "done"', "write one of draft, checked, sourced"),
    ("shape", '["王总", "Wang Y. M."]', '"王总"', "aliases =", "a list is wanted, not a string"),
    ("shape", "[wang-uji]", "[li-uji]", "[li-uji]", "the id stands twice"),
    ("shape", "[li-uji]", "[li-uji", "[li-uji", "not valid TOML"),
    # one syllable a Hanzi
    ("shape", "Wáng Yīmíng", "Wáng Yī", "pinyin = \"Wáng Yī\"",
     "2 syllables for 3 Hanzi ('Wáng Yī', '王一鸣'); write one syllable a Hanzi"),
    ("shape", "Wáng Yīmíng", "Wáng Yyqq", "pinyin = \"Wáng Yyqq\"", "'yyqq' is no pinyin; write syllables"),
    # dates in order, and dates at all
    ("shape", '"2018-03"', '"2012"', "roles =", "the role 'Ketua Uji' ends (2012) before it starts (2013-03)"),
    ("shape", '"2013-03"', '"2013-13"', "roles =", "write '2013', '2013-03' or '2013-03-14'"),
    ("shape", '"2013-03"', '"2013-02-30"', "roles =", "no such day"),
    ("shape", '"2013-03"', '"?"', "roles =", "leave start out where it is not known"),
    ("shape", 'reviewed = "2026-11-25"\n\n', 'reviewed = "kemarin"\n\n', "reviewed = \"kemarin\"", "write '2013'"),
    # Wikidata
    ("shape", "Q424242", "424242", "wikidata =", "is no Wikidata id; write one such as 'Q15031'"),
    ("wikidata", 'priority = 3\nstatus', 'wikidata = "Q424242"\npriority = 3\nstatus', "wikidata =",
     "stands in another entry too"),
    # canonical form, sorted
    ("canonical", 'hans = "李二明"\npinyin = "Lǐ Èrmíng"\n', 'pinyin = "Lǐ Èrmíng"\nhans = "李二明"\n', 'pinyin = "Lǐ Èrmíng"',
     "run `glossary data format`"),
    ("canonical", "[li-uji]", "[xi-uji]", "[xi-uji]", "not in canonical form"),
    ("canonical", 'priority = 3\nstatus', 'priority = 3  # news\nstatus', "# news", "a comment among the fields"),
    # unique under the lookup fold, or declared
    ("unique", "Li Erming", "WANG-YIMING", "[li-uji]",
     "'WANG-YIMING' stand(s) in wang-uji too; take it out of one, or name each other"),
    ("unique", 'name = "Li Erming"', 'name = "Li Erming"\naliases = ["王總"]', "[li-uji]", "'王總' stand(s) in wang-uji too"),
    ("distinct", 'priority = 3\nstatus', 'priority = 3\ndistinct_from = ["wang-uji"]\nstatus', "distinct_from =",
     "does not name 'li-uji' in turn"),
    ("distinct", 'priority = 3\nstatus', 'priority = 3\ndistinct_from = ["tiada"]\nstatus', "distinct_from =",
     "'tiada' is no entry"),
    ("part_of", 'priority = 3\nstatus', 'priority = 3\npart_of = "tiada"\nstatus', "part_of =", "'tiada' is no entry"),
    # pinyin: how it is written, what the engine reads, what CC-CEDICT has
    ("pinyin", "Lǐ Èrmíng", "lǐ Èrmíng", 'pinyin = "lǐ', "begins small"),
    ("pinyin", "Lǐ Èrmíng", "Lǐ ÈrMíng", 'pinyin = "Lǐ ÈrM', "a capital inside 'ÈrMíng'"),
    ("pinyin", 'pinyin = "Lǐ Èrmíng"\n', "", "[li-uji]", "missing"),
    ("pinyin", "Lǐ Èrmíng", "Lì Èrmíng", 'pinyin = "Lì',
     "differs from the automatic reading 'Lǐ Èrmíng'; say why in pinyin_source"),
    ("pinyin", 'hans = "李二明"\npinyin = "Lǐ Èrmíng"\n', 'hans = "丽水"\npinyin = "Lì Shuǐ"\n', 'pinyin = "Lì',
     "'Lì Shuǐ' differs from the dictionary's 'lí shuǐ'; say why in pinyin_source"),
    # simplified and traditional, by OpenCC
    ("characters", "王一鳴", "王一鸣", "hant =", "'鸣' in '王一鸣' is simplified"),
    ("characters", "王一鳴", "黃一鳴", "hant =", "is not the traditional form of '王一鸣'; say in note why"),
    # words to avoid
    ("naming", "rekaan kedua", "rekaan Wang Salah", "description = \"tokoh rekaan Wang", "'Wang Salah' is a form to avoid"),
    ("naming", "rekaan pertama", "rekaan Cina pertama", "description = \"tokoh rekaan Cina", "in decisions.toml"),
    ("naming", '"Wang Y. M."', '"Wang Cina"', "aliases =", "'Cina' in 'Wang Cina' belongs into avoid"),
    ("naming", '"Ketua Uji"', '"Ketua Cina"', "roles =", "'Cina'"),
    ("aliases", 'avoid = ["Wang Salah"]', 'avoid = ["Wang Y. M."]', "avoid =",
     "'Wang Y. M.' is to be avoided and an alias or a headword"),
    ("aliases", '"Wang Y. M."', '"Wang Yiming"', "aliases =", "'Wang Yiming' stands already"),
    # the description
    ("description", "tokoh rekaan pertama untuk menguji aturan glosarium", "tokoh", 'description = "tokoh"',
     "5 characters; write 30 to 120"),
    ("description", "rekaan pertama", "rekaan pertama " * 9, "description =", "characters; write 30 to 120"),
    ("description", "rekaan pertama untuk", "rekaan saat ini untuk", "description =", "what changes belongs into roles"),
    ("description", "tokoh rekaan pertama", "adalah tokoh rekaan", "description =", "write the noun phrase alone"),
    ("description", "aturan glosarium\"\ncategory", "aturan glosarium.\"\ncategory", "description =",
     "ends with '.'; it is a phrase"),
    # sources
    ("sources", 'status = "checked"', 'sources = ["tiada"]\nstatus = "checked"', "sources =", "'tiada' is not in sources.toml"),
    ("sources", 'end = "2018-03" }', 'end = "2018-03", sources = ["tiada"] }', "roles =", "'tiada' is not in sources.toml"),
    ("sources", 'status = "checked"', 'status = "sourced"', "status =", "sourced without sources"),
    ("sources", 'reviewed = "2026-11-25"\n\n', "\n", "[li-uji]", "missing: the day of the second reading"),
    # the rest
    ("category", '"P01"', '"P99"', "category =", "'P99' is not in targets.toml"),
    ("ordinary", '"Wang Y. M."', '"Menteri"', "aliases =", "'Menteri' is an ordinary word"),
    ("ordinary", 'description = "tokoh rekaan kedua', 'english = "Phoenix"\ndescription = "tokoh rekaan kedua', "english =",
     "'Phoenix' is an ordinary word"),
]  # fmt: skip


@pytest.fixture(scope="module")
def rules():
    return load_rules(data_folder())


def check(tmp_path, rules, text, name="people.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path, check_files([path], rules)[1]


def test_the_entries_are_sound_before_they_are_broken(tmp_path, rules):
    assert check(tmp_path, rules, GOOD)[1] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}: {fault[4]}")
def test_a_fault_is_named_with_its_file_and_line(tmp_path, rules, fault):
    gate, old, new, line, words = fault
    if gate == "characters":
        pytest.importorskip("opencc", reason="OpenCC compares simplified and traditional Hanzi")
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    path, findings = check(tmp_path, rules, text)
    places = [number for number, written in enumerate(text.split("\n"), 1) if line in written]
    told = [finding.message for finding in findings if finding.gate == gate and words in finding.message]
    assert told, findings
    assert any(message.startswith(f"{path}:{place}: ") for message in told for place in places), (places, told)


def test_countries_are_held_against_cldr(tmp_path, rules):
    pytest.importorskip("babel", reason="Babel holds the names of CLDR")
    text = (
        GOOD.replace("李二明", "马来西亚")
        .replace("Lǐ Èrmíng", "Mǎláixīyà")
        .replace("Li Erming", "Malaya")
        .replace("P01", "L07", 1)
    )
    path, findings = check(tmp_path, rules, text.replace("[wang-uji]", '[wang-uji]\nkind = "person"'), "places.toml")
    assert [finding.message for finding in findings if finding.gate == "countries"] == [
        f"{path}:6: li-uji: name: 'Malaya'; CLDR writes 'Malaysia' (exceptions stand in decisions.toml)"
    ]


def test_every_problem_is_told_at_once(tmp_path, rules):
    text = GOOD.replace("Lǐ Èrmíng", "Lì Èrmíng").replace("Q424242", "x").replace('"P01"', '"P99"')
    findings = check(tmp_path, rules, text)[1]
    assert {"shape", "pinyin", "category"} <= {finding.gate for finding in findings}
    lines = [int(finding.message.split(":")[1]) for finding in findings]
    assert lines == sorted(lines)


def test_the_command_ends_with_1_and_counts(tmp_path):
    path = tmp_path / "people.toml"
    path.write_text(GOOD.replace("Lǐ Èrmíng", "Lì Èrmíng"), encoding="utf-8")
    result = CliRunner().invoke(cli, ["data", "check", "--curated", "--summary", str(path)])
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path}:5: li-uji: pinyin: ")
    assert result.stdout.endswith(" [pinyin]\n")
    assert "2 entries, 1 problems" in result.stderr


RULE_FILES = [
    ("retired.toml", '[a]\nreason = "kembar"\n', 1, "a: on: a string is wanted, not nothing"),
    ("sources.toml", '\n[a]\ntitle = "A"\npublisher = 3\nseen = "2026"\n', 2, "a: publisher: a string is wanted, not 3"),
    ("targets.toml", "a = 1\n", 1, "a: a value outside a block"),
    ("decisions.toml", "[a\n", 1, "Expected"),
]


@pytest.mark.parametrize(("name", "text", "line", "words"), RULE_FILES)
def test_rule_files_are_held_to_their_shape(tmp_path, name, text, line, words):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_rules(str(tmp_path))
    assert [
        problem for problem in caught.value.problems if problem.startswith(f"{tmp_path / name}:{line}: ") and words in problem
    ]

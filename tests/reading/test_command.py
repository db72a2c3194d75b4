"""`glossary read`, as it is called."""

from __future__ import annotations

import json

from click.testing import CliRunner

from glossary.cli.read import read


def run(*arguments: str, text: str | None = None):
    return CliRunner().invoke(read, arguments, input=text)


def test_one_line_a_name():
    done = run("单田芳", "解明霞", "--kind", "person")
    assert (done.output, done.exit_code) == ("单田芳\tShàn Tiánfāng\tname\n解明霞\tXiè Míngxiá\tsurname\n", 0)


def test_names_come_from_standard_input_with_a_latin_form_after_a_tab():
    done = run("-", text="张长浩\tZhang Zhanghao\r\n\n张长浩\n")
    assert [line.split("\t")[1] for line in done.output.splitlines()] == ["Zhāng Zhǎnghào", "Zhāng Chánghào"]


def test_styles_and_json():
    assert run("吕布", "--style", "passport").output.split("\t")[1] == "LYU BU"
    record = json.loads(run("吕布", "--json", "--style", "numbers").output)
    assert (record["pinyin"], record["styled"], record["syllables"]) == ("Lǚ Bù", "Lü3 Bu4", ["lǚ", "bù"])


def test_explain_says_why_and_what_else():
    output = run("肖华平", "--kind", "person", "--explain").output
    assert "bearers of this surname differ" in output
    assert "Xiào Huápíng" in output


def test_what_cannot_be_read_ends_with_one():
    done = run("さくら", "单田芳")
    assert (done.output.splitlines()[0], done.exit_code) == ("さくら\t-\tunknown", 1)


def test_an_unknown_kind_is_a_wrong_argument():
    done = run("单田芳", "--kind", "planet")
    assert done.exit_code == 2
    assert "planet" in done.output


def test_own_entries_come_first(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('[ren-ping]\nkind = "person"\nhans = "任平"\npinyin = "Rèn Píng"\nname = "Ren Ping"\n', encoding="utf-8")
    assert run("任平", "--glossary", str(file)).output == "任平\tRèn Píng\tentry\n"

"""`doc.explain()` says what decided, in Indonesian or English."""

import pytest
from click.testing import CliRunner

import glossary
from glossary.cli import cli

TEXT = "Presiden Xi Jinping (习近平) dan dokter Zhang Changhao (张长浩) hadir."


def test_every_part_of_a_mention_is_explained_in_indonesian():
    said = glossary.annotate(TEXT).explain()
    first, second = said.split("\n\n")
    assert [line.split(":")[0].strip() for line in first.splitlines()[1:]] == [
        "Bentang",
        "Jenis",
        "Bentuk Latin",
        "Entri",
        "Bacaan",
    ]
    assert "xi-jinping" in first
    assert "orang" in second
    assert "“dokter”" in second
    assert "tidak ada dalam glosarium" in second


def test_english_is_an_option():
    said = glossary.annotate(TEXT).explain(lang="en")
    assert "it spells the Hanzi in pinyin" in said
    assert "Bentang" not in said


def test_a_near_spelling_names_the_slip():
    assert "Jingping" in glossary.annotate("Xi Jingping (习近平) hadir.").explain()


def test_a_text_without_names_says_so():
    assert glossary.annotate("Halo.").explain() == "Tidak ada nama Tionghoa yang ditemukan."


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="unknown language 'fr'"):
        glossary.annotate(TEXT).explain(lang="fr")


def test_the_command_explains():
    result = CliRunner().invoke(cli, ["explain", TEXT, "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "1. 习近平" in result.output
    piped = CliRunner().invoke(cli, ["explain", "-"], input=TEXT)
    assert "Bentang" in piped.output


def test_every_reason_has_words_in_both_languages():
    from glossary import explain

    for passage in (
        "Klub Hongyun (鸿运) menang.", "Kata 加油 berarti semangat.", "阿凡提·买买提 lucu.", "Ia 张伟 hadir.", "aksara 高 itu",
        "Elon Tusk (马斯克德) tiba.", "Kota Lanxi (兰溪) sepi.", "Koki Li Qiang (李强) memasak.", "di 北京大学校长龚旗煌 hadir",
    ):  # fmt: skip
        for mention in glossary.annotate(passage).mentions:
            for item in mention.evidence:
                if item.word == "unknown":
                    assert any(item.detail.startswith(beginning) for beginning, *_ in explain._SEEN), item

"""What is read, why, and in which orthography."""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import KINDS
from glossary.pinyin import syllables
from glossary.reading import Tables, read
from glossary.reading.build import build
from glossary.reading.spelling import is_latin_surname
from glossary.script import is_hanzi

CASES = Path(__file__).resolve().parents[1] / "cases" / "readings.tsv"

FOLDERS = {
    "person": "people",
    "place": "places",
    "organization": "organizations",
    "work": "works",
    "event": "events",
    "concept": "concepts",
    "project": "projects",
    "title": "titles",
}
FLOORS = {
    "person": 0.94,
    "place": 0.88,
    "organization": 0.91,
    "work": 0.57,
    "event": 0.66,
    "concept": 0.76,
    "project": 0.75,
    "title": 0.92,
}


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "hanzi\t")):
            yield line.split("\t")


@pytest.mark.parametrize("slice_", sorted({case[4] for case in cases()}))
def test_each_slice_is_read_as_well_as_it_was(tables, slice_):
    """Ninety-seven of a hundred names of every slice have every tone right."""
    chosen = [case for case in cases() if case[4] == slice_]
    wrong = []
    for hanzi, kind, pinyin, latin, *_ in chosen:
        if read(hanzi, kind or None, latin or None, tables=tables).syllables != syllables(pinyin.replace("-", " ")):
            wrong.append(hanzi)
    assert len(wrong) <= 0.035 * len(chosen), wrong


@pytest.mark.parametrize(
    ("surface", "kind", "pinyin"),
    [
        ("习近平", "person", "Xí Jìnpíng"),
        ("習近平", None, "Xí Jìnpíng"),
        ("单田芳", "person", "Shàn Tiánfāng"),
        ("欧阳修", None, "Ōuyáng Xiū"),
        ("林郑月娥", "person", "Lín-Zhèng Yuè'é"),
        ("陈方安生", "person", "Chén-Fāng Ānshēng"),
        ("王解放", "person", "Wáng Jiěfàng"),
        ("解放军", None, "Jiěfàngjūn"),
        ("华为", None, "Huáwéi"),
        ("区块链", None, "Qūkuàiliàn"),
        ("北京市", None, "Běijīng Shì"),
        ("中国人民解放军", None, "Zhōngguó Rénmín Jiěfàngjūn"),
        ("清华大学", "organization", "Qīnghuá Dàxué"),
        ("赛福鼎·艾则孜", "person", "Sàifúdǐng Àizézī"),
        ("运-20", "project", "Yùn-20"),
        ("5G技术", None, "5G Jìshù"),
        ("孔 夫子", "person", "Kǒngfūzǐ"),
        ("习\u200b近\ufe00平", "person", "Xí Jìnpíng"),
        ("乾隆", None, "Qiánlóng"),
        ("六安", "place", "Lù'ān"),
        ("承欢记", "work", "Chénghuān Jì"),  # what a work, a law, a prize or a ship is stands apart
        ("暗河传", "work", "Ànhé Zhuàn"),
        ("狂人日记", "work", "Kuángrén Rìjì"),
        ("国家安全法", "concept", "Guójiā Ānquán Fǎ"),
        ("基本法", "concept", "Jīběnfǎ"),
        ("南昌舰", "project", "Nánchāng Jiàn"),
        ("驱逐舰", "project", "Qūzhújiàn"),
        ("汉章帝", "person", "Hàn Zhāngdì"),  # rulers and gods
        ("清圣祖", "person", "Qīng Shèngzǔ"),
        ("成化帝", "person", "Chénghuà Dì"),
        ("玄天上帝", "person", "Xuántiān Shàngdì"),
        ("千岁娘娘", "person", "Qiānsuì Niángniáng"),
        ("小印度", "place", "Xiǎo Yìndù"),
        ("淮海中路", "place", "Huáihǎi Zhōng Lù"),  # streets
        ("解放路", "place", "Jiěfàng Lù"),
        ("厦门经济特区", "place", "Xiàmén Jīngjì Tèqū"),  # a word at the end is not cut
        ("南关清真寺", "place", "Nánguān Qīngzhēnsì"),
        ("北京饭店", "place", "Běijīng Fàndiàn"),
        ("罗马尼亚", "place", "Luómǎníyà"),
        ("中非发展基金", "organization", "Zhōng-Fēi Fāzhǎn Jījīn"),  # two side by side
        ("上汽通用五菱", "organization", "Shàngqì Tōngyòng Wǔlíng"),
    ],
)
def test_orthography(tables, surface, kind, pinyin):
    assert read(surface, kind, tables=tables).pinyin == pinyin


@pytest.mark.parametrize(
    "surface", ["", "さくら", "高市早苗さん", "이재명", "習近平ひらがな", "C919", "abc", "\ud800", "习\x00近", "习近平" * 200]
)
def test_what_cannot_be_read_whole_has_no_pinyin(tables, surface):
    assert read(surface, tables=tables).pinyin is None


def test_every_surname_alone_is_read(tables):
    for surname in tables.surnames:
        for kind in (None, *KINDS):
            assert read(surname, kind, tables=tables).pinyin, (surname, kind)


def test_the_words_of_the_entries_readings_are_mostly_those_of_the_rules(tables):
    """Their pinyin was written by hand, and serves as a measure of what the rules do with names that have no entry."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for kind, name in FOLDERS.items():
        for entry in tomllib.loads((CASES.parents[2] / "data" / f"{name}.toml").read_text(encoding="utf-8")).values():
            if "pinyin" in entry:
                wanted[kind] += 1
                right[kind] += read(entry["hans"], kind, tables=tables).pinyin == entry["pinyin"]
    shares = {kind: right[kind] / wanted[kind] for kind in wanted}
    assert all(shares[kind] >= least for kind, least in FLOORS.items()), shares


def test_citation_tones_of_yi_and_bu(tables):
    assert read("薄一波", "person", tables=tables).pinyin == "Bó Yībō"
    assert read("一带一路", tables=tables).syllables == ("yī", "dài", "yī", "lù")


def test_a_latin_form_decides_between_known_readings(tables):
    assert read("张长浩", "person", "Zhang Zhanghao", tables=tables).pinyin == "Zhāng Zhǎnghào"
    assert read("张长浩", "person", "Changhao Zhang", tables=tables).pinyin == "Zhāng Chánghào"
    assert read("吕布", "person", "LYU BU", tables=tables).pinyin == "Lǚ Bù"
    decided = read("翟羽", "person", "Di Yu", tables=tables)
    assert (decided.pinyin, decided.reason) == ("Dí Yǔ", "latin")


def test_a_latin_form_that_spells_nothing_has_no_effect(tables):
    assert read("单田芳", "person", "Joko Widodo", tables=tables) == read("单田芳", "person", tables=tables)


def test_disputed_surnames_are_flagged(tables):
    reading = read("肖华平", "person", tables=tables)
    assert reading.disputed
    assert "Xiào Huápíng" in reading.alternatives


def test_an_unknown_kind_is_a_value_error(tables):
    with pytest.raises(ValueError, match="planet"):
        read("习近平", "planet", tables=tables)


surfaces = st.text(
    st.one_of(st.characters(), st.sampled_from("王解放单欧阳长乐都江堰一不·-20々〇《》的和市 \u200b")), max_size=12
)


@settings(max_examples=400, deadline=None)
@given(surfaces, st.sampled_from([None, *KINDS]), st.one_of(st.none(), st.text(max_size=20)))
def test_any_text_is_read_or_left(tables, surface, kind, latin):
    reading = read(surface, kind, latin, tables=tables)
    assert 0.0 <= reading.confidence <= 1.0
    if reading.pinyin is None:
        assert reading.syllables == ()
    else:
        assert not any(map(is_hanzi, reading.pinyin))
        assert reading.pinyin not in reading.alternatives
        assert len(reading.syllables) == sum(map(is_hanzi, surface))


def test_hostile_input_is_refused_early(tables):
    start = time.process_time()
    read("长" * 100_000, tables=tables)
    read("习近平", "person", "a" * 100_000, tables=tables)
    assert time.process_time() - start < 0.5


def test_building_is_deterministic(data):
    assert build(CASES.parents[2] / "data") == data
    assert len(data) < 20_000_000


def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="build"):
        Tables.from_bytes(b"nonsense")
    with pytest.raises(ValueError, match="cut off"):
        Tables.from_bytes(data[: len(data) // 2])


def test_no_converter_is_imported():
    import subprocess

    code = (
        "import sys, glossary.reading, glossary.reading.spelling;"
        "print([m for m in ('pypinyin', 'jieba', 'dataclasses', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CASES.parents[2])
    assert done.stdout.strip() == "[]"


def test_what_the_resolver_asks(tables):
    assert [tables.surname_length(name) for name in ("王小明", "歐陽修", "特朗普", "")] == [1, 2, 0, 0]
    assert tables.looks_like_person("王小明") > 0.4 > tables.looks_like_person("解放军")
    for word in ("加油", "你好", "一帆风顺", "高兴", "和平"):
        assert tables.is_word(word)
        assert tables.looks_like_person(word) < 0.2
    assert not tables.is_word("习近平")
    for place in ("北京市", "黄河", "清华大学", "六安"):
        assert tables.looks_like_person(place) < 0.2
    for word in ("Liem", "Tan", "Oei", "Tjoa", "Kwik", "Njoo", "Thio", "Xi", "Chan", "Cheung", "Ouyang", "Hsieh"):
        assert is_latin_surname(word, tables), word
    for word in ("Presiden", "Jakarta", "Widodo"):
        assert not is_latin_surname(word, tables)

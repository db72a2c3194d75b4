"""`glossary.read` and `Annotator.read`: entries first, then the rules."""

from __future__ import annotations

import pytest

import glossary


def own(tmp_path, *rows: str):
    file = tmp_path / "own.csv"
    file.write_text("id,kind,hans,name,pinyin\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return glossary.Annotator(glossary.load(file))


def test_an_entry_comes_before_the_rules():
    reading = glossary.read("华春莹")
    assert (reading.pinyin, reading.reason) == ("Huà Chūnyíng", "entry")


def test_an_entry_of_ones_own_overrides_one_name_and_no_other(tmp_path):
    annotator = own(tmp_path, "ge,person,盖立新,Gai Lixin,Gài Lìxīn")
    assert annotator.read("盖立新").pinyin == "Gài Lìxīn"
    assert annotator.read("盖立明", "person").pinyin == "Gě Lìmíng"
    assert glossary.read("盖立新", "person").pinyin == "Gě Lìxīn"
    assert "Gě Lìxīn" in annotator.read("盖立新", "person").alternatives


def test_a_latin_form_that_spells_another_reading_comes_before_an_entry(tmp_path):
    annotator = own(tmp_path, "wang,person,王朝辉,Wang Zhaohui,Wáng Zhāohuī")
    assert annotator.read("王朝辉", latin="Wang Chaohui").pinyin == "Wáng Cháohuī"
    assert annotator.read("王朝辉", latin="Wang Zhaohui").reason == "entry"
    assert annotator.read("王朝辉", latin="sang pelukis").reason == "entry"


def test_an_entry_of_another_kind_does_not_count(tmp_path):
    annotator = own(tmp_path, "gaoping,place,高平,Gaoping,Gāopíng")
    assert annotator.read("高平", "person").pinyin == "Gāo Píng"
    assert annotator.read("高平", "place").pinyin == "Gāopíng"


@pytest.mark.parametrize(("value", "word"), [(b"\xe4\xb9\xa0", "decode it first"), (None, "NoneType"), (7, "int")])
def test_what_is_no_text_is_a_type_error(value, word):
    with pytest.raises(TypeError, match=word):
        glossary.read(value)


def test_a_latin_form_that_is_no_text_is_a_type_error():
    with pytest.raises(TypeError, match="decode it first"):
        glossary.read("习近平", latin=b"Xi Jinping")


@pytest.mark.parametrize("kind", ["planet", "", "Person", 3])
def test_an_unknown_kind_is_named(kind):
    with pytest.raises(ValueError, match=repr(kind)):
        glossary.read("习近平", kind)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("marks", "Lǚ Jìnpíng"),
        ("numbers", "Lü3 Jin4ping2"),
        ("none", "Lü Jinping"),
        ("passport", "LYU JINPING"),
        ("zhuyin", "ㄌㄩˇ ㄐㄧㄣˋ ㄆㄧㄥˊ"),
        ("wade-giles", "Lü Chin-p'ing"),
    ],
)
def test_a_reading_is_written_in_other_styles(style, text):
    assert glossary.read("吕近平", "person").styled(style) == text


def test_an_unknown_style_is_named_and_no_pinyin_has_no_style():
    assert glossary.read("さくら").styled("numbers") is None
    with pytest.raises(ValueError, match="runes"):
        glossary.read("さくら").styled("runes")

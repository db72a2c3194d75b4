"""Pinyin as text: both directions, all styles, with pypinyin as the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import pinyin

syllable = st.builds(
    pinyin.mark, st.sampled_from(sorted(s for s in pinyin.SYLLABLES if s[0] not in "êmnhng" or len(s) > 2)), st.integers(1, 5)
)
word = st.lists(syllable, min_size=1, max_size=4)


@given(st.lists(word, min_size=1, max_size=3))
def test_marks_and_numbers_give_each_other_back(words):
    text = " ".join(pinyin.close_up(parts) for parts in words)
    flat = tuple(s for parts in words for s in parts)
    assert pinyin.syllables(pinyin.to_numbers(text)) == pinyin.syllables(text)
    assert "".join(pinyin.syllables(text)) == "".join(flat)


@given(word)
def test_numbers_closed_up_come_back_as_they_were(parts):
    numbered = "".join(pinyin.strip_tones(p) + str(pinyin.tone(p)) for p in parts)
    assert pinyin.parse(numbered) == (tuple(parts),)
    assert pinyin.from_numbers(numbered.capitalize()) == pinyin.close_up(parts)


@given(syllable)
def test_a_syllable_has_the_tone_it_was_given(part):
    assert pinyin.mark(pinyin.strip_tones(part), pinyin.tone(part)) == part


@given(st.text(max_size=30))
def test_any_text_parses_or_is_refused_with_a_value_error(text):
    try:
        words = pinyin.parse(text)
    except ValueError:
        return
    assert all(part for word in words for part in word)


def test_passport_style_writes_lyu_and_lue():
    assert pinyin.convert("Lǚ Lüè", "passport") == "LYU LUE"
    assert pinyin.convert("Lǚ Xī'ān", "none") == "Lü Xi'an"


def test_an_unknown_style_is_named():
    with pytest.raises(ValueError, match="cyrillic"):
        pinyin.convert("Lǐ", "cyrillic")


def test_what_is_no_pinyin_is_kept():
    assert pinyin.convert("Yùn-20", "none") == "Yun-20"
    assert pinyin.convert("Yùn-20", "numbers") == "Yun4-20"
    assert pinyin.convert("C919 Kèjī", "numbers") == "C919 Ke4ji1"


@pytest.mark.parametrize(
    ("style", "constant"),
    [("zhuyin", "BOPOMOFO"), ("wade-giles", "WADEGILES")],
)
def test_styles_agree_with_pypinyin(style, constant):
    pypinyin = pytest.importorskip("pypinyin")
    differing = []
    for (
        character
    ) in "习近平毛泽东邓小平曹雪芹吕布李白徐志摩孙权郑和周恩来诸葛亮蒋介石王安石苏轼朱元璋黄庭坚而日儿女略玉云月圆汪翁雍熊穷":
        ours = pypinyin.pinyin(character)[0][0]
        theirs = pypinyin.pinyin(character, style=getattr(pypinyin.Style, constant))[0][0]
        mine = pinyin.zhuyin(ours) if style == "zhuyin" else pinyin.wade_giles(ours)
        theirs = theirs.replace("ʻ", "'").replace("’", "'").strip("¹²³⁴⁵12345").replace("v", "ü")
        if mine != theirs:
            differing.append((character, mine, theirs))
    assert len(differing) <= (0 if style == "zhuyin" else 4), differing

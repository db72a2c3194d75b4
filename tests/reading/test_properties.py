"""What holds for every name: against an oracle, in both scripts, and for any text at all."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import glossary
from glossary.model import KINDS
from glossary.pinyin import STYLES, from_numbers, parse, to_numbers
from glossary.reading import read
from glossary.script import is_hanzi, is_kana, traditionalise

from .test_read import cases

HANZI = "王李张刘陈欧阳诸葛司马林郑月娥明华国建志伟芳秀英长乐重行单解曾任市县大学银行公司军部的和一不乾隆〇尔斯克巴"
pieces = st.one_of(st.characters(), st.sampled_from(HANZI), st.sampled_from("·-20々《》 \u200b\ufe00\u3000Ａａのアã\ud800習鄭樂"))


@settings(max_examples=300, deadline=None)
@given(st.text(pieces, max_size=12), st.sampled_from([None, *KINDS]), st.one_of(st.none(), st.text(max_size=16)))
def test_the_public_function_reads_any_text_or_leaves_it(surface, kind, latin):
    reading = glossary.read(surface, kind, latin)
    assert 0.0 <= reading.confidence <= 1.0
    for style in STYLES:
        text = reading.styled(style)
        assert (text is None) == (reading.pinyin is None)
        assert text is None or not any(is_hanzi(c) or is_kana(c) for c in text)
    if reading.pinyin is not None:
        assert len(reading.syllables) == sum(map(is_hanzi, surface))
        assert not any(any(map(is_hanzi, other)) for other in reading.alternatives)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(HANZI), min_size=2, max_size=5), st.sampled_from(["person", "place", "organization"]))
def test_syllables_are_the_pinyin_closed_up(tables, surface, kind):
    reading = read(surface, kind, tables=tables)
    parsed = parse(reading.pinyin.replace("-", " "))
    assert tuple(s for word in parsed for s in word) == reading.syllables
    assert from_numbers(to_numbers(reading.pinyin.replace("-", " "))).split() == list(reading.syllables)


# one simplified character for two: the simplified form cannot know which was meant
ONE_FOR_TWO = set("乾徵著於藉甯寧")


def test_traditional_and_simplified_read_alike(tables):
    compared = 0
    for hanzi, kind, _, latin, *_ in cases():
        other = traditionalise(hanzi)
        if other == hanzi or ONE_FOR_TWO & set(hanzi + other):
            continue
        compared += 1
        assert read(other, kind or None, latin or None, tables=tables).syllables == (
            read(hanzi, kind or None, latin or None, tables=tables).syllables
        ), hanzi
    assert compared > 400


def test_characters_with_one_reading_are_read_as_the_oracle_does(tables):
    pypinyin = pytest.importorskip("pypinyin", reason="the oracle is not installed")
    compared = wrong = 0
    for hanzi, kind, *_ in cases():
        key = tables.folds.fold(hanzi)
        if not all(is_hanzi(c) for c in hanzi) or any(len(tables.characters[c]) != 1 for c in key):
            continue
        compared += 1
        wrong += read(hanzi, kind or None, tables=tables).syllables != tuple(s[0] for s in pypinyin.pinyin(key))
    assert compared > 250
    assert wrong <= 0.01 * compared


@pytest.mark.parametrize(
    "surface", ["\ufa19", "\u2f08", "㐀", "𠀀", "〇", "ＡＢ社", "第5营", "5G", " 习 近 平 ", "习\u2060近平", "老々"]
)
def test_odd_characters_are_read_or_left(surface):
    reading = glossary.read(surface)
    assert reading.pinyin is None or unicodedata.is_normalized("NFC", reading.pinyin)


def test_time_grows_with_the_text_at_most(tables):
    def seconds(length: int) -> float:
        surfaces = [head + "长乐" * (length // 2) for head in "王李张刘"]
        start = time.process_time()
        for surface in surfaces:
            glossary.read(surface, "person", "Zhang " * length)
        return time.process_time() - start

    seconds(100)
    assert seconds(400_000) < 1.0

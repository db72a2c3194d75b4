"""Whether a Latin string spells Hanzi, in which system, with what slip."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.reading import match_spelling
from glossary.reading.match import one_slip

SPELLED = """
习近平|Xi Jinping|pinyin|surname-first
习近平|Xí Jìnpíng|pinyin|surname-first
習近平|XI Jin-ping|pinyin|surname-first
习近平|Jinping Xi|pinyin|given-first
吕布|Lv Bu|pinyin|surname-first
吕布|LYU BU|pinyin|surname-first
西安|Xi'an|pinyin|surname-first
三国演义|San Guo Yan Yi|pinyin|surname-first
欧阳修|Ouyang Xiu|pinyin|surname-first
毛泽东|Mao Tse-tung|wade-giles|surname-first
蒋介石|Chiang Chieh-shih|wade-giles|surname-first
曹雪芹|Ts'ao Hsüeh-ch'in|wade-giles|surname-first
林绍良|Liem Sioe Liong|hokkien|surname-first
黄仲涵|Oei Tiong Ham|hokkien|surname-first
郭建义|Kwik Kian Gie|hokkien|surname-first
郭德怀|Kwee Tek Hoay|hokkien|surname-first
李金福|Lie Kim Hok|hokkien|surname-first
萧玉灿|Siauw Giok Tjhan|hokkien|surname-first
谢建隆|Tjia Kian Liong|hokkien|surname-first
陈嘉庚|Tan Kah Kee|hokkien|surname-first
林郑月娥|Carrie Lam Cheng Yuet-ngor|hongkong|extra-name
刘德华|Lau Tak-wah|hongkong|surname-first
周润发|Chow Yun-fat|hongkong|surname-first
梁朝伟|Tony Leung|hongkong|extra-name
张国荣|Leslie Cheung|hongkong|extra-name
马云|Jack Ma|pinyin|extra-name
宋美龄|Soong Mei-ling|taiwan|surname-first
蔡英文|Tsai Ing-wen|taiwan|surname-first
李光耀|Lee Kuan Yew|singapore|surname-first
李显龙|Lee Hsien Loong|singapore|surname-first
"""


@pytest.mark.parametrize("line", SPELLED.split("\n")[1:-1])
def test_a_spelling_is_known_with_its_system(tables, line):
    hanzi, latin, system, order = line.split("|")
    found = match_spelling(hanzi, latin, tables)
    assert found is not None
    assert (found.agreement, found.system, found.order) == ("spelling", system, order)


@pytest.mark.parametrize(
    ("hanzi", "latin", "slip"),
    [
        ("习近平", "Xi Jingping", "'Jingping' for 'Jinping'"),
        ("习近平", "Xi Jipning", "'Jipning' for 'Jinping'"),
        ("张德江", "Zang Dejiang", "'Zang' for 'Zhang'"),
        ("王毅军", "Wang Yijunn", "'Yijunn' for 'Yijun'"),
    ],
)
def test_one_slip_is_near_and_named(tables, hanzi, latin, slip):
    found = match_spelling(hanzi, latin, tables)
    assert found is not None
    assert (found.agreement, found.slip) == ("near", slip)


@pytest.mark.parametrize(
    ("hanzi", "latin"),
    [
        ("习近平", "Joko Widodo"),
        ("习近平", "Xi"),
        ("习近平", "Presiden Xi Jinping"),
        ("王伟", "Min Wang"),
        ("林文镜", "Liem Sioe Liong"),
        ("北京大学", "Universitas Peking"),
        ("林绍良", "Sudono Salim"),
        ("成龙", "Jackie Chan"),
        ("", "Xi"),
        ("习", ""),
        ("さくら", "Sakura"),
    ],
)
def test_what_spells_nothing_is_none(tables, hanzi, latin):
    assert match_spelling(hanzi, latin, tables) is None


def test_hostile_input_is_refused_early(tables):
    start = time.process_time()
    assert match_spelling("长" * 40, "chang" * 39, tables) is None
    assert match_spelling("长" * 40, "a" * 200, tables) is None
    assert match_spelling("长" * 100_000, "a", tables) is None
    assert match_spelling("习近平", "a" * 100_000, tables) is None
    assert match_spelling("单" * 6, "dan" * 66, tables) is None
    assert time.process_time() - start < 0.5


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=10), st.text(max_size=30))
def test_any_two_strings_can_be_compared(tables, hanzi, latin):
    found = match_spelling(hanzi, latin, tables)
    assert found is None or found.agreement in ("spelling", "near")


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_slip_equals_its_slow_definition(seen, expected):
    def neighbours(word):
        for i in range(len(word) + 1):
            for letter in "abc":
                yield word[:i] + letter + word[i:]
        for i in range(len(word)):
            yield word[:i] + word[i + 1 :]
            for letter in "abc":
                yield word[:i] + letter + word[i + 1 :]
            if i + 1 < len(word):
                yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]

    assert one_slip(seen, expected) == (seen != expected and seen in set(neighbours(expected)))

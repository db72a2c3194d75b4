"""第 and its number: tied by a hyphen, in readings by rule and in what entries may write."""

from __future__ import annotations

import pytest

import glossary
from glossary.compile.orthography import orthography_problems
from glossary.reading.ordinals import ordinal_shape

READINGS = (
    ("第一", None, "Dì-yī"),
    ("第七舰队", "organization", "Dì-qī Jiànduì"),
    ("第二十届中央委员会", "organization", "Dì-èrshí Jiè Zhōngyāng Wěiyuánhuì"),
    ("第五次围剿", "event", "Dì-wǔ Cì Wéijiǎo"),
    ("第四野战军", "organization", "Dì-sì Yězhànjūn"),
    ("第三百五十六师", "organization", "Dì-sānbǎi wǔshíliù Shī"),
    ("第19届亚运会", "event", "Dì-19 Jiè Yàyùnhuì"),
    ("第五伦", "person", "Dìwǔ Lún"),
    ("童第周", "person", "Tóng Dìzhōu"),
    ("门第", None, "Méndì"),
)


@pytest.mark.parametrize(("surface", "kind", "pinyin"), READINGS)
def test_an_ordinal_is_written_as_the_standard_has_it(surface: str, kind: str | None, pinyin: str) -> None:
    assert glossary.read(surface, kind=kind).pinyin == pinyin


@pytest.mark.parametrize("shape", [(9,), (2, 2, 2, 3), (1,) * 9, (3, 3, 3), (4, 5), (-1, 8)])
def test_every_hanzi_stays_in_one_word(shape: tuple[int, ...]) -> None:
    lengths = [length - 256 if length > 256 else abs(length) or 1 for length in ordinal_shape("第二十届中央委员会", shape)]
    assert sum(lengths) == 9


def test_words_without_an_ordinal_stay() -> None:
    assert ordinal_shape("大明与门第", (2, 0, 2)) == (2, 0, 2)


@pytest.mark.parametrize("pinyin", ["Dìyī Cáijīng", "Dì Yī Cáijīng"])
def test_an_entry_ties_an_ordinal_by_a_hyphen(pinyin: str) -> None:
    assert any("hyphen" in problem for problem in orthography_problems("第一财经", pinyin, "organization"))
    assert not orthography_problems("第一财经", "Dì-yī Cáijīng", "organization")

"""The kind of names without an entry: by what is said around them, by the names beside them, by their own letters."""

import pytest

import glossary
from glossary.cues import said_to_be, words_behind
from glossary.guess import KINDS, features, likely_kind


@pytest.fixture(scope="module")
def tables():
    return glossary.Annotator().tables


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Tianliang (天亮了) adalah lagu Han Hong.", "天亮了", "work"),  # what a sentence says of it
        ("Hutaoxia Xincun (虎跳新寨) merupakan desa kecil di Yunnan.", "虎跳新寨", "place"),
        ("Album ketiganya, Range (范特西), terjual sejuta kopi.", "范特西", "work"),  # a phrase that a comma sets before it
        ("Sodagreen (蘇打綠) mengganti nama.", "蘇打綠", "organization"),  # the verb behind it
        ("Aktor itu bermain dalam Wheels on Meals (快餐車).", "快餐車", "work"),
        ("Ia menyanyikan Blue Sky (藍天白雲天) dan Simple Love (簡單愛).", "簡單愛", "work"),  # a verb before a series
        ("1. Meteor Garden (流星花园)\n2. Kesempatan Kedua (二十不惑)", "二十不惑", "work"),  # the name before it in a list
        ("Guangdong Southern Tigers (广东华南虎) memecat pelatih.", "广东华南虎", "organization"),
        ("Warga Wuwei (无为县) gembira; ia lahir di Wuwei (无为县).", "无为县", "place"),
        ("Ia turun di Dongzhimen (东直门).", "东直门", "place"),  # one word of three syllables is no person
        ("Drama terbaru Bai Jingtian (白敬天) tayang.", "白敬天", "person"),  # an adjective parts the drama from its actor
        ("Bintang serial Love Under the Sky (星空之下恋) hadir.", "星空之下恋", "work"),
    ],
)
def test_the_kind_of_an_unknown_name_is_told_by_what_stands_around_it(text, surface, kind):
    assert [m.kind for m in glossary.annotate(text).mentions if m.surface == surface][-1] == kind


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (") adalah salah satu kota tua.", "place"),
        (") merupakan sebuah perusahaan.", "organization"),
        (", bahasa Inggris: X) ialah seorang pelukis.", "person"),
        (") adalah ibu kota provinsi.", "place"),
        (") adalah hal lain.", None),
        (") tiba.", None),
        ("", None),
    ],
)
def test_a_sentence_says_what_a_name_is(after, kind):
    assert said_to_be(after) == kind


def test_words_behind_a_name_end_at_the_first_mark():
    assert words_behind(") tayang, lalu habis") == (("tayang",), False)
    assert words_behind("”), film laga (2019)") == (("film", "laga"), True)
    assert words_behind(" di (北京)") == (("di",), False)


def test_features_of_a_name_are_its_hanzi_and_the_words_of_a_translation():
    seen = features("游戏科学", "Game Science", False)
    assert {"l学", "L科学", "c游", "b戏科", "hgame", "tscience", "w2", "caseT"} <= set(seen)
    assert "hgame" not in features("游戏科学", "Youxi Kexue", True)


def test_what_is_said_of_a_name_outweighs_its_letters(tables):
    told = {likely_kind("云上", None, False, {kind: 20.0}, tables)[0] for kind in KINDS}
    assert told == set(KINDS)
    kind, likely = likely_kind("云上", "Yunshang", True, {}, tables)
    assert kind in KINDS
    assert 1 / len(KINDS) <= likely <= 1

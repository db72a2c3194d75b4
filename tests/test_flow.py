"""The flow on real input, and what must hold for any text."""

import itertools
import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import glossary
from glossary.index import automaton

ARTICLE = (
    "Presiden Tiongkok, Xi Jinping(习近平) menelepon Putin. "
    "Xi Jinping (习近平)juga menyebut Tentara Pembebasan Rakyat Tiongkok (人民解放军)."
)


def test_names_are_linked_with_their_latin_form():
    first, second, army = glossary.annotate(ARTICLE).mentions
    assert (first.start, first.end, first.surface) == (30, 33, "习近平")
    for mention in (first, second):
        assert (mention.entry.id, mention.pinyin, mention.latin.text, mention.latin.agreement) == (
            "xi-jinping",
            "Xí Jìnpíng",
            "Xi Jinping",
            "entry",
        )
    assert (army.pinyin, army.latin.text) == ("Rénmín Jiěfàngjūn", "Tentara Pembebasan Rakyat Tiongkok")


def test_an_unknown_name_that_its_latin_form_spells_is_a_person():
    mention = glossary.annotate("penulis Zhang Changhao (张长浩) hadir").mentions[0]
    assert (mention.kind, mention.pinyin, mention.latin.text, mention.entry) == (
        "person",
        "Zhāng Chánghào",
        "Zhang Changhao",
        None,
    )


def test_latin_mentions_are_found_on_request():
    names = [m.surface for m in glossary.Annotator(latin_mentions=True).annotate("Putin menyapa PBB.").mentions]
    assert names == ["Putin", "PBB"]
    assert glossary.annotate("Putin menyapa PBB.").mentions == ()


def test_surname_readings_need_a_person():
    assert glossary.read("单田芳", kind="person").pinyin == "Shàn Tiánfāng"
    with pytest.raises(ValueError, match="unknown kind 'people'"):
        glossary.read("单田芳", kind="people")


@pytest.mark.parametrize("text", ["", "\ud800 习近平 \udfff", "习" * 500, "((((", "あ習近平", "习\u200b近平", "(欧阳j"])
def test_offsets_hold_for_odd_text(text):
    for mention in glossary.annotate(text).mentions:
        assert text[mention.start : mention.end] == mention.surface


names = st.sampled_from(
    ["习近平", "國防部", "发言人", "吴谦", "中国", "外交部", "欧阳", "大学", "赛福鼎·艾则孜", "Xi Jinping", "PBB", "di"]
)
parts = st.one_of(names, st.text("习近平中国部省大学王张的\u200b· ()（）あ<&'\ud800a", max_size=4), st.text(max_size=3))


@settings(max_examples=300, deadline=None)
@given(st.lists(parts, max_size=12).map("".join))
def test_mentions_are_exact_sorted_and_apart_and_insertions_can_be_taken_out(text):
    mentions = glossary.Annotator(latin_mentions=True).annotate(text).mentions
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(text[m.latin.start : m.latin.end] == m.latin.text for m in mentions if m.latin)
    assert all(first.end <= second.start for first, second in itertools.pairwise(mentions))
    shown, position = glossary.annotate(text).to_text(), 0
    for character in text:  # what is printed holds the text, in order
        position = shown.index(character, position) + 1


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Spanduk 我在北京潜伏三年 dipasang.", ["北京"]),
        ("Tulisan 中美贸易战激战正酣 muncul.", ["中美贸易战"]),
        ("Ia membaca 余华小说兄弟 kemarin.", ["余华", "兄弟"]),
    ],
)
def test_an_ordinary_word_within_a_sentence_is_no_work(text, surfaces):
    assert [mention.surface for mention in glossary.annotate(text).mentions] == surfaces


def test_bytes_are_refused():
    with pytest.raises(TypeError, match="decode it first"):
        glossary.annotate(b"teks")


def test_html_is_escaped():
    html = glossary.annotate("<script> Xi Jinping (习近平)").to_html()
    assert "<script>" not in html
    assert "Jìnpíng</rt>" in html


def test_engines_agree_with_brute_force():
    rng = random.Random(1)
    for _ in range(200):
        patterns = sorted({"".join(rng.choice("ab习近") for _ in range(rng.randint(1, 4))) for _ in range(12)})
        text = "".join(rng.choice("ab习近 ") for _ in range(30))
        brute = sorted(
            ((i, i + len(p), n) for n, p in enumerate(patterns) for i in range(len(text)) if text.startswith(p, i)),
            key=lambda m: (m[1], m[0]),
        )
        for engine in ("daachorse", "ahocorasick_rs", "python"):
            built = automaton.build(patterns, engine)
            assert built.find_all(text) == brute
            assert built.find(text) == automaton._longest_ends(brute)


def test_a_broken_glossary_names_file_and_line(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[a]\nkind = "person"\nhans = "王"\nname = ""\nwrong = 1\n', encoding="utf-8")
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path)
    assert len(caught.value.problems) == 2
    assert [problem.split(": ")[0] for problem in caught.value.problems] == [f"{path}:4", f"{path}:5"]


PARTS = ("Xi Jinping (习近平) ", "外交部 ", 'kata "张长浩" ', "\ud800王毅\n", "李强 ", "𠀀")


@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_the_record_as_text_is_the_record_as_dicts(parts):
    document = glossary.Annotator(latin_mentions=True).annotate("".join(parts))
    line = json.dumps(document.to_dict(id="a"), ensure_ascii=False, separators=(",", ":"))
    assert document.to_json(id="a") == line.replace("\ud800", "\\ud800")


def test_a_homonym_costs_the_same_however_many_names_the_article_has():
    """'Bali' has two entries: each time the names before it were gone through, all of them."""

    def seconds(count):
        text = "Xi Jinping (习近平) tiba di Bali. " * count
        begin = time.process_time()
        annotator.annotate(text)
        return time.process_time() - begin

    annotator = glossary.Annotator(latin_mentions=True)
    seconds(100)
    few, many = (min(seconds(count) for _ in range(3)) for count in (500, 8000))
    assert many < 40 * few  # 16 where it is linear, above 90 where it was not

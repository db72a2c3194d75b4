"""Properties of mending: it comes to an end, mends what it says, and touches nothing else."""

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import given

import glossary
from glossary import script
from glossary.linter.rule import RULES

SAFE = {code for code, rule in RULES.items() if rule.safe}
PIECES = [
    "Xi Jinping", "Wang Yi", "Presiden ", "习近平", "王毅", "習近平", "国防部", "𠀀", "⾺", "运 -20", "Xí Jìnpíng", "Cina",
    "juga", "nya",
    "(", ")", "（", "）", "[", "]", "［", "】", "【", " ", "  ", "\u3000", "\u00a0", "\t", "\n", "\n\n",
    "\u200b", "\u2060", "\ufeff", "\u202e", "\ud800", "\x00", "\ufffd", ",", "，", "、", ".", "。", ":", ";", "?", "-", "1987 - ",
    "“", "”", '"', "Hanzi: ", "ä¹", "é", "<b>", "`", "*", "&", "|", "a", "Ａ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def blank(text):
    """The text without spaces and zero-width marks, in narrow forms: what mending must leave as it is."""
    narrow = unicodedata.normalize("NFKC", text.translate({ord(mark): None for mark in script.ZERO_WIDTH}))
    folded = narrow.translate(str.maketrans("[]{}【】〔〕〖〗", "()" * 5))
    return "".join(folded.split())


@given(texts)
def test_mended_text_stays_as_it_is(text):
    """fix(fix(x)) == fix(x)."""
    once = glossary.fix(text)
    assert glossary.fix(once) == once


@given(texts)
def test_mended_text_is_clean_of_what_was_mended(text):
    """No problem with a safe fix is left."""
    assert [p for p in glossary.lint(glossary.fix(text)) if p.safe] == []


@given(texts)
def test_mending_changes_only_spaces_widths_and_zero_width_marks(text):
    """Letters, Hanzi and marks stay."""
    assert blank(glossary.fix(text)) == blank(text)


@given(texts)
def test_problems_are_sorted_and_inside_the_text(text):
    """Offsets hold, and the same text gives the same problems."""
    found = glossary.lint(text, "2020-01-01")
    assert [(p.start, p.end) for p in found] == sorted((p.start, p.end) for p in found)
    assert all(0 <= p.start < p.end <= len(text) and p.fix != text[p.start : p.end] for p in found)
    assert found == glossary.lint(text, "2020-01-01")


@given(st.text(max_size=60))
def test_any_text_is_accepted(text):
    """Nothing is raised, and text without names is given back."""
    glossary.lint(text)
    if not script.has_hanzi(text):
        assert glossary.fix(text) == text


@pytest.mark.parametrize(
    ("seen", "mended"),
    [
        ("Xi Jinping（习近平）juga hadir.", "Xi Jinping (习近平) juga hadir."),
        ("Xi Jinping  ( 习\u200b近平 )  juga hadir.", "Xi Jinping (习近平) juga hadir."),
        ("Xi Jinping(习近平）, Wang Yi（王毅)dan Li Qiang (李强) .", "Xi Jinping (习近平), Wang Yi (王毅) dan Li Qiang (李强)."),
        ("Lee Chong Wei(Hanzi:李宗伟;Pinyin: Lǐ Zōngwěi)pensiun.", "Lee Chong Wei (Hanzi: 李宗伟; Pinyin: Lǐ Zōngwěi) pensiun."),
        ("**Xi Jinping**(习近平) dan <b>Wang Yi</b>(王毅)", "**Xi Jinping** (习近平) dan <b>Wang Yi</b> (王毅)"),
        ("*(习近平)* dan <p>(王毅)</p>", "*(习近平)* dan <p>(王毅)</p>"),
        ("中国（北京）的习近平", "中国（北京）的习近平"),
        ("Presiden Xi Jingping (习近平) dan Cina.", "Presiden Xi Jingping (习近平) dan Cina."),
    ],
)
def test_safe_fixes(seen, mended):
    """Spaces, brackets and zero-width marks are mended, names and Chinese prose are not touched."""
    assert glossary.fix(seen) == mended

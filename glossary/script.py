"""Unicode facts: what a Hanzi is, which characters join or bracket names, and how lookup keys are folded.

Text is never normalised; only keys and copies of Hanzi runs are. A fold that is scanned keeps its length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from glossary.script_table import SIMPLIFIED, SIMPLIFIED_ONCE, TRADITIONAL, TRADITIONAL_ONCE

# Han ideographs that a name may be made of (Unicode 17, script=Han), with 〇 and the repetition mark 々.
HANZI_RANGES = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2FA1F),
    (0x30000, 0x33479),
)
LAST_SCANNED_SINGLE = 0xFFFF  # single Hanzi beyond are found by a regular expression, in the rare text that holds any
KANGXI_RANGES = ((0x2E80, 0x2FD5),)  # radicals, which some tools print instead of the ideograph
KANA_RANGES = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
HANGUL_RANGES = (  # without the fillers, which print nothing
    (0x1100, 0x115E), (0x1161, 0x11FF), (0x3131, 0x3163), (0x3165, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF),
)  # fmt: skip

# What prints nothing: Default_Ignorable_Code_Point of Unicode 16 without variation selectors, and the anchors of annotations.
ZERO_WIDTH_RANGES = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0020, 0xE007F),
)  # fmt: skip
MARK_RANGES = (
    (0x300, 0x34E),
    (0x350, 0x36F),
    (0x483, 0x489),
    (0x1AB0, 0x1ACE),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0),
    (0x302A, 0x302D),
    (0xFE20, 0xFE2F),
)
SELECTOR_RANGES = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))  # of variants
ZERO_WIDTH = "".join(chr(code) for first, last in ZERO_WIDTH_RANGES for code in range(first, last + 1))
VARIATION_SELECTORS = "".join(chr(code) for first, last in SELECTOR_RANGES for code in range(first, last + 1))
COMBINING_MARKS = "".join(
    chr(code) for first, last in MARK_RANGES for code in range(first, last + 1)
)  # on any letter, also on Hanzi
IGNORED = frozenset(ZERO_WIDTH + VARIATION_SELECTORS + COMBINING_MARKS)  # what is read through inside a name in Hanzi
INTERPUNCTS = "·‧•・･∙⋅"  # between the parts of a transcribed name: 赛福鼎·艾则孜
SPACES = " \t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ"  # letters of pinyin with tone marks
# What hides a form in Latin letters: what prints nothing, marks, spaces of other widths, full-width digits and letters, tones.
VEILS = "".join(sorted({*IGNORED, *SPACES, *map(chr, range(0xFF10, 0xFF5B)), *TONED} - {" ", "\t", "\n", "\r"}))
APOSTROPHES = "'’‘ʼʻ`´＇"
HYPHENS = "-‐‑‒–−－"

OPENING_BRACKETS = "([{（［｛【〔〖"
CLOSING_BRACKETS = ")]}）］｝】〕〗"


def regex_class(ranges: tuple[tuple[int, int], ...]) -> str:
    """Write ranges of code points for use inside [...] of a regular expression."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


HANZI_CLASS = regex_class(HANZI_RANGES + KANGXI_RANGES)  # for use inside [...] of a regular expression
WORD_CLASS = r"\w" + regex_class(HANZI_RANGES[4:] + KANGXI_RANGES)  # and so: \w and what of the Hanzi it may lack
KANA_CLASS = regex_class(KANA_RANGES)
HANGUL_CLASS = regex_class(HANGUL_RANGES)


class _LazyPattern:
    """A regular expression that is compiled when it is first used; afterwards its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give a regular expression that costs nothing until a text needs it.

    Compiling all of them would take longer than everything else between the start and a first annotated article.
    """
    return _LazyPattern(pattern, flags)  # type: ignore[return-value]


HANZI_RUN = lazy_pattern(f"[{HANZI_CLASS}]+")  # one for all: a class of so many characters takes a millisecond to compile


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def is_hanzi(character: str) -> bool:
    """Tell whether one character is a Hanzi: a Han ideograph, a radical printed for one, 〇 or 々.

    >>> is_hanzi("习"), is_hanzi("〇"), is_hanzi("あ"), is_hanzi("x")
    (True, True, False, False)
    """
    if "\u4e00" <= character <= "\u9fff":  # nearly all
        return True
    code = ord(character)
    return code >= 0x2E80 and (_within(code, HANZI_RANGES) or _within(code, KANGXI_RANGES))


def has_hanzi(text: str) -> bool:
    """Tell whether any character of the text is a Hanzi."""
    return not text.isascii() and HANZI_RUN.search(text) is not None


def is_kana(character: str) -> bool:
    """Tell whether one character is Japanese kana."""
    return _within(ord(character), KANA_RANGES)


def is_hangul(character: str) -> bool:
    """Tell whether one character is Korean Hangul."""
    return _within(ord(character), HANGUL_RANGES)


# Radicals that PDF files print for whole Hanzi, and that normalisation leaves as they are.
# Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database, those of the basic plane, and ⻆.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺉⺊⺋⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺠⺡⺢⺣⺥⺦⺨⺫⺬⺭⺯⺰⺱⺳⺴⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅"
    "⻆⻈⻉⻋⻍⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_RADICAL_HANZI = (
    "厂乛乚乙亻冂刂卜㔾兀尣尢巳幺彑彐忄㣺扌攵旡月歺民氵氺灬爫丬犭罒示礻糹纟罓㓁㓁耂肀月臼艹艹艹虎衤覀西见"
    "角讠贝车辶阝钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)


@lru_cache(maxsize=1)
def _simplification() -> dict[int, str]:
    table = dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))
    for first, last in ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F), *KANGXI_RANGES):  # compatibility ideographs and radicals
        letters = "".join(map(chr, range(first, last + 1)))
        for letter, plain in zip(letters, unicodedata.normalize("NFKC", letters), strict=True):
            if plain != letter:
                table[ord(letter)] = table.get(ord(plain), plain)
    for radical, plain in zip(_RADICALS, _RADICAL_HANZI, strict=True):
        table[ord(radical)] = table.get(ord(plain), plain)
    return table


@lru_cache(maxsize=1)
def _unsimplified() -> frozenset[str]:
    return frozenset(map(chr, _simplification()))


@lru_cache(maxsize=1)
def _traditionalisation() -> dict[int, str]:
    return dict(zip(map(ord, SIMPLIFIED_ONCE), TRADITIONAL_ONCE, strict=True))


def simplify(hanzi: str) -> str:
    """Fold traditional, compatibility and radical forms to simplified Hanzi, one character to one character.

    This makes keys, not text: 乾 of 乾隆 folds to 干 like every other 乾.

    >>> simplify("習近平")
    '习近平'
    """
    return hanzi if _unsimplified().isdisjoint(hanzi) else hanzi.translate(_simplification())


def traditionalise(hanzi: str) -> str:
    """Give the traditional form of every Hanzi that has only one; the others stay as they are.

    >>> traditionalise("习近平")
    '習近平'
    """
    return hanzi.translate(_traditionalisation())


def hanzi_key(surface: str) -> str:
    """Give the Hanzi of a surface alone, simplified.

    >>> hanzi_key("習·近 平2")
    '习近平'
    """
    if not HANZI_RUN.fullmatch(surface):
        surface = "".join([c for c in surface if is_hanzi(c)])
    return simplify(surface)


def is_traditional(hanzi: str) -> bool:
    """Tell whether a text holds a Hanzi that simplified text does not print."""
    return simplify(hanzi) != unicodedata.normalize("NFKC", hanzi)


_IGNORABLE = {ord(c): None for c in ZERO_WIDTH + VARIATION_SELECTORS}
_SEPARATORS = "\u1680\u2028\u2029"  # blanks too, of which no running text is made
_GLUE = {ord(c): None for c in [*IGNORED, *SPACES, *_SEPARATORS, *APOSTROPHES, *HYPHENS, *INTERPUNCTS, ".", ","]}


def strip_ignorable(text: str) -> str:
    """Drop zero-width characters, bidirectional marks and variation selectors."""
    return text.translate(_IGNORABLE)


def strip_marks(text: str) -> str:
    """Drop combining marks after decomposition: 'Xí Lǜ' becomes 'Xi Lu'.

    >>> strip_marks("Xí Jìnpíng")
    'Xi Jinping'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(form: str) -> str:
    """Make the lookup key of a form: caseless, without marks, spaces, hyphens, apostrophes and dots, Hanzi simplified.

    Every index and every uniqueness test uses this one fold.

    >>> fold("Xi Jin-Ping"), fold("Xí Jìnpíng"), fold("習近平"), fold("Ｘｉ’an")
    ('xijinping', 'xijinping', '习近平', 'xian')
    """
    if form.isascii():
        return form.translate(_GLUE).lower()
    bare = form.translate(_GLUE)
    if bare.isalpha() and unicodedata.is_normalized("NFKD", bare):  # Hanzi alone: nothing to decompose
        return simplify(bare.casefold())
    return simplify(strip_marks(bare).casefold().translate(_GLUE))

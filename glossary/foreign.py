"""Hanzi that are no Chinese name: Japanese, Korean and Vietnamese ones."""

from __future__ import annotations

import re

from glossary import script
from glossary.script import lazy_pattern
from glossary.words import FOREIGN_LABEL

_REACH = 80
_OPENINGS = "".join(script.OPENING_BRACKETS)
_CLOSINGS = "".join(script.CLOSING_BRACKETS)
_BRACKETS = dict(zip(_OPENINGS, _CLOSINGS, strict=True))
_KANA_OR_HANGUL = lazy_pattern(f"[{script.KANA_CLASS}{script.HANGUL_CLASS}]")
_MARKS_OF_LABELS = lazy_pattern("[:：|=]")
_LABEL_BEFORE = lazy_pattern(
    r"(?<![^\W_])(?:kanji|hanja|chữ\s(?:hán|nôm)|hán\s(?:tự|nôm))(?![^\W_])[^.:;!?()（）\n]{0,40}$", re.IGNORECASE
)
_BRACKET_BEHIND = lazy_pattern(rf"\s?[(（][^()（）\n]{{0,80}}?[{script.KANA_CLASS}{script.HANGUL_CLASS}]")
_CHINESE_LABEL = lazy_pattern(r"hanzi|mandarin|tionghoa|tiongkok|china|cina|chinese|pinyin", re.IGNORECASE)


def is_foreign(text: str, start: int, end: int) -> bool:
    """Tell whether kana, Hangul or a label such as Kanji or Hanja stands beside the Hanzi `text[start:end]`.

    A bracket is one stretch: 'Tokyo (東京, とうきょう)' is Japanese; the words before it say nothing. Without one, the label
    may be a word of the sentence: 'dalam kanji ditulis 東京'.
    """
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if not (before.isascii() and after.isascii()) and _KANA_OR_HANGUL.search(before + after):
        return True
    if before[-1:] in _BRACKETS and after[:1] == _BRACKETS[before[-1:]]:
        return False  # alone in a bracket
    if _BRACKET_BEHIND.match(text, end):
        return True
    left = text[max(0, start - _REACH) : start]
    opening = max(map(left.rfind, _OPENINGS))
    inside = left[opening + 1 :]
    if opening >= 0 and max(map(left.rfind, _CLOSINGS)) < opening:
        right = text[end : end + _REACH]
        closing = min((place for place in map(right.find, _CLOSINGS) if place >= 0), default=0)
        bracket = inside + right[:closing]
        if _CHINESE_LABEL.search(inside) and not FOREIGN_LABEL.search(inside):
            return False
        if _KANA_OR_HANGUL.search(bracket):
            return True
        if FOREIGN_LABEL.search(bracket) and not _CHINESE_LABEL.search(bracket):
            return True
    named = _LABEL_BEFORE.search(left)
    if named is not None:
        return _CHINESE_LABEL.search(named[0]) is None
    if _MARKS_OF_LABELS.search(left) is None:
        return False
    return FOREIGN_LABEL.search(inside) is not None

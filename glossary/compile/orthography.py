"""Pinyin as entries write it, held against the Hanzi: one syllable a Hanzi, written by the rules."""

from __future__ import annotations

import re
import unicodedata

from glossary import script
from glossary.pinyin import close_up, parse

PARTICLES = frozenset("hé zhī de yǔ jí yú wèi duì zài zhe le ma ba ne xià shàng zhōng qù dào ér".split())
"""Words that stay small inside the name of anything but a person (GB/T 16159-2012, 6.2)."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FOREIGN = re.compile(r"[0-9A-Za-z]+")
_ORDINAL = re.compile("第[0-9一二三四五六七八九十百]")
_LOOSE_ORDINAL = re.compile(r"\bdì(?:[\s'’]*(?:[0-9]|(?:yī|èr|sān|sì|wǔ|liù|qī|bā|jiǔ|shí)))", re.I)


def written_syllables(hans: str, pinyin: str) -> tuple[str, ...]:
    """Give the syllables of an entry's pinyin, one a Hanzi; letters and digits that the Hanzi form prints as well are left out.

    Raises:
        ValueError: a word is no pinyin or has its tones as numbers, or the syllables are not as many as the Hanzi.

    >>> written_syllables("战狼2", "Zhànláng 2")
    ('zhàn', 'láng')
    """
    printed = {part.lower() for part in _FOREIGN.findall(unicodedata.normalize("NFKC", hans))}
    syllables: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", pinyin)):
        if word.lower() not in printed:
            if any(map(str.isdecimal, word)):
                raise ValueError(f"a tone number in {word!r}; write tone marks, such as 'Xí Jìnpíng'")
            syllables += (syllable for part in parse(word) for syllable in part)
    wanted = sum(map(script.is_hanzi, hans))
    if len(syllables) != wanted:
        raise ValueError(f"{len(syllables)} syllables for {wanted} Hanzi ({pinyin!r}, {hans!r}); write one syllable a Hanzi")
    return tuple(syllables)


def orthography_problems(hans: str, pinyin: str, kind: str) -> list[str]:
    """What is wrong in how pinyin is written: marks, apostrophes, capitals.

    Source: GB/T 16159-2012 (apostrophe before a, e, o inside a word; each word of a name with a capital), GB/T 28039-2011.

    >>> orthography_problems("西安", "Xīān", "place")
    ["'Xīān'; write Xī'ān"]
    """
    if pinyin != unicodedata.normalize("NFC", pinyin):
        return ["tone marks stand apart from their letters; write it in NFC"]
    problems = []
    if "’" in pinyin:
        problems.append("a typographic apostrophe; write '")
    if "  " in pinyin or pinyin != pinyin.strip():
        problems.append("more than one space in a row")
    printed = set(_FOREIGN.findall(unicodedata.normalize("NFKC", hans)))
    for word in _WORD.findall(pinyin.replace("’", "'")):
        if word in printed or word.lower() in {p.lower() for p in printed}:
            continue
        closed = close_up([syllable for part in parse(word) for syllable in part], capital=word[0].isupper())
        if closed.lower() != word.lower():
            problems.append(f"{word!r}; write {closed}")
        if any(letter.isupper() for letter in word[1:]):
            problems.append(f"a capital inside {word!r}")
    if kind != "person" and _ORDINAL.search(hans) and (loose := _LOOSE_ORDINAL.search(pinyin)):
        problems.append(f"{loose[0]!r} without a hyphen; write Dì-yī, Dì-shísān, Dì-19")
    if not pinyin[0].isupper() and not pinyin[0].isdigit() and kind in ("person", "organization", "place"):
        problems.append(f"{pinyin!r} begins small; a name begins with a capital")
    small = [word for word in pinyin.split() if word[0].islower() and word not in PARTICLES]
    if kind in ("person", "organization", "place") and small and pinyin[0].isupper():
        problems.append(f"{small[0]!r} is small; each word of a name has a capital")
    return problems

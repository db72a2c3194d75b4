"""Numbers inside a name: 第 is tied to its number by a hyphen, and the number is small; a number and 号 are two words.

Source: GB/T 16159-2012, 6.1.5 (dì-yī, dì-shísān, dì-sānbǎi wǔshíliù), and of a number and a measure word.
"""

from __future__ import annotations

from glossary.script import lazy_pattern

SMALL = 1 << 8
"""Added to the length of a word of a shape: the word begins small."""

_ORDINAL = lazy_pattern("第((?:[一二三四五六七八九十两零〇]{0,4}[百千万亿]){0,4}[一二三四五六七八九十两零〇]{0,4})")
_NUMBERED = lazy_pattern("(?<![第一二三四五六七八九十百千零〇])([一二三四五六七八九十百零〇]+)号")
_NUMBER = lazy_pattern("[一二三四五六七八九十两零〇]*[百千万亿]|[一二三四五六七八九十两零〇]+")


def ordinal_shape(key: str, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Give the lengths of the words of a folded run with each number in it written as the standard has it.

    Words that an ordinal cuts through are cut there.

    >>> ordinal_shape("第二十届中央委员会", (2, 2, 2, 3))
    (-1, 258, 1, 2, 3)
    >>> ordinal_shape("神舟二十号", (2, 3))
    (2, 2, 1)
    """
    cuts: dict[int, int] = {}  # start of a word -> its length, as shapes have it
    for ordinal in _ORDINAL.finditer(key):
        if ordinal[1]:
            cuts[ordinal.start()] = -1
            cuts |= {number.start(): SMALL + len(number[0]) for number in _NUMBER.finditer(key, *ordinal.span(1))}
    for numbered in _NUMBERED.finditer(key):
        cuts[numbered.start()] = len(numbered[1])
        cuts[numbered.end() - 1] = 1
    words: list[int] = []
    start = written = 0
    for length in shape:
        end = start + (abs(length) or 1)
        written = max(start, written)
        for place in range(written, end):
            if place in cuts and place >= written:
                if place > written:
                    words.append(place - written)
                words.append(cuts[place])
                written = place + abs(cuts[place]) % SMALL
        if written < end:
            words.append(length if written == start else end - written)
            written = end
        start = end
    return tuple(words)

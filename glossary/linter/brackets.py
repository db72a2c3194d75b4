"""B: full-width, mixed, unclosed and doubled brackets, and the full-width marks of Chinese in Indonesian prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import script
from glossary.linter.article import Article
from glossary.linter.rule import Finding, rule
from glossary.linter.shape import ORNATE, WIDE, WIDE_MARKS, closer, family

_EMPTY = re.compile(r"[ \u00a0]{0,2}([(（][ \u00a0\u3000]{0,8}[)）])")
_WIDE_MARK = re.compile(f"[{''.join(WIDE_MARKS)}]")
_LABELLED_RUN = re.compile(
    rf"(?:(?:Hanzi|Mandarin|Tionghoa|bahasa [A-Z]\w{{2,10}})[ ]?[:：][ ]?)?[{script.HANZI_CLASS}{script.INTERPUNCTS}]+"
)
_LAST_RUN = re.compile(f"[{script.HANZI_CLASS}{script.INTERPUNCTS}]{{1,40}}$")


@rule("B01", id="tanda kurung lebar dalam teks Indonesia", en="full-width bracket in Indonesian text", safe=True)
def wide_bracket(article: Article) -> Iterator[Finding]:
    """The bracket is the full-width one of Chinese typesetting.

    id: Tanda kurungnya berlebar penuh, seperti dalam tulisan Tionghoa.

    Bad: Xi Jinping （习近平） tiba di Bali.
    Good: Xi Jinping (习近平) tiba di Bali.
    """
    for start, end in article.name_brackets:
        marks = article.text[start], article.text[end]
        if (marks[0] in WIDE) is not (marks[1] in WIDE) or family(marks[0]) != family(marks[1]):
            continue
        for place, mark in zip((start, end), marks, strict=True):
            if mark in WIDE:
                yield Finding(place, place + 1, WIDE[mark])
            elif mark in ORNATE and script.is_hanzi(article.text[start + 1]) and article.before(start).isalnum():
                yield Finding(place, place + 1, ORNATE[mark], safe=False)


@rule("B02", id="kurung buka dan kurung tutup tidak sejenis: {0}{1}", en="the brackets do not match: {0}{1}", safe=True)
def mixed_brackets(article: Article) -> Iterator[Finding]:
    """One bracket is full-width and the other is not, or they are of two sorts.

    id: Yang satu berlebar penuh dan yang lain tidak, atau jenisnya berbeda.

    Bad: Xi Jinping （习近平) tiba di Bali.
    Good: Xi Jinping (习近平) tiba di Bali.
    """
    for start, end in article.name_brackets:
        opening, closing = article.text[start], article.text[end]
        if (opening in WIDE) is (closing in WIDE) and family(opening) == family(closing):
            continue
        if opening in WIDE:
            yield Finding(start, start + 1, WIDE[opening], (opening, closing))
        if closing != closer(opening):
            yield Finding(end, end + 1, closer(opening), (opening, closing))


@rule("B03", id="tanda kurung tidak ditutup", en="the bracket is not closed")
def unclosed_bracket(article: Article) -> Iterator[Finding]:
    """A bracket opens before a name and nothing closes it.

    id: Tanda kurung dibuka di depan nama dan tidak ditutup.

    Bad: Presiden Xi Jinping (习近平 tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    for bracket in article.brackets:
        if bracket.end >= 0:
            continue
        match = _LABELLED_RUN.match(article.text, bracket.start + 1, bracket.start + 80)
        if match is None or article.guards.covers(match.start(), match.end()) or article.is_chinese_line(bracket.start):
            continue
        fix = article.text[bracket.start : match.end()] + closer(article.text[bracket.start])
        yield Finding(bracket.start, match.end(), fix)


@rule("B04", id="kurung tutup tanpa kurung buka", en="the bracket is closed but never opened")
def unopened_bracket(article: Article) -> Iterator[Finding]:
    """A bracket closes behind a name and nothing opened it.

    id: Ada kurung tutup di belakang nama, tetapi kurung bukanya tidak ada.

    Bad: Presiden Xi Jinping 习近平) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    for bracket in article.brackets:
        if bracket.start >= 0:
            continue
        match = _LAST_RUN.search(article.text[max(0, bracket.end - 40) : bracket.end])
        start = bracket.end - len(match[0]) if match else 0
        if match is None or article.guards.covers(start, bracket.end) or article.is_chinese_line(bracket.end):
            continue
        before = article.text[start - 1 : start]
        yield Finding(
            start,
            bracket.end + 1,
            ("" if not before or before.isspace() else " ") + "(" + article.text[start : bracket.end] + ")",
        )


@rule("B05", id="tanda baca lebar “{0}” dalam teks Indonesia", en="full-width mark “{0}” in Indonesian text")
def wide_mark(article: Article) -> Iterator[Finding]:
    """A comma, full stop or other mark is the full-width one of Chinese typesetting.

    id: Koma, titik, atau tanda baca lain berlebar penuh, seperti dalam tulisan Tionghoa.

    Bad: Xi Jinping (习近平)， Presiden Tiongkok, tiba di Bali.
    Good: Xi Jinping (习近平), Presiden Tiongkok, tiba di Bali.
    """
    for match in _WIDE_MARK.finditer(article.text):
        place = match.start()
        before, after = article.before(place), article.after(place + 1)
        if script.is_hanzi(before or " ") and (not after or not _is_latin(after)):
            continue
        if not before or (after and not _is_latin(after) and after not in "([{\"“'‘（") or article.is_chinese_line(place):
            continue
        if before in "”’」』》" or article.guards.covers(place, place + 1):
            continue
        mark = WIDE_MARKS[match[0]]
        glued = article.text[place + 1 : place + 2]
        yield Finding(place, place + 1, mark + ("" if not glued or glued.isspace() else " "), (match[0],))


def _is_latin(character: str) -> bool:
    return character.isalnum() and not script.is_hanzi(character)


@rule("B06", id="tanda kurung rangkap atau kosong", en="doubled or empty bracket")
def doubled_bracket(article: Article) -> Iterator[Finding]:
    """A bracket stands directly inside another one, or holds nothing behind a name.

    id: Tanda kurung langsung berada di dalam tanda kurung lain, atau tidak berisi apa-apa di belakang nama.

    Bad: Presiden Xi Jinping ((习近平)) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    text = article.text
    for start, end in article.name_brackets:
        opened, closed = text[start : start + 2], text[end - 1 : end + 1]
        if end - start < 120 and all(mark in "(（" for mark in opened) and all(mark in ")）" for mark in closed):
            inner = text[start + 2 : end - 1]
            if not any(mark in inner for mark in opened + closed):
                yield Finding(start, end + 1, text[start] + inner + text[end])
    for mention in article.latin_mentions:
        empty = _EMPTY.match(text, mention.end)
        if empty is not None and mention.entry is not None and not article.guards.covers(empty.start(1), empty.end(1)):
            yield Finding(*empty.span(1), f"({mention.entry.hans})")

"""S: spaces before, after and inside the brackets of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import script
from glossary.linter.article import Article, Bracket
from glossary.linter.rule import Finding, rule
from glossary.script import CLOSING_BRACKETS

_CLITIC = re.compile(r"(?:nya|lah|kah|ku|mu)(?![^\W_])")
_BLANK = " \u00a0\u2002\u2003\u2009\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(f"[{_BLANK}]+")
_MARK = re.compile(r"([,;:])(?=[^\W\d_])")
_BEFORE_MARK = re.compile(r"(?<=\S)[ \u00a0]+(?=[,;:](?: |$))")
_CLOSED_MARKUP = re.compile(r"[\w\"”’»'.)](?:[*_]{1,3}|(?:</(?:a|b|strong|i|em|u|span|mark|cite)>){1,3})\Z")  # <b>Xi Jinping</b>(
_INNER_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")


def _openings(article: Article) -> list[int]:
    """The opening brackets of names, also of those that nothing closes."""
    closed = [bracket.start for bracket in article.name_brackets]
    lone = [
        bracket.start
        for bracket in article.brackets
        if bracket.end < 0 and article.text[bracket.start + 1 : bracket.start + 2] and _holds_name(article, bracket)
    ]
    return sorted([*closed, *lone]) if lone else closed


def _holds_name(article: Article, bracket: Bracket) -> bool:
    place = bracket.start
    return (
        script.is_hanzi(article.text[place + 1])
        and not script.is_hanzi(article.before(place) or " ")
        and not article.guards.covers(place + 1, place + 2)
    )


@rule("S01", id="tidak ada spasi sebelum tanda kurung", en="no space before the bracket", safe=True)
def no_space_before_bracket(article: Article) -> Iterator[Finding]:
    """The bracket clings to the name before it.

    id: Tanda kurung menempel pada nama di depannya.

    Bad: Xi Jinping(习近平) tiba di Bali.
    Good: Xi Jinping (习近平) tiba di Bali.
    """
    for place in _openings(article):
        before = article.text[place - 1 : place]
        if before and (
            _ends_name(before) or (before in "*_>" and _CLOSED_MARKUP.search(article.text, max(0, place - 30), place))
        ):
            yield Finding(place - 1, place + 1, before + " " + article.text[place])


def _ends_name(character: str) -> bool:
    return character.isalnum() or character in "\"”’»'.%" or character in CLOSING_BRACKETS


@rule("S02", id="spasi ganda sebelum tanda kurung", en="more than one space before the bracket", safe=True)
def spaces_before_bracket(article: Article) -> Iterator[Finding]:
    """More than one space stands before the bracket.

    id: Lebih dari satu spasi di depan tanda kurung.

    Bad: Wang Yi  (王毅) menyambut tamunya.
    Good: Wang Yi (王毅) menyambut tamunya.
    """
    for place in _openings(article):
        start = place
        while start and article.text[start - 1] in _BLANK:
            start -= 1
        is_alone = start == 0 or article.text[start - 1] in "\n\r\t|"
        if not is_alone and (place - start > 1 or article.text[start:place] == "\u3000"):
            yield Finding(start, place + 1, " " + article.text[place])


@rule("S03", id="tidak ada spasi sesudah tanda kurung", en="no space after the bracket", safe=True)
def no_space_after_bracket(article: Article) -> Iterator[Finding]:
    """The next word clings to the bracket.

    id: Kata berikutnya menempel pada tanda kurung.

    Bad: Xi Jinping (习近平)juga menyampaikan terima kasih.
    Good: Xi Jinping (习近平) juga menyampaikan terima kasih.
    """
    for bracket in article.name_brackets:
        place = bracket.end + 1
        after = article.text[place : place + 1]
        if after and after.isalnum() and not script.is_hanzi(after) and not _CLITIC.match(article.text, place):
            yield Finding(place - 1, place + 1, article.text[place - 1] + " " + after)


@rule("S04", id="spasi ganda sesudah tanda kurung", en="more than one space after the bracket", safe=True)
def spaces_after_bracket(article: Article) -> Iterator[Finding]:
    """More than one space stands behind the bracket, or one before the comma or full stop that follows it.

    id: Lebih dari satu spasi di belakang tanda kurung, atau spasi di depan koma atau titik sesudahnya.

    Bad: Lin Dan (林丹)  mengumumkan pengunduran dirinya.
    Good: Lin Dan (林丹) mengumumkan pengunduran dirinya.
    """
    for bracket in article.name_brackets:
        place = bracket.end + 1
        match = _BLANKS.match(article.text, place, place + 40)
        if match is None:
            continue
        after = article.text[match.end() : match.end() + 1]
        if after in ("", "\n", "\r", "\t", "|"):
            continue
        if (
            after in ",.;"
            and not article.text[match.end() + 1 : match.end() + 2].isalnum()
            and article.text[match.end() : match.end() + 2] != ".."
        ):
            yield Finding(place - 1, match.end(), article.text[place - 1])
        elif len(match[0]) > 1 or match[0] == "\u3000":
            yield Finding(place - 1, match.end(), article.text[place - 1] + " ")


@rule("S05", id="spasi di dalam tanda kurung", en="a space just inside the bracket", safe=True)
def space_inside_bracket(article: Article) -> Iterator[Finding]:
    """A space stands between a bracket and what it holds.

    id: Ada spasi antara tanda kurung dan isinya.

    Bad: Yao Ming ( 姚明 ) memimpin asosiasi itu.
    Good: Yao Ming (姚明) memimpin asosiasi itu.
    """
    text = article.text
    for start, end in article.name_brackets:
        match = _BLANKS.match(text, start + 1, min(end, start + 40))
        if match is not None and match.end() < end:
            yield Finding(start, match.end(), text[start])
        inner = text[max(start + 1, end - 40) : end]
        blanks = len(inner) - len(inner.rstrip(_BLANK))
        if blanks and inner.strip(_BLANK)[-1:] not in ("", "-", "–", "—"):  # '(1 April 1987 – )' leaves room for a date
            yield Finding(end - blanks, end + 1, text[end])


@rule("S06", id="spasi yang salah pada tanda baca di dalam kurung", en="wrong space at a mark inside the bracket", safe=True)
def space_at_mark_inside_bracket(article: Article) -> Iterator[Finding]:
    """Inside the bracket a comma, semicolon or colon has no space behind it, or one before it, or words are two spaces apart.

    id: Di dalam kurung, koma, titik koma, atau titik dua tidak diikuti spasi, didahului spasi, atau ada spasi ganda.

    Bad: Lee Chong Wei (Hanzi: 李宗伟;Pinyin: Lǐ Zōngwěi) pensiun pada 2019.
    Good: Lee Chong Wei (Hanzi: 李宗伟; Pinyin: Lǐ Zōngwěi) pensiun pada 2019.
    """
    text = article.text
    for start, end in article.name_brackets:
        last = min(end, start + 300)
        for match in _MARK.finditer(text, start + 1, last):
            place = match.start()
            if place > start + 1 and not text[place - 1].isspace():
                yield Finding(place, place + 2, match[1] + " " + text[place + 1])
        for match in _BEFORE_MARK.finditer(text, start + 2, last):
            yield Finding(match.start(), match.end() + 1, text[match.end()])
        for match in _INNER_BLANKS.finditer(text, start + 2, last):
            if text[match.end()] not in ",;:":
                yield Finding(match.start(), match.end(), " ")

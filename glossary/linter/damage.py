"""W: what other tools did to a name: spaces put in, ruby pasted as text, bytes read in the wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from glossary import script
from glossary.linter.article import Article, entries_of
from glossary.linter.rule import Finding, rule
from glossary.pinyin import strip_tones
from glossary.reading.spelling import latin_key

_H = script.HANZI_CLASS
_LETTER = rf"[A-Za-z{script.TONED}üÜ]"
_SYLLABLE = rf"{_LETTER}{{1,6}}[1-5]?"
_RUBY = re.compile(rf"(?:[{_H}][ ]?(?:[(（][ ]?{_SYLLABLE}[ ]?[)）]|{_SYLLABLE})[ ]?){{2,40}}")
_RUBY_PART = re.compile(rf"([{_H}])[ ]?[(（]?[ ]?({_SYLLABLE})")
_RUBY_BEFORE = re.compile(rf"(?:{_SYLLABLE}[{_H}]){{2,40}}")
_RUBY_BEFORE_PART = re.compile(rf"({_SYLLABLE})([{_H}])")
_GLUED = re.compile(
    rf"([{_H}]{{2,6}})([A-Za-z{script.TONED}ü'’]{{1,30}}(?: [A-Z{script.TONED}][a-z{script.TONED}ü'’]{{1,20}}){{0,2}})"
)
_SPACED = re.compile(rf"[{_H}](?:[ \u00a0\u3000]{{1,3}}[{_H}]){{1,12}}")
_MIXED = re.compile(rf"(?<![\w])[A-Za-z0-9]{{0,8}}[ ]?[{_H}]{{1,12}}[ ]?[A-Za-z0-9\-]{{1,8}}(?:[ ]?[{_H}]{{1,12}})?(?![\w])")
_MIXED_HEAD = re.compile(rf"(?<![\w])[A-Za-z]{{0,4}}\d{{1,4}}[ ][{_H}]{{1,12}}")
_GONE = r"\ufffd□▯"
_QUESTION = re.compile(
    rf"(?<=[\w\"”’.])[ ]?[(（][ ]?"
    rf"([?？]{{2,12}}|[{_GONE}]{{1,12}}|[{_H}]{{0,6}}(?:[?？]{{1,3}}|[{_GONE}]{{1,6}})[{_H}]{{0,6}}"
    r"|[^\s()（）\ufffd\ud800-\udfff]{0,12}[\ufffd\ud800-\udfff][^\s()（）]{0,24})[ ]?[)）]"
)
_UNDECODED = re.compile(r"[\ud800-\udfff]")
_REPLACED = re.compile(rf"[{_H}\ufffd]*[{_H}]\ufffd[{_H}\ufffd]*|\ufffd[{_H}][{_H}\ufffd]*")
_ENTITIES = re.compile(r"(?:&amp;#x?[0-9a-fA-F]{4,6};|\\u[0-9a-fA-F]{4}){2,40}")
_CODE = re.compile(r"#x([0-9a-fA-F]+)|#(\d+)|u([0-9a-fA-F]{4})")


@rule("W01", id="spasi memutus {0}; tulislah {1}", en="a space breaks {0}; write {1}")
def space_in_name(article: Article) -> Iterator[Finding]:
    """A tool put a space between the Hanzi of one name, or between its Hanzi and its digits or letters.

    id: Suatu alat menyisipkan spasi di antara Hanzi satu nama, atau di antara Hanzi dan angka atau huruf Latinnya.

    Bad: Presiden Xi Jinping (习 近平) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    text = article.text
    taken = -1
    gaps = article.gaps
    for match in (found for start in gaps if (found := _SPACED.match(text, start))):
        pieces = match[0].split()
        start, end = _whole_run(text, match.start(), match.end())
        surface = text[start:end]
        joined = "".join(surface.split())
        if (
            len(joined) > 12
            or article.guards.covers(start, end)
            or start < taken
            or (len(joined) > 8 and article.is_chinese_line(start))
        ):
            continue
        if len(pieces) > 1 and _is_one_name(joined, surface, start, article):
            taken = end
            yield Finding(start, end, joined, (surface, joined))
    for pattern in (_MIXED, _MIXED_HEAD):
        for match in _around_mixed(article, pattern):
            surface = match[0].strip()
            if " " not in surface or (match.start() < taken and pattern is _MIXED):
                continue
            name = _longest_mixed(surface, article)
            if name is not None:
                start = match.start() + match[0].index(name)
                taken = start + len(name)
                joined = name.replace(" ", "")
                yield Finding(start, taken, joined, (name, joined))


def _around_mixed(article: Article, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a space and then digits or letters stand beside Hanzi."""
    text = article.text
    last = 0
    for start, end in article.runs:
        beside = (text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum()) or (
            text[start - 1 : start] == " " and start > 1 and text[start - 2].isalnum()
        )
        if not beside and not (text[end : end + 1].isalnum() and " " in text[end : end + 10]):
            continue
        for match in pattern.finditer(text, max(last, start - 12), min(len(text), end + 40)):
            last = match.end()
            yield match


def _whole_run(text: str, start: int, end: int) -> tuple[int, int]:
    for _ in range(12):
        if start and script.is_hanzi(text[start - 1]):
            start -= 1
        if end < len(text) and script.is_hanzi(text[end]):
            end += 1
    return start, end


def _is_one_name(joined: str, surface: str, start: int, article: Article) -> bool:
    """Tell whether Hanzi that spaces part are one name: an entry's, one mention, or single characters behind a bracket."""
    parts = surface.split()
    if entries_of(article.glossary, joined):
        return True
    if all(len(part) > 1 for part in parts):
        return False
    if any(m.start <= start and m.end >= start + len(surface) and m.kind != "other" for m in article.mentions_at(start)):
        return True
    plain = script.simplify(joined)
    return 2 <= len(plain) <= 4 and any(len(part) == 1 for part in parts) and article.tables.looks_like_person(plain) >= 0.3


def _longest_mixed(surface: str, article: Article) -> str | None:
    words = surface.split(" ")
    for size in range(len(words), 1, -1):
        for first in range(len(words) - size + 1):
            part = " ".join(words[first : first + size])
            joined = part.replace(" ", "")
            if any(map(script.is_hanzi, part)) and any(joined in entry.forms for entry in entries_of(article.glossary, joined)):
                return part
    return None


@rule("W02", id="pinyin tersisip di antara Hanzi: tulislah {0}", en="pinyin pasted between the Hanzi: write {0}")
def pasted_ruby(article: Article) -> Iterator[Finding]:
    """The readings over the Hanzi were pasted as text.

    id: Bacaan di atas Hanzi ikut tersalin sebagai teks biasa.

    Bad: Presiden Xi Jinping (习xí近jìn平píng) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    text = article.text
    taken = -1
    for match in _near_gaps(article, _RUBY):
        parts = _RUBY_PART.findall(match[0])
        if _are_readings(parts, article) and not article.guards.covers(*match.span()):
            end = match.end() - (len(match[0]) - len(match[0].rstrip()))
            hanzi = "".join(part[0] for part in parts)
            taken = end
            yield Finding(match.start(), end, hanzi, (hanzi,))
    for match in _near_gaps(article, _RUBY_BEFORE):
        parts = [(hanzi, syllable) for syllable, hanzi in _RUBY_BEFORE_PART.findall(match[0])]
        if match.start() >= taken and _are_readings(parts, article) and not article.guards.covers(*match.span()):
            hanzi = "".join(part[0] for part in parts)
            taken = match.end()
            yield Finding(match.start(), match.end(), hanzi, (hanzi,))
    glued = (found for start, end in article.runs if text[end : end + 1].isalpha() and (found := _GLUED.match(text, start)))
    for match in glued:
        if match.start() >= taken and _spells(match[1], match[2], article) and not article.guards.covers(*match.span()):
            yield Finding(match.start(), match.end(), match[1], (match[1],))


def _near_gaps(article: Article, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern where single Hanzi stand close together, parted by letters."""
    text = article.text
    last = 0
    for (_, end), (start, after) in pairwise(article.runs):
        if end < last or start - end > 12 or after - start > 1:
            continue
        match = pattern.search(text, max(last, end - 8), min(len(text), end + 480))
        if match is not None and match.start() <= start:
            last = match.end()
            yield match


def _are_readings(parts: list[tuple[str, str]], article: Article) -> bool:
    right = 0
    for hanzi, syllable in parts:
        seen = strip_tones(syllable.lower().rstrip("12345"))
        right += any(strip_tones(known) == seen for known in article.tables.characters[script.simplify(hanzi)])
    return len(parts) > 1 and right * 3 >= len(parts) * 2


def _spells(hanzi: str, latin: str, article: Article) -> bool:
    reading = article.annotator.read(hanzi).pinyin
    return reading is not None and latin_key(reading) == latin_key(latin)


@rule("W03", id="teks rusak karena salah pengodean; seharusnya {0}", en="text damaged by a wrong encoding; it was {0}")
def mojibake(article: Article) -> Iterator[Finding]:
    """Hanzi were read in the wrong encoding (UTF-8 as Windows-1252, Latin-1 or GBK, GBK as Latin-1), or became codes.

    id: Hanzi dibaca dengan pengodean yang keliru (UTF-8 sebagai Windows-1252, Latin-1, atau GBK), atau menjadi kode.

    Bad: Presiden Xi Jinping (ä¹\u00a0è¿‘å¹³) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    from glossary.linter.encoding import damaged

    for start, end, right in damaged(article.text, article.runs):
        if not article.guards.covers(start, end):
            yield Finding(start, end, right, (right,))
    for match in _ENTITIES.finditer(article.text):
        codes = [int(a or c, 16) if a or c else int(b) for a, b, c in _CODE.findall(match[0])]
        right = "".join(chr(code) for code in codes if code < 0x110000)
        if right and all(map(script.is_hanzi, right)) and not article.guards.covers(*match.span()):
            yield Finding(match.start(), match.end(), right, (right,))


@rule("W04", id="Hanzi hilang: “{0}”", en="the Hanzi are lost: “{0}”")
def lost_hanzi(article: Article) -> Iterator[Finding]:
    """Question marks, boxes or replacement characters stand where the Hanzi were.

    id: Tanda tanya, kotak, atau karakter pengganti berdiri di tempat Hanzi.

    Bad: Presiden Xi Jinping (???) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    marks = ("?)", "? )", "？", "?）", "\ufffd", "□", "▯")
    if not any(mark in article.text for mark in marks) and (article.text.isascii() or not _UNDECODED.search(article.text)):
        return
    taken = -1
    for match in _QUESTION.finditer(article.text):
        start, end = match.span(1)
        if _is_behind_name(article, match.start()):
            taken = end
            yield Finding(start, end, _lost(article, match.start(), match[1]), (match[1],))
    for match in _REPLACED.finditer(article.text):
        if match.start() >= taken:
            yield Finding(match.start(), match.end(), None, (match[0],))


def _is_behind_name(article: Article, place: int) -> bool:
    from glossary.linter.words import names_before

    return next(names_before(article.text, place), None) is not None


def _lost(article: Article, place: int, left: str) -> str | None:
    """The Hanzi that were lost, where the name before them has one entry only and as many."""
    from glossary.linter.words import names_before

    for name in names_before(article.text, place):
        entries = article.entries_of(name)
        if len(entries) == 1 and " " in name and len(entries[0].hans) == len(left):
            return entries[0].hans
    return None

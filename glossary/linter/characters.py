"""C: characters that the eye does not see or mistakes, and scripts that are mixed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from glossary import script
from glossary.linter.article import Article
from glossary.linter.rule import Finding, rule
from glossary.model import Mention

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "".join(mark for mark in script.ZERO_WIDTH if mark not in _BIDI)
_INVISIBLE_RUN = re.compile(f"[{script.ZERO_WIDTH}]+")
_COMPATIBILITY = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_WIDE_LATIN = re.compile(f"[{_WIDE}](?:[{_WIDE}\u3000 ]{{0,60}}[{_WIDE}])?")
_HAS_WIDE = re.compile("[\uff10-\uff5a]")
_TWO_FACED = frozenset(
    "乾於徵著藉甯瞭夥餘鍾覆麽后里面只干几云余谷丑斗发叶台吁咸才朴松沈淀准范表郁采游升占周"
)  # also right in the other script


def _invisible(text: str) -> Iterator[re.Match[str]]:
    if any(mark in text for mark in script.ZERO_WIDTH):  # far cheaper than the pattern, and most texts have none
        yield from _INVISIBLE_RUN.finditer(text)


def _stands_in_name(article: Article, start: int, end: int) -> bool:
    """Tell whether invisible marks stand inside or at the edge of Hanzi, or between two letters of a capitalised word."""
    text = article.text
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before and script.is_hanzi(before)) or (after and script.is_hanzi(after)):
        return True
    if not before.strip() and not after.strip():
        return False
    place = bisect_right(article.latin_spans, (start, len(text))) - 1
    return place >= 0 and article.latin_spans[place][1] > start


@rule("C01", id="tanda tak terlihat {0} pada nama", en="invisible mark {0} in a name", safe=True)
def zero_width_in_name(article: Article) -> Iterator[Finding]:
    """A zero-width mark stands inside a name, so that searching for the name does not find it.

    id: Ada tanda berlebar nol di dalam nama, sehingga pencarian tidak menemukannya.

    Bad: Presiden Xi Jinping (习\u200b近平) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    for match in _invisible(article.text):
        marks = match[0]
        if not any(mark in _INVISIBLE for mark in marks) or not _stands_in_name(article, match.start(), match.end()):
            continue
        rest = "".join(mark for mark in marks if mark not in _INVISIBLE)
        yield Finding(match.start(), match.end(), rest, (_code_points(marks),))


@rule("C02", id="tanda arah {0} pada nama", en="bidirectional mark {0} in a name")
def bidi_in_name(article: Article) -> Iterator[Finding]:
    """A mark that steers the direction of writing stands at a name; it can turn the order of what follows.

    id: Ada tanda arah penulisan pada nama; tanda itu dapat membalik urutan huruf sesudahnya.

    Bad: Presiden Xi Jinping (习\u202e近平) tiba di Bali.
    Good: Presiden Xi Jinping (习近平) tiba di Bali.
    """
    for match in _invisible(article.text):
        marks = match[0]
        if any(mark in _BIDI for mark in marks) and _stands_in_name(article, match.start(), match.end()):
            rest = "".join(mark for mark in marks if mark not in _BIDI)
            yield Finding(match.start(), match.end(), rest, (_code_points(marks),))


def _code_points(marks: str) -> str:
    return " ".join(f"U+{ord(mark):04X}" for mark in dict.fromkeys(marks))


@rule("C03", id="“{0}” adalah karakter kompatibilitas; tulislah “{1}”", en="“{0}” is a compatibility character; write “{1}”")
def compatibility_character(article: Article) -> Iterator[Finding]:
    """A radical or compatibility form stands for a Hanzi, or full-width letters for Latin ones.

    id: Radikal atau bentuk kompatibilitas dipakai sebagai Hanzi, atau huruf Latin berlebar penuh.

    Bad: Perusahaan Ａｌｉｂａｂａ (阿里巴巴) membuka kantor di Jakarta.
    Good: Perusahaan Alibaba (阿里巴巴) membuka kantor di Jakarta.
    """
    for match in (match for run in article.runs for match in _COMPATIBILITY.finditer(article.text, *run)):
        plain = unicodedata.normalize("NFKC", match[0])
        if plain != match[0] and not article.guards.covers(*match.span()):
            yield Finding(match.start(), match.end(), plain, (match[0], plain))
    if _HAS_WIDE.search(article.text) is None:
        return
    for match in _WIDE_LATIN.finditer(article.text):
        if not article.is_chinese_line(match.start()):
            plain = unicodedata.normalize("NFKC", match[0])
            yield Finding(match.start(), match.end(), plain, (match[0], plain))


# -- simplified and traditional -------------------------------------------------------------------


@lru_cache(maxsize=4096)
def script_of(hanzi: str) -> str:
    """'s' where a name holds Hanzi that only simplified text prints, 't' only traditional, 'm' both, '' neither."""
    is_simplified = is_traditional = False
    for character in hanzi:
        if character in _TWO_FACED or not script.is_hanzi(character) or _COMPATIBILITY.match(character):
            continue
        if script.simplify(character) != character:
            is_traditional = True
        elif script.traditionalise(character) != character:
            is_simplified = True
    if is_simplified and is_traditional:
        return "m"
    return "s" if is_simplified else "t" if is_traditional else ""


@rule(
    "C04",
    id="{0} mencampur Hanzi sederhana dan tradisional; tulislah {1}",
    en="{0} mixes simplified and traditional Hanzi; write {1}",
)
def mixed_name(article: Article) -> Iterator[Finding]:
    """One name is written half in simplified and half in traditional Hanzi.

    id: Satu nama ditulis separuh dengan Hanzi sederhana dan separuh dengan Hanzi tradisional.

    Bad: Perusahaan Huawei (華为) meluncurkan ponsel baru.
    Good: Perusahaan Huawei (华为) meluncurkan ponsel baru.
    """
    usual = ""
    for mention in article.hanzi_mentions:
        if script_of(mention.surface) != "m" or mention.kind == "other":
            continue
        if mention.entry is not None and mention.surface in (mention.entry.hans, mention.entry.hant, *mention.entry.aliases):
            continue
        usual = usual or _usual_script(article)
        right = _in_script(mention, usual)
        if right != mention.surface:
            yield Finding(mention.start, mention.end, right, (mention.surface, right))


@rule(
    "C05",
    id="{0} ditulis dengan dua aksara dalam satu artikel; sebelumnya {1}",
    en="{0} is written in two scripts in one article; before it was {1}",
)
def two_scripts(article: Article) -> Iterator[Finding]:
    """One name stands in simplified Hanzi at one place and in traditional Hanzi at another.

    Both side by side in one bracket, 郑成功/鄭成功, are no fault.

    id: Satu nama ditulis dengan Hanzi sederhana di satu tempat dan Hanzi tradisional di tempat lain.

    Bad: Ponsel Huawei (华为) laris. Pendiri Huawei (華為) ialah Ren Zhengfei.
    Good: Ponsel Huawei (华为) laris. Pendiri Huawei ialah Ren Zhengfei.
    """
    seen: dict[str, tuple[str, int, str]] = {}
    for mention in article.hanzi_mentions:
        surface = "".join(filter(script.is_hanzi, mention.surface))
        kind = script_of(surface)
        if len(surface) < 2 or kind not in ("s", "t") or mention.kind == "other":
            continue
        key = script.simplify(surface)
        first = seen.setdefault(key, (kind, mention.start, surface))
        if first[0] != kind and not _are_beside(article, first[1], mention.start) and not _is_labelled(article.text, mention):
            yield Finding(mention.start, mention.end, first[2], (mention.surface, first[2]))


_LABEL = re.compile(r"(?:tradisional|sederhana|traditional|simplified|hant|hans)[^\n()（）]{0,20}$", re.I)


def _is_labelled(text: str, mention: Mention) -> bool:
    return _LABEL.search(text[max(0, mention.start - 40) : mention.start]) is not None


def _are_beside(article: Article, first: int, second: int) -> bool:
    if second - first > 120:
        return False
    one, other = article.bracket_of(first), article.bracket_of(second)
    between = article.text[first:second]
    return (one is not None and one == other) or not re.search(r"[A-Za-z]{4,}", between)


def _usual_script(article: Article) -> str:
    """The script of the other names of the article; simplified where it has none."""
    kinds = [script_of(mention.surface) for mention in article.hanzi_mentions]
    return "t" if kinds.count("t") > kinds.count("s") else "s"


def _in_script(mention: Mention, kind: str) -> str:
    entry = mention.entry
    if entry is not None and script.simplify(entry.hans) == script.simplify(mention.surface):
        return entry.hant or script.traditionalise(entry.hans) if kind == "t" else entry.hans
    return script.traditionalise(mention.surface) if kind == "t" else script.simplify(mention.surface)

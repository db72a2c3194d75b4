"""N: one name throughout an article: its spelling, and where its Hanzi stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from glossary import script
from glossary.linter import likeness
from glossary.linter.article import Article, Bracket
from glossary.linter.rule import Finding, rule
from glossary.model import Entry, Mention
from glossary.reading import Tables, match_spelling
from glossary.reading.spelling import latin_key

_TOLD = re.compile(
    r"(?:\b(?:atau|alias|dieja|ejaan|ditulis|dikenal|disebut|nama|lahir|terlahir|dahulu|dulu|lama|pinyin|hokkien|kanton|hakka|wade-giles)\b"
    r"[^.!?\n]{0,25}|[(（\[/=:][^)）\]\n]{0,60})$",
    re.I,
)
_TOLD_BEHIND = re.compile(
    r"[ \u00a0]?\((?:dalam |menurut )?(?:ejaan|dieja|lafal|dialek|wade|pinyin|hokkien|kanton|hakka)\b", re.I
)
_SEQUENCE = re.compile(r"(?<![\w’'-])[A-Z][a-z’']+(?:[ \u00a0-][A-Z]?[a-z’']+){1,2}(?![\w-])")
_MAX_OF_A_SURNAME = 40  # names that one capitalised phrase is compared with
_FIRST_MENTION_KINDS = frozenset(("person", "organization", "project", "work"))
_NEAR_EACH_OTHER = 400
_REACH = 20_000  # code points around a name in which the same name without Hanzi is sought


def _is_told_apart(text: str, start: int, end: int) -> bool:
    """Tell whether the words around say that this is another spelling: 'alias', 'dieja', a bracket; '(ejaan lama)' behind it."""
    return _TOLD.search(text[max(0, start - 70) : start]) is not None or _TOLD_BEHIND.match(text, end) is not None


def _plain(latin: str) -> str:
    """A Latin form without marks and case, with its spaces and hyphens: what makes two spellings of one name differ."""
    return script.strip_marks(latin).replace("’", "'").replace("‘", "'").replace("\u00a0", " ").casefold()


class _Form:
    """A Latin form of one bearer where it stands."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end, self.text = start, end, text


def _forms_by_bearer(article: Article) -> dict[str, tuple[str, list[_Form]]]:
    """The spelled Latin forms of each person or thing, in order, by entry or by Hanzi; with its Hanzi."""
    found: dict[str, tuple[str, list[_Form]]] = {}
    for mention in article.mentions:
        entry, latin = mention.entry, mention.latin
        if mention.kind != "person":
            continue
        if latin is not None and latin.agreement in ("entry", "spelling"):
            form = _Form(latin.start, latin.end, latin.text)
            hanzi = script.simplify("".join(filter(script.is_hanzi, mention.surface)))
        elif entry is not None and not script.has_hanzi(mention.surface):
            form = _Form(mention.start, mention.end, mention.surface)
            hanzi = script.simplify(entry.hans)
        else:
            continue
        key = entry.id if entry is not None else hanzi
        found.setdefault(key, (script.simplify(entry.hans) if entry is not None else hanzi, []))[1].append(form)
    return found


@rule("N06", id="“{0}” dan “{1}” adalah satu nama; pilih satu ejaan", en="“{0}” and “{1}” are one name; choose one spelling")
def two_spellings(article: Article) -> Iterator[Finding]:
    """One name is spelled in two ways in one article: in two systems, with and without a hyphen, or with a slip.

    id: Satu nama dieja dengan dua cara dalam satu artikel.

    Bad: Mao Zedong (毛泽东) lahir di Hunan. Pada 1949 Mao Tse-tung memproklamasikan negara itu.
    Good: Mao Zedong (毛泽东) lahir di Hunan. Pada 1949 Mao Zedong memproklamasikan negara itu.
    """
    named: dict[str, list[tuple[str, str]]] = {}
    known: set[str] = set()
    for hanzi, forms in _forms_by_bearer(article).values():
        first: _Form | None = None
        for form in sorted(forms, key=lambda form: form.start):
            known.add(_plain(form.text))
            if _is_told_apart(article.text, form.start, form.end) or not _is_spelled(hanzi, form.text, article.tables):
                continue
            if first is None:
                first = form
                surname = _plain(form.text).split(" ")[0]
                named.setdefault(surname, []).append((form.text, latin_key(form.text)))
            elif _plain(form.text) != _plain(first.text) and not form.text.isupper() and not first.text.isupper():
                right = first.text
                yield Finding(form.start, form.end, right, (form.text, right))
    if named:
        yield from _slips(article, named, known)


@lru_cache(maxsize=1 << 12)
def _is_spelled(hanzi: str, latin: str, tables: Tables) -> bool:
    if len(latin_key(latin)) < 4:
        return False
    found = match_spelling(hanzi, latin, tables, kind="person")
    return found is not None and found.agreement == "spelling" and found.order == "surname-first"


def _slips(article: Article, named: dict[str, list[tuple[str, str]]], known: set[str]) -> Iterator[Finding]:
    """Names in Latin letters alone that are one slip away from one that the article spells out with its Hanzi."""
    taken = {start for start, _ in article.latin_spans}
    for match in _sequences(article.text, named):
        for start, end in _names_in(match):
            text = article.text[start:end]
            plain = _plain(text)
            if start in taken or plain in known:
                break
            key = latin_key(text)
            for right, wanted in islice(named.get(plain.replace("-", " ").split(" ")[0], ()), _MAX_OF_A_SURNAME):
                if len(wanted) > 7 and key != wanted and likeness.distance(key, wanted, 1) == 1 and not article.entries_of(text):
                    yield Finding(start, end, right, (text, right))
                    break
            else:
                continue
            break


def _sequences(text: str, named: dict[str, list[tuple[str, str]]]) -> Iterator[re.Match[str]]:
    """Capitalised phrases of two or three words; only those that begin with a surname of the article where these are few."""
    if len(named) > _MAX_OF_A_SURNAME:
        yield from _SEQUENCE.finditer(text)
        return
    for surname in named:
        capitalised = surname[:1].upper() + surname[1:]
        place = text.find(capitalised)
        while place >= 0:
            match = _SEQUENCE.match(text, place)
            if match is not None:
                yield match
            place = text.find(capitalised, place + 1)


def _names_in(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The phrase, and the phrases without its first or last word."""
    words = [word.span() for word in re.finditer(r"[^ \u00a0]+", match[0])]
    base = match.start()
    yield match.span()
    if len(words) > 2:
        yield base + words[1][0], match.end()
        yield base, base + words[-2][1]


def _in_body(article: Article, start: int) -> bool:
    return not article.is_heading(start) and not article.is_dateline(start)


@rule(
    "N07",
    id="sebutan pertama “{0}” tanpa Hanzi; baru kemudian {1}",
    en="the first mention of “{0}” has no Hanzi; {1} comes only later",
)
def first_mention_without_hanzi(article: Article) -> Iterator[Finding]:
    """The article prints the Hanzi of a name, but not where the name stands first. Headlines and datelines do not count.

    id: Hanzi dicetak dalam artikel itu, tetapi bukan pada sebutan pertama. Judul dan tempat-tanggal berita tidak dihitung.

    Bad: Xi Jinping tiba di Bali pada Senin. Esok harinya Xi Jinping (习近平) berpidato.
    Good: Xi Jinping (习近平) tiba di Bali pada Senin. Esok harinya Xi Jinping berpidato.
    """
    bare: dict[str, Mention] = {}
    done: set[str] = set()
    for mention in article.mentions:
        entry = mention.entry
        if entry is None or entry.kind not in _FIRST_MENTION_KINDS or entry.id in done:
            continue
        if not script.has_hanzi(mention.surface):
            if (
                _is_full(entry, mention.surface)
                and _in_body(article, mention.start)
                and not article.is_quoted(mention.start, mention.end)
            ):
                bare.setdefault(entry.id, mention)
            continue
        if not _in_body(article, mention.start):
            continue
        done.add(entry.id)
        first = bare.get(entry.id)
        latin = mention.latin
        bracket = article.bracket_of(mention.start)
        if (
            first is None
            or latin is None
            or latin.agreement not in ("entry", "spelling")
            or bracket is None
            or article.bracket_of(first.start) == bracket  # (Xí Jìnpíng, 习近平): its pinyin, no mention of its own
        ):
            continue
        if latin_key(latin.text) == latin_key(first.surface):
            fix = f"{first.surface} ({mention.surface})"
            yield Finding(first.start, first.end, fix, (first.surface, mention.surface))


def _is_full(entry: Entry, surface: str) -> bool:
    return entry.kind != "person" or " " in surface or "-" in surface or surface == entry.name


@rule("N08", id="Hanzi {1} diulang pada setiap sebutan “{0}”", en="the Hanzi {1} are repeated at every mention of “{0}”")
def hanzi_repeated(article: Article) -> Iterator[Finding]:
    """The Hanzi stand behind every mention of a name; once, at the first, is enough.

    id: Hanzi dicetak pada setiap sebutan; cukup sekali, pada sebutan pertama.

    Bad: Wang Yi (王毅) tiba. Wang Yi (王毅) lalu berpidato, dan Wang Yi (王毅) menjamu tamunya.
    Good: Wang Yi (王毅) tiba. Wang Yi lalu berpidato, dan ia menjamu tamunya.
    """
    paired: dict[str, list[Mention]] = {}
    alone: set[str] = set()
    for mention in article.mentions:
        latin = mention.latin
        if latin is None:
            entry = mention.entry
            is_bare = entry is not None and not script.has_hanzi(mention.surface) and _is_full(entry, mention.surface)
            if entry is not None and is_bare and _in_body(article, mention.start):
                alone.add(entry.id)
            continue
        bracket = article.bracket_of(mention.start)
        if bracket is None or latin.end > bracket.start or not _in_body(article, mention.start):
            continue
        if _is_part(article.text, mention, latin.end, bracket):
            continue
        key = mention.entry.id if mention.entry else script.simplify(mention.surface)
        earlier = paired.setdefault(key, [])
        if earlier and article.bracket_of(earlier[-1].start) == bracket:
            continue  # both scripts, or a short form, in one bracket
        earlier.append(mention)
    for key, mentions in paired.items():
        if len({(latin_key(m.latin.text), script.simplify(m.surface)) for m in mentions if m.latin}) > 1 and len(mentions) < 3:
            continue
        if key in alone or len(mentions) < 2 or (len(mentions) == 2 and not _are_close(article, *mentions)):
            continue
        if mentions[0].entry is None and _stands_bare(article, mentions):
            continue
        for mention in mentions[1:]:
            bracket = article.bracket_of(mention.start)
            latin = mention.latin
            assert bracket is not None
            assert latin is not None
            whole = bracket.start + 1 == mention.start and bracket.end == mention.end
            start = _behind_name(article.text, latin.end, bracket.start) if whole else mention.start
            end = bracket.end + 1 if whole else mention.end
            yield Finding(start, end, "" if whole else None, (latin.text, mention.surface))


def _behind_name(text: str, name_end: int, bracket: int) -> int:
    """Where what must go begins: the blanks before the bracket, not the quotation mark or the asterisks that close the name."""
    return name_end + len(text[name_end:bracket].rstrip())


def _is_part(text: str, mention: Mention, latin_end: int, bracket: Bracket) -> bool:
    """Tell whether a longer name has this one for its beginning: 功夫 in Kung Fu Panda (功夫熊猫)."""
    between = text[latin_end : bracket.start]
    return mention.end < bracket.end and script.is_hanzi(text[mention.end]) and any(character.isalpha() for character in between)


def _are_close(article: Article, first: Mention, second: Mention) -> bool:
    return second.start - first.end < _NEAR_EACH_OTHER and "\n" not in article.text[first.end : second.start]


def _stands_bare(article: Article, mentions: list[Mention]) -> bool:
    """Tell whether an unknown person's name stands without Hanzi too."""
    latin = mentions[0].latin
    assert latin is not None
    starts = {mention.latin.start for mention in mentions if mention.latin}
    place = max(-1, latin.start - _REACH)
    for _ in range(len(mentions) + 1):
        place = article.text.find(latin.text, place + 1, latin.start + _REACH)
        if place < 0:
            return False
        if place not in starts and _in_body(article, place):
            return True
    return False

"""The second step: tie a Hanzi surface to the Latin form beside it, `Xi Jinping (习近平)`.

Brackets, commas and lines say where a Latin form may end or begin (an anchor). Its extent is what fits best there: an alias of
the entry, then a spelling of the Hanzi, then one a slip away, then an apposition further off, then the noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import script
from glossary.anchors import Anchor, closing_bracket, find_anchors
from glossary.index import Glossary
from glossary.model import Entry, LatinForm
from glossary.phrase import WORD, Word, one_of_several, phrase_before, phrase_within, words_of
from glossary.reading import SpelledName, Tables, match_spelling, spelled_name
from glossary.reading.spelling import is_western, latin_key
from glossary.script import lazy_pattern
from glossary.words import COMPANY_WORDS, HEADS, OFFICE_WORDS, RULERS, TITLES

REACH = 160  # code points on either side of a surface in which its Latin form is sought
NEAR = 64  # code points before a place in which the words stand that decide most cases
MAX_ALIAS_WORDS = 14
MAX_APPOSED = 12  # Hanzi in a name whose spelling is looked for behind an apposition

_MARKUP = lazy_pattern(r"<[a-zA-Z/!][^<>\n]{0,200}>|^[^<>\n]{0,100}(?<=[\"'])>|&(?:[a-z]{2,8}|#\d{2,6});")
_DEGREES = lazy_pattern(
    r"(?:,\s*(?!Ltd|Inc|LLC|Corp|Pte|Sdn|Bhd|Tbk|PLC)(?:[A-Z][A-Za-z]{0,4}\.(?:\s?[A-Z][A-Za-z]{0,4}\.|[A-Z][A-Za-z]{0,4}){0,4}|[A-Z]{2,4}))+\.?\s*$"
)
# What stands between a name and its bracket and is no part of it: 'Hukum Dasar Pasal 23 (基本法)', 'Lü dkk. (吕明哲等)'.
_TAIL = lazy_pattern(
    r",?\s(?:(?:pasal|ayat|bab|jilid|juz|volume|vol\.|hlm\.|halaman)\s\d{1,4}|(?:dkk|et\sal)\.?)\s?$", re.IGNORECASE
)
_ENDS_OF_TAILS = frozenset("0123456789.kl")
_NUMBERED = frozenset("0123456789第条條章卷册冊")
MAX_TAIL = 16  # code points
_PARAGRAPH = lazy_pattern(r"\n[ \t\r]*\n")
_CAPITALISED = lazy_pattern(r"(?<![^\W_])[A-Z][^\W_]*")
# A translation in quotes behind a surface: '共同富裕 atau "kemakmuran bersama"', '… ("air jernih dan gunung hijau")'.
_QUOTED = lazy_pattern(
    r"[\"”’'»」]{0,2}\s?(?:[(（]|,? ?(?:atau|alias|yang berarti|artinya|yaitu|yakni)\s)\s?[\"“]([^\"“”()（）\n]{3,90})[\"”]"
)
_TITLE_MARKS = frozenset("《〈")
_BARE_KINDS = frozenset(("person", "place", "organization"))  # what is not translated in quotes
_CLITICS = ("nya", "lah")
MARKS = {"：": ":", ":": ":", "，": ",", "！": "!", "？": "?"}  # of a title in Hanzi, and of its translation


def pair(
    text: str, start: int, end: int, entries: tuple[Entry, ...], kind: str | None, glossary: Glossary, tables: Tables
) -> LatinForm | None:
    """Find the Latin form that names the same thing as the surface `text[start:end]`; None where there is none.

    Args:
        entries: the entries that the surface may stand for.
        kind: what the surface names, where that is known.

    Its agreement is 'entry', 'spelling', 'near' or 'none'; offsets count code points of the text.
    """
    low, high = _window(text, start, end)
    window = _blank_markup(text[low:high])
    if WORD.search(window) is None:
        return None
    found = _pair_within(window, start - low, end - low, entries, kind, glossary, tables)
    if found is None:
        return None
    first, last = found.start + low, found.end + low
    if found.agreement == "none":  # '<p>Museum <b>Pasir Biru</b>' is no name of two parts
        first += text[first:last].rfind(">") + 1
    return found._replace(start=first, end=last, text=text[first:last])


def _blank_markup(window: str) -> str:
    """Write spaces for tags and character references, so that offsets hold and no word is made of them."""
    if "<" in window or "&" in window:
        return _MARKUP.sub(lambda match: " " * len(match[0]), window)
    return window


def _pair_within(
    text: str, start: int, end: int, entries: tuple[Entry, ...], kind: str | None, glossary: Glossary, tables: Tables
) -> LatinForm | None:
    high = len(text)
    anchors = find_anchors(text, start, end, 0, high)
    if not anchors:
        return None
    surface = text[start:end]
    printed = anchors
    anchors = [_before_tail(text, anchor, surface) for anchor in printed]
    if entries and anchors != printed:  # ', KMT' may be a degree and may be the party
        for anchor in printed:
            found = _alias(text, anchor, _words_beside(text, anchor, entries), entries, glossary)
            if found is not None:
                return found
    name = spelled_name(surface, kind, tables)
    if not entries:
        anchors = [anchor for anchor in anchors if not anchor.loose or _may_be_spelled(text, anchor, name)]
    sides = [(anchor, words) for anchor in anchors if (words := _words_beside(text, anchor, entries))]
    for anchor, words in sides:
        found = _alias(text, anchor, words, entries, glossary)
        if found is not None:
            return found
    near: LatinForm | None = None
    for anchor, words in sides:
        found = _spelling(text, anchor, words, surface, kind, name)
        if found is not None:
            if found.agreement == "spelling":
                return found
            near = near or (None if anchor.loose else found)
    if near is not None:
        return near
    far = _apposition(text, sides, surface, entries, glossary, name)
    if far is not None:
        return far
    if not entries and text[start - 1 : start] in _TITLE_MARKS:
        kind = "work"
    for anchor, words in sides:
        if not anchor.loose and (phrase := _phrase(text, anchor, words, surface, kind, tables)) is not None:
            part = one_of_several(text, start, end, phrase.start, phrase.end)
            return part and LatinForm(*part, text[part[0] : part[1]], "none")
    return _quoted(text, end, entries, glossary) if entries and entries[0].kind not in _BARE_KINDS else None


def _quoted(text: str, end: int, entries: tuple[Entry, ...], glossary: Glossary) -> LatinForm | None:
    """The translation in quotes that words or a bracket tie to a surface before it."""
    match = _QUOTED.match(text, end)
    if match is None or script.has_hanzi(match[1]):
        return None
    form = match[1].rstrip(" ,.")
    return LatinForm(match.start(1), match.start(1) + len(form), form, "entry" if _names(form, entries, glossary) else "none")


def _phrase(text: str, anchor: Anchor, words: list[Word], surface: str, kind: str | None, tables: Tables) -> LatinForm | None:
    """The noun phrase at an anchor, which nothing else explains."""
    marks = "" if surface.isalnum() else "".join(mark for wide, mark in MARKS.items() if wide in surface)
    phrase = phrase_before(text, words, kind, marks) if anchor.before else phrase_within(text, words, kind)
    if phrase is None:
        return None
    first = _at_surname(phrase, words, surface, tables) if kind in ("person", None) and anchor.before else phrase[0]
    return LatinForm(first, phrase[1], text[first : phrase[1]], "none")


def _at_surname(phrase: tuple[int, int], words: list[Word], surface: str, tables: Tables) -> int:
    """Where a person's name begins within a phrase, by its surname: 'Tang Feiping' in 'Ningbo Tang Feiping (汤飞帆)'."""
    size = tables.surname_length(surface)
    if not size or not size < len(surface) <= size + 2:
        return phrase[0]
    inner = [word for word in words if phrase[0] < word.start < phrase[1]]
    for word in inner[-3:-1]:
        found = match_spelling(surface[:size], word.text, tables, kind="person")
        if found is not None and found.agreement == "spelling":
            return word.start
    return phrase[0]


def pair_plain(
    text: str, low: int, place: int, surface: str, kind: str | None, name: SpelledName, tables: Tables
) -> LatinForm | None:
    """Do what `pair` does for a surface without an entry, alone in a bracket behind plain words that end at `place`.

    Args:
        low: where the words begin that may belong to it.
    """
    anchor = Anchor(place, True)
    near = max(low, place - NEAR)
    while near > low and not text[near - 1].isspace():
        near -= 1
    words = words_of(text, near, place)
    if near > low and (not words or (len(words) <= len(surface) + 2 and words[0].text[0].isupper())):
        near, words = low, words_of(text, low, place)
    if not words:
        return None
    found = _spelling(text, anchor, words, surface, kind, name)
    if found is not None:
        return found
    if near > low and any(name.may_begin(latin_key(word)) for word in _CAPITALISED.findall(text, low, near)):
        near, words = low, words_of(text, low, place)
    far = _apposition(text, [(anchor, words)], surface, (), None, name)
    if far is not None:
        return far
    form = _phrase(text, anchor, words, surface, kind, tables)
    if near > low and words[-1].text[0].isupper() and (form is None or form.start < words[min(4, len(words) - 1)].start):
        form = _phrase(text, anchor, words_of(text, low, place), surface, kind, tables)
    return form


# -- where a Latin form may stand -----------------------------------------------------------------


def _words_beside(text: str, anchor: Anchor, entries: tuple[Entry, ...]) -> list[Word]:
    """The words that end or begin at an anchor; of a loose one, where only a spelling counts, the nearest alone."""
    place = anchor.place
    is_near = anchor.loose and not entries
    if not anchor.before:
        high = closing_bracket(text, place, len(text))  # the end of the bracket in which it stands
        if is_near and high > place + NEAR:
            high = place + NEAR
            while high < len(text) and not text[high].isspace():
                high += 1
        return words_of(text, place, high)
    low = max(0, place - NEAR) if is_near else 0
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    if text[place : place + 2].strip(" .")[:1] in ("|", "\t"):  # a cell holds no word of the one before it
        low = max(low, text.rfind("\n", low, place) + 1, text.rfind("\t", low, place) + 1, text.rfind("|", low, place) + 1)
    for match in script.HANZI_RUN.finditer(text, low, place):  # what stands before other Hanzi belongs to those
        low = match.end()
    return words_of(text, low, place)


def _may_be_spelled(text: str, anchor: Anchor, name: SpelledName) -> bool:
    """Tell quickly whether a spelling of the name may touch a loose anchor, by the piece of text that does."""
    place = anchor.place
    beside = text[place - 1 : place] if anchor.before else text[place : place + 1]
    if name.has_more() or not beside.isalnum():
        return True
    if anchor.before:
        piece = text[max(0, place - NEAR) : place].rsplit(None, 1)[-1]
        return piece.endswith(_CLITICS) or name.may_end(latin_key(piece))
    return name.may_begin(latin_key(text[place : place + NEAR].split(None, 1)[0]))


def _before_tail(text: str, anchor: Anchor, surface: str) -> Anchor:
    """Pass over what stands after a name: degrees, the place in a law or a book, 'dkk.'."""
    if not anchor.before:
        return anchor
    place = before_tail(text, before_degrees(text, anchor.place))
    if text[place : anchor.place][-1:].isdigit() and not _NUMBERED.isdisjoint(surface):
        return anchor  # 'Pasal 23 (第二十三条)'
    return anchor._replace(place=place) if place != anchor.place else anchor


def before_degrees(text: str, place: int) -> int:
    """Where the name ends behind which degrees stand up to a place; the place itself where there are none."""
    if place < 5 or "," not in text[max(0, place - 24) : place]:
        return place
    left = max(0, place - 40)
    match = _DEGREES.search(text[left:place])
    return left + match.start() if match else place


def before_tail(text: str, place: int) -> int:
    """Where the name ends behind which its place in a law or a book stands, or 'dkk.'; the place itself where nothing does."""
    if text[place - 1 : place] not in _ENDS_OF_TAILS:
        return place
    left = max(0, place - MAX_TAIL)
    match = _TAIL.search(text[left:place])
    return left + match.start() if match else place


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    for match in _PARAGRAPH.finditer(text, low, start):
        low = match.end()
    broken = _PARAGRAPH.search(text, end, high)
    return low, broken.start() if broken else high


# -- what fits there ------------------------------------------------------------------------------


def _alias(text: str, anchor: Anchor, words: list[Word], entries: tuple[Entry, ...], glossary: Glossary) -> LatinForm | None:
    if not entries:
        return None
    for first, last in _windows(anchor, words, MAX_ALIAS_WORDS):
        candidate = text[first.start : last.end]
        if _names(candidate, entries, glossary):
            first = _after_title(text, first, last, words, entries, glossary)
            return LatinForm(first.start, last.end, text[first.start : last.end], "entry")
    return None


def _after_title(text: str, first: Word, last: Word, words: list[Word], entries: tuple[Entry, ...], glossary: Glossary) -> Word:
    """Where a person's alias begins without the title that a longer alias holds: 'Cheng Ho' of 'Laksamana Cheng Ho'."""
    word = first.text.lower()
    if word == "kota" and first is not last and first is not words[0] and _is_capital_or_mayor(words[words.index(first) - 1]):
        following = words[words.index(first) + 1]
        return following if _names(text[following.start : last.end], entries, glossary) else first
    if word not in TITLES or word in RULERS or first is last or entries[0].kind != "person":
        return first
    following = words[words.index(first) + 1]
    return following if _names(text[following.start : last.end], entries, glossary) else first


def _is_capital_or_mayor(word: Word) -> bool:
    """Tell whether 'kota' behind a word is no part of a city's name: 'ibu kota Guiyang', 'Wali Kota Kaohsiung'."""
    return word.text.lower() in ("ibu", "wali")


def _names(candidate: str, entries: tuple[Entry, ...], glossary: Glossary) -> bool:
    return any(link.entry in entries for link in glossary.lookup_links(candidate))


def _windows(anchor: Anchor, words: list[Word], size: int) -> Iterator[tuple[Word, Word]]:
    """Stretches of words that touch the anchor, the longest first."""
    if anchor.before:
        yield from ((word, words[-1]) for word in words[-size:])
    else:
        yield from ((words[0], word) for word in reversed(words[:size]))


def _spelling(
    text: str, anchor: Anchor, words: list[Word], surface: str, kind: str | None, name: SpelledName
) -> LatinForm | None:
    """The stretch at the anchor that spells the surface; a full match before one with extra names, that before a near one."""
    near: LatinForm | None = None
    extra: LatinForm | None = None
    best: LatinForm | None = None
    size = len(surface) + 2
    ends_lower = words[-1].text.islower() if anchor.before else True
    lower_too = ends_lower and len(surface) > 1 and kind in ("concept", "work", "other", None)
    for number in range(min(size, len(words))):  # the shortest stretch first
        first, last = (words[-1 - number], words[-1]) if anchor.before else (words[0], words[number])
        is_capital = first.text[0].isupper()
        if not is_capital and not (lower_too and name.may_begin_near(first.text)):
            continue
        candidate = text[first.start : last.end]
        if not is_capital and not candidate.islower():
            continue
        is_office = first is not last and (first.text.lower() in OFFICE_WORDS or first.text.lower() in HEADS)
        if is_office and not name.may_begin(latin_key(first.text)):
            continue
        if candidate.count("\n") > 1:
            break
        found = name.match(candidate)
        if found is None or (is_office and (found.agreement != "spelling" or found.order == "extra-name")):
            continue  # 'Kong Ling' spells its surname, 'Presiden Li Na' does not
        form = LatinForm(first.start, last.end, candidate, found.agreement, found.system, found.slip)
        if found.agreement == "near":
            near = near or form
        elif found.order == "extra-name":
            extra = extra or form
        else:
            best = form
    if best is not None and extra is not None and is_western(text[extra.start : best.start]):
        return extra
    return best or extra or near


def _apposition(
    text: str,
    sides: list[tuple[Anchor, list[Word]]],
    surface: str,
    entries: tuple[Entry, ...],
    glossary: Glossary | None,
    name: SpelledName,
) -> LatinForm | None:
    """A name that words part from the anchor: 'Wang Yi, Menteri Luar Negeri Tiongkok (王毅)'."""
    size = len(surface) + 1
    may_spell = len(surface) <= MAX_APPOSED
    for anchor, words in sides:
        if not anchor.before or anchor.loose:
            continue
        for number in range(len(words) - 1, -1, -1):
            first = words[number]
            if not first.text[0].isupper() or first.text.lower() in TITLES:
                continue
            if not (entries or (may_spell and name.may_begin(latin_key(first.text)))):
                continue
            for last in words[number : number + size]:
                if last is words[-1]:
                    continue
                candidate = text[first.start : last.end]
                if glossary is not None and entries and _names(candidate, entries, glossary):
                    alias = _longest(text, words[max(0, number - MAX_ALIAS_WORDS) : number + 1], last, entries, glossary)
                    return _with_words_behind(text, alias, words, surface, glossary)
                found = name.match(candidate) if last is not first or len(surface) > 2 else None
                if found is not None and found.agreement == "spelling" and found.order != "extra-name":
                    return LatinForm(first.start, last.end, candidate, "spelling", found.system)
    return None


def _with_words_behind(text: str, form: LatinForm, words: list[Word], surface: str, glossary: Glossary) -> LatinForm:
    """The alias with what belongs to it up to the anchor: 'Hongshi Holding Group', 'Stasiun Hongqiao Shanghai (上海虹桥站)'."""
    rest = text[form.end : words[-1].end]
    if "," in rest:
        return form
    if _is_last_word(form, rest.strip(), glossary):
        return LatinForm(form.start, words[-1].end, text[form.start : words[-1].end], "none")
    if not COMPANY_WORDS.issuperset(word.text.lower() for word in words if word.start >= form.end):
        where = (link.entry for link in glossary.lookup_links(rest.strip()))
        if not any(entry.kind == "place" and entry.hans in surface for entry in where):
            return form
    return LatinForm(form.start, words[-1].end, text[form.start : words[-1].end], "none")


def _is_last_word(form: LatinForm, rest: str, glossary: Glossary) -> bool:
    """Tell whether one word behind an alias that is a translation ends another one: 'Kementerian … dan Lingkungan Hidup'."""
    is_translated = form.text.partition(" ")[0].lower() in HEADS
    return is_translated and rest.isalpha() and rest.istitle() and not glossary.lookup_links(rest)


def _longest(text: str, words: list[Word], last: Word, entries: tuple[Entry, ...], glossary: Glossary) -> LatinForm:
    """The longest alias that begins with one of the words: 'Inisiatif Sabuk dan Jalan', not 'Sabuk dan Jalan'."""
    first = next(word for word in words if word is words[-1] or _names(text[word.start : last.end], entries, glossary))
    first = _after_title(text, first, last, words, entries, glossary)
    return LatinForm(first.start, last.end, text[first.start : last.end], "entry")

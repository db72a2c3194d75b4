"""Names in Latin letters alone: forms of entries, and the short forms of what the article named before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from glossary.bearers import given_names, is_another_bearer, is_end_of_name
from glossary.context import begins_sentence, has_private_role, head_before, role_behind
from glossary.guard import Guards
from glossary.index import Glossary
from glossary.index.glossary import AVOID, HEADWORD, FormLink
from glossary.model import Entry, Evidence, Mention, Reading, Resolution, new
from glossary.occupations import contradicting
from glossary.pinyin import split
from glossary.resolve import settle
from glossary.scan import LatinHit
from glossary.script import HYPHENS, TONED, fold, lazy_pattern
from glossary.sighting import CONTEXT
from glossary.weak import is_chinese
from glossary.words import FUNCTION_WORDS, OFFICE_WORDS, RULERS, TITLES

MAX_SETTLED = 1 << 13  # forms
MAX_SYLLABLE = 6  # letters: 'zhuang'
_RULERS = frozenset("帝皇宗祖王公侯后")  # what ends the name of a ruler
MAX_SHORT = 8  # letters in a name that may be part of another: 'Li Na' of 'Li Na Liburan'
# English words behind a place that only gives its name: 'Jakarta International Stadium'.
_NAMED_AFTER = lazy_pattern(
    r" (?:International|University|Post|Times|Port|FC|Stadium|United|Airlines|Open|Masters|Club|Institute|Hotel)\b"
)
_NAME_WORD = lazy_pattern(r"[^\W\d_]+")
_CAPITAL_AFTER = lazy_pattern(r"(?:[ \u00a0]|-)[A-Z]")
_CLITIC_AFTER = lazy_pattern(r"-(?:nya|lah|pun|kah|ku|mu)(?![^\W_])")
_CAPITAL_BEFORE = lazy_pattern(r"([A-Z][\w'’]*)[ \u00a0-]$")
ABROAD = "L07"  # the category of places of the world
_GIVEN_NAME = 2  # syllables of a given name in one word

_start_of = itemgetter(0)


class Settled(NamedTuple):
    """What a Latin form names wherever it stands; `resolution` is None where its surroundings have a say."""

    links: tuple[FormLink, ...]
    resolution: Resolution | None
    is_person: bool
    is_place: bool
    is_given: bool  # a custom or a thing whose name could be a given name too: Xiaonian
    weakness: int
    title: str  # with which a person's form begins, and the space behind it
    barred: frozenset[str]  # occupations that the person has not
    given: tuple[str, ...]  # words that stand before this one in fuller forms of a person: 'Donald' before 'Trump'


def latin_mentions(
    text: str,
    mentions: list[Mention],
    hits: list[LatinHit],
    guards: Guards,
    glossary: Glossary,
    weakness: Callable[[int], int],
    settled: dict[int, Settled],
) -> list[Mention]:
    """Add to the Hanzi mentions those in Latin letters alone, in order.

    Args:
        mentions: the Hanzi mentions, in order; a Latin form that is tied to one is no mention of its own.
        hits: the Latin forms that the scan found.
        guards: where the text is no prose.
        weakness: tells of a pattern how much it says by itself. A name that any text may hold counts beside a strong one; a
            word beside one of something Chinese, and as the first word of a sentence only when it stands within one too.
        settled: what forms were found to name wherever they stand, by pattern; it is added to.
    """
    taken = _spans(mentions)
    named_in_hanzi = NamedBefore(mentions)
    found: list[Mention] = []
    widely: list[Mention] = []
    words: list[Mention] = []
    kept = (found, widely, words)
    place, last = 0, len(taken)
    for start, end, pattern in hits:
        while place < last and taken[place][1] <= start:
            place += 1
        if place < last and taken[place][0] < end:
            continue
        if guards.covers(start, end):
            continue
        known = settled.get(pattern)
        if known is None:
            if len(settled) >= MAX_SETTLED:
                settled.clear()
            known = settled[pattern] = settle_form(pattern, glossary, weakness)
        resolution = _resolve(text, start, end, known, named_in_hanzi, glossary)
        if resolution is not None:
            if known.title and resolution.kind == "person" and text.startswith(known.title, start):
                start += len(known.title)
            kept[known.weakness].append(new(Mention, (start, end, text[start:end], None, resolution)))
    if words and any(m.kind == "person" or (m.entry and is_chinese(m.entry, m.surface)) for m in (*found, *mentions)):
        within = {mention.surface for mention in words if not begins_sentence(text, mention.start)}
        found += [m for m in words if m.surface in within or " " in m.surface]
    if widely and any(m.entry is not None or m.kind == "person" for m in (*mentions, *found)):
        found += widely
    named = sorted([*mentions, *found], key=_start_of) if found else mentions
    short = _short_mentions(text, named, guards)
    return sorted([*named, *short], key=_start_of) if short else named


class NamedBefore:
    """Where the Hanzi mentions name each entry, in order; gathered when a form of several entries first asks."""

    __slots__ = ("_mentions", "_starts")

    def __init__(self, mentions: list[Mention]) -> None:
        self._mentions = mentions
        self._starts: dict[str, list[int]] | None = None

    def last_before(self, place: int, entries: tuple[Entry, ...]) -> Entry | None:
        """The one of some entries that is named last before a place."""
        if self._starts is None:
            self._starts = {}
            for mention in self._mentions:
                if mention.entry is not None:
                    self._starts.setdefault(mention.entry.id, []).append(mention.start)
        best, named = -1, None
        for entry in entries:
            starts = self._starts.get(entry.id, ())
            number = bisect_left(starts, place) - 1
            if number >= 0 and starts[number] > best:
                best, named = starts[number], entry
        return named


def settle_form(pattern: int, glossary: Glossary, weakness: Callable[[int], int]) -> Settled:
    """Settle a form of one entry, once for all places where it stands."""
    text, links = glossary.form(pattern)
    if links[0].how == AVOID or len(links) > 1:
        links = tuple(link for link in links if link.how != AVOID)
    if not links:
        return Settled((), None, False, False, False, 0, "", frozenset(), ())
    entry = links[0].entry
    resolution = None
    if len(links) == 1:
        found = Evidence("headword" if links[0].how == HEADWORD else "alias", text)
        resolution = resolution_of(entry, text, (entry,), (found,))
    is_place = entry.kind == "place" and len(links) == 1
    is_given = entry.kind == "concept" and " " not in text and len(split(text.lower()) or "") == _GIVEN_NAME
    barred = contradicting(entry) if resolution is not None else frozenset()
    title = _title(text, glossary)
    given = given_names(text, entry) if resolution is not None else ()
    return Settled(links, resolution, entry.kind == "person", is_place, is_given, weakness(pattern), title, barred, given)


def _resolve(text: str, start: int, end: int, known: Settled, mentions: NamedBefore, glossary: Glossary) -> Resolution | None:
    """What a form names where it stands; None where that is nothing, or nothing of the glossary."""
    links, resolution, is_person, is_place, is_given, _, _, barred, given = known
    if is_place and (_names_something_else(text, start, end) or _NAMED_AFTER.match(text, end)):
        return None
    if is_place and is_end_of_name(text, start, abroad=links[0].entry.category == ABROAD):
        return None
    if is_given and text[start].isupper() and is_end_of_name(text, start, abroad=False):
        return None
    if is_person:
        if end - start <= MAX_SHORT and _is_part_of_a_name(text, start, end):
            return None
        if given and is_another_bearer(text, start, given, glossary):
            return None
        if has_private_role(text, start, barred) or role_behind(text, end):
            resolution = None
    if resolution is None:
        resolution = resolve_here(text, start, end, links, mentions) if links else None
    if resolution is None or (resolution.entry and not is_printed_so(text[start:end], resolution.entry)):
        return None
    return resolution


def resolve_here(text: str, start: int, end: int, links: tuple[FormLink, ...], mentions: NamedBefore) -> Resolution | None:
    """What a form names where it stands, by the words around it; None where that is nothing, or nothing of the glossary."""
    surface = text[start:end]
    entries = tuple(dict.fromkeys(link.entry for link in links))
    if len(entries) > 1:
        named = mentions.last_before(start, entries)
        if named is not None:
            return resolution_of(named, surface, entries)
    entry, evidence = settle(surface, links, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    kinds = {other.kind for other in (entries if entry is None else (entry,))}
    if entry is None and len(entries) == 1:
        return None
    if "place" in kinds and (_names_something_else(text, start, end) or _NAMED_AFTER.match(text, end)):
        return None
    if entry is None:  # a homonym that nothing settles
        seen = (Evidence("ambiguous", ", ".join(other.id for other in entries)),)
        return Resolution(kinds.pop() if len(kinds) == 1 else "other", None, None, entries, seen)
    return resolution_of(entry, surface, entries, evidence)


def _names_something_else(text: str, start: int, end: int) -> bool:
    """Tell whether a place only gives its name to what is meant: 'kapal induk Shandong', 'Universitas Shandong'.

    Where a line begins or ends it is meant itself: 'jalur Beijing-Shanghai'.
    """
    before = text[max(0, start - 60) : start]
    head = head_before(before)
    if head.kind == "project":
        return not (text[end : end + 1] in HYPHENS and text[end + 1 : end + 2].isupper())
    return head.is_next and head.kind == "organization" and before.rstrip()[-len(head.word) :][:1].isupper()


def is_printed_so(surface: str, entry: Entry) -> bool:
    """Tell whether letters with tone marks are the pinyin of an entry, Xí Jìnpíng, or a form of it, and no word of another."""
    if surface.isascii() or frozenset(TONED).isdisjoint(surface):
        return True
    key = _bare(surface)
    return any(_bare(form) == key for form in (entry.pinyin or "", *entry.forms))


def _bare(form: str) -> str:
    return "".join(filter(str.isalnum, form.lower()))


def _title(form: str, glossary: Glossary) -> str:
    """The title that a person's form holds, and the space behind it: 'Laksamana ' of 'Laksamana Cheng Ho'."""
    title, _, name = form.partition(" ")
    if title.lower() not in TITLES or title.lower() in RULERS or not name or not glossary.lookup_links(name):
        return ""
    return title + " "


def resolution_of(entry: Entry, surface: str, entries: tuple[Entry, ...], evidence: tuple[Evidence, ...] = ()) -> Resolution:
    """What a name in Latin letters was found to name; its evidence is the form itself where no other is given."""
    reading = Reading(entry.pinyin, (), "entry", (), 1.0) if entry.pinyin else None
    others = tuple(other for other in entries if other is not entry)
    return Resolution(entry.kind, reading, entry, others, evidence or (Evidence("alias", surface),))


def _is_part_of_a_name(text: str, start: int, end: int) -> bool:
    """A short person's name inside a longer capitalised one, 'Li Na Liburan', is no mention of the person."""
    surface = text[start:end]
    return not surface.isupper() and _CAPITAL_AFTER.match(text, end) is not None and surface.count(" ") <= 1


def _short_mentions(text: str, named: list[Mention], guards: Guards) -> list[Mention]:
    """Later `Xi`, `Wang` of a person whom the article named in full; a surname that two of them bear is left alone."""
    bearers: dict[str, Mention] = {}
    shared: set[str] = set()
    for mention in named:
        _, _, surface, latin, (kind, _, entry, *_) = mention
        if entry is None or kind != "person":
            continue
        short = _short_form(surface if latin is None else latin.text, entry.pinyin)
        if short and not is_ruler(entry) and bearers.setdefault(short, mention).resolution.entry is not entry:
            shared.add(short)
    found: list[Mention] = []
    busy: list[tuple[int, int]] = []
    for short, mention in bearers.items():
        if short in shared or short.lower() in FUNCTION_WORDS:
            continue
        for place in _places(text, short, mention.start + 1):
            end = place + len(short)
            if _CAPITAL_AFTER.match(text, end):  # within the full name
                continue
            if not _stands_alone(text, place, end) or guards.covers(place, end):
                continue
            busy = busy or _spans(named)
            if not _overlaps(place, end, busy):
                evidence = (Evidence("latin", mention.latin.text if mention.latin else mention.surface),)
                found.append(Mention(place, end, short, None, resolution_of(mention.entry, short, (), evidence)))  # type: ignore[arg-type]
    return found


def is_ruler(entry: Entry) -> bool:
    """Tell whether an entry is named after its dynasty, Han Wudi, so that the first word alone is the dynasty."""
    return entry.category == "P19" and entry.hans[-1] in _RULERS


def _places(text: str, word: str, start: int) -> Iterator[int]:
    """Where a word stands from a place on: its first letter, a capital, is found many times faster than a whole word."""
    first = word[0]
    while (start := text.find(first, start)) >= 0:
        if text.startswith(word, start):
            yield start
        start += 1


def _spans(mentions: list[Mention]) -> list[tuple[int, int]]:
    """Where mentions and their Latin forms stand, in order."""
    spans: list[tuple[int, int]] = []
    for start, end, _, latin, _ in mentions:
        if latin is not None:
            spans.append(latin[:2])
        spans.append((start, end))
    spans.sort()
    return spans


@lru_cache(maxsize=4096)
def _short_form(full: str, pinyin: str | None) -> str:
    """The part of a full name in Latin letters that may stand for it: its surname, else its last word; else ""."""
    full = full.replace("\n", " ")
    if " " not in full or not full[0].isalpha() or not full.isprintable():
        return ""
    words = _NAME_WORD.findall(full)
    if not pinyin or " " not in pinyin or len(words) < 2:
        return words[-1] if len(words) > 1 and len(words[-1]) > 4 else ""
    surname = fold(pinyin.split(" ")[0])
    return next((word for word in (words[0], words[-1]) if word.lower() == surname and len(word) > 1), "")


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] in "-'’"):
        return False
    if end < len(text) and (text[end].isalnum() or (text[end] == "-" and not _CLITIC_AFTER.match(text, end))):
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, start - 30), start)
    if before is None or before[1].lower() in OFFICE_WORDS or before[1].lower() in FUNCTION_WORDS:
        return True
    return len(before[1]) > MAX_SYLLABLE and begins_sentence(text, before.start(1))  # 'Kebijakan Xi', not 'Wang Xi'


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    place = bisect_left(taken, (start, end))
    return any(first < end and last > start for first, last in taken[max(0, place - 1) : place + 1])

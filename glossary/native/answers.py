"""What the native code asks of Python: an entry, how a form is settled, the steps for a run that it leaves to them.

Everything that is the same whenever it is asked is asked once and kept there. The questions are the methods of `Answers`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from glossary import cover
from glossary.guard import Guards, Spans
from glossary.index.glossary import HEADWORD
from glossary.latin import (
    ABROAD,
    MAX_SETTLED,
    NamedBefore,
    Settled,
    is_printed_so,
    is_ruler,
    resolution_of,
    resolve_here,
    settle_form,
)
from glossary.model import Entry, Evidence, LatinForm, Mention, Resolution, told_of
from glossary.native.constants import Constants
from glossary.occupations import contradicting
from glossary.plain import longer_forms
from glossary.reading import read
from glossary.render.record import settled_json
from glossary.resolve import MANY_BEAR, OF_STATE, TAIWANESE, TRANSCRIBED, by_latin, names_no_title, own_words
from glossary.scan import LatinHit, Run
from glossary.script import HANZI_RUN, fold
from glossary.weak import is_chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from glossary.cover import Segment
    from glossary.index import Glossary
    from glossary.plain import Plain
    from glossary.reading import Tables


class Steps(Protocol):
    """What is needed of an annotator."""

    glossary: Glossary
    latin_mentions: bool
    settled: dict[int, Settled]

    @property
    def weakness(self) -> Callable[[int], int]:
        """Tells how much a pattern says by itself."""

    @property
    def tables(self) -> Tables:
        """The reading tables of its glossary."""

    @property
    def plain(self) -> Plain:
        """What settles the plain cases."""

    def cover_run(self, run: str) -> tuple[Segment, ...]:
        """Divide a run into names."""

    def run_mentions(self, text: str, run: Run, low: int, hits: list[LatinHit], previous: Mention | None) -> Iterable[Mention]:
        """The mentions of one run."""


class Answers(Constants):
    """The answers for one annotator."""

    def __init__(self, annotator: Steps) -> None:
        self._annotator = annotator
        self._glossary = annotator.glossary
        self._tables = annotator.tables
        self._entries: list[Entry] = []
        self._numbers: dict[int, int] = {}  # by identity of the entry
        self._told: set[int] = set()  # entries of which `entry` was told, if not asked
        self._line = b""  # what is being annotated
        self._text: str | None = None

    def begin(self, line: bytes) -> None:
        """Tell which line is annotated now."""
        self._line, self._text = line, None

    def _article(self) -> str:
        """The text of the line, read when a run is first left to Python."""
        if self._text is None:
            self._text = json.loads(self._line)["text"]
        return self._text

    def _number(self, entry: Entry) -> int:
        """The number of an entry, by which native code knows it."""
        number = self._numbers.setdefault(id(entry), len(self._entries))
        if number == len(self._entries):
            self._entries.append(entry)
        return number

    def read(self, surface: str, kind: str | None, latin: str | None) -> list[Any]:
        """The pinyin of a surface that holds more than Hanzi, and the reason for it."""
        found = read(surface, kind, latin, tables=self._tables)
        return [found.pinyin, found.reason]

    def spell_surname(self, surname: str) -> str:
        """How a surname is written without tones."""
        return self._annotator.plain.spell_surname(surname)

    def spell_given(self, character: str) -> str:
        """How a character of a given name is written without tones."""
        return self._annotator.plain.spell_given(character)

    def entries_of_form(self, pattern: int) -> list[bool]:
        """Whether all entries of a form are works, and whether any stands before names; see `cover.py`."""
        links = self._glossary.form(pattern).links
        return [all(link.entry.kind == "work" for link in links), cover._stands_before_names(pattern, self._glossary)]

    def hanzi_form(self, pattern: int) -> list[Any] | None:
        """A Hanzi form that one entry alone has, read as that entry says: what is settled of it but for its Latin form."""
        links = self._glossary.form(pattern).links
        entry, how, reading = links[0] if links else (None, 0, None)
        if len(links) != 1 or entry is None:
            return None
        constant = None  # that of the entry
        if reading is not None and reading.pinyin != entry.pinyin:
            constant = settled_json(Resolution(entry.kind, reading, entry)).decode().removesuffix("]}")
        word = "headword" if how == HEADWORD else "alias"
        number = self._number(entry)
        own = None if reading is None else [reading.pinyin]
        return [number, entry.kind, word, constant, sorted(contradicting(entry)), self._untold(number), own]

    def about(self, number: int) -> list[Any]:
        """What resolving a Hanzi form asks of its entry: a list in the order of `entries::About`."""
        entry = self._entries[number]
        forms = (*entry.forms, *entry.avoid)
        return [
            entry.id,
            entry.priority == 1 or " " not in (entry.pinyin or ""),
            entry.category in TRANSCRIBED,
            entry.category in OF_STATE,
            names_no_title(entry),
            told_of(entry).lower(),
            len(entry.hans) == MANY_BEAR and " " in (entry.pinyin or ""),
            fold(entry.pinyin) if entry.pinyin else None,
            [[fold(form), form, form.lower(), form.lower().split()] for form in forms if not HANZI_RUN.fullmatch(form)],
            [fold(form) for form in forms if HANZI_RUN.fullmatch(form)],
        ]

    def folds(self, characters: str) -> list[str]:
        """The fold of each character; that of a text is these, one after the other."""
        return [fold(c) for c in characters]

    def entries_of_key(self, key: str) -> list[int]:
        """The entries that answer to a folded form."""
        return [self._number(link.entry) for link in self._glossary.lookup_links(key)]

    def places_of_key(self, key: str) -> list[str]:
        """The Hanzi of the places that answer to a folded form."""
        return [link.entry.hans for link in self._glossary.lookup_links(key) if link.entry.kind == "place"]

    def steps(self, span: list[int], pattern: int, low: int, hit: list[int] | None, previous: list[Any] | None) -> list[Any]:
        """The mentions of a run by the Python steps, and how to find the first again by its Latin form alone, if that may be."""
        before = None if previous is None else Mention(0, previous[0], "", None, Resolution(previous[1]))
        hits = [LatinHit(*hit)] if hit else []
        found = list(self._annotator.run_mentions(self._article(), Run(span[0], span[1], pattern), low, hits, before))
        known = None
        if pattern >= 0 and len(found) == 1 and found[0].latin is not None:
            kept = self._annotator.plain.kept(pattern, found[0].latin.text)
            if kept is not None and kept.resolution is found[0].resolution:  # and not what another place had said
                known = [kept.latin, sorted(kept.longer), sorted(kept.barred)]
        return [[self._mention(mention) for mention in found], known]

    def _mention(self, mention: Mention) -> list[Any]:
        latin = mention.latin
        place = latin and [latin.start, latin.end, latin.agreement, latin.system, latin.slip]
        entry = None if mention.entry is None else self._number(mention.entry)
        constant = settled_json(mention.resolution).decode("utf-8", "surrogatepass")
        return [mention.start, mention.end, place, mention.kind, entry, constant]

    def token(self, token: str) -> Spans:
        """Where a token that holds no space is no prose: an address, a path."""
        guards = Guards.__new__(Guards)
        guards._text = token
        guards._look(0, len(token))
        return guards._held

    def _form(self, pattern: int) -> Settled:
        settled, annotator = self._annotator.settled, self._annotator
        known = settled.get(pattern)
        if known is None:
            if len(settled) >= MAX_SETTLED:
                settled.clear()
            known = settled[pattern] = settle_form(pattern, annotator.glossary, annotator.weakness)
        return known

    def _settled(self, resolution: Resolution | None, surface: str) -> list[Any] | None:
        """What of a mention is constant, its kind, its entry, and whether it makes its text one about something Chinese."""
        if resolution is None:
            return None
        entry, kind = resolution.entry, resolution.kind
        speaks = kind == "person" or bool(entry and is_chinese(entry, surface))
        return [settled_json(resolution).decode(), kind, self._number(entry) if entry is not None else None, speaks]

    def form(self, pattern: int) -> list[Any]:
        """A Latin form: its entries, what it names wherever it stands, and what its surroundings are asked.

        A list in the order of `latin::Form`; what it names is written by native code from the entry's part of a record.
        """
        links, resolution, is_person, is_place, is_given, weakness, title, barred, given = self._form(pattern)
        text, every = self._glossary.form(pattern)
        latin = LatinForm(0, 0, text, "entry")
        settled = None
        if resolution is not None and resolution.entry is not None:
            entry = resolution.entry
            speaks = is_person or is_chinese(entry, text)
            number = self._number(entry)
            settled = [resolution.evidence[0].word, text, entry.kind, number, speaks, self._untold(number)]
        first = links[0].entry if links else None
        return [
            [self._number(entry) for entry in dict.fromkeys(link.entry for link in links)],
            [
                [self._number(link.entry), bool(by_latin((link,), latin)), sorted(longer_forms(text, [link.entry]))]
                for link in every
            ],
            settled,
            is_person,
            is_place,
            is_place and first is not None and first.category == ABROAD,
            is_given,
            weakness,
            title,
            sorted(barred),
            given,
            told_of(first).lower() if is_person and first is not None else "",
            is_person and first is not None and len(first.hans) == MANY_BEAR and " " in (first.pinyin or ""),
        ]

    def _untold(self, number: int) -> list[Any] | None:
        """What `entry` answers, with a form that names the entry first: it will be asked next."""
        if number in self._told:
            return None
        self._told.add(number)
        return self.entry(number)

    def entry(self, number: int) -> list[Any]:
        """What is asked of an entry, and its part of a record: what stands there up to the evidence."""
        entry = self._entries[number]
        pinyin = entry.pinyin or ""
        empty = settled_json(resolution_of(entry, "", (), (Evidence("latin", ""),))).decode()
        return [
            not is_chinese(entry, ""),
            entry.kind == "person" and is_ruler(entry),
            fold(pinyin.partition(" ")[0]) if " " in pinyin else None,
            empty[: empty.rindex('{"word"')],
        ]

    def look_up(self, word: str) -> list[bool]:
        """Whether the glossary has a word, and a place of that name."""
        links = self._glossary.lookup_links(word)
        return [bool(links), any(link.entry.kind == "place" for link in links)]

    def is_chinese(self, number: int, surface: str) -> bool:
        """Whether an entry makes the text that names it so one about something Chinese."""
        return is_chinese(self._entries[number], surface)

    def is_printed_so(self, surface: str, number: int) -> bool:
        """Whether letters with tone marks are the pinyin of an entry."""
        return is_printed_so(surface, self._entries[number])

    def named_before(self, pattern: int, number: int, surface: str) -> list[Any] | None:
        """What a form of several entries names where one of them was named before."""
        entries = tuple(dict.fromkeys(link.entry for link in self._form(pattern).links))
        return self._settled(resolution_of(self._entries[number], surface, entries), surface)

    def homonyms(self, pattern: int) -> list[Any]:
        """What tells the entries of a form apart; see `resolve.settle`."""
        links = self._form(pattern).links
        entries = tuple(dict.fromkeys(link.entry for link in links))
        kinds = {entry.kind for entry in entries}
        seen = (Evidence("ambiguous", ", ".join(entry.id for entry in entries)),)
        ambiguous = Resolution(kinds.pop() if len(kinds) == 1 else "other", None, None, entries, seen)
        rows: list[list[Any]] = []
        if len(links) > len(entries):
            return [rows, None]
        for entry, how, _ in links:
            written = settled_json(resolution_of(entry, "", entries, (Evidence("latin", ""),))).decode()
            rows.append(
                [
                    self._number(entry),
                    entry.kind,
                    entry.priority,
                    how == HEADWORD,
                    entry.category in OF_STATE,
                    entry.category == TAIWANESE,
                    sorted(own_words(told_of(entry))),
                    written[: written.rindex('{"word"')],
                    entry.id,
                    is_chinese(entry, self._glossary.form(pattern).text),
                    bool(contradicting(entry)),
                ]
            )
        return [rows, self._settled(ambiguous, "")]

    def latin_here(self, pattern: int, text: str, start: int, end: int) -> list[Any] | None:
        """What a form names where it stands, in a window of its text."""
        found = resolve_here(text, start, end, self._form(pattern).links, NamedBefore([]))
        return self._settled(found, text[start:end])

"""One article as the rules see it: its mentions, brackets, lines and what is no prose; each computed once, on first use."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from glossary import script
from glossary.guard import Guards
from glossary.linter.shape import CJK_MARKS, ROUND, family
from glossary.linter.words import names_before
from glossary.model import Entry, LatinForm, Mention
from glossary.reading import Tables

if TYPE_CHECKING:
    import datetime

    from glossary.flow import Annotator
    from glossary.index import Glossary

MAX_BRACKET = 2000  # code points that a bracket of names may hold; what is wider is a text between brackets
BEFORE_NAMES, BEHIND_NAMES = MAX_BRACKET + 100, 500  # code points in which a bracket may begin that a rule asks for
_BRACKETS = re.compile(f"[{re.escape(script.OPENING_BRACKETS + script.CLOSING_BRACKETS)}]|\n[ \t\r]*\n")
_EASTERN = re.compile("[\u2e80-\U0010ffff]+")  # one range is searched for ten times as fast as the class of all Hanzi
_WORD_STARTS = re.compile(r"(?<![\w-])\w")
_LATIN_RUN = re.compile(r"[A-Za-z]+")
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]|<h[1-6]\b)")
_BLANK_BEFORE = re.compile(r"\n[ \t\r]*\n$")
_BLANK_AFTER = re.compile(r"[ \t\r]*\n[ \t\r]*\n")
_DATELINE = re.compile(r"[^\n]{0,80}?\s[–—-]{1,2}\s")
_QUOTES = re.compile('“[^“”\n]{0,2000}”|"[^"\n]{0,2000}"|«[^«»\n]{0,2000}»|‘[^‘’\n]{0,400}’(?!\\w)')


class Bracket(NamedTuple):
    """Two brackets that belong together; `start` or `end` (the offsets of the marks) is -1 where one is missing."""

    start: int
    end: int


class Article:
    """One text with what several rules ask of it; it is made for one run and thrown away."""

    def __init__(self, text: str, annotator: Annotator, date: datetime.date | None, house: str | None) -> None:
        self.text = text
        self.date = date
        self.house = house  # the house style that is asked for, None: none
        self.annotator = annotator
        self.mentions = annotator.annotate(text).mentions
        self.guards = Guards(text)

    @property
    def glossary(self) -> Glossary:
        """The glossary in use."""
        return self.annotator.glossary

    @cached_property
    def tables(self) -> Tables:
        """The reading tables of the glossary."""
        return self.annotator.tables

    @cached_property
    def hanzi_mentions(self) -> list[Mention]:
        """The mentions in Hanzi, their Latin forms narrowed to the name: 'Selasa Presiden Xi Jinping' to 'Xi Jinping'."""
        found = (mention for mention in self.mentions if script.has_hanzi(mention.surface))
        return [
            mention
            if mention.latin is not None and mention.latin.agreement != "none"
            else _with_latin(mention, self._narrowed(mention))
            for mention in found
        ]

    def _narrowed(self, mention: Mention) -> LatinForm | None:
        """The end of a phrase that names an entry; where nothing was paired, the name before the bracket."""
        latin = mention.latin
        if latin is None:
            bracket = self.bracket_of(mention.start) if len(mention.surface) < 5 else None
            if bracket is None or bracket.start + 1 != mention.start:
                return None
            gap = self.text[max(0, bracket.start - 4) : bracket.start]
            end = bracket.start - len(gap) + len(gap.rstrip())
            names = [
                name
                for name in names_before(self.text, bracket.start)
                if " " in name and self.text[end - len(name) : end] == name
            ]
            name = next((name for name in names if self.entries_of(name)), names[0] if names else None)
            return LatinForm(end - len(name), end, name, "none") if name is not None else None
        if latin.end > mention.start or " " not in latin.text:
            return latin
        for match in _WORD_STARTS.finditer(latin.text):
            name = latin.text[match.start() :]
            if self.entries_of(name):
                return latin if name == latin.text else LatinForm(latin.start + match.start(), latin.end, name, "none")
        return latin

    @cached_property
    def pairs(self) -> list[Mention]:
        """The mentions in Hanzi that have a Latin form."""
        return [mention for mention in self.hanzi_mentions if mention.latin is not None]

    @cached_property
    def latin_mentions(self) -> list[Mention]:
        """The mentions in Latin letters alone."""
        return [mention for mention in self.mentions if not script.has_hanzi(mention.surface)]

    @cached_property
    def linked(self) -> dict[str, tuple[int, int]]:
        """Where each entry is first and last mentioned, by id."""
        found: dict[str, tuple[int, int]] = {}
        for mention in self.mentions:
            if mention.entry is not None:
                found[mention.entry.id] = (found.get(mention.entry.id, (mention.start, 0))[0], mention.start)
        return found

    @cached_property
    def latin_spans(self) -> list[tuple[int, int]]:
        """Where names stand in Latin letters, beside Hanzi or alone."""
        found = [(mention.start, mention.end) for mention in self.latin_mentions]
        return sorted(found + [(mention.latin.start, mention.latin.end) for mention in self.pairs if mention.latin])

    def mentions_at(self, place: int) -> list[Mention]:
        """The mention that holds a place, if any."""
        number = bisect_right(self._mention_starts, place) - 1
        return [self.mentions[number]] if number >= 0 and self.mentions[number].end > place else []

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    # -- lines ------------------------------------------------------------------------------------

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, place: int) -> tuple[int, int]:
        """Begin and end of the line that holds a place."""
        number = bisect_right(self.line_starts, place) - 1
        last = number + 1 == len(self.line_starts)
        return self.line_starts[number], (len(self.text) if last else self.line_starts[number + 1] - 1)

    @cached_property
    def _chinese_lines(self) -> dict[int, bool]:
        return {}

    def is_chinese_line(self, place: int) -> bool:
        """Tell whether the line that holds a place is Chinese prose: more Hanzi than Latin letters."""
        start, end = self.line(place)
        known = self._chinese_lines.get(start)
        if known is None:
            hanzi, latin = (
                sum(last - first for first, last in (run.span() for run in runs.finditer(self.text, start, end)))
                for runs in (script.HANZI_RUN, _LATIN_RUN)
            )
            known = self._chinese_lines[start] = hanzi > latin
        return known

    @cached_property
    def _headings(self) -> dict[int, bool]:
        return {}

    def is_heading(self, place: int) -> bool:
        """Tell whether a place lies in a headline: of Markdown or HTML, or a line by itself that no full stop ends."""
        start, end = self.line(place)
        known = self._headings.get(start)
        if known is None:
            known = self._headings[start] = self._is_heading_line(start, end)
        return known

    def _is_heading_line(self, start: int, end: int) -> bool:
        if _HEADING.match(self.text, start, end):
            return True
        line = self.text[start : min(end, start + 200)].rstrip()
        if not line or end - start >= 200 or line.endswith((".", "!", "?", ":", ";", ",", "”", '"', ")")):
            return False
        before, after = self.text[max(0, start - 80) : start], self.text[end : end + 80]
        is_first = not before.strip() and start < 80
        is_alone = _BLANK_BEFORE.search(before) is not None and _BLANK_AFTER.match(after) is not None
        return bool(after.strip()) and (is_first or is_alone)

    def is_dateline(self, place: int) -> bool:
        """Tell whether a place lies before the dash that ends a dateline: 'Beijing, 9 Juli 2020 – '."""
        start, end = self.line(place)
        if place > start + 90:
            return False
        match = _DATELINE.match(self.text, start, min(end, start + 90))
        return match is not None and place < match.end() and any(c.isdigit() for c in match[0])

    # -- stretches --------------------------------------------------------------------------------

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Where quotation marks hold words of somebody else."""
        return [match.span() for match in _QUOTES.finditer(self.text)]

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a stretch stands within quotation marks."""
        place = bisect_right(self.quotations, (start, len(self.text))) - 1
        return place >= 0 and self.quotations[place][1] >= end

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Where Hanzi stand in unbroken rows."""
        found: list[tuple[int, int]] = []
        for match in _EASTERN.finditer(self.text):
            found += [run.span() for run in script.HANZI_RUN.finditer(self.text, *match.span())]
        return found

    def has_hanzi(self, start: int, end: int) -> bool:
        """Tell whether `text[start:end]` holds a Hanzi."""
        place = bisect_left(self.runs, (end,)) - 1
        return place >= 0 and self.runs[place][1] > start

    @cached_property
    def gaps(self) -> list[int]:
        """The last Hanzi before each gap of one to three spaces between Hanzi."""
        found: list[int] = []
        last = -1
        for start, end in self.runs:
            if (
                0 < start - last <= 3
                and last > 0
                and not self.text[last:start].strip(" \u00a0\u3000")
                and (not found or found[-1] < last - 1)
            ):
                found.append(last - 1)
            last = end
        return found

    # -- brackets ---------------------------------------------------------------------------------

    @cached_property
    def brackets(self) -> list[Bracket]:
        """The brackets near a name, by their begin, matched within a paragraph; what has no counterpart stands alone.

        A text of brackets alone has millions that no rule asks for: they are matched, and not kept.
        """
        near = self._near_names
        if not near:
            return []
        found: list[Bracket] = []
        stack = array("Q")
        text = self.text
        for match in _BRACKETS.finditer(text):
            mark, place = match[0], match.start()
            if mark[0] == "\n":
                found += [Bracket(start, -1) for start in _within(near, stack)]
                del stack[:]
            elif mark in script.OPENING_BRACKETS:
                stack.append(place)
            elif not stack:
                found += [Bracket(-1, kept) for kept in _within(near, (place,))]
            else:
                inner = stack.pop()
                if stack and family(text[inner]) != family(mark) and family(text[stack[-1]]) == family(mark):
                    found += [Bracket(kept, -1) for kept in _within(near, (inner,))]
                    inner = stack.pop()
                found += [Bracket(kept, place) for kept in _within(near, (inner,))]
        found += [Bracket(start, -1) for start in _within(near, stack)]
        return sorted(found, key=lambda bracket: max(bracket.start, 0) if bracket.start >= 0 else bracket.end)

    @cached_property
    def _near_names(self) -> list[tuple[int, int]]:
        """The stretches in which a bracket that a rule asks for begins, in order and apart: around Hanzi and mentions."""
        near: list[tuple[int, int]] = []
        for start, end in merge(self.runs, (mention[:2] for mention in self.mentions)):
            first, last = start - BEFORE_NAMES, end + BEHIND_NAMES
            if near and near[-1][1] >= first:
                near[-1] = (near[-1][0], max(last, near[-1][1]))
            else:
                near.append((first, last))
        return near

    @cached_property
    def name_brackets(self) -> list[Bracket]:
        """The brackets of Indonesian prose that are closed and hold Hanzi, or a Latin form behind Hanzi."""
        closed = [bracket for bracket in self.brackets if bracket.start >= 0 and 0 <= bracket.end - bracket.start <= MAX_BRACKET]
        return [bracket for bracket in closed if self._is_of_a_name(bracket)]

    def _is_of_a_name(self, bracket: Bracket) -> bool:
        start, end = bracket
        before, after = self.before(start), self.after(end + 1)
        is_after_hanzi = bool(before) and (script.is_hanzi(before) or before in CJK_MARKS)
        if self.has_hanzi(start, end):
            if is_after_hanzi or (after and script.is_hanzi(after) and self.is_chinese_line(start)):
                return False
        elif not (
            before
            and script.is_hanzi(before)
            and end - start < 80
            and self.text[start] in ROUND
            and self.text[start + 1 : start + 2].strip()[:1].isalpha()
            and not (after and (script.is_hanzi(after) or after in CJK_MARKS))
        ):
            return False
        if is_after_hanzi and self.is_chinese_line(start):
            return False
        inner = self.text[start + 1 : min(end, start + 300)]
        return "://" not in inner and not self.guards.covers(start + 1, end)

    def bracket_of(self, place: int) -> Bracket | None:
        """The innermost closed bracket that holds a place, at most 400 code points wide."""
        closed = self._closed
        number = bisect_right(closed, (place, len(self.text))) - 1
        while number >= 0 and closed[number][0] > place - 400:
            if closed[number][1] >= place:
                return Bracket(*closed[number])
            number -= 1
        return None

    @cached_property
    def _closed(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end in self.brackets if start >= 0 and end >= 0]

    # -- neighbours -------------------------------------------------------------------------------

    def before(self, place: int) -> str:
        """The last character before a place that is no space; '' at the begin of the line."""
        low = max(0, place - 40)
        stretch = self.text[low:place].rstrip(" \t\u00a0\u3000")
        return stretch[-1:] if stretch[-1:] != "\n" else ""

    def after(self, place: int) -> str:
        """The first character from a place on that is no space; '' at the end of the line."""
        stretch = self.text[place : place + 40].lstrip(" \t\u00a0\u3000")
        return stretch[:1] if stretch[:1] not in ("\n", "\r") else ""

    def entries_of(self, latin: str) -> tuple[Entry, ...]:
        """The entries that answer to a Latin form as one to be printed."""
        return entries_of(self.glossary, latin)


def _with_latin(mention: Mention, latin: LatinForm | None) -> Mention:
    return mention if latin is mention.latin else mention._replace(latin=latin)


def _within(stretches: list[tuple[int, int]], places: Sequence[int]) -> Iterator[int]:
    """The places, given in order, that lie in one of the stretches, which are in order and apart."""
    if len(places) == 1:
        number = bisect_right(stretches, (places[0] + 1,)) - 1
        if number >= 0 and stretches[number][1] >= places[0]:
            yield places[0]
        return
    for start, end in stretches if len(places) > 1 else ():
        first = bisect_left(places, max(0, start))
        yield from places[first : bisect_right(places, end, first)]


def entries_of(glossary: Glossary, form: str) -> tuple[Entry, ...]:
    """The entries that answer to a form as one to be printed."""
    from glossary.index.glossary import AVOID

    return tuple(link.entry for link in glossary.lookup_links(form) if link.how != AVOID)

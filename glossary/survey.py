"""One pass over an archive: how every name is printed, where, when, and beside whom; counted, so that it fits in memory.

What stays is as large as the number of different names, not as the number of articles: each printed form keeps its count, its
first and last day and a few places where it stands.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, NamedTuple

from glossary import script
from glossary.articles import Article
from glossary.flow import Annotator
from glossary.model import Entry, Mention, Problem

KEPT_PLACES = 40  # of one printed form, so that an outlier leads to each of its articles
KEPT_PLACES_OF_RULE = 12
MAX_COMPANY = 40  # names of one article that count as beside each other
CONTEXT = 60  # code points on each side
EXTRA = ("date", "title", "url")
_ISO = re.compile(r"\s*((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_DAY_FIRST = re.compile(r"\s*(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)(?!\d)")
_FIELD = re.compile(r"^(date|title|url):[ \t]*(\S[^\n]*)$", re.I | re.M)
_BREAKS = re.compile(r"\s+")


Lint = Callable[[str, str | None], Iterable[Problem]]  # a text and the day of its article


class Place(NamedTuple):
    """Where something stands: the article's id, day, title and address, and the words around it."""

    article: str
    date: str | None
    title: str | None
    url: str | None
    before: str
    seen: str
    after: str


class Form(NamedTuple):
    """One way in which a name is printed: what entry it was taken for, its surface, and the Latin form beside it."""

    entry: Entry | None
    kind: str
    surface: str
    latin: str | None
    agreement: str | None
    pinyin: str | None
    reason: str | None  # of the reading


class Tally:
    """How often, on which days, and where."""

    __slots__ = ("_latest", "articles", "count", "first", "last", "places")

    def __init__(self) -> None:
        self.count = self.articles = 0
        self.first: str | None = None
        self.last: str | None = None
        self.places: list[Place] = []
        self._latest: int | None = None

    def add(self, number: int, place: Place, kept: int = KEPT_PLACES) -> None:
        """Count one sighting in the article of a number; at most one place an article is kept."""
        self.count += 1
        if self._latest == number:
            return
        self._latest = number
        self.articles += 1
        if place.date is not None:
            self.first = place.date if self.first is None else min(self.first, place.date)
            self.last = place.date if self.last is None else max(self.last, place.date)
        if len(self.places) < kept:
            self.places.append(place)


class Survey:
    """What an archive prints; filled by `add`, read by harvest and report."""

    def __init__(self, annotator: Annotator, lint: Lint | None = None) -> None:
        """Bind what finds the names; with a linter its problems are counted too."""
        self.annotator, self.lint = annotator, lint
        self.articles = self.code_points = self.mentions = 0
        self.failures: list[str] = []
        self.months: Counter[str] = Counter()  # articles
        self.forms: dict[Form, Tally] = {}
        self.entries: dict[str, Entry] = {}
        self.entry_articles: Counter[str] = Counter()
        self.entry_months: Counter[tuple[str, str]] = Counter()  # articles that name an entry, by its id and month
        self.company: Counter[tuple[str, str]] = Counter()  # articles that name both
        self.rules: dict[str, Tally] = {}
        self.rule_months: Counter[tuple[str, str]] = Counter()
        self.problems: dict[tuple[str, str], Tally] = {}  # by code and message

    def add_all(self, articles: Iterable[Article], names: tuple[str, ...] = EXTRA) -> None:
        """Count articles; one that cannot be read is named in `failures`.

        Args:
            articles: with their extra fields.
            names: of the fields that hold the date, the title and the address.
        """
        for article in articles:
            if article.text is None:
                where = article.source if article.line is None else f"{article.source}:{article.line}"
                self.failures.append(f"{where}: {article.reason or 'there is no text'}")
            else:
                extra = {**(front_matter(article.text) if article.line is None else {}), **(article.extra or {})}
                known = {key: extra.get(name) or extra.get(key) for key, name in zip(EXTRA, names, strict=True)}
                self.add(article.text, article.id if article.id is not None else _name(article), known)

    def add(self, text: str, id: Any, extra: dict[str, Any]) -> None:
        """Count one article.

        Args:
            text: the article.
            id: what names it.
            extra: `date`, `title` and `url` where they are known.
        """
        number = self.articles
        date = as_day(extra.get("date"))
        month = date[:7] if date else None
        head = (str(id), date, _string(extra.get("title")), _string(extra.get("url")))
        mentions = self.annotator.annotate(text).mentions
        self.articles += 1
        self.code_points += len(text)
        self.mentions += len(mentions)
        if month:
            self.months[month] += 1
        named: dict[str, None] = {}
        for mention in mentions:
            form = _form(mention)
            tally = self.forms.get(form)
            if tally is None:
                tally = self.forms[form] = Tally()
            tally.add(number, _place(head, text, *_span(mention)))
            if mention.entry is not None:
                self.entries.setdefault(mention.entry.id, mention.entry)
                named[mention.entry.id] = None
        for name in named:
            self.entry_articles[name] += 1
            if month:
                self.entry_months[name, month] += 1
        self.company.update(combinations(sorted(list(named)[:MAX_COMPANY]), 2))
        if self.lint is not None:
            for problem in self.lint(text, date if date and len(date) == 10 else None):
                self._add_problem(number, problem, _place(head, text, problem.start, problem.end), month)

    def _add_problem(self, number: int, problem: Problem, place: Place, month: str | None) -> None:
        self.rules.setdefault(problem.code, Tally()).add(number, place, KEPT_PLACES_OF_RULE)
        self.problems.setdefault((problem.code, problem.message), Tally()).add(number, place)
        if month:
            self.rule_months[problem.code, month] += 1


def front_matter(text: str) -> dict[str, str]:
    """The date, title and address between `---` lines at the head of a text."""
    if not text.startswith("---"):
        return {}
    head, mark, _ = text[3:4000].partition("\n---")
    if not mark:
        return {}
    return {match[1].lower(): match[2].strip("'\" ") for match in _FIELD.finditer(head)}


def as_day(value: Any) -> str | None:
    """A date as ISO 8601, to the day or month that is known; None where it is none.

    >>> as_day("2020-07-09T10:00:00Z"), as_day("9/7/2020"), as_day("2020-07")
    ('2020-07-09', '2020-07-09', '2020-07')
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        return None
    if match := _ISO.match(value):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.match(value):
        day, month, year = match.groups()
    else:
        return None
    if day is None:
        return f"{year}-{int(month):02d}"
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _form(mention: Mention) -> Form:
    latin, reading = mention.latin, mention.reading
    return Form(
        mention.entry,
        mention.kind,
        script.strip_ignorable(mention.surface),
        " ".join(latin.text.split()) if latin else None,
        latin.agreement if latin else None,
        mention.pinyin,
        reading.reason if reading else None,
    )


def _span(mention: Mention) -> tuple[int, int]:
    latin = mention.latin
    if latin is None:
        return mention.start, mention.end
    return min(mention.start, latin.start), max(mention.end, latin.end)


def _place(head: tuple[str, str | None, str | None, str | None], text: str, start: int, end: int) -> Place:
    before = _BREAKS.sub(" ", text[max(0, start - CONTEXT) : start])
    after = _BREAKS.sub(" ", text[end : end + CONTEXT])
    return Place(*head, before, _BREAKS.sub(" ", text[start:end])[: 4 * CONTEXT], after)


def _name(article: Article) -> str:
    return article.source if article.line is None else f"{article.source}:{article.line}"


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None

"""Run the rules over one text, and apply what they mend."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import lru_cache

from glossary.errors import seen, wrong_type
from glossary.flow import Annotator
from glossary.linter import brackets, characters, consistency, damage, names, printed_pinyin, spacing, terms, titles  # noqa: F401  registers the rules
from glossary.linter.article import Article
from glossary.linter.ignore import ignored_lines
from glossary.linter.rule import LANGUAGES, RULES, Rule
from glossary.model import Problem

MAX_ROUNDS = 12  # a mended text is looked at again, until nothing is left to mend


class Linter:
    """The rules with their glossary and choices bound; immutable, safe to share between threads."""

    def __init__(
        self,
        annotator: Annotator | None = None,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        house: str | None = None,
        lang: str = "id",
    ) -> None:
        """Bind what is asked for.

        Args:
            annotator: finds the names, also those in Latin letters alone; with the built-in glossary where None.
            select: codes or their first letters; only these rules run. All where empty.
            ignore: codes or their first letters of rules that do not run.
            house: 'tiongkok' or 'china': also report the other name of the state, and print names in this style; None: neither
                is a fault, and names are printed in the style of the annotator's glossary.
            lang: of the messages, 'id' or 'en'.

        Raises:
            ValueError: an unknown code, house style or language.
        """
        if lang not in LANGUAGES:
            raise ValueError(f"unknown language {seen(lang)}; write 'id' or 'en'")
        if house not in (None, "tiongkok", "china"):
            raise ValueError(f"unknown house style {seen(house)}; write 'tiongkok' or 'china'")
        annotator = annotator if annotator is not None else _annotator()
        if house not in (None, annotator.glossary.profile):
            annotator = Annotator(annotator.glossary.with_profile(house), latin_mentions=annotator.latin_mentions)
        self.annotator = annotator
        self.house = house
        self.lang = lang
        self.rules = choose(select, ignore)

    def lint(self, text: str, date: datetime.date | str | None = None) -> tuple[Problem, ...]:
        """Find what is wrong in one article; see `glossary.lint`."""
        return self._lint(check_text(text), as_date(date))

    def fix(self, text: str, date: datetime.date | str | None = None, *, unsafe: bool = False) -> str:
        """Mend one article; with `unsafe` also what a person should look at. See `glossary.fix`."""
        day = as_date(date)
        text = check_text(text)
        for _ in range(MAX_ROUNDS):
            mended = apply(text, self._lint(text, day), unsafe=unsafe)
            if mended == text:
                break
            text = mended
        return text

    def _lint(self, text: str, date: datetime.date | None) -> tuple[Problem, ...]:
        article = Article(text, self.annotator, date, self.house)
        silent = ignored_lines(text)
        problems: list[Problem] = []
        shared: dict[str, str] = {}  # the same message stands at many places of a long text
        for rule in self.rules:
            for start, end, fix, words, safe in rule.check(article):
                if silent and silent(rule.code, article.line(start)[0]):
                    continue
                may = fix is not None and rule.safe and safe
                message = rule.message(words, self.lang)
                problems.append(Problem(rule.code, start, end, shared.setdefault(message, message), fix, may))
        return tuple(sorted(set(problems), key=lambda problem: (problem.start, problem.end, problem.code, problem.message)))


@lru_cache(maxsize=1)
def _annotator() -> Annotator:
    return Annotator(latin_mentions=True)


@lru_cache(maxsize=4)
def _linter(lang: str) -> Linter:
    return Linter(lang=lang)


def choose(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that codes or their first letters select, in the order of their codes.

    Raises:
        ValueError: a code that no rule has.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    for code in (*wanted, *unwanted):
        if not code or not any(known.startswith(code) for known in RULES):
            raise ValueError(f"unknown rule {seen(code)}; known are {' '.join(sorted(RULES))}")
    return tuple(
        RULES[code]
        for code in sorted(RULES)
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    )


def check_text(text: object) -> str:
    """Return the text, of a class derived from str its plain str.

    Raises:
        TypeError: it is no str.
    """
    if not isinstance(text, str):
        raise wrong_type("an article", text)
    return str.__str__(text)


def as_date(date: datetime.date | str | None) -> datetime.date | None:
    """A date from an ISO string.

    Raises:
        ValueError: the string is no ISO date.
        TypeError: neither a date nor a str.
    """
    if date is None:
        return None
    if isinstance(date, datetime.datetime):
        return date.date()
    if isinstance(date, datetime.date):
        return date
    if not isinstance(date, str):
        raise TypeError(f"a date is a datetime.date or a str such as '2020-07-09', not {type(date).__name__}")
    try:
        return datetime.date.fromisoformat(
            date.strip()[:10] if len(date.strip()) > 10 and date.strip()[10] in "T " else date.strip()
        )
    except ValueError:
        raise ValueError(f"not a date: {seen(date)}; write it as 2020-07-09") from None


def apply(
    text: str, problems: Iterable[Problem], *, unsafe: bool = False, wanted: Callable[[Problem], bool] | None = None
) -> str:
    """Apply the fixes of problems; of two that overlap the first one, so that the other is found in the next round."""
    parts: list[str] = []
    place = 0
    for problem in problems:
        if problem.fix is None or not (problem.safe or unsafe) or problem.start < place or (wanted and not wanted(problem)):
            continue
        parts += text[place : problem.start], problem.fix
        place = problem.end
    return "".join((*parts, text[place:]))


def lint(text: str, date: datetime.date | str | None = None, *, lang: str = "id") -> tuple[Problem, ...]:
    """Find what is wrong with the Chinese names of an article: spacing, brackets, spelling, Hanzi, pinyin, terms, titles.

    Args:
        text: the article.
        date: when it was published, a `datetime.date` or an ISO string; without one no title is judged.
        lang: language of the messages, 'id' or 'en'.

    Returns:
        The problems by where they begin; `text[start:end]` is what must change, `fix` what to write instead, None where that is
        for a person to say; `safe` fixes need nobody's eye.

    Raises:
        TypeError: the text is no str.
        ValueError: the date is no date, the language unknown.
    """
    return _linter(check_language(lang)).lint(text, date)


def check_language(lang: str) -> str:
    """Return the language unchanged, or raise a `ValueError` that names it."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {seen(lang)}; write 'id' or 'en'")
    return lang


def fix(text: str, date: datetime.date | str | None = None) -> str:
    """Apply the safe fixes of `lint`: spaces at and inside brackets, brackets of the right width, no zero-width marks in names.

    Nothing else is changed, and a text that was mended stays as it is.

    Raises:
        TypeError: the text is no str.
        ValueError: the date is no date.
    """
    return _linter("id").fix(text, date)

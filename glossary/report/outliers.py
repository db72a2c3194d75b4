"""Spellings and Hanzi that stand out: forms of a name that the archive, or the glossary, prints otherwise.

Each is one row with what was expected, how sure it is, and where it stands. The kinds:

- `other`: the Hanzi are those of another entry than the Latin form ('Xi Jinping (李克强)');
- `hanzi`: the Latin form is an entry's, the Hanzi beside it are almost its Hanzi ('Xi Jinping (习进平)');
- `latin`: the Hanzi are an entry's, the Latin form is almost its spelling ('Xi Jingping (习近平)');
- `script`: traditional Hanzi where the archive prints simplified ones, or the other way round;
- `title`: a title that the person did not hold on the day of the article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from glossary import script
from glossary.model import Entry
from glossary.reading.match import one_slip
from glossary.reading.spelling import latin_key
from glossary.survey import Form, Place, Survey, Tally

KINDS = ("other", "hanzi", "latin", "script", "title")
JUDGED = ("person", "organization", "place")  # whose Latin form says who is meant
RULES = {"D01": "title", "N01": "latin", "N02": "other", "N03": "hanzi", "N04": "other", "C05": "script"}
ALONE = 0.4  # how much the linter's word counts where the archive does not print the name otherwise
USUAL = 0.8  # share of a script from which the other one stands out
_STRENGTH = {"other": 0.95, "hanzi": 0.9, "latin": 0.85, "title": 0.8, "script": 0.75}


class Outlier(NamedTuple):
    """One form that stands out; `usual` is what was expected and `usual_count` how often the archive prints that."""

    kind: str
    entry: str
    name: str
    seen: str
    usual: str
    mentions: int
    articles: int
    usual_count: int
    score: float
    places: tuple[Place, ...]


def find_outliers(survey: Survey) -> list[Outlier]:
    """All outliers of an archive, the surest first; those of equal strength by how rare they are beside the usual form."""
    usual = _usual(survey)
    found: dict[tuple[str, str, str, str], Outlier] = {}
    compared = [*_pairs(survey, usual), *_scripts(survey)]
    known = {(outlier.kind, place.article) for outlier in compared for place in outlier.places}
    for outlier in (*compared, *_by_rules(survey, known)):
        key = (outlier.kind, outlier.entry, outlier.seen, outlier.usual)
        before = found.get(key)
        found[key] = outlier if before is None else _joined(before, outlier)
    return sorted(found.values(), key=lambda o: (-o.score, o.articles, o.kind, o.entry, o.seen))


def _usual(survey: Survey) -> Counter[str]:
    """How often the archive prints each entry with a form that fits."""
    counts: Counter[str] = Counter()
    for form, tally in survey.forms.items():
        if form.entry is not None and form.agreement not in ("near", "none"):
            counts[form.entry.id] += tally.count
    return counts


def _pairs(survey: Survey, usual: Counter[str]) -> Iterator[Outlier]:
    for form, tally in survey.forms.items():
        if form.latin is None or form.agreement not in ("near", "none", "spelling"):
            continue
        if form.entry is not None and (form.agreement == "near" or _is_slip(form.latin, form.entry)):
            found = _outlier("latin", form.entry, f"{form.latin} ({form.surface})", _shown(form.entry), tally, usual)
            # what spells the Hanzi in another system may be meant: 'Lee Peng'
            yield found if form.agreement != "spelling" else found._replace(score=round(found.score * 0.7, 4))
            continue
        meant = _meant(survey, form)
        if meant is None:
            continue
        if form.entry is not None and form.agreement == "none":
            yield _outlier("other", meant, f"{form.latin} ({form.surface})", _shown(meant), tally, usual)
        elif form.entry is None and _is_almost(form, meant):
            yield _outlier("hanzi", meant, f"{form.latin} ({form.surface})", _shown(meant), tally, usual)


def _is_slip(latin: str, entry: Entry) -> bool:
    """Tell whether a Latin form is one slip away from one of an entry's, also from one that is no pinyin."""
    key = latin_key(latin)
    forms = [latin_key(form) for form in entry.forms if not script.has_hanzi(form)]
    return len(key) > 3 and key not in forms and any(one_slip(key, form) for form in forms)


def _meant(survey: Survey, form: Form) -> Entry | None:
    """The one entry that the Latin form names, if the Hanzi are none of its forms; None where several are meant."""
    assert form.latin is not None
    plain = script.simplify(form.surface)
    entries = [entry for entry in survey.annotator.glossary.lookup(form.latin) if entry.kind in JUDGED]
    if not entries or any(plain == script.simplify(other) for entry in entries for other in entry.forms):
        return None
    if form.entry is not None and (form.entry in entries or any(form.entry.id == entry.part_of for entry in entries)):
        return None
    if form.entry is not None and form.entry.kind != entries[0].kind:
        return None
    return entries[0] if entries[0].kind == form.kind or form.entry is None else None


def _is_almost(form: Form, entry: Entry) -> bool:
    """Tell whether Hanzi are an entry's with a slip: as many of them and at least half in place, or one more or less."""
    seen = script.simplify(form.surface)
    for other in entry.forms:
        if not script.has_hanzi(other):
            continue
        wanted = script.simplify(other)
        if len(wanted) == len(seen):
            same = sum(a == b for a, b in zip(seen, wanted, strict=True))
            if 2 * same >= len(wanted) or sorted(seen) == sorted(wanted):
                return True
        elif abs(len(wanted) - len(seen)) == 1:
            short, long = sorted((seen, wanted), key=len)
            if any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long))):
                return True
    return False


def _scripts(survey: Survey) -> Iterator[Outlier]:
    """Forms in a script that the archive hardly uses: judged by the name where it is printed often, else by all names."""
    by_entry: dict[str, Counter[str]] = defaultdict(Counter)
    all_scripts: Counter[str] = Counter()
    found: list[tuple[Form, Tally, str]] = []
    for form, tally in survey.forms.items():
        which = _script(form.surface)
        if which is None:
            continue
        all_scripts[which] += tally.count
        if form.entry is not None:
            by_entry[form.entry.id][which] += tally.count
            found.append((form, tally, which))
    for form, tally, which in found:
        entry = form.entry
        assert entry is not None
        own = by_entry[entry.id]
        counts = own if sum(own.values()) >= 5 else all_scripts
        other = "simplified" if which == "traditional" else "traditional"
        share = counts[other] / (counts[which] + counts[other])
        if share >= USUAL:
            wanted = entry.hans if other == "simplified" else entry.hant or script.traditionalise(entry.hans)
            seen = form.surface if form.latin is None else f"{form.latin} ({form.surface})"
            yield _outlier("script", entry, seen, wanted, tally, Counter({entry.id: own[other]}))


def _script(surface: str) -> str | None:
    """Which script decides a form; None where its characters are the same in both."""
    simplified, traditional = script.simplify(surface) == surface, script.traditionalise(surface) == surface
    if simplified == traditional or not script.has_hanzi(surface):
        return None
    return "simplified" if simplified else "traditional"


def _by_rules(survey: Survey, known: set[tuple[str, str]]) -> Iterator[Outlier]:
    """What the linter alone sees, article by article: titles, and slips in names that hold no other form to compare with.

    Args:
        survey: with the problems of the linter.
        known: kinds and articles of the outliers that were found without it.
    """
    for (code, message), tally in survey.problems.items():
        kind = RULES.get(code)
        if kind is None or all((kind, place.article) in known for place in tally.places):
            continue
        score = _STRENGTH[kind] * (1.0 if kind == "title" else ALONE)
        seen = tally.places[0].seen
        yield Outlier(kind, "", message, seen, message, tally.count, tally.articles, 0, round(score, 4), tuple(tally.places))


def _outlier(kind: str, entry: Entry, seen: str, usual: str, tally: Tally, counts: Counter[str]) -> Outlier:
    expected = counts[entry.id]
    share = (expected + 1) / (expected + tally.count + 1)
    score = round(_STRENGTH[kind] * share, 4)
    return Outlier(kind, entry.id, entry.name, seen, usual, tally.count, tally.articles, expected, score, tuple(tally.places))


def _joined(one: Outlier, two: Outlier) -> Outlier:
    return one._replace(
        mentions=one.mentions + two.mentions,
        articles=one.articles + two.articles,
        score=max(one.score, two.score),
        places=(*one.places, *two.places),
    )


def _shown(entry: Entry) -> str:
    return f"{entry.name} ({entry.hans})"

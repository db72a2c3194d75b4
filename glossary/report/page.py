"""The report as one HTML page: style, plots and tables inside it, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from pathlib import Path

from glossary.harvest import Unknown, unknown_names
from glossary.report import plots
from glossary.report.outliers import Outlier, find_outliers
from glossary.survey import Form, Place, Survey, Tally

LANGUAGES = ("id", "en")
ROWS = 300  # outliers that are shown
NAMES, COMPANY, ENTITIES, FORMS, UNKNOWN = 30, 22, 150, 24, 150

_WORDS = {
    "title": ("Nama Tionghoa dalam arsip", "Chinese names in an archive"),
    "articles": ("artikel", "articles"),
    "mentions": ("sebutan", "mentions"),
    "entries": ("entri disebut", "entries named"),
    "unknown": ("nama tanpa entri", "names without an entry"),
    "outliers": ("kejanggalan", "outliers"),
    "failed": ("artikel tidak terbaca", "articles that could not be read"),
    "by_month": ("Artikel per bulan", "Articles by month"),
    "who": ("Siapa dan apa disebut, per bulan", "Who and what is mentioned, by month"),
    "who_more": (
        "Jumlah artikel yang menyebut nama itu; makin gelap makin banyak.",
        "Articles that name it; the darker, the more.",
    ),
    "undated": ("Arsip ini tidak bertanggal, jadi hanya jumlahnya.", "This archive has no dates, so these are totals."),
    "company": ("Siapa bersama siapa", "Who with whom"),
    "company_more": ("Jumlah artikel yang menyebut keduanya.", "Articles that name both."),
    "outlier_head": ("Kejanggalan, yang paling pasti lebih dulu", "Outliers, the surest first"),
    "outlier_more": (
        "Bentuk yang berbeda dari bentuk lain nama itu dalam arsip atau dari glosarium, masing-masing dengan artikelnya.",
        "Forms that differ from the name's other forms in the archive or from the glossary, each with its articles.",
    ),
    "shown": ("{0} dari {1} ditampilkan", "{0} of {1} shown"),
    "kind": ("jenis", "kind"),
    "seen": ("tertulis", "printed"),
    "usual": ("seharusnya", "expected"),
    "where": ("di mana", "where"),
    "spellings": ("Semua ejaan dan Hanzi", "All spellings and Hanzi"),
    "spellings_more": ("Yang janggal ditandai dan ditautkan ke artikelnya.", "Outliers are marked and linked to their articles."),
    "name": ("nama", "name"),
    "forms": ("bentuk (jumlah)", "forms (count)"),
    "unknown_head": ("Nama yang belum ada dalam glosarium", "Names that the glossary lacks"),
    "latin": ("bentuk Latin", "Latin forms"),
    "reading": ("bacaan", "reading"),
    "conflicts": ("perlu diperiksa", "to be settled"),
    "rules": ("Masalah menurut aturan", "Problems by rule"),
    "rules_more": ("Yang dilaporkan linter, aturan demi aturan.", "What the linter reports, rule by rule."),
    "rule": ("aturan", "rule"),
    "examples": ("contoh", "examples"),
    "none": ("Tidak ada.", "None."),
}
_KINDS = {
    "other": ("Hanzi orang lain", "another's Hanzi"),
    "hanzi": ("Hanzi keliru", "wrong Hanzi"),
    "latin": ("ejaan Latin meleset", "Latin form off"),
    "script": ("aksara lain", "other script"),
    "title": ("jabatan usang", "outdated title"),
}
_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


class _Page:
    """The words of one language, and the parts of the page as they come."""

    def __init__(self, lang: str) -> None:
        self.lang = LANGUAGES.index(lang)
        self.parts: list[str] = []

    def say(self, key: str) -> str:
        return _WORDS[key][self.lang]

    def add(self, *parts: str) -> None:
        self.parts += parts

    def section(self, id: str, head: str, more: str | None = None) -> None:
        self.add(f'<h2 id="{id}">{escape(self.say(head))}</h2>')
        self.add(f'<p class="more">{escape(self.say(more))}</p>' if more else "")

    def table(self, heads: list[str], rows: list[str]) -> None:
        if not rows:
            self.add(f"<p>{self.say('none')}</p>")
            return
        head = "".join(f"<th>{escape(self.say(name)) if name else ''}</th>" for name in heads)
        self.add(f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>', *rows, "</tbody></table></div>")


def to_page(survey: Survey, title: str, lang: str = "id") -> str:
    """Write the report of an archive.

    Args:
        survey: what the archive prints.
        title: the archive's name.
        lang: 'id' or 'en'.

    Raises:
        ValueError: another language.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}; write one of {', '.join(LANGUAGES)}")
    page = _Page(lang)
    outliers = find_outliers(survey)
    unknown = unknown_names(survey)
    page.add(
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(page.say('title'))}: {escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(page.say('title'))}</h1>",
    )
    _numbers(page, survey, title, len(outliers), len(unknown))
    _by_month(page, survey)
    _company(page, survey)
    _outliers(page, outliers)
    _spellings(page, survey, outliers)
    _unknown(page, unknown)
    _rules(page, survey)
    page.add("</main></body></html>\n")
    return "".join(page.parts)


def _numbers(page: _Page, survey: Survey, title: str, outliers: int, unknown: int) -> None:
    span = f" · {min(survey.months)} – {max(survey.months)}" if survey.months else ""
    page.add(f'<p class="more">{escape(title)}{span}</p><ul class="numbers">')
    counts = {
        "articles": survey.articles, "mentions": survey.mentions, "entries": len(survey.entries), "unknown": unknown,
        "outliers": outliers, "failed": len(survey.failures),
    }  # fmt: skip
    for key, count in counts.items():
        if count or key != "failed":
            page.add(f"<li><b>{count:,}</b><span>{page.say(key)}</span></li>")
    links = [("who", "who"), ("company", "company"), ("outliers", "outlier_head"), ("spellings", "spellings")]
    links += [("unknown", "unknown_head"), ("rules", "rules")]
    page.add("</ul><nav>", *(f'<a href="#{id}">{escape(page.say(head))}</a>' for id, head in links), "</nav>")


def _by_month(page: _Page, survey: Survey) -> None:
    labels = month_labels(survey.months)
    top = [id for id, _ in survey.entry_articles.most_common(NAMES)]
    if labels:
        page.section("months", "by_month")
        page.add('<div class="scroll">', plots.columns([(month, survey.months[month]) for month in labels]), "</div>")
        page.section("who", "who", "who_more")
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for (id, month), count in survey.entry_months.items():
            counts[id][month] = count
        rows = [(survey.entries[id].name, counts[id]) for id in top]
        page.add('<div class="scroll">', plots.months(rows, labels), "</div>")
    else:
        page.section("who", "who", "undated")
        page.add(plots.bars([(survey.entries[id].name, survey.entry_articles[id]) for id in top]))


def month_labels(months: Counter[str]) -> list[str]:
    """Every month from the first to the last, also those without an article."""
    if not months:
        return []
    first, last = min(months), max(months)
    year, month = int(first[:4]), int(first[5:7])
    labels = []
    while (label := f"{year:04d}-{month:02d}") <= last:
        labels.append(label)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return labels


def _company(page: _Page, survey: Survey) -> None:
    page.section("company", "company", "company_more")
    together: Counter[str] = Counter()
    for (one, two), count in survey.company.items():
        if _is_actor(survey, one) and _is_actor(survey, two):
            together[one] += count
            together[two] += count
    top = [id for id, _ in together.most_common(COMPANY)]
    place = {id: number for number, id in enumerate(top)}
    counts = {
        (min(place[one], place[two]), max(place[one], place[two])): count
        for (one, two), count in survey.company.items()
        if one in place and two in place
    }
    drawn = plots.matrix([survey.entries[id].name for id in top], counts)
    page.add(f'<div class="scroll">{drawn}</div>' if drawn else f"<p>{page.say('none')}</p>")


def _is_actor(survey: Survey, id: str) -> bool:
    return survey.entries[id].kind in ("person", "organization")


def _outliers(page: _Page, outliers: list[Outlier]) -> None:
    page.section("outliers", "outlier_head", "outlier_more")
    shown = outliers[:ROWS]
    page.add(f'<p class="soft">{page.say("shown").format(len(shown), len(outliers))}</p>')
    rows = [
        f'<tr class="outlier"><td class="n">{number}</td><td><span class="tag">{_KINDS[o.kind][page.lang]}</span></td>'
        f"<td><mark>{escape(o.seen)}</mark></td><td>{escape(o.usual)}"
        + (f' <span class="soft">{o.usual_count:,}×</span>' if o.usual_count else "")
        + f'</td><td class="n">{o.mentions:,}×</td><td>{_places(o.places)}</td></tr>'
        for number, o in enumerate(shown, 1)
    ]
    page.table(["", "kind", "seen", "usual", "", "where"], rows)


def _places(places: tuple[Place, ...]) -> str:
    shown = []
    for place in places:
        told = " · ".join(part for part in (place.article, place.date, place.title) if part)
        shown.append(
            f"<li>{_link(place, told)}<br><q>…{escape(place.before)}<b>{escape(place.seen)}</b>{escape(place.after)}…</q></li>"
        )
    first = places[0]
    more = f" +{len(places) - 1}" if len(places) > 1 else ""
    return f"<details><summary>{escape(first.article)}{more}</summary><ul>{''.join(shown)}</ul></details>"


def _link(place: Place, told: str) -> str:
    url = place.url
    if url is not None and url.startswith(("https://", "http://")):
        return f'<a href="{escape(url)}">{escape(told)}</a>'
    return escape(told)


def _spellings(page: _Page, survey: Survey, outliers: list[Outlier]) -> None:
    page.section("spellings", "spellings", "spellings_more")
    odd = {o.seen: o for o in outliers}
    forms: dict[str, list[tuple[Form, Tally]]] = defaultdict(list)
    for form, tally in survey.forms.items():
        if form.entry is not None:
            forms[form.entry.id].append((form, tally))
    several = [id for id, _ in survey.entry_articles.most_common() if len(forms[id]) > 1]
    several.sort(
        key=lambda id: not any(_shown(form) in odd for form, _ in forms[id])
    )  # stable: outliers first, then the frequent
    rows = []
    for id in several[:ENTITIES]:
        entry = survey.entries[id]
        listed = sorted(forms[id], key=lambda item: (_shown(item[0]) not in odd, -item[1].count))[:FORMS]
        cells = "".join(_form(form, tally, odd) for form, tally in listed)
        rows.append(
            f'<tr><td>{escape(entry.name)}<br><span class="soft">{escape(entry.hans)}</span></td>'
            f'<td class="n">{survey.entry_articles[id]:,}</td><td>{cells}</td></tr>'
        )
    page.table(["name", "articles", "forms"], rows)


def _shown(form: Form) -> str:
    return form.surface if form.latin is None else f"{form.latin} ({form.surface})"


def _form(form: Form, tally: Tally, odd: dict[str, Outlier]) -> str:
    shown = _shown(form)
    if shown in odd:
        return f'<span class="form"><mark>{escape(shown)}</mark> {tally.count:,} {_places(tuple(tally.places))}</span>'
    return f'<span class="form">{escape(shown)} <span class="soft">{tally.count:,}</span></span>'


def _unknown(page: _Page, unknown: list[Unknown]) -> None:
    page.section("unknown", "unknown_head")
    page.add(f'<p class="soft">{page.say("shown").format(min(UNKNOWN, len(unknown)), len(unknown))}</p>')
    rows = []
    for name in unknown[:UNKNOWN]:
        latins = ", ".join(f"{latin} {count:,}" for latin, count, _ in name.latins[:6])
        conflicts = "<br>".join(map(escape, name.conflicts[:4]))
        rows.append(
            f"<tr><td>{escape(name.hans)}</td><td>{escape(name.pinyin or '–')}</td><td>{escape(latins)}</td>"
            f'<td class="n">{name.articles:,}</td><td class="soft">{conflicts}</td><td>{_places(name.places)}</td></tr>'
        )
    page.table(["name", "reading", "latin", "articles", "conflicts", "where"], rows)


def _rules(page: _Page, survey: Survey) -> None:
    page.section("rules", "rules", "rules_more")
    counted = sorted(survey.rules.items(), key=lambda item: (-item[1].count, item[0]))
    page.add(plots.bars([(code, tally.count) for code, tally in counted]))
    rows = []
    for code, tally in counted:
        messages = sorted(((t.count, message) for (c, message), t in survey.problems.items() if c == code), reverse=True)[:5]
        told = "<br>".join(f'{escape(message)} <span class="soft">{count:,}×</span>' for count, message in messages)
        rows.append(
            f'<tr><td><b>{escape(code)}</b></td><td class="n">{tally.count:,}</td><td class="n">{tally.articles:,}</td>'
            f"<td>{told}</td><td>{_places(tuple(tally.places))}</td></tr>"
        )
    page.table(["rule", "", "articles", "examples", "where"], rows)

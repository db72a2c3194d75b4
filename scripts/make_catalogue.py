"""Write the catalogue of the entries as pages of the documentation: docs/katalog/, its front page also in docs/en/catalogue/.

Run it before the documentation is built. The pages are not kept in the repository; docs/design.md says why.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

import glossary
from glossary.compile.coverage import Coverage, as_markdown, as_svg, coverage
from glossary.compile.load import source_files
from glossary.compile.rules import load_rules
from glossary.compile.sources import read_all
from glossary.index.glossary import catalogue_letter
from glossary.model import Entry, Role
from glossary.script import fold

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
FOLDERS = {"id": ROOT / "docs" / "katalog", "en": ROOT / "docs" / "en" / "catalogue"}
KINDS = {
    "person": ("Orang", "People"),
    "organization": ("Organisasi", "Organisations"),
    "place": ("Tempat", "Places"),
    "work": ("Karya", "Works"),
    "event": ("Peristiwa", "Events"),
    "concept": ("Konsep", "Concepts"),
    "project": ("Proyek", "Projects"),
    "title": ("Jabatan", "Titles"),
    "other": ("Lain-lain", "Other"),
}
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
HIDE = "---\nhide: [toc]\nsearch:\n  exclude: true\n---\n"  # they have a search of their own
PERMALINK = "Tautan ke entri ini"


class Catalogue(NamedTuple):
    """What the pages are made of."""

    entries: tuple[Entry, ...]
    sources: dict[str, dict[str, str]]
    rows: list[Coverage]

    @property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}


def read_catalogue() -> Catalogue:
    """The built-in entries, the sources that they name, and how many there are by category."""
    blocks = read_all([*source_files(str(DATA))], builtin=True)
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    return Catalogue(tuple(glossary.load()), sources, coverage(blocks, load_rules(str(DATA)).categories))


def pages(catalogue: Catalogue) -> dict[Path, str]:
    """Every file with its path."""
    home, english = FOLDERS["id"], FOLDERS["en"]
    found = {
        home / "index.md": front(catalogue, "id"),
        english / "index.md": front(catalogue, "en"),
        home / "cakupan.md": coverage_page(catalogue, "id"),
        english / "coverage.md": coverage_page(catalogue, "en"),
        home / "cakupan.svg": as_svg(catalogue.rows, "id"),
        english / "coverage.svg": as_svg(catalogue.rows, "en"),
        home / "entri.js": search_data(catalogue.entries),
    }
    by_letter: dict[str, list[Entry]] = defaultdict(list)
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        by_letter[catalogue_letter(entry.id)].append(entry)
        by_kind[entry.kind].append(entry)
    known = catalogue.by_id
    for letter, entries in by_letter.items():
        found[home / f"{letter}.md"] = letter_page(letter, entries, known, catalogue.sources)
    for kind, entries in by_kind.items():
        found[home / f"{slug(kind)}.md"] = kind_page(kind, entries, catalogue.rows)
    return found


def slug(kind: str) -> str:
    return KINDS[kind][0].lower()


# -- the front page --------------------------------------------------------------------------------

FRONT = {
    "id": (
        "Katalog",
        "{count} entri: nama, Hanzi, pinyin, penjelasan, dan masa jabatan. Cari nama dalam Hanzi (sederhana atau tradisional), "
        "pinyin dengan atau tanpa nada, nama Indonesia, atau nama Inggris.",
        "Cari nama",
        "习近平, Kemlu Tiongkok, xi jinping …",
        "{} entri ditemukan|Tidak ada entri|Tanpa JavaScript, telusuri daftar di bawah.",
        "Menurut jenis",
        "Berapa entri menurut kategori, dan mana yang bersumber: [cakupan](cakupan.md). Seberapa sering entri keliru: "
        "[mutu data](../data-quality.md). Entri yang salah dapat [diperbaiki](../data.md).",
    ),
    "en": (
        "Catalogue",
        "{count} entries: name, Hanzi, pinyin, explanation and terms of office. Search for Hanzi (simplified or traditional), "
        "pinyin with or without tones, Indonesian names or English ones. The entries themselves are in Indonesian.",
        "Find a name",
        "习近平, Kemlu Tiongkok, xi jinping …",
        "{} entries found|No entry|Without JavaScript, use the lists below.",
        "By kind",
        "How many entries there are by category, and which of them have sources: [coverage](coverage.md). How often an entry is "
        "wrong: [data quality](../../data-quality.md). A wrong entry can be [mended](../data.md).",
    ),
}


def front(catalogue: Catalogue, lang: str) -> str:
    """Search, and the lists by kind."""
    title, told, label, example, answers, by_kind, more = FRONT[lang]
    place = "" if lang == "id" else "../../katalog/"
    found, none, without = answers.split("|")
    number = {"id": f"{len(catalogue.entries):,}".replace(",", "."), "en": f"{len(catalogue.entries):,}"}[lang]
    counts = Counter(entry.kind for entry in catalogue.entries)
    kinds = [(name[lang == "en"], slug(kind), counts[kind]) for kind, name in KINDS.items() if counts[kind]]
    names = [name[lang == "en"] for name in KINDS.values()]
    box = (
        f'<div class="catalogue-search" data-place="{place}" data-found="{escape(found)}" data-none="{escape(none)}" '
        f'data-kinds="{escape("|".join(names))}">\n'
        f'<label for="catalogue-query">{escape(label)}</label>\n'
        f'<input id="catalogue-query" type="search" autocomplete="off" spellcheck="false" placeholder="{escape(example)}">\n'
        f'<p class="catalogue-count" role="status"><noscript>{escape(without)}</noscript></p>\n'
        '<ol class="catalogue-results"></ol>\n'
        "</div>\n"
        f'<script src="{place}entri.js" defer></script>\n'
        f'<script src="{"../" if lang == "id" else "../../"}assets/catalogue.js" defer></script>\n'
    )
    listed = "\n".join(f"- [{name}]({place}{page}.md): {count:,}" for name, page, count in kinds)
    return f"---\nhide: [toc]\n---\n# {title}\n\n{told.format(count=number)}\n\n{box}\n## {by_kind}\n\n{listed}\n\n{more}\n"


def search_data(entries: Iterable[Entry]) -> str:
    """What the search looks through, as a script, so that it also works from a folder on disk."""
    kinds = list(KINDS)
    rows = [
        [e.id, e.name, e.hans, e.hant if e.hant != e.hans else "", e.pinyin or "", kinds.index(e.kind), _other_forms(e)]
        for e in entries
    ]
    return f"window.glossaryEntries = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def _other_forms(entry: Entry) -> list[str]:
    shown = {entry.name, entry.hans, entry.hant}
    return [form for form in entry.forms if form not in shown]


# -- the entries -----------------------------------------------------------------------------------


def letter_page(letter: str, entries: list[Entry], known: dict[str, Entry], sources: dict[str, dict[str, str]]) -> str:
    """The entries whose ids begin with a letter: an address, `katalog/x/#xi-jinping`, that stays when a name changes."""
    title = "Entri 0–9" if letter == "0" else f"Entri {letter.upper()}"
    blocks = "".join(entry_block(entry, known, sources) for entry in sorted(entries, key=lambda entry: entry.id))
    return f'{HIDE}# {title}\n\nUrut menurut id. [Cari nama](index.md)\n\n<div class="catalogue">\n{blocks}</div>\n'


def entry_block(entry: Entry, known: dict[str, Entry], sources: dict[str, dict[str, str]]) -> str:
    """One entry."""
    hanzi = f'<span lang="zh-Hans">{escape(entry.hans)}</span>'
    if entry.hant and entry.hant != entry.hans:
        hanzi += f' <span lang="zh-Hant">({escape(entry.hant)})</span>'
    forms = [hanzi, *([f'<span lang="zh-Latn-pinyin">{escape(entry.pinyin)}</span>'] if entry.pinyin else [])]
    parts = [
        f'<h2 id="{entry.id}">{escape(entry.name)} <a class="headerlink" href="#{entry.id}" title="{PERMALINK}">¶</a></h2>\n',
        f'<p class="catalogue-forms">{" · ".join(forms)}</p>\n',
        f"<p>{escape(entry.description)}</p>\n",
    ]
    if entry.roles:
        parts.append(f"<ul>{''.join(f'<li>{escape(role_text(role))}</li>' for role in entry.roles)}</ul>\n")
    told = [
        ("Inggris", f'<span lang="en">{escape(entry.english)}</span>' if entry.english else ""),
        ("Juga", escape(", ".join(form for form in _other_forms(entry) if form != entry.english))),
        ("Jangan", escape(", ".join(entry.avoid))),
        ("Bukan", ", ".join(_link(known[id]) for id in entry.distinct_from if id in known)),
        ("Bagian dari", _link(known[entry.part_of]) if entry.part_of in known else ""),
        ("Sumber", "; ".join(_source(sources[key]) for key in _source_keys(entry) if key in sources)),
        ("Wikidata", f'<a href="https://www.wikidata.org/wiki/{entry.wikidata}">{entry.wikidata}</a>' if entry.wikidata else ""),
        (
            "Status",
            ("bersumber" if entry.status == "sourced" else "diperiksa") + (", nama diperselisihkan" if entry.disputed else ""),
        ),
    ]
    lines = "<br>\n".join(f"<b>{word}</b>: {text}" for word, text in told if text)
    return f'{"".join(parts)}<p class="catalogue-more">{lines}</p>\n'


def _link(entry: Entry) -> str:
    return f'<a href="../{catalogue_letter(entry.id)}/#{entry.id}">{escape(entry.name)} ({escape(entry.hans)})</a>'


def _source_keys(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.sources, *(key for role in entry.roles for key in role.sources))))


def _source(source: dict[str, str]) -> str:
    told = f"{source['title']} ({source['publisher']})"
    url = source.get("url", "")
    return f'<a href="{escape(url)}">{escape(told)}</a>' if url.startswith(("https://", "http://")) else escape(told)


def role_text(role: Role) -> str:
    """A title with its dates, to the precision that is known."""
    start, end = date_text(role.start), date_text(role.end)
    if role.end == "?":
        return f"{role.title}, {f'sejak {start}, ' if start else ''}sudah berakhir"
    if start and end:
        return f"{role.title}, {start} – {end}"
    if start:
        return f"{role.title}, sejak {start}"
    return f"{role.title}, sampai {end}" if end else role.title


def date_text(date: str | None) -> str:
    """An ISO date in Indonesian: '2013-03-14' is '14 Maret 2013'."""
    if date is None or date == "?":
        return ""
    year, *rest = date.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*([str(int(rest[1]))] if len(rest) > 1 else []), *month, year])


# -- the lists by kind and category ----------------------------------------------------------------


def kind_page(kind: str, entries: list[Entry], rows: list[Coverage]) -> str:
    """The names of one kind by category, each in the order of the alphabet."""
    titles = {row.category.id: row.category.indonesian for row in rows}
    by_category: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_category[entry.category].append(entry)
    ids = sorted(by_category, key=lambda id: list(titles).index(id) if id in titles else len(titles))
    parts = [f"{HIDE}# {KINDS[kind][0]}\n"]
    parts += ["\n", " · ".join(f"[{titles.get(id, id)}](#{id.lower()})" for id in ids), "\n"]
    for id in ids:
        names = "".join(
            f'<li><a href="../{catalogue_letter(entry.id)}/#{entry.id}">{escape(entry.name)}</a> '
            f'<span lang="zh-Hans">{escape(entry.hans)}</span></li>\n'
            for entry in sorted(by_category[id], key=lambda entry: (fold(entry.name), entry.id))
        )
        parts.append(f'\n## {titles.get(id, id)} {{#{id.lower()}}}\n\n<ul class="catalogue-names">\n{names}</ul>\n')
    return "".join(parts)


# -- coverage --------------------------------------------------------------------------------------

COVERAGE = {
    "id": (
        "Cakupan",
        "Entri menurut kategori dan status. **Diperiksa**: setiap isian dibaca lagi oleh orang kedua. **Bersumber**: diperiksa, "
        "dan fakta-faktanya ditemukan di halaman yang disebut entri. Draf tidak ikut dalam indeks dan tidak dihitung. Seberapa "
        "sering entri keliru, diukur pada sampel: [mutu data](../data-quality.md).",
        "Batang: hijau tua bersumber, hijau muda diperiksa, kelabu draf; garis: target pertama",
    ),
    "en": (
        "Coverage",
        "Entries by category and status. **Checked**: each field was read again by a second person. **Sourced**: checked, and "
        "the facts were found in pages that the entry names. Drafts are not in the index and do not count. How often an entry is "
        "wrong, measured on a sample: [data quality](../../data-quality.md).",
        "Bars: dark green sourced, light green checked, grey drafts; line: the first target",
    ),
}


def coverage_page(catalogue: Catalogue, lang: str) -> str:
    """The table by category with its plot."""
    title, told, seen = COVERAGE[lang]
    picture = "cakupan.svg" if lang == "id" else "coverage.svg"
    return f"# {title}\n\n{told}\n\n![{seen}]({picture})\n\n{as_markdown(catalogue.rows, lang)}"


def main() -> None:
    found = pages(read_catalogue())
    for folder in FOLDERS.values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for path, text in found.items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(found)} files, {sum(len(text.encode()) for text in found.values()):,} bytes")


if __name__ == "__main__":
    main()

"""Draw what `speed.py` measured: SVG in docs/pictures and the tables of docs/speed.md, in both languages."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"id": DOCS / "speed.md", "en": DOCS / "en" / "speed.md"}
MARK = re.compile(r"(<!-- (figures|where) -->\n).*?(<!-- /\2 -->)", re.S)
OWN, PEER, LIMIT = "#b3261e", "#7d8590", "#1f6f43"
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.small{font-size:11px;fill:#555}.title{font-weight:600}"
    ".grid{stroke:#ddd}.limit{stroke:#1f6f43;stroke-dasharray:5 4}.line{fill:none;stroke:#b3261e;stroke-width:2}"
)
Figures = dict[str, Any]

WORDS = {
    "id": {
        "peers": "Waktu per artikel 4,3 kB, mikrodetik (skala logaritma)",
        "aliases": "alias",
        "time": "waktu per artikel, µs",
        "load": "memuat indeks terkompilasi, ms",
        "memory": "memori puncak, MB",
        "build": "mengompilasi, detik prosesor",
        "growth": "Waktu untuk teks dua kali panjangnya, menurut bentuk teks",
        "limit": "sasaran",
        "workers": "Artikel per detik",
        "worker": ("satu pekerja", "dua pekerja"),
        "step": "langkah",
        "share": "bagian waktu",
        "head": ("", "terukur", "sasaran"),
        "rows": {
            "startup": "sampai artikel pertama teranotasi, kali mulai Python kosong",
            "startup_mb": "memori puncak pada artikel pertama, MB",
            "json_small": "satu artikel dari JSON ke JSON, kali `json.loads` saja, 5.000 alias",
            "json_large": "sama, 500.000 alias",
            "jieba": "kali lebih cepat daripada regex + jieba.posseg + pypinyin",
            "spacy_small": "kali lebih cepat daripada spaCy EntityRuler, 5.000 alias",
            "spacy_large": "sama, 50.000 alias",
            "flashtext": "kali lebih cepat daripada flashtext + pypinyin",
            "tuned": "kali lebih cepat daripada orjson + ahocorasick_rs + pypinyin yang diingat",
            "singles": "sama, dengan setiap Hanzi sebagai pola seperti di pustaka ini",
            "aliases": "waktu per artikel, 500.000 alias terhadap 5.000",
            "workers": "dua pekerja terhadap satu",
            "workers_cpu": "waktu prosesor dua pekerja terhadap satu",
            "articles": "waktu per artikel, sepuluh kali lebih banyak artikel",
            "mb_small": "memori puncak, 5.000 alias, MB",
            "mb_large": "memori puncak, 500.000 alias, MB",
            "open": "memuat indeks 500.000 alias dengan `glossary.load`, ms",
            "load": "memuat indeks 500.000 alias sampai baris pertama, ms",
            "growth": "waktu untuk teks bermusuhan dua kali panjangnya, terburuk",
            "build": "mengompilasi 500.000 alias, detik prosesor",
            "build_mb": "memori puncak saat mengompilasi 500.000 alias, MB",
            "index_mb": "ukuran indeks 500.000 alias, MB",
        },
    },
    "en": {
        "peers": "Time per article of 4.3 kB, microseconds (logarithmic scale)",
        "aliases": "aliases",
        "time": "time per article, µs",
        "load": "load of the compiled index, ms",
        "memory": "peak memory, MB",
        "build": "compiling, processor seconds",
        "growth": "Time for a text of twice the length, by shape of the text",
        "limit": "target",
        "workers": "Articles per second",
        "worker": ("one worker", "two workers"),
        "step": "step",
        "share": "share of the time",
        "head": ("", "measured", "target"),
        "rows": {
            "startup": "until the first annotated article, times the start of a bare Python",
            "startup_mb": "peak memory at the first article, MB",
            "json_small": "one article from JSON to JSON, times `json.loads` alone, 5,000 aliases",
            "json_large": "the same, 500,000 aliases",
            "jieba": "times faster than regex + jieba.posseg + pypinyin",
            "spacy_small": "times faster than spaCy EntityRuler, 5,000 aliases",
            "spacy_large": "the same, 50,000 aliases",
            "flashtext": "times faster than flashtext + pypinyin",
            "tuned": "times faster than orjson + ahocorasick_rs + memoised pypinyin",
            "singles": "the same, with every Hanzi as a pattern as in this library",
            "aliases": "time per article, 500,000 aliases against 5,000",
            "workers": "two workers against one",
            "workers_cpu": "processor time of two workers against one",
            "articles": "time per article, ten times as many articles",
            "mb_small": "peak memory, 5,000 aliases, MB",
            "mb_large": "peak memory, 500,000 aliases, MB",
            "open": "load of an index of 500,000 aliases with `glossary.load`, ms",
            "load": "load of an index of 500,000 aliases until the first line, ms",
            "growth": "time for a hostile text of twice the length, worst",
            "build": "compiling 500,000 aliases, processor seconds",
            "build_mb": "peak memory while compiling 500,000 aliases, MB",
            "index_mb": "size of the index of 500,000 aliases, MB",
        },
    },
}  # fmt: skip

ROWS: tuple[tuple[str, tuple[str, ...], float | None, bool], ...] = (
    # name, where the figure is, target, at least (else: at most)
    ("startup", ("startup", "first_article_times_bare"), 8.5, False),
    ("startup_mb", ("startup", "peak_mb"), 35, False),
    ("json_small", ("throughput", "glossary 5000", "times_json"), 6, False),
    ("json_large", ("throughput", "glossary 500000", "times_json"), 7, False),
    ("jieba", ("throughput", "jieba.posseg 5000", "times_product"), 45, True),
    ("spacy_small", ("throughput", "spaCy EntityRuler 5000", "times_product"), 15, True),
    ("spacy_large", ("throughput", "spaCy EntityRuler 50000", "times_product"), 60, True),
    ("flashtext", ("throughput", "flashtext 5000", "times_product"), 9, True),
    ("tuned", ("throughput", "tuned 5000", "times_product"), 1.3, True),
    ("singles", ("throughput", "tuned, single Hanzi 5000", "times_product"), None, True),
    ("aliases", ("throughput", "glossary 500000", "times_smallest"), 1.4, False),
    ("workers", ("batch", "two_against_one"), 1.6, True),
    ("workers_cpu", ("batch", "cpu_of_two_against_one"), None, False),
    ("articles", ("batch", "cpu_per_article_against_a_tenth"), 1.1, False),
    ("mb_small", ("throughput", "glossary 5000", "peak_mb"), 60, False),
    ("mb_large", ("throughput", "glossary 500000", "peak_mb"), 150, False),
    ("open", ("throughput", "glossary 500000", "open_ms"), 60, False),
    ("load", ("throughput", "glossary 500000", "load_ms"), 60, False),
    ("build", ("throughput", "glossary 500000", "build_cpu_seconds"), None, False),
    ("build_mb", ("throughput", "glossary 500000", "build_mb"), None, False),
    ("index_mb", ("throughput", "glossary 500000", "index_mb"), None, False),
)


def number(value: float, language: str) -> str:
    text = f"{value:,.0f}" if value >= 20 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def found(figures: Figures, place: tuple[str, ...]) -> float | None:
    value: Any = figures
    for key in place:
        value = value.get(key) if isinstance(value, dict) else None
    return float(value) if value is not None else None


def table(figures: Figures, language: str) -> str:
    words: Any = WORDS[language]
    lines = [f"| {' | '.join(words['head'])} |", "|---|--:|--:|"]
    rows = [(name, found(figures, place), target, least) for name, place, target, least in ROWS]
    if growth := figures.get("growth"):
        rows.append(("growth", max(growth.values()), 2.8, False))
    for name, value, target, least in rows:
        if value is not None:
            wanted = "–" if target is None else f"{'≥' if least else '≤'} {number(target, language)}"
            lines.append(f"| {words['rows'][name]} | {number(value, language)} | {wanted} |")
    return "\n".join(lines) + "\n"


def shares(figures: Figures, language: str) -> str:
    words: Any = WORDS[language]
    rows = [f"| `{step}` | {100 * share:.0f} % |" for step, share in figures.get("where", {}).items() if share >= 0.005]
    return "\n".join([f"| {words['step']} | {words['share']} |", "|---|--:|", *rows]) + "\n"


def opened(width: float, height: float, title: str) -> list[str]:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
    return [
        head,
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]


def text(x: float, y: float, content: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def bars(title: str, rows: Sequence[tuple[str, float, str]], language: str, *, logarithmic: bool = False) -> str:
    """Lying bars: label, value, colour."""
    least = min(value for _, value, _ in rows) / 2 if logarithmic else 0
    most = max(value for _, value, _ in rows)

    def size(value: float) -> float:
        return 470 * (math.log(value / least) / math.log(most / least) if logarithmic else value / most)

    parts = [*opened(820, 26 * len(rows) + 50, title), text(16, 24, title, "title")]
    for place, (label, value, colour) in enumerate(rows):
        y = 40 + 26 * place
        parts.append(text(250, y + 14, label, "", "end"))
        parts.append(f'<rect x="258" y="{y}" width="{size(value):.1f}" height="18" rx="2" fill="{colour}"/>')
        parts.append(text(264 + size(value), y + 14, number(value, language), "small"))
    return "".join([*parts, "</svg>"])


class Panel(NamedTuple):
    """One curve: its title, points of aliases and value, and the value aimed at for the most aliases."""

    title: str
    points: list[tuple[float, float]]
    limit: float | None = None


def panels(title: str, wanted: Sequence[Panel], words: Any, language: str) -> str:
    """Small curves beside each other, over the number of aliases in logarithmic scale."""
    parts = opened(820, 480, title)
    for place, panel in enumerate(wanted):
        left, top = 70 + 400 * (place % 2), 40 + 235 * (place // 2)
        top_value = 1.15 * max([value for _, value in panel.points] + ([panel.limit] if panel.limit else []))
        first, last = math.log(panel.points[0][0]), math.log(panel.points[-1][0])

        def at(aliases: float, value: float, first=first, last=last, left=left, top=top, most=top_value):  # type: ignore[no-untyped-def]
            across = (math.log(aliases) - first) / (last - first) if last > first else 0.5
            return left + 20 + 260 * across, top + 150 - 150 * value / most

        parts.append(text(left - 30, top - 14, panel.title, "title"))
        parts.append(f'<line class="grid" x1="{left}" x2="{left + 300}" y1="{top + 150}" y2="{top + 150}"/>')
        if panel.limit:
            y = at(panel.points[-1][0], panel.limit)[1]
            parts.append(f'<line class="limit" x1="{left}" x2="{left + 300}" y1="{y:.1f}" y2="{y:.1f}"/>')
            parts.append(text(left, y - 4, f"{words['limit']} {number(panel.limit, language)}", "small"))
        places = [at(*point) for point in panel.points]
        parts.append(f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
        for (x, y), (aliases, value) in zip(places, panel.points, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{OWN}"/>')
            parts.append(text(x, y - 9, number(value, language), "small", "middle"))
            parts.append(text(x, top + 168, number(aliases, language), "small", "middle"))
        parts.append(text(left + 300, top + 184, words["aliases"], "small", "end"))
    return "".join([*parts, "</svg>"])


def dots(title: str, ratios: dict[str, float], limit: float, words: Any, language: str) -> str:
    """A dot a shape, sorted, beside the limit."""
    rows = sorted(ratios.items(), key=lambda row: row[1])
    most = max(limit, rows[-1][1]) * 1.05
    height = 15 * len(rows) + 60
    parts = [*opened(820, height, title), text(16, 24, title, "title")]
    x = 270 + 520 * limit / most
    parts.append(f'<line class="limit" x1="{x:.1f}" x2="{x:.1f}" y1="36" y2="{height - 16}"/>')
    parts.append(text(x - 4, height - 4, f"{words['limit']} {number(limit, language)}", "small", "end"))
    for place, (name, ratio) in enumerate(rows):
        y = 48 + 15 * place
        parts.append(text(260, y + 4, name, "small", "end"))
        parts.append(f'<line class="grid" x1="270" x2="790" y1="{y}" y2="{y}"/>')
        parts.append(
            f'<circle cx="{270 + 520 * ratio / most:.1f}" cy="{y}" r="4" fill="{OWN}"><title>{ratio:.2f}</title></circle>'
        )
    return "".join([*parts, "</svg>"])


def draw(figures: Figures, language: str) -> dict[str, str]:
    """The pictures that the figures allow, by name."""
    words: Any = WORDS[language]
    pictures = {}
    throughput: dict[str, dict[str, float]] = figures.get("throughput", {})
    timed = {name: row for name, row in throughput.items() if "us" in row}
    if timed:
        rows = sorted((row["us"], name) for name, row in timed.items())
        named = [(_with_size(name, language), us, OWN if name.startswith("glossary") else PEER) for us, name in rows]
        pictures["peers"] = bars(words["peers"], named, language, logarithmic=True)
    own = sorted((int(name.split()[1]), row) for name, row in throughput.items() if name.startswith("glossary "))
    if own:
        columns = (
            ("time", "us", None),
            ("load", "load_ms", 60.0),
            ("memory", "peak_mb", 150.0),
            ("build", "build_cpu_seconds", None),
        )
        curves = [
            Panel(words[word], [(size, row[key]) for size, row in own if key in row], limit)
            for word, key, limit in columns
            if any(key in row for _, row in own)
        ]
        pictures["aliases"] = panels("glossary", curves, words, language)
    if growth := figures.get("growth"):
        pictures["growth"] = dots(words["growth"], growth, 2.8, words, language)
    if batch := figures.get("batch"):
        seconds = (batch["one_worker_seconds"], batch["two_workers_seconds"])
        rates = [(label, batch["articles"] / taken, OWN) for label, taken in zip(words["worker"], seconds, strict=True)]
        pictures["workers"] = bars(words["workers"], rates, language)
    return pictures


def _with_size(name: str, language: str) -> str:
    head, _, size = name.rpartition(" ")
    return f"{head} ({number(int(size), language)})" if size.isdigit() else name


def write(figures: Figures) -> None:
    """Write pictures and tables, whose places the pages mark."""
    for language, page in PAGES.items():
        for name, picture in draw(figures, language).items():
            (DOCS / "pictures" / f"speed-{name}.{language}.svg").write_text(picture + "\n", encoding="utf-8")
        made = {"figures": table(figures, language), "where": shares(figures, language)}
        content = page.read_text(encoding="utf-8")
        page.write_text(MARK.sub(lambda match, made=made: match[1] + made[match[2]] + match[3], content), encoding="utf-8")  # type: ignore[misc]

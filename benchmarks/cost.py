"""Estimate what an archive costs on 1 to 1,000 machines, and write the table into docs/batch.md and docs/en/batch.md.

    python benchmarks/cost.py [--milliseconds 0.1] [--write]

`--milliseconds` is the processor time of one article of 4 kB; without it, what benchmarks/speed.py kept of a batch run. Nothing
beyond two processors was measured: the rest is this model, with its assumptions as constants below, to be replaced by your own.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

MACHINES = (1, 10, 100, 1000)
ARTICLES = (1_000_000, 100_000_000, 1_000_000_000)
PROCESSORS = 16  # of one machine
PRICE = 0.05  # US dollars for a processor and hour, the order of what clouds ask
EFFICIENCY = 0.8  # share of the time in which a processor annotates: reading, writing, the last parts
START_SECONDS = 120  # until a cluster works; one machine starts at once
FIGURES = Path(__file__).parent / "figures.json"
DOCS = Path(__file__).parent.parent / "docs"
MARK = re.compile(r"(<!-- cost -->\n).*?(<!-- /cost -->)", re.S)

WORDS = {
    "en": {
        "head": "articles | size | machines | time | US dollars",
        "text": "An estimate: {t} ms of processor time an article of 4 kB (measured, one processor), machines of {p} processors\n"
        "at {price} dollars a processor and hour, {e} % of the time spent annotating, {s} s until a cluster works. Beyond two\n"
        "processors nothing was measured. Such a machine takes in {r} MB a second: that the storage gives them is presumed.\n"
        "`python benchmarks/cost.py` makes the table anew from your own figures.",
        "units": ("s", "min", "h", "days"),
    },
    "id": {
        "head": "artikel | ukuran | mesin | waktu | dolar AS",
        "text": "Taksiran: {t} ms waktu prosesor per artikel 4 kB (diukur, satu prosesor), mesin dengan {p} prosesor seharga\n"
        "{price} dolar per prosesor dan jam, {e} % waktu dipakai untuk anotasi, {s} detik sampai klaster bekerja. Di atas dua\n"
        "prosesor tidak ada yang diukur. Mesin seperti itu menyerap {r} MB per detik: penyimpanan dianggap sanggup memberinya.\n"
        "`python benchmarks/cost.py` membuat tabel ini lagi dari angka Anda sendiri.",
        "units": ("dtk", "mnt", "jam", "hari"),
    },
}


def seconds(articles: int, machines: int, milliseconds: float) -> float:
    start = START_SECONDS if machines > 1 else 0
    return start + articles * milliseconds / 1000 / (machines * PROCESSORS * EFFICIENCY)


def shown(duration: float, units: tuple[str, ...]) -> str:
    for size, unit in ((86400, units[3]), (3600, units[2]), (60, units[1])):
        if duration >= 2 * size:
            return f"{duration / size:.0f} {unit}"
    return f"{duration:.0f} {units[0]}"


def table(language: str, milliseconds: float) -> str:
    words = WORDS[language]
    units = words["units"]
    assert isinstance(units, tuple)
    lines = [f"| {words['head']} |", "|--:|--:|--:|--:|--:|"]
    for articles in ARTICLES:
        for machines in MACHINES:
            duration = seconds(articles, machines, milliseconds)
            cost = duration / 3600 * machines * PROCESSORS * PRICE
            size = f"{articles * 4e3 / 1e9:,.0f} GB"
            price = "< 0.01" if cost < 0.01 else f"{cost:,.2f}" if cost < 10 else f"{cost:,.0f}"
            line = f"| {articles:,} | {size} | {machines:,} | {shown(duration, units)} | {price} |"
            lines.append(line if language == "en" else line.translate(str.maketrans(",.", ".,")))
    told = f"{milliseconds:.2g}" if language == "en" else f"{milliseconds:.2g}".replace(".", ",")
    price = str(PRICE) if language == "en" else str(PRICE).replace(".", ",")
    rate = round(PROCESSORS * EFFICIENCY * 4e3 / (milliseconds / 1000) / 1e6)
    text = str(words["text"]).format(t=told, p=PROCESSORS, price=price, e=round(100 * EFFICIENCY), s=START_SECONDS, r=rate)
    return "\n".join([*lines, "", text, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--milliseconds", type=float, help="processor time of one article; else as speed.py measured it")
    parser.add_argument("--write", action="store_true", help="into the docs, not to standard output")
    options = parser.parse_args()
    milliseconds = options.milliseconds or json.loads(FIGURES.read_text("utf-8"))["batch"]["cpu_milliseconds_per_article"]
    for language, path in (("id", DOCS / "batch.md"), ("en", DOCS / "en" / "batch.md")):
        found = table(language, milliseconds)
        if options.write:
            page = path.read_text(encoding="utf-8")
            path.write_text(MARK.sub(lambda match: match[1] + found + match[2], page), encoding="utf-8")  # noqa: B023
        else:
            print(found)


if __name__ == "__main__":
    main()

"""An archive with inconsistencies planted in it, to see whether a report finds them.

    python benchmarks/plant.py OUT_DIR [--articles 10000] [--plants 200] [--seed 1]

writes `archive.jsonl` ({"id", "title", "date", "url", "text"}) and `plants.jsonl` ({"article", "kind", "entry", "seen",
"usual"}). Articles come from corpus.py; the names in them are entries of data/*.toml that were read a second time, with their
Hanzi, and 15 % people whom no glossary holds. Five kinds are planted in equal numbers: `latin` (a letter of the Latin form
changed, doubled, left out or swapped), `hanzi` (one Hanzi of a given name changed), `other` (another person's Hanzi), `script`
(the traditional form in an archive that prints simplified ones) and `title` (an office that the person had left years before).

    glossary report OUT_DIR/archive.jsonl -o OUT_DIR/report.html --rows OUT_DIR/rows.jsonl
    python benchmarks/plant.py OUT_DIR --rows OUT_DIR/rows.jsonl

tells how many of them stand within the first 300 rows of the report. Needs Python alone and imports nothing of the package; the
same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from corpus import GIVEN_LIST, Name, Writer, write_lines

DATA = Path(__file__).parents[1] / "data"
CAST = 900
KINDS = ("latin", "hanzi", "other", "script", "title")
TITLES = ["pakar", "tokoh", "pengamat", "narasumber"]  # nobody's office, so that none is outdated by chance
FRAMES = (
    "Dalam kesempatan itu {} menyampaikan pandangannya.",
    "Menurut laporan tersebut, {} hadir sejak pagi.",
    "Acara itu juga menampilkan pernyataan {} tentang kerja sama.",
    "Sehari sebelumnya {} menolak berkomentar.",
)


def entries() -> list[dict[str, Any]]:
    """Entries that can stand in an article: with Hanzi alone as headword and a Latin name that is not Hanzi."""
    found = []
    for kind, file in (("person", "people"), ("organization", "organizations"), ("place", "places")):
        for id, fields in tomllib.loads((DATA / f"{file}.toml").read_text(encoding="utf-8")).items():
            is_plain = all("\u4e00" <= c <= "\u9fff" for c in fields["hans"]) and fields["name"].isascii()
            if is_plain and fields.get("status") in ("checked", "sourced") and len(fields["hans"]) > 1:
                found.append({"id": id, "kind": kind, **fields})
    return found


def misspelled(name: str, rng: random.Random) -> str:
    """The last word of a name with one slip that a typist makes."""
    head, _, word = name.rpartition(" ")
    place = rng.randrange(1, len(word) - 1)
    letter = word[place]
    slips = (
        word[:place] + letter + word[place:],
        word[:place] + word[place + 1 :],
        word[:place] + rng.choice("aeiougnhl".replace(letter, "")) + word[place + 1 :],
        word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :] if place > 1 else word + letter,
    )
    slip = rng.choice([slip for slip in slips if slip != word])
    return f"{head} {slip}".strip()


def plants(people: list[dict[str, Any]], count: int, year: int, rng: random.Random) -> Iterator[dict[str, str]]:
    """Plant after plant, the kinds in turn, no entry twice in a kind."""
    known = {form for person in people for form in (person["hans"], person.get("hant", ""), *person.get("aliases", ()))}
    latin = {form.lower() for person in people for form in (person["name"], *person.get("aliases", ()))}
    pinyin = [p for p in people if len(p["hans"]) in (2, 3) and len(p["name"].split()) == 2 and len(p["name"].split()[-1]) > 3]
    left = {kind: rng.sample(pinyin, len(pinyin)) for kind in KINDS}
    left["title"] = [person for person in rng.sample(people, len(people)) if _old_role(person, year)]
    left["script"] = [person for person in left["script"] if person.get("hant", person["hans"]) != person["hans"]]
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        person = left[kind].pop()
        usual = seen = f"{person['name']} ({person['hans']})"
        if kind == "latin":
            while (slip := misspelled(person["name"], rng)).lower() in latin:
                pass
            seen = f"{slip} ({person['hans']})"
        elif kind == "hanzi":
            while (wrong := person["hans"][:-1] + rng.choice(GIVEN_LIST)[0]) in known:
                pass
            seen = f"{person['name']} ({wrong})"
        elif kind == "other":
            while (other := rng.choice(pinyin))["id"] == person["id"] or len(other["hans"]) != len(person["hans"]):
                pass
            seen = f"{person['name']} ({other['hans']})"
        elif kind == "script":
            seen = f"{person['name']} ({person['hant']})"
        else:
            usual, seen = seen, f"{_old_role(person, year)} {seen}"
        yield {"kind": kind, "entry": person["id"], "seen": seen, "usual": usual}


def _old_role(person: dict[str, Any], year: int) -> str | None:
    """A title whose last term ended at least two years before, of a person of whom nothing later is said."""
    roles = person.get("roles", ())
    ended = [role for role in roles if str(role.get("end", "9")) < str(year - 2) and role.get("end") != "?"]
    for role in ended:
        if all(str(other.get("end", "9")) < str(year - 2) for other in roles if other["title"] == role["title"]):
            return str(role["title"])
    return None


def write(folder: Path, articles: int, count: int, seed: int) -> None:
    """Write the archive and what was planted."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    known = sorted(entries(), key=lambda entry: (entry.get("priority", 3), entry["id"]))
    people = [entry for entry in known if entry["kind"] == "person"]
    chosen = rng.sample(known[: 2 * CAST], min(CAST, len(known)))
    cast = [Name(entry["id"], entry["kind"], entry["hans"], entry["name"], entry.get("pinyin", "")) for entry in chosen]
    writer = Writer(cast, seed + 1)
    writer.titles = TITLES
    planted = list(plants(people, count, 2020, rng))
    places = rng.sample(range(articles), count)
    by_article = dict(zip(places, planted, strict=True))
    lines, truth = [], []
    for number in range(articles):
        article, _ = writer.article(number)
        plant = by_article.get(number)
        if plant is not None:
            paragraphs = str(article["text"]).split("\n\n")
            paragraphs.insert(rng.randrange(len(paragraphs)), rng.choice(FRAMES).format(plant["seen"]))
            article["text"] = "\n\n".join(paragraphs)
            truth.append(json.dumps({"article": article["id"], **plant}, ensure_ascii=False))
        lines.append(json.dumps({**article, "url": f"https://contoh.id/{article['id']}"}, ensure_ascii=False))
    write_lines(folder / "archive.jsonl", lines)
    write_lines(folder / "plants.jsonl", truth)


def found(rows: Path, truth: Path, first: int = 300) -> dict[str, tuple[int, int]]:
    """By kind, how many plants the first rows of a report name with their article, and how many there are."""
    shown = [json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines()[:first]]
    named = {(row["kind"], place["article"]) for row in shown for place in row["places"]}
    wanted = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    count: Callable[[str], tuple[int, int]] = lambda kind: (  # noqa: E731
        sum((kind, plant["article"]) in named for plant in wanted if plant["kind"] == kind),
        sum(plant["kind"] == kind for plant in wanted),
    )
    return {kind: count(kind) for kind in KINDS}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--plants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=Path, help="rows of `glossary report --rows`: count what they find instead of writing")
    options = parser.parse_args()
    if options.rows:
        result = found(options.rows, options.folder / "plants.jsonl")
        hits, all_plants = (sum(pair[column] for pair in result.values()) for column in (0, 1))
        print(json.dumps({**result, "share": round(hits / max(1, all_plants), 4)}))
    else:
        write(options.folder, options.articles, options.plants, options.seed)
        print(options.folder, file=sys.stderr)


if __name__ == "__main__":
    main()

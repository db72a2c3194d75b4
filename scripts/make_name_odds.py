"""Generate data/readings/name_odds.tsv: how far the characters of a short run tell a person's name from a word.

Log odds by character and place, counted over the persons and the other words of jieba's dictionary that begin with a surname of
one Hanzi (naive Bayes, smoothed). They tell 谢谢你 and 农场主 from 谢晓明, which the surname alone cannot.

    python scripts/make_name_odds.py        # needs jieba
"""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version
from math import log
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
PLACES = ("2:0", "2:1", "3:0", "3:1", "3:2")  # length of the run, and which of its characters
LEAST = 3  # times that a word is counted in jieba's texts
SMOOTHING = 5
SCALE = 10  # odds are written as whole tenths
NAMES = ("nr", "ns", "nt", "nz", "x")  # tags of proper names, which are no words


def surnames() -> set[str]:
    lines = (DATA / "surnames.tsv").read_text(encoding="utf-8").splitlines()
    return {line[0] for line in lines if line and line[0] not in "#h" and line[1] == "\t"}


def words() -> tuple[list[str], list[str]]:
    """The persons, and the other words."""
    import jieba

    heads, persons, others = surnames(), [], []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if len(word) in (2, 3) and word[0] in heads:
            if tag.startswith("nr"):
                persons.append(word)
            elif int(count) >= LEAST and tag[:2] not in NAMES:
                others.append(word)
    return persons, others


def odds(persons: list[str], others: list[str]) -> dict[str, list[int]]:
    """character -> log odds at each of PLACES, in tenths."""
    table: dict[str, list[int]] = {}
    for number, place in enumerate(PLACES):
        length, at = map(int, place.split(":"))
        named, said = (Counter(word[at] for word in found if len(word) == length) for found in (persons, others))
        total_named, total_said = named.total(), said.total()
        share = SMOOTHING / (total_named + total_said)
        for character in sorted(named | said):
            of_names = (named[character] + share * total_named) / total_named
            of_words = (said[character] + share * total_said) / total_said
            table.setdefault(character, [0] * len(PLACES))[number] = round(SCALE * log(of_names / of_words))
    return {character: row for character, row in sorted(table.items()) if any(row) and not character.isascii()}


def main() -> None:
    head = (
        "# Log odds, in tenths, that a run which begins with a surname is a person rather than a word, by character and place\n"
    )
    head += f"# (length of the run:number of the character); from jieba {version('jieba')} (MIT) by scripts/make_name_odds.py\n"
    rows = [f"{character}\t{' '.join(map(str, row))}\n" for character, row in odds(*words()).items()]
    (DATA / "readings" / "name_odds.tsv").write_text(f"{head}# character\t{' '.join(PLACES)}\n{''.join(rows)}", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Compile the reading and spelling tables of a data folder to the bytes that `Tables.from_bytes` loads.

The result is deterministic: the same files give the same bytes.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from pathlib import Path

from glossary.errors import DataError
from glossary.index.file import READING_TABLES
from glossary.reading.tables import FIRST, LAST

_CLASSES = "pnwx"


def rows(path: Path) -> list[list[str]]:
    """Give the fields of every line that is neither empty nor a comment."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def build(data_folder: Path) -> bytes:
    """Compile `readings/*.tsv`, `surnames.tsv` and `spellings/*.tsv` of a data folder.

    Raises:
        DataError: a file is missing or a line has too few fields; every such line is reported.
    """
    folder = Path(data_folder)
    needed = ("surnames.tsv", "readings/characters.tsv", "readings/words.tsv")
    problems = [f"{folder / name}: missing; run scripts/make_readings.py" for name in needed if not (folder / name).is_file()]
    if problems:
        raise DataError(problems)
    sections = {
        **_characters(folder / "readings" / "characters.tsv"),
        **_words(folder / "readings" / "words.tsv"),
        "surnames": _surnames(folder / "surnames.tsv"),
        "given": _lines(folder / "readings" / "given.tsv", 3),
        "place": _lines(folder / "readings" / "place_characters.tsv", 3),
        "text": _lines(folder / "readings" / "text_characters.tsv", 4),
        "transcription": _lines(folder / "readings" / "transcription.tsv", 3),
        "given_common": _lines(folder / "readings" / "given_common.tsv", 1),
        "name_odds": _lines(folder / "readings" / "name_odds.tsv", 2),
        "heads": _lines(folder / "readings" / "heads.tsv", 3),
        "confidence": _lines(folder / "readings" / "confidence.tsv", 2),
        "kinds": _lines(folder / "readings" / "kinds.tsv", 2),
        "spellings": _spellings(folder / "spellings"),
    }
    return _pack(sections)


def _pack(sections: dict[str, bytes]) -> bytes:
    head = []
    offset = 0
    for name, data in sections.items():
        head.append(f"{name} {offset} {len(data)}")
        offset += len(data) + -len(data) % 4
    header = "\n".join(head).encode()
    header += b" " * (-(len(READING_TABLES) + 4 + len(header)) % 4)
    body = b"".join(data + b"\0" * (-len(data) % 4) for data in sections.values())
    return READING_TABLES + len(header).to_bytes(4, "little") + header + body


def _little(values: list[int], code: str) -> bytes:
    import sys

    packed = array(code, values)
    if sys.byteorder != "little":
        packed.byteswap()
    return packed.tobytes()


def _lines(path: Path, fields: int) -> bytes:
    problems = []
    kept = []
    for row in rows(path):
        if len(row) < fields:
            problems.append(f"{path}: {row[0]}: {len(row)} fields; write {fields}")
        kept.append("\t".join(row))
    if problems:
        raise DataError(problems)
    return "\n".join(kept).encode()


def _characters(path: Path) -> dict[str, bytes]:
    combinations: dict[str, int] = {"": 0}
    direct = [0] * (LAST - FIRST + 1)
    others = []
    for row in rows(path):
        code = ord(row[0])
        number = combinations.setdefault(row[1], len(combinations))
        if FIRST <= code <= LAST:
            direct[code - FIRST] = number
        else:
            others.append((row[0], number))
    others.sort()
    return {
        "combinations": "\n".join(combinations).encode(),
        "direct": _little(direct, "H"),
        "others": "".join(c for c, _ in others).encode(),
        "others_numbers": _little([number for _, number in others], "H"),
    }


def _words(path: Path) -> dict[str, bytes]:
    """Words by their first Hanzi: the rest of each, and where its entry begins among all that differ."""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in sorted(rows(path)):
        word, cls, cost, *rest = row
        by_first[word[0]].append((word[1:], ",".join((cls + cost, *rest)).rstrip(",")))
    numbers_by_entry: dict[str, int] = {}
    fields = bytearray()
    for entry in dict.fromkeys(entry for words in by_first.values() for _, entry in words):
        numbers_by_entry[entry] = len(fields)
        fields += entry.encode() + b"\n"
    firsts = sorted(by_first)
    offsets, starts = [0], [0]
    keys = bytearray()
    numbers: list[int] = []
    for first in firsts:
        keys += ("\n" + "\n".join(rest for rest, _ in by_first[first]) + "\n").encode()
        numbers += [numbers_by_entry[entry] for _, entry in by_first[first]]
        offsets.append(len(keys))
        starts.append(len(numbers))
    return {
        "firsts": "".join(firsts).encode(),
        "offsets": _little(offsets, "I"),
        "keys": bytes(keys),
        "starts": _little(starts, "I"),
        "numbers": _little(numbers, "I"),
        "fields": bytes(fields),
    }


def _surnames(path: Path) -> bytes:
    kept = []
    for row in rows(path):
        if row[0] == "hans":
            continue
        row += [""] * (6 - len(row))
        kept.append("\t".join(row[:6]))
    return "\n".join(kept).encode()


def _spellings(folder: Path) -> bytes:
    """One line a character: the character, then 'spelling=mask' with a bit for each system (see tables.SYSTEMS)."""
    from glossary.reading.tables import SYSTEMS

    masks: dict[str, dict[str, int]] = defaultdict(dict)
    for number, system in enumerate(SYSTEMS):
        for row in rows(folder / f"{system}.tsv"):
            for spelling in row[1].split():
                masks[row[0]][spelling] = masks[row[0]].get(spelling, 0) | 1 << number
    lines = [c + "\t" + " ".join(f"{s}={m}" for s, m in sorted(masks[c].items())) for c in sorted(masks)]
    return "\n".join(lines).encode()

"""Names whose right answer is known by itself, where no other case tells two ways to decide apart.

A fact is a line of facts.tsv: what is asked, then the answer, parted by tabs.
"""

import sys
from pathlib import Path

import pytest

from glossary.cover import cover
from glossary.plain import Plain
from glossary.reading import match, match_spelling, read, reader, tables
from glossary.reading.spelling import is_latin_surname
from glossary.scan import ONLY_SINGLES, scan

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import golden  # noqa: E402

LINES = (HERE / "facts.tsv").read_text(encoding="utf-8").splitlines()
FACTS = [
    tuple(part.encode("raw_unicode_escape").decode("unicode_escape") for part in line.split("\t"))
    for line in LINES
    if line[:2] != "# "
]
OF_A_READING = {
    "reading": lambda found: found.pinyin or "-",
    "reason": lambda found: found.reason,
    "alternatives": lambda found: ", ".join(found.alternatives) or "-",
}
OF_A_MENTION = {
    "kind": lambda found: found.kind,
    "entry": lambda found: found.entry.id if found.entry is not None else "-",
    "candidates": lambda found: ", ".join(sorted(entry.id for entry in found.candidates)) or "-",
    "evidence": lambda found: ", ".join(f"{word}: {detail}" for word, detail in found.evidence),
    "latin": lambda found: found.latin.text if found.latin is not None else "-",
    "told": lambda found: f"{found.kind} | {found.latin.text if found.latin else '-'} | {found.evidence[0][1]}",
    "pinyin": lambda found: found.pinyin or "-",
}


def answer(what, first, *rest):
    if what in OF_A_READING:
        kind, latin = rest
        return OF_A_READING[what](read(first, kind or None, latin or None, tables=golden.tables()))
    if what == "entries":  # the reading with those of the glossary
        kind, latin = rest
        return golden.annotator().read(first, kind or None, latin or None).pinyin
    if what == "spelling":
        found = match_spelling(first, *rest, golden.tables())
        return "-" if found is None else " ".join(filter(None, (found.agreement, found.system, found.order, found.slip)))
    if what == "surname":
        return "yes" if is_latin_surname(first, golden.tables()) else "no"
    if what == "often":  # mentions of a text so many times
        return str(len(golden.annotator().annotate(first * int(rest[0])).mentions))
    if what == "names":
        mentions = golden.annotator().annotate(first).mentions
        return ", ".join(f"{m.surface} {m.kind}" for m in mentions if m.kind not in ("title", "other")) or "-"
    if what in ("all", "Latin all"):
        mentions = golden.annotator(latin=what[0] == "L").annotate(first).mentions
        return "; ".join(map(_shown, mentions)) or "-"
    if what == "after":  # what is found behind a text so many times
        mentions = golden.annotator().annotate(first * int(rest[0]) + rest[1]).mentions
        return ", ".join(f"{m.start}:{m.surface} {m.kind}" for m in mentions) or "-"
    if what == "error":
        return _error_of(read, first, *rest, tables=golden.tables())
    if what == "cut tables":
        return _error_of(tables.Tables.from_bytes, golden.annotator().glossary.file.section("readings")[: int(first)])
    if what == "kept readings":
        return _kept_readings(first.split("|"), *rest)
    if what == "kept names":
        return _kept_names(first.split("|"), int(rest[0]))
    if what == "at once":
        return _at_once(first, rest[0])
    if what == "kept words":
        return _most_kept(first, int(rest[0]))
    annotator = golden.annotator(latin=what.startswith("Latin "))
    mentions = [m for m in annotator.annotate(first).mentions if m.surface == rest[0]]
    return OF_A_MENTION[what.removeprefix("Latin ")](mentions[0]) if mentions else "-"


def _error_of(function, *arguments, **options):
    try:
        function(*arguments, **options)
    except ValueError as error:
        return str(error)
    return "-"


def _kept_readings(surfaces, latin, room):
    """How many readings are kept behind each of some surfaces, where there is room for so many."""
    usual, reader.MAX_KEPT_READINGS = reader.MAX_KEPT_READINGS, int(room)
    try:
        own = tables.Tables.from_bytes(golden.annotator().glossary.file.section("readings"))
        return " ".join(str((read(surface, None, latin or None, tables=own), len(own.readings))[1]) for surface in surfaces)
    finally:
        reader.MAX_KEPT_READINGS = usual


def _at_once(text, surface):
    """How the last run that is equal to a surface is settled without the steps, and to what; '-' where it is left to them."""
    glossary, told = golden.annotator().glossary, golden.tables()
    plain = Plain(glossary, told, lambda run: cover(run, glossary, told))
    runs, hits = scan(text, glossary)
    start, end, pattern = next(run for run in reversed(runs) if text[run.start : run.end] == surface)
    low = max((run.end for run in runs if run.end <= start), default=0)
    before = [m for m in golden.annotator().annotate(text).mentions if m.end <= start]
    if pattern >= 0:
        for mention in before:
            if mention.surface == surface:
                plain.keep(text, pattern, mention)
        ways = {"known": plain.known(text, start, end, pattern), "named": plain.named(text, start, end, pattern, hits)}
    else:
        ways = (
            {"unknown": plain.unknown(text, start, end, low, before[-1] if before else None)} if pattern == ONLY_SINGLES else {}
        )
    return next((f"{way}: {_shown(found)}" for way, found in ways.items() if found is not None), "-")


def _kept_names(surfaces, room):
    """How many names that may be spelled are kept behind each of some surfaces, where there is room for so many."""
    usual, match.MAX_KEPT_NAMES = match.MAX_KEPT_NAMES, room
    try:
        own = tables.Tables.from_bytes(golden.annotator().glossary.file.section("readings"))
        return " ".join(str((match.spelled_name(surface, None, own), len(own.names))[1]) for surface in surfaces)
    finally:
        match.MAX_KEPT_NAMES = usual


def _most_kept(text, room):
    """How many words are kept at most while all of a text are asked for, where there is room for so many."""
    usual, tables.MAX_KEPT_WORDS = tables.MAX_KEPT_WORDS, room
    try:
        words = tables.Tables.from_bytes(golden.annotator().glossary.file.section("readings")).words
        kept = [(words[text[n : n + 2]], len(words), len(words._entries))[1:] for n in range(len(text) - 1)]
    finally:
        tables.MAX_KEPT_WORDS = usual
    return f"{max(number for number, _ in kept)} {max(number for _, number in kept)}"


def _shown(mention):
    """A mention with its Latin form and what it names."""
    named = mention.entry.id if mention.entry is not None else mention.kind
    return f"{mention.surface} {named}" if mention.latin is None else f"{mention.latin.text} {mention.surface} {named}"


def fault(*fact):
    """What is wrong, or None."""
    *asked, right = fact
    found = answer(*asked)
    return None if found == right else f"{asked}: {found}, not {right}"


@pytest.mark.parametrize("fact", FACTS, ids="-".join)
def test_the_answer_is_the_right_one(fact):
    assert fault(*fact) is None

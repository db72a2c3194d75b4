"""What the steps answer for many names and passages, line by line: a change of any answer shows as a changed line.

`python tests/steps/golden.py` writes the files anew; look at the difference before you keep it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from zlib import crc32

import glossary
from glossary import pinyin
from glossary.compile.load import compile_own
from glossary.index import Glossary, IndexFile
from glossary.model import Mention, Reading
from glossary.reading import Tables, match_spelling, read
from glossary.reading.match import Spelling
from glossary.scan import scan, scan_runs
from glossary.script import has_hanzi

Case = Callable[[], list[str]]  # gives its lines
HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
OF_NAMES, OF_PERSONS = 5, 6  # of so many cases, the whole answers of two are kept


@lru_cache(maxsize=2)
def annotator(*, latin: bool = False) -> glossary.Annotator:
    return glossary.Annotator(latin_mentions=latin)


@lru_cache(maxsize=1)
def tables() -> Tables:
    return Tables.from_bytes(annotator().glossary.file.section("readings"))


def _cases() -> list[list[str]]:
    lines = (CASES / "readings.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "hanzi\t"))]


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]


def _reading(found: Reading | None) -> str:
    if found is None:
        return "-"
    marks = f"{found.confidence:.3f}{' disputed' if found.disputed else ''}"
    return "\t".join((found.pinyin or "-", " ".join(found.syllables), found.reason, ", ".join(found.alternatives), marks))


def _read(surface: str, kind: str, latin: str) -> list[str]:
    found = read(surface, kind or None, latin or None, tables=tables())
    return [f"{surface}\t{kind}\t{latin}\t" + _reading(found)]


def _read_in_all_ways(surface: str, kind: str, latin: str) -> list[str]:
    lines = []
    for asked in dict.fromkeys((kind, "", "place" if kind == "person" else "person")):
        lines += _read(surface, asked, latin)
        found = read(surface, asked or None, latin or None, tables=tables())
        for form in found.alternatives[:1]:  # a Latin form that spells the other reading, and one of tones
            for other in (pinyin.strip_tones(form), form):
                lines += _read(surface, asked, other)
    return lines


def readings() -> Iterator[Case]:
    for line in _lines("names.txt"):
        yield partial(_read, *line.split("|"))
    for surface, kind, _, latin, *_ in _cases():
        if crc32(surface.encode()) % OF_NAMES < 2:
            yield partial(_read_in_all_ways, surface, kind, latin)


def _prior(surface: str) -> list[str]:
    told = tables()
    marks = (told.is_word(surface), told.is_proper(surface), told.head_kind(surface), told.surname_length(surface))
    return [f"{surface}\t{told.looks_like_person(surface):.3f}\t{' '.join(map(str, marks))}"]


def priors() -> Iterator[Case]:
    """What the tables tell of a name by itself: as that of a person, as a word, by its last and its first Hanzi."""
    names = [line.split("|")[0] for line in _lines("names.txt")] + [case[0] for case in _cases()]
    for name in dict.fromkeys(names):
        if crc32(name.encode()) % OF_NAMES < 2:
            yield partial(_prior, name)


def _latin_forms(name: str) -> Iterator[str]:
    """Ways to write a name in pinyin, right and not quite."""
    yield name
    yield from (bare := pinyin.strip_tones(name), pinyin.convert(name, "wade-giles"), pinyin.convert(name, "passport"))
    words = bare.replace("'", "").split(" ")
    yield " ".join(words[1:] + words[:1])
    yield "Tony " + words[0]
    middle = len(bare) // 2
    yield bare[:middle] + bare[middle + 1 :]
    yield bare[:middle] + "x" + bare[middle:]
    yield bare[: middle - 1] + bare[middle : middle + 1] + bare[middle - 1 : middle] + bare[middle + 1 :]


def _spelling(found: Spelling | None) -> str:
    return "-" if found is None else f"{found.agreement}\t{found.system}\t{found.order}\t{found.slip or ''}"


def _spell(surface: str, latin: str, kind: str) -> list[str]:
    return [f"{surface}\t{latin}\t{kind}\t" + _spelling(match_spelling(surface, latin, tables(), kind=kind or None))]


def spellings() -> Iterator[Case]:
    names = [
        (surface, latin, kind)
        for surface, latin in (line.split("|") for line in _lines("spellings.txt"))
        for kind in ("person", "")
    ]
    persons = [case for case in _cases() if case[1] == "person"]
    names += [
        (surface, form, "person")
        for surface, _, name, *_ in persons
        if crc32(name.encode()) % OF_PERSONS < 2
        for form in _latin_forms(name)
    ]
    for name in dict.fromkeys(names):
        yield partial(_spell, *name)


def _mention(mention: Mention) -> str:
    latin = mention.latin
    tied = "-"
    if latin is not None:
        tied = " ".join(filter(None, (f"{latin.start}:{latin.text!r}", latin.agreement, latin.system, latin.slip)))
    entry = mention.entry.id if mention.entry is not None else "-"
    why = ", ".join(f"{word}: {detail}" for word, detail in mention.evidence)
    told = mention.reading.reason if mention.reading is not None else "-"
    told_of = f"{mention.kind} | {mention.pinyin} {told} | {tied} | {entry} | {why}".replace("\n", " ")
    return f"    {mention.start}:{mention.surface!r} {told_of}"


def _passages() -> list[str]:
    texts = [line.encode("raw_unicode_escape").decode("unicode_escape") for line in _lines("passages.txt")]
    for name in ("passages.tsv", "synthetic.tsv", "pages.tsv"):
        lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        texts += [line.split("\t")[1].replace("\\n", "\n") for line in lines]
    for name, column in (("lint.tsv", 2), ("lint_clean.tsv", 1)):
        lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        texts += [line.split("\t")[column].replace("\\n", "\n").replace("⟦", "").replace("⟧", "") for line in lines]
    return [text for text in texts if has_hanzi(text)]


def _annotate(text: str, *, latin: bool = False) -> list[str]:
    return [repr(text), *map(_mention, annotator(latin=latin).annotate(text).mentions)]


def _read_by_entries(surface: str, kind: str, latin: str) -> list[str]:
    return [f"{surface}\t{kind}\t{latin}\t" + _reading(annotator().read(surface, kind or None, latin or None))]


def mentions() -> Iterator[Case]:
    for text in _passages():
        yield partial(_annotate, text)
    for name in ("latin_mentions.tsv", "negative.tsv"):
        for line in (CASES / name).read_text(encoding="utf-8").splitlines()[1:]:
            yield partial(_annotate, line.split("\t")[1 if name[0] == "l" else 0], latin=True)
    for line in _lines("names.txt"):
        yield partial(_read_by_entries, *line.split("|"))


def _told(function: Callable[..., object], *arguments: object) -> str:
    try:
        return repr(function(*arguments))
    except ValueError as error:
        return f"ValueError: {error}"


def _syllable(bare: str) -> list[str]:
    marked = [pinyin.mark(bare, tone) for tone in range(6)]
    return ["\t".join((bare, " ".join(marked), pinyin.wade_giles(marked[1]), *map(pinyin.zhuyin, marked[1:])))]


def _as_pinyin(text: str) -> list[str]:
    functions = (pinyin.split, pinyin.parse, pinyin.to_numbers, pinyin.from_numbers, pinyin.spell)
    told = [_told(function, text) for function in functions]
    told += [_told(pinyin.convert, text, style) for style in (*pinyin.STYLES, "cyrillic")]
    return [f"{text!r}\t" + " | ".join(told)]


def _long(text: str) -> list[str]:
    spelled = [match_spelling(text, "chang" * count, tables()) for count in (40, 41)]
    return [repr((read(text, tables=tables()), *spelled))]


def syllables() -> Iterator[Case]:
    for bare in sorted(pinyin.SYLLABLES):
        yield partial(_syllable, bare)
    for text in _lines("pinyin.txt"):
        yield partial(_as_pinyin, text)
    for text in (
        "习" * 61,
        "习" * 60,
        "习" * 241,
        "长" * 40,
        "长" * 41,
        f"{'习' * 59}·" * 4,
        f"{'习' * 59}·" * 4 + "A",
        "习" * 61 + "A",
    ):
        yield partial(_long, text)


@lru_cache(maxsize=1)
def own() -> Glossary:
    return Glossary(IndexFile(compile_own(HERE / "scan_own.jsonl", builtin=False, automata=False)))


def _scan(text: str) -> list[str]:
    runs, hits = scan(text, own())
    few = list(scan_runs(text, own()))
    shown = [
        f"{run.start}-{run.end} {text[run.start : run.end]!r} {own().form(run.pattern).text if run.pattern >= 0 else '-'}"
        for run in runs
    ]
    shown += [f"{hit.start}-{hit.end} {text[hit.start : hit.end]!r} {own().form(hit.pattern).text}" for hit in hits]
    told = ", ".join(shown)
    told = told if len(told) < 9000 else str(crc32(told.encode("utf-8", "surrogatepass")))
    return [f"{text[:200]!r}\t{told}\t{few == runs}"]


def scans() -> Iterator[Case]:
    texts = [line.encode("raw_unicode_escape").decode("unicode_escape") for line in _lines("scans.txt")]
    texts += [
        "(" * 65_530 + " Xi Jinping 习近平" * 2,
        "习" * 30 + "(" * 65_502 + "Xi'an Utara",
        "習近平Xi " * 9000,
        "\ud800" + "𠮷田" * 33_000,
        "(" * 65_278 + "中国共产党" + "(" * 244 + "北京大学" + "(" * 9 + "习近平",
        "(" * 65_276 + "Universitas Beijing" + "(" * 600,
    ]
    for text in texts:
        yield partial(_scan, text)


FILES: dict[str, Callable[[], Iterator[Case]]] = {
    "scans.tsv": scans,
    "syllables.tsv": syllables,
    "readings.tsv": readings,
    "priors.tsv": priors,
    "spellings.tsv": spellings,
    "mentions.txt": mentions,
}


def kept(name: str) -> list[str]:
    return (HERE / "golden" / name).read_text(encoding="utf-8").splitlines()


def main() -> None:
    for name, cases in FILES.items():
        lines = [line for case in cases() for line in case()]
        (HERE / "golden" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

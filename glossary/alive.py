"""Whether every form lives: put into running text it comes back as its entry, or with the entry among the candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from glossary import script
from glossary.flow import Annotator
from glossary.index import Glossary
from glossary.model import Entry, Mention

HANZI = {
    "bracket": "Nama itu ({}) disebut.",
    "glued": "Nama itu({})juga.",
    "start of line": "{} hadir.",
    "list": "Daftar: 甲乙, {}, dan lain-lain.",
    "enumeration": "Ada 甲乙、{}、丙丁.",
}
LATIN = {
    "sentence": "Kata {} tadi.",
    "bracket": "Kata ({}) tadi.",
    "clitic": "Kata {}-nya tadi.",
    "list": "Ada Ani, {}, dan lain-lain.",
    "start of line": "{} hadir.",
}
BESIDE = {"beside its Hanzi": "Kata {} ({}) tadi."}
"""A title in Latin letters is a common noun, 'menteri', and is no mention by itself; beside its Hanzi it is the Latin form."""

CHINESE = "Presiden Xi Jinping (习近平) di Beijing (北京)."
"""A form that plain Indonesian prints too counts only in a text that names something Chinese beyond doubt."""


class DeadForm(NamedTuple):
    """A form of an entry that does not come back, and where: a key of HANZI, LATIN or BESIDE."""

    entry: Entry
    form: str
    carrier: str


def dead_forms(glossary: Glossary, entries: Iterable[Entry] | None = None) -> Iterator[DeadForm]:
    """Put every form of the entries, all of the glossary's where None, into each carrier; give those that do not come back."""
    hanzi, latin = Annotator(glossary), Annotator(glossary, latin_mentions=True)
    for entry in glossary if entries is None else entries:
        for form in entry.forms:
            if script.has_hanzi(form):
                yield from _dead(hanzi, entry, form, HANZI)
            elif entry.kind == "title":
                yield from _dead(latin, entry, form, BESIDE)
            else:
                yield from _dead(latin, entry, form, LATIN)


def _dead(annotator: Annotator, entry: Entry, form: str, carriers: dict[str, str]) -> Iterator[DeadForm]:
    """One text holds all carriers, a line each: what counts only where the text has it within a sentence too, has its chance."""
    text = CHINESE if carriers is not HANZI else ""
    places: list[tuple[str, int]] = []
    for name, carrier in carriers.items():
        text += "\n"
        places.append((name, len(text) + carrier.index("{}")))
        text += carrier.format(form, entry.hans)
    mentions = annotator.annotate(text).mentions
    for name, start in places:
        if not any(_stands_for(mention, entry, start, start + len(form)) for mention in mentions):
            yield DeadForm(entry, form, name)


def _stands_for(mention: Mention, entry: Entry, start: int, end: int) -> bool:
    """Tell whether a mention, or the Latin form tied to it, ends there and the entry is among what it may be.

    A title before a person, Laksamana in Laksamana Cheng Ho, is in the form and stays outside of the mention.
    """
    first, last = mention.start, mention.end
    if mention.latin is not None and mention.latin.start <= start < mention.latin.end:
        first, last = mention.latin.start, mention.latin.end
    if not (first < end <= last):
        return False
    return any(other.id == entry.id for other in (mention.entry, *mention.candidates) if other is not None)

"""Aliases live: each comes back from running text as its entry, or with it among the candidates."""

import os
import zlib

import pytest

import glossary
from glossary import script

HANZI = ("Nama itu ({}) disebut.", "Nama itu({})juga.", "{} hadir.", "Daftar: 甲乙, {}, dan lain-lain.")
# A single word in Latin letters that begins a sentence is often no name, so it is not looked for there; and forms that are
# ordinary words too are linked only in a text that names something Chinese.
# The scanner ends a run of Hanzi at a bracket: a form that holds one, 南光（集团）有限公司, is found by lookup alone.
LATIN = ("Kata {} tadi.", "Kata ({}) tadi.", "Kata {}-nya tadi.", "Ada Ani, {}, dan lain-lain.")
CHINESE = " Presiden Xi Jinping (习近平) di Beijing (北京)."
SHARE = int(os.environ.get("GLOSSARY_ALIASES", "4"))  # one form of so many is tried; 1 tries all


def forms(latin):
    found = glossary.load()
    for entry in found:
        for form in entry.forms:
            if not latin and any(c in script.OPENING_BRACKETS for c in form):
                continue
            if len(form) < 2 or script.has_hanzi(form) == latin or zlib.crc32(f"{entry.id} {form}".encode()) % SHARE:
                continue
            if not latin or (entry.kind != "title" and found.lookup(form) == (entry,)):  # of Latin homonyms none is linked
                yield entry, form


@pytest.mark.parametrize(("latin", "floor"), [(False, 0.998), (True, 0.99)])
def test_each_form_comes_back(latin, floor):
    """A floor while entries are being checked; the aim is that none is dead."""
    annotator = glossary.Annotator(latin_mentions=latin)
    dead, tried = set(), 0
    for entry, form in forms(latin):
        tried += 1
        for carrier in LATIN if latin else HANZI:
            mentions = annotator.annotate(carrier.format(form) + CHINESE * latin).mentions
            if entry.id not in {e.id for m in mentions for e in (m.entry, *m.candidates) if e is not None}:
                dead.add((entry.id, form))
    print(sorted(dead))
    assert len(dead) <= (1 - floor) * tried, sorted(dead)

"""No alias is dead: each comes back from running text as its entry, or with it among the candidates."""

import os
import zlib

import pytest

import glossary
from glossary import script

HANZI = ("Nama itu ({}) disebut.", "Nama itu({})juga.", "{} hadir.", "Daftar: 甲乙, {}, dan lain-lain.")
# A single word in Latin letters that begins a sentence is often no name, so it is not looked for there; and forms that are
# ordinary words too are linked only in a text that names something Chinese.
LATIN = ("Kata {} tadi.", "Kata ({}) tadi.", "Kata {}-nya tadi.", "Ada Ani, {}, dan lain-lain.")
CHINESE = " Presiden Xi Jinping (习近平) di Beijing (北京)."
SHARE = int(os.environ.get("GLOSSARY_ALIASES", "4"))  # one form of so many is tried; 1 tries all


def forms(latin):
    found = glossary.load()
    for entry in found:
        for form in entry.forms:
            if len(form) < 2 or script.has_hanzi(form) == latin or zlib.crc32(f"{entry.id} {form}".encode()) % SHARE:
                continue
            if not latin or (entry.kind != "title" and found.lookup(form) == (entry,)):  # of Latin homonyms none is linked
                yield entry, form


@pytest.mark.parametrize("latin", [False, True])
def test_each_form_comes_back(latin):
    annotator = glossary.Annotator(latin_mentions=latin)
    dead = []
    for entry, form in forms(latin):
        for carrier in LATIN if latin else HANZI:
            mentions = annotator.annotate(carrier.format(form) + CHINESE * latin).mentions
            if entry.id not in {e.id for m in mentions for e in (m.entry, *m.candidates) if e is not None}:
                dead.append((entry.id, form, carrier))
    assert dead == []

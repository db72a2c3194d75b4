"""Latin forms that plain Indonesian prints too: they count only in a text that names something Chinese beyond doubt.

`Kemakmuran Bersama`, `Perahu Naga`, `Temu`, `Jakarta`: a translation made of ordinary words, a word of the language, a name
that the news of any country holds. `Xi Jinping`, `Huawei`, `Partai Komunis Tiongkok` are strong: they need no other name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from glossary.index.glossary import Form
from glossary.model import Entry
from glossary.reading import Tables, match_spelling
from glossary.script import fold, lazy_pattern
from glossary.words import HEADS, JOINING_WORDS, OFFICE_WORDS

_CHINESE = lazy_pattern(
    r"\b(?:Tiongkok|China|Cina|Tionghoa|Chinese|RRT|RRC|PKT|PKC|Taiwan|Hong\s?Kong|Hongkong|Makau|Macau|Mandarin|Imlek|Khonghucu|Konfusius|Shanghai|Beijing|Peking|Tibet|Xinjiang)",
    re.IGNORECASE,
)
# Categories whose names any newspaper prints: foreign leaders, countries, Indonesian and Asian places, world bodies.
_WORLD = frozenset(("P12", "L07", "L08", "O15"))
_ORDINARY = frozenset(
    "kuning besar kecil merah biru putih hitam hijau emas perak timur barat selatan utara tengah naga langit bumi bulan matahari "
    "agung suci lama baru panjang tinggi terlarang dunia rakyat nasional pusat umum".split()
)
_BUILT = frozenset(("L05", "L06"))  # landmarks, ports, airports: by a name of their own country they are any newspaper's
_TRANSLATED = frozenset(("concept", "work", "event", "title", "other", "project"))


def weak_forms(meta: Mapping[str, Any]) -> frozenset[str]:
    """The folded forms that the glossary's own list declares to be no names by themselves."""
    return _weak_forms(tuple(meta.get("not_names", ())))


@lru_cache(maxsize=8)
def _weak_forms(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, forms))


def is_weak(form: Form, tables: Tables, declared: frozenset[str]) -> bool:
    """Tell whether a Latin form needs another, strong name in the text."""
    if any(not link.entry.category for link in form.links):
        return False  # a user's own entry
    if fold(form.text) in declared:
        return True
    return all(_is_weak_for(form.text, link.entry, tables) for link in form.links)


def _is_weak_for(text: str, entry: Entry, tables: Tables) -> bool:
    if _CHINESE.search(text):
        return False
    if entry.category in _WORLD or ("Indonesia" in entry.description and entry.category not in ("P13", "O16")):
        return True
    if len(text) > 3 and _is_spelled(text, entry, tables):
        return False
    if entry.category in _BUILT:
        return True
    words = [word.lower() for word in text.replace("-", " ").split()]
    if entry.kind in _TRANSLATED:
        return len(words) > 1 or not _is_coined(text) or entry.kind in ("concept", "work")
    if entry.kind == "person":
        return any(word in OFFICE_WORDS or word in HEADS for word in words) or entry.category in ("P13", "P19")
    return all(word in HEADS or word in OFFICE_WORDS or word in JOINING_WORDS or word in _ORDINARY for word in words)


def _is_spelled(text: str, entry: Entry, tables: Tables) -> bool:
    hanzi = dict.fromkeys((entry.hans, *(alias for alias in entry.aliases if not alias.isascii())))
    for form in list(hanzi)[:4]:
        found = match_spelling(form, text, tables, kind=entry.kind)
        if found is not None and found.agreement == "spelling":
            return True
    return False


def _is_coined(text: str) -> bool:
    """Tell whether one word is no word of a language: capitals or digits within, WeChat, C919."""
    return any(c.isdigit() for c in text) or (any(c.isupper() for c in text[1:]) and any(c.islower() for c in text))

"""How much a Latin form says by itself: a name beyond doubt, a name that any text may hold, or a word that names other things.

`Xi Jinping`, `Huawei`, `Konferensi Zunyi` are strong: they need no other name. `Jakarta`, `PBB`, `Jepang` are widely named: a
text about anything prints them, and they are linked where it names something else beyond doubt. `Temu`, `Tahu`, `Perahu Naga`
are words of the language: they count only in a text that names something Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from glossary.index.glossary import Form
from glossary.model import Entry
from glossary.reading import Tables, match_spelling
from glossary.script import fold, lazy_pattern
from glossary.words import HEADS, JOINING_WORDS, OFFICE_WORDS

STRONG, WIDELY, WORD = 0, 1, 2

_CHINESE = lazy_pattern(
    r"\b(?:Tiongkok|China|Cina|Tionghoa|Chinese|RRT|RRC|PKT|PKC|Taiwan|Hong\s?Kong|Hongkong|Makau|Macau|Mandarin|Imlek|Khonghucu|Konfusius|Shanghai|Beijing|Peking|Tibet|Xinjiang)",
    re.IGNORECASE,
)
_FOREIGN = frozenset(("P12", "P21", "L07", "L08", "O15"))  # categories whose names say nothing of China
_WORLD = frozenset(("P11", "O15"))  # bodies of the world; persons of the neighbours, with no Chinese name
_NOT_LOCAL = frozenset(("L01", "L02", "L03"))  # places of China
# What one word is that is not the pinyin: a custom or a dish that Indonesian has a word for, Bakpao; a foreign title, Midnight.
_LOANED = {"C04": WIDELY, "C05": WORD}
_SHORT_NAME = 10  # letters of a name in two words that many bear: David Ho, Eric Chan
_LOCAL = lazy_pattern(
    "Indonesia|Jakarta|Jawa|Sumatra|Kalimantan|Sulawesi|Papua|Maluku|Bali|Riau|Nusa Tenggara|Surakarta|Surabaya"
)
_NEIGHBOURS = lazy_pattern("Malaysia|Filipina|Thailand|Vietnam|Myanmar|Kamboja|Laos|Brunei")
_CHINA_OR_NEAR = lazy_pattern("Tiongkok|Tionghoa|Taiwan|Hong Kong|Makau|Singapura|Malaysia|Konghucu|Khonghucu")
_OF_CHINA = lazy_pattern("Tiongkok|Tionghoa|Beijing|Shanghai|Hong Kong")
_ORDINARY = frozenset(
    "kuning besar kecil merah biru putih hitam hijau emas perak timur barat selatan utara tengah naga langit bumi bulan matahari "
    "agung suci lama baru panjang tinggi dunia rakyat nasional pusat umum giok".split()
)
_NAMES_TOO = frozenset("besar mongol hakka hokkien kanton uighur uyghur kazakh manchu".split())  # office words that names hold
_FEW_LETTERS = 3  # an acronym of no more letters means many things, a word of no more is hardly a name
_BY_THEMSELVES = frozenset(("dinasti", "suku", "etnis", "bahasa", "dialek", "marga"))  # heads before which a short word is a name


class Declared(NamedTuple):
    """The folded forms that the glossary's own lists declare: words, and names that any text may hold."""

    words: frozenset[str]
    widely: frozenset[str]


def declared(meta: Mapping[str, Any]) -> Declared:
    """What the lists of an index declare."""
    return _declared(tuple(meta.get("not_names", ())), tuple(meta.get("widely_named", ())))


@lru_cache(maxsize=8)
def _declared(words: tuple[str, ...], widely: tuple[str, ...]) -> Declared:
    return Declared(frozenset(map(fold, words)), frozenset(map(fold, widely)))


def weakness(form: Form, tables: Tables, lists: Declared) -> int:
    """Tell how much a Latin form says by itself: STRONG, WIDELY or WORD."""
    if any(not link.entry.category for link in form.links):
        return STRONG  # a user's own entry
    key = fold(form.text)
    if key in lists.words:
        return WORD
    if key in lists.widely:
        return WIDELY
    return min(_weakness(form.text, link.entry, tables) for link in form.links)


def is_chinese(entry: Entry, surface: str) -> bool:
    """Tell whether an entry that a text names makes it a text about something Chinese."""
    return entry.category not in _FOREIGN or _CHINESE.search(surface) is not None


def _weakness(text: str, entry: Entry, tables: Tables) -> int:
    if _CHINESE.search(text):
        return STRONG
    if entry.kind == "title":
        return WORD
    if entry.category in _FOREIGN and fold(text) not in map(fold, (*entry.forms, *entry.avoid)):
        return WORD  # its pinyin alone: no Indonesian text calls Paris Bali
    if _is_indonesian(entry, text) or _is_of_the_world(text, entry, tables):
        return WIDELY
    if " " not in text and entry.category in _LOANED and fold(text) != fold(entry.pinyin or ""):
        return _LOANED[entry.category]
    if entry.kind == "person" and entry.priority > 1 and _is_common_name(text, entry):
        return WIDELY
    words = [word.lower() for word in text.replace("-", " ").split()]
    if len(text) > _FEW_LETTERS and (_is_spelled(text, entry, tables) or _holds_spelling(words, entry)):
        return STRONG
    if len(words) == 1 and len(text) <= _FEW_LETTERS and not (text.isupper() and entry.category not in _FOREIGN | {"C01", "C02"}):
        return WORD
    if len(text) <= _FEW_LETTERS and text.isupper() and entry.priority > 1 and entry.category != "O10":
        return WIDELY  # MCC, CGN, AIT
    return WORD if entry.kind != "event" and len(words) == 2 and all(map(_is_ordinary, words)) else STRONG


def _is_ordinary(word: str) -> bool:
    return (word in HEADS or word in OFFICE_WORDS or word in _ORDINARY) and word not in _NAMES_TOO


def _is_indonesian(entry: Entry, text: str) -> bool:
    """Tell whether an entry is a place, a body or a person of Indonesia, which any Indonesian page may name."""
    described, category = entry.description, entry.category
    if entry.kind == "person":
        local = category == "P13" or (category == "P16" and "Indonesia" in described)
        return category == "P12" or (local and text.count(" ") < 2)
    if entry.kind not in ("place", "organization", "project") or category in _NOT_LOCAL:
        return False
    if category == "L08":
        return _LOCAL.search(described) is not None or _NEIGHBOURS.search(described) is None
    return _LOCAL.search(described) is not None and _CHINA_OR_NEAR.search(described) is None


def _is_of_the_world(text: str, entry: Entry, tables: Tables) -> bool:
    """Tell whether an entry is a body of the world, WADA, or a person of a neighbour without a Chinese name, Anwar Ibrahim."""
    if entry.category not in _WORLD or _CHINESE.search(entry.name):
        return False
    if entry.category == "O15":
        return _OF_CHINA.search(entry.description) is None
    return entry.category != "P11" or not _is_spelled(text, entry, tables)


def _is_common_name(text: str, entry: Entry) -> bool:
    """Tell whether a form is a given name of the world and a short surname, David Ho, which namesakes bear."""
    first, _, last = text.partition(" ")
    if len(text) > _SHORT_NAME or not last.isalpha() or not first.isalpha() or len(first) < _FEW_LETTERS or text.isupper():
        return False
    return fold(first) not in fold(entry.pinyin or "") and text in entry.forms


def _holds_spelling(words: Iterable[str], entry: Entry) -> bool:
    """Tell whether one of several words is the Chinese name itself, or a part of it: Zunyi of 'Konferensi Zunyi'."""
    words = list(words)
    if len(words) < 2 or not entry.pinyin:
        return False
    syllables = fold(entry.pinyin)
    least = _FEW_LETTERS - 1 if words[0] in _BY_THEMSELVES else _FEW_LETTERS
    return any(len(word) >= least and fold(word) in syllables for word in words if word not in JOINING_WORDS)


def _is_spelled(text: str, entry: Entry, tables: Tables) -> bool:
    hanzi = dict.fromkeys((entry.hans, *(alias for alias in entry.aliases if not alias.isascii())))
    for form in list(hanzi)[:4]:
        found = match_spelling(form, text, tables, kind=entry.kind)
        if found is not None and found.agreement == "spelling":
            return True
    return False

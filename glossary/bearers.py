"""Whose surname stands in Latin letters: that of the one person of the glossary, or another's who bears it too."""

from __future__ import annotations

from glossary.context import begins_sentence
from glossary.index import Glossary
from glossary.model import Entry
from glossary.pinyin import split
from glossary.reading.spelling import is_western
from glossary.script import lazy_pattern
from glossary.words import COUNTRIES, FUNCTION_WORDS, HEADS, OFFICE_WORDS, PEOPLES, PRIVATE_ROLES

REACH = 40  # code points before a surname that are looked at
_GIVEN_BEFORE = lazy_pattern(r"(?:([^\W\d_]+) \(?)?\b([A-Z][\w'’-]*) $")  # a word, and a capitalised one before the form
_NOUN = lazy_pattern(r"(?:pe|ke|per)\w{3,}an")  # 'Menteri Pertahanan', 'Pemerintahan'

# Capitalised words that stand before a surname and are no given name.
_NO_GIVEN_NAMES = (
    OFFICE_WORDS
    | FUNCTION_WORDS
    | HEADS.keys()
    | COUNTRIES
    | PEOPLES
    | PRIVATE_ROLES
    | frozenset(
        "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober "
        "november desember putih kremlin senat demokrat republikan era rezim kubu tarif".split()
    )
)


def given_names(form: str, entry: Entry) -> tuple[str, ...]:
    """The words before a surname in the fuller forms of its bearer; none where these are titles: 'Kaisar Yongle'."""
    if entry.kind != "person" or " " in form:
        return ()
    words = [word for full in entry.forms if full.endswith(f" {form}") for word in full.split()[:-1]]
    return () if any(word.lower() in OFFICE_WORDS for word in words) else tuple(dict.fromkeys(words))


def is_another_bearer(text: str, start: int, given: tuple[str, ...], glossary: Glossary) -> bool:
    """Tell whether a surname stands behind another's given name: 'Melania Trump', not 'Donald J. Trump' or 'Presiden Trump'.

    In a headline, where every word is capitalised, and at the beginning of a sentence a capital says nothing.
    """
    before = _GIVEN_BEFORE.search(text, max(0, start - REACH), start)
    if before is None:
        return False
    lead, word = before.groups("")
    small = word.lower()
    if word.isupper() or small in _NO_GIVEN_NAMES or _NOUN.fullmatch(small):
        return False
    if lead in given or any(name[:2].lower() == small[:2] for name in given) or glossary.lookup_links(word):
        return False
    if is_western(word):
        return True
    if not lead:
        return not begins_sentence(text, before.start(2))
    is_office = lead.lower() in OFFICE_WORDS or any(link.entry.kind == "place" for link in glossary.lookup_links(lead))
    return lead.islower() or is_office


def is_end_of_name(text: str, start: int, *, abroad: bool) -> bool:
    """Tell whether the name of a place or thing ends another one, by the word before it: 'Guan Xin Ze Luan', 'Michael Jordan'.

    Args:
        abroad: the place is of another country, and a western given name may stand before it.
    """
    if text[start - 1 : start] != " ":
        return False
    word = text[text.rfind(" ", max(0, start - REACH), start - 1) + 1 : start - 1]
    if not word[:1].isupper() or word.isupper() or word.lower() in _NO_GIVEN_NAMES:
        return False
    return (abroad and is_western(word)) or len(split(word.lower()) or "") == 1

"""Reads a Hanzi surface: which syllables, why, how sure, and in which orthography.

Precedence: a Latin form that spells another known reading; the dictionary of proper names; for persons the surname table and
the priors of given names; for the rest the words of the dictionary and, in places, the priors of place names; last the
default of each character.  Surname readings only for a person, only at the head, with at least one character after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.model import KINDS, Reading, check_kind
from glossary.pinyin import strip_tones
from glossary.reading.fit import fit_pinyin
from glossary.reading.mixed import NOTHING, pieces_of, read_pieces
from glossary.reading.orthography import MAX_ALTERNATIVES, assemble, spell_shape
from glossary.reading.other import plan_other
from glossary.reading.person import plan_person
from glossary.script import is_hanzi

if TYPE_CHECKING:
    from glossary.reading.orthography import Plan
    from glossary.reading.tables import Tables

LONGEST = 60  # Hanzi that are read as one name; more is a text
MAX_LATIN = 200
MAX_KEPT_READINGS = 1 << 12  # names come again, in an article and in the next one
MAX_KEPT_SURFACE = 64  # code points
_SURNAME_THRESHOLD = 0.5  # the same where the surname is read otherwise than the character and the given name is unusual
_KINDS = frozenset(KINDS)
_PERSON_THRESHOLD = 0.2  # how likely Hanzi of no known kind must be a person's name to be read as one


def read(surface: str, kind: str | None = None, latin: str | None = None, *, tables: Tables) -> Reading:
    """Read a surface in Hanzi.

    Args:
        surface: the name as printed; spaces, zero-width characters and variation selectors inside are read through, Latin
            letters, digits and hyphens of a name (`运-20`) are kept.
        kind: one of model.KINDS; None: it is told by the surface itself.
        latin: a Latin form beside it: evidence that can choose between known readings of the characters.
        tables: the compiled tables.

    Returns:
        The reading; its `pinyin` is None where the surface cannot be read whole.

    Raises:
        ValueError: the kind is unknown.
    """
    memo = tables.readings
    found = memo.get((surface, kind, latin))
    if found is None:
        if kind is not None and kind not in _KINDS:
            check_kind(kind)
        found = _read_surface(surface, kind, latin, tables)
        if len(surface) <= MAX_KEPT_SURFACE and (latin is None or len(latin) <= MAX_KEPT_SURFACE):
            if len(memo) >= MAX_KEPT_READINGS:
                memo.clear()
            memo[surface, kind, latin] = found
    return found


def _read_surface(surface: str, kind: str | None, latin: str | None, tables: Tables) -> Reading:
    if len(surface) > 4 * LONGEST:
        return NOTHING
    folds = tables.folds
    key = "".join([folds[character] for character in surface])
    characters = tables.characters
    for character in key:
        if not characters[character]:
            break
    else:
        return _read_run(key, kind, latin, tables)
    pieces = pieces_of(surface, tables)
    if pieces is None:
        return NOTHING
    if len(pieces) == 1:
        return _read_run(pieces[0], kind, latin, tables) if is_hanzi(pieces[0][0]) else NOTHING
    inner = "other" if kind in (None, "person") else kind
    return read_pieces(pieces, tables, lambda run, alone: _read_run(run, kind if alone else inner, None, tables))


def _read_run(key: str, kind: str | None, latin: str | None, tables: Tables) -> Reading:
    """Read a folded run whose characters all have readings."""
    if not 0 < len(key) <= LONGEST:
        return NOTHING
    entry = tables.words[key]
    if kind == "person" or (kind is None and (entry is None or entry[0] in "px") and _looks_like_person(key, tables)):
        plan = plan_person(key, entry, tables)
    else:
        plan = plan_other(key, kind, entry, tables)
    if latin and len(latin) <= MAX_LATIN:
        return _read_with_latin(key, kind, plan, latin, tables)
    return assemble(key, plan, tables)


def _words_of_latin(syllables: tuple[str, ...], latin: str) -> tuple[int, ...]:
    """How many of the syllables each word of a Latin form spells; nothing where it spells them otherwise."""
    shape = []
    place = 0
    for word in latin.lower().split():
        start, spelled = place, ""
        while place < len(syllables) and len(spelled) < len(word):
            spelled += strip_tones(syllables[place])
            place += 1
        if spelled != strip_tones(word):
            return ()
        shape.append(place - start)
    return tuple(shape)


def _looks_like_person(key: str, tables: Tables) -> bool:
    """Tell whether Hanzi of no known kind are read as a person's name.

    A surname that is read otherwise than the character needs a given name of usual characters, and is none where it begins a
    word before the head of an institution: 乐视网 is no Yuè.
    """
    prior = tables.person_prior(key)
    if prior < _PERSON_THRESHOLD:
        return False
    surname = tables.surnames.get(key[0])
    if prior >= _SURNAME_THRESHOLD or surname is None or key[:2] in tables.surnames:
        return True
    if surname.reading[0] == tables.characters[key[0]][0]:
        return True
    if len(key) == len("乐视网") and key[-1] in tables.heads and tables.words[key[:2]] is not None:
        return False
    return all(character in tables.given_common for character in key[1:])


def _read_with_latin(key: str, kind: str | None, plan: Plan, latin: str, tables: Tables) -> Reading:
    """Read with a Latin form: where it spells other known readings of the characters, they are taken."""
    syllables, shape, *_ = plan
    fitted = fit_pinyin(key, syllables, latin, tables, abs(shape[0]))
    if fitted is None:
        return assemble(key, plan, tables)
    if plan[2] == "given-name" and shape == (len(key),) and len(key) > 2:  # a pen name without a surname: Mù Yúnqīng
        shape = _words_of_latin(fitted, latin) or shape
        plan = (syllables, shape, *plan[2:])
    if plan[2] in ("name", "transcription") and kind == "person" and shape == (len(key),) and len(key) > 2:  # Gài Jiàotiān
        words = _words_of_latin(fitted, latin)
        if len(words) == 2 and words[0] == tables.surname_length_folded(key):
            shape = words
            plan = (syllables, shape, *plan[2:])
    if fitted == syllables:
        return assemble(key, plan, tables, tables.confidence["latin-agrees"][0])
    if plan[4] is None and len(shape) == 2 and shape[0] == 2 and fitted[0] != syllables[0] and key[0] in tables.surnames:
        shape = (1, len(key) - 1)  # Shàn Yúmíng is no Chányú
    default = assemble(key, plan, tables)
    pinyin = spell_shape(fitted, shape)
    others = dict.fromkeys((default.pinyin, *default.alternatives))
    others.pop(pinyin, None)
    alternatives = tuple([other for other in others if other])[:MAX_ALTERNATIVES]
    return Reading(pinyin, fitted, "latin", alternatives, tables.confidence["latin"][0])

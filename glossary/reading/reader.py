"""Reads a Hanzi surface: which syllables, why, how sure, and in which orthography.

Precedence: a Latin form that spells another known reading; the dictionary of proper names; for persons the surname table and
the priors of given names; for the rest the words of the dictionary and, in places, the priors of place names; last the
default of each character.  Surname readings only for a person, only at the head, with at least one character after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.model import Reading, check_kind
from glossary.pinyin import close_up, tone
from glossary.reading.segment import cover_entries
from glossary.script import INTERPUNCTS, SPACES, VARIATION_SELECTORS, ZERO_WIDTH, is_hanzi, simplify

if TYPE_CHECKING:
    from typing import Any

    from glossary.reading.tables import Tables

NOTHING = Reading(None, (), "unknown", (), 0.0, False)
LONGEST = 60  # Hanzi that are read as one name; more is a text
_UNFOLDED = "乾甯著於徵藉"  # simplifying these would change the reading: 乾隆 Qiánlóng, 甯 is a surname beside 宁
_SMALL = frozenset(("的", "和", "与", "之", "及", "或"))
_PERSON_THRESHOLD = 0.2
_PUNCTUATION = dict(zip("：，、！？。.:,!?－—–/+&'’", ":,,!?..:,!?-—–/+&''", strict=True))
_DROPPED = frozenset(ZERO_WIDTH + VARIATION_SELECTORS)
_SEPARATORS = frozenset(INTERPUNCTS)
_BLANK = frozenset(SPACES)
_INNER = frozenset("的之")


def fold(surface: str) -> str:
    """Simplify a run of Hanzi for reading: script.simplify with the exceptions that names need."""
    key = simplify(surface)
    if key != surface:
        for character in _UNFOLDED:
            if character in surface:
                key = "".join(old if old == character else new for old, new in zip(surface, key, strict=True))
    return key


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
    if kind is not None:
        check_kind(kind)
    if len(surface) > 4 * LONGEST:
        return NOTHING
    characters = tables.characters
    key = fold(surface)
    for character in key:
        if not characters[character]:
            return _read_mixed(surface, kind, latin, tables)
    if not key:
        return NOTHING
    return _read_run(key, kind, latin, tables)


def _read_run(key: str, kind: str | None, latin: str | None, tables: Tables) -> Reading:
    """Read a folded run whose characters all have readings."""
    if len(key) > LONGEST:
        return NOTHING
    entry = tables.words.get(key)
    if kind == "person" or (
        kind is None and (entry is None or entry[0] in "px") and tables.person_prior(key) >= _PERSON_THRESHOLD
    ):
        result = _read_person(key, entry, tables)
        chosen = "person"
    else:
        result = _read_other(key, kind, entry, tables)
        chosen = "other"
    if latin:
        return _with_latin(key, result, latin, chosen, kind, tables)
    return result[0]


# -- persons -----------------------------------------------------------------------------------------------------------


def _read_person(key: str, entry: Any, tables: Tables) -> tuple[Reading, tuple[int, ...]]:
    """Read a person's name: the reading, and the lengths of its words (a negative one is followed by a hyphen)."""
    length = len(key)
    characters = tables.characters
    shape: tuple[int, ...]
    head = tables.surname_length_folded(key)
    if (
        entry is not None
        and entry[0] in "pn"
        and (entry[0] == "p" or entry[3] is not None or length > 2 or head == 0 or key[1] in "子帝王公祖宗后母")
    ):
        syllables = entry[2] or tuple([characters[c][0] for c in key])
        shape = entry[3] or (length,)
        if shape == (1, 1, 2) and head == 1 and key[1] in tables.surnames:
            shape = (-1, 1, 2)  # two surnames: Chén-Fāng Ānshēng
        return _finish(key, syllables, shape, "name", "name", tables, entry[0] == "p" and head == 1)
    if head == 0 or head == length:
        return _read_plain_person(key, entry, head, tables)
    surname = tables.surnames[key[:head]]
    given = key[head:]
    syllables = surname.reading
    if (
        head == 1
        and length == 4
        and given[0] in tables.surnames
        and surname.rank <= 300
        and tables.surnames[given[0]].rank <= 300
        and given[:2] not in tables.surnames
        and tables.words.get(given) is None
    ):
        second = tables.surnames[given[0]]
        syllables += second.reading + _read_given(given[1:], tables)
        shape = (-1, 1, 2)
    else:
        syllables += _read_given(given, tables)
        shape = (head, length - head)
    default = characters[key[0]][0]
    reason = "surname" if head > 1 or syllables[0] != default else "given-name"
    return _finish(key, syllables, shape, reason, "person", tables, True, surname.disputed and head == 1)


def _read_given(given: str, tables: Tables) -> tuple[str, ...]:
    characters = tables.characters
    length = len(given)
    if length > 1:
        entry = tables.words.get(given)
        if entry is not None and entry[0] in "wp" and (length > 2 or entry[1] <= 56):  # a rarer word is noise of the dictionaries
            reading = entry[2]
            if reading is not None and length == 2:
                return tuple(
                    [
                        r if tone(r) != 5 else _given_default(c, 0 if i == 0 else 2, tables)
                        for i, (c, r) in enumerate(zip(given, reading))
                    ]
                )
            if reading is None and length == 2:
                return (characters[given[0]][0], characters[given[1]][0])
            if reading is not None:
                return tuple(reading)
    prior = tables.given
    syllables = []
    for place, character in enumerate(given):
        found = prior.get(character)
        reading = None
        if found is not None:
            reading = found[2 if place == length - 1 else 0 if place == 0 else 1]
        syllables.append(reading or characters[character][0])
    return tuple(syllables)


def _given_default(character: str, place: int, tables: Tables) -> str:
    found = tables.given.get(character)
    return (found[place] if found is not None else None) or tables.characters[character][0]


def _read_plain_person(key: str, entry: Any, head: int, tables: Tables) -> tuple[Reading, tuple[int, ...]]:
    """Read a person's name that begins with no surname: 玄奘, 佐科维, or a bare surname."""
    if entry is not None:
        syllables = entry[4] or entry[2] or tuple([tables.characters[c][0] for c in key])
        return _finish(key, syllables, entry[3] or (len(key),), "name" if entry[0] in "pn" else "phrase", "phrase", tables)
    if head == len(key):
        return _finish(key, tables.surnames[key].reading, (len(key),), "surname", "person", tables)
    syllables = ()
    for start, end, found in cover_entries(key, tables.words):
        if found is not None and found[2] is not None:
            syllables += found[4] or found[2]
        elif found is not None:
            syllables += tuple([tables.characters[c][0] for c in key[start:end]])
        else:
            syllables += _read_given(key[start:end], tables)
    return _finish(key, syllables, (len(key),), "given-name", "person", tables)


# -- all other names ----------------------------------------------------------------------------------------------------


def _read_other(key: str, kind: str | None, entry: Any, tables: Tables) -> tuple[Reading, tuple[int, ...]]:
    characters = tables.characters
    length = len(key)
    if entry is not None:
        proper = entry[0] in "pn"
        syllables = entry[2]
        if entry[4] is not None and kind in ("place", "organization"):
            syllables, proper = entry[4], True
        if syllables is None:
            syllables = tuple([characters[c][0] for c in key])
        if proper or length == 1 or entry[3] is not None or entry[0] == "w":
            return _finish(
                key, syllables, entry[3] or (length,), "name" if proper else "phrase", "name" if proper else "phrase", tables
            )
        return _finish(key, syllables, (length,), "place" if kind == "place" else "phrase", "phrase", tables)
    if length == 1:
        return _finish(key, (characters[key][0],), (1,), "character", "character", tables)
    place = kind == "place" or (kind is None and tables.head_kind(key) == "place")
    syllables = ()
    shape: list[int] = []
    loose = 0
    covered = used_prior = False
    ending = _ending(key, tables) if place else 0
    stem = key[: length - ending]
    pieces: list[tuple[int, int, Any]] = list(cover_entries(stem, tables.words)) if len(stem) > 1 else [(0, 1, None)]
    if ending:
        pieces.append((length - ending, length, tables.words.get(key[-ending:]) if ending > 1 else None))
    elif pieces[-1][2] is None and length > 2 and key[-1] in tables.heads:
        ending = 1
    for start, end, found in pieces:
        if found is None:
            character = key[start]
            reading = None
            if place and character not in _SMALL:
                prior = tables.place.get(character)
                if prior is not None:
                    reading = prior[0 if start == 0 else 2 if end >= length - ending else 1]
                    used_prior = used_prior or reading is not None
            syllables += (
                (reading or characters[character][0],) if end - start == 1 else tuple([characters[c][0] for c in key[start:end]])
            )
            if character in _SMALL and 0 < start < length - 1:
                if loose:
                    shape.append(loose)
                shape.append(0)  # a small word of its own
                loose = 0
            elif start >= length - ending:
                if loose:
                    shape.append(loose)
                    loose = 0
                shape.append(end - start)
            else:
                loose += 1
            continue
        if loose:
            shape.append(loose)
            loose = 0
        covered = True
        reading_ = found[4] if place and found[4] is not None else found[2]
        syllables += reading_ if reading_ is not None else tuple([characters[c][0] for c in key[start:end]])
        shape.extend(found[3] or (end - start,))
    if loose:
        shape.append(loose)
    reason = "place" if used_prior or (place and not covered) else "phrase" if covered else "character"
    return _finish(key, syllables, tuple(shape), reason, "place" if place else "phrase", tables)


def _ending(key: str, tables: Tables) -> int:
    """Give the length of the generic word at the end of a place name (市, 自治区), which is written apart."""
    heads = tables.heads
    for length in (4, 3, 2, 1):
        if len(key) > length:
            found = heads.get(key[-length:])
            if found is not None and found[0] == "place" and (length == 1 or len(key) > length + 1):
                return length
    return 0


# -- common -------------------------------------------------------------------------------------------------------------


class _Capitals(dict[str, str]):
    def __missing__(self, syllable: str) -> str:
        self[syllable] = found = syllable[:1].upper() + syllable[1:]
        return found


_VOWELS = frozenset("aeoāáǎàēéěèōóǒòê")
_CAPITALS = _Capitals()
_capital = _CAPITALS.__getitem__


def spell_shape(syllables: tuple[str, ...], shape: tuple[int, ...]) -> str:
    """Write syllables as words of the given lengths; 0 is one small syllable, a negative length is followed by a hyphen."""
    if len(shape) == 2 and shape[0] == 1:  # a surname of one syllable and a given name: most persons
        if shape[1] == 2 and syllables[2][0] not in _VOWELS:
            return _capital(syllables[0]) + " " + _capital(syllables[1]) + syllables[2]
        if shape[1] == 1:
            return _capital(syllables[0]) + " " + _capital(syllables[1])
    start = 0
    text = ""
    for length in shape:
        end = start + (abs(length) or 1)
        text += close_up(syllables[start:end], capital=length != 0) + ("-" if length < 0 else " ")
        start = end
    return text[:-1]


def _finish(
    key: str,
    syllables: tuple[str, ...],
    shape: tuple[int, ...],
    reason: str,
    group: str,
    tables: Tables,
    surname: bool = False,
    disputed: bool = False,
) -> tuple[Reading, tuple[int, ...]]:
    characters = tables.characters
    if "一" in key or "不" in key:
        syllables = tuple(["yī" if c == "一" else "bù" if c == "不" and s in ("bú", "bu") else s for c, s in zip(key, syllables)])
    pinyin = spell_shape(syllables, shape)
    ambiguous = 0
    alternatives: tuple[str, ...] = ()
    for place, character in enumerate(key):
        usual = characters[character]
        if len(usual) > 1:
            ambiguous += 1
            if ambiguous > 3:
                continue
            now = syllables[place]
            if surname and place == 0:
                row = tables.surnames.get(character)
                if row is not None:
                    usual = (row.reading[0], *row.others, *usual)
            for other in usual:
                if other != now:
                    alternatives += (spell_shape((*syllables[:place], other, *syllables[place + 1 :]), shape),)
                    break
    confidence = tables.confidence[group][ambiguous if ambiguous < 3 else 3]
    if disputed:
        confidence = tables.confidence["disputed"][0]
    return Reading(pinyin, syllables, reason, alternatives, confidence, disputed), shape


def _with_latin(
    key: str, result: tuple[Reading, tuple[int, ...]], latin: str, chosen: str, kind: str | None, tables: Tables
) -> Reading:
    from glossary.reading.spelling import fit_pinyin

    reading, shape = result
    if len(latin) > 200:
        return reading
    fitted = fit_pinyin(key, reading.syllables, latin, tables, abs(shape[0]))
    if fitted is None:
        return reading
    if fitted == reading.syllables:
        return reading._replace(confidence=max(reading.confidence, tables.confidence["latin-agrees"][0]))
    pinyin = spell_shape(fitted, shape)
    others = tuple(dict.fromkeys([reading.pinyin or "", *[other for other in reading.alternatives if other != pinyin]]))
    return Reading(pinyin, fitted, "latin", others[:4], tables.confidence["latin"][0], False)


def _read_mixed(surface: str, kind: str | None, latin: str | None, tables: Tables) -> Reading:
    """Read a surface that holds more than Hanzi: spaces, interpuncts, Latin letters, digits, hyphens, punctuation."""
    pieces: list[str] = []  # Hanzi runs, and what stands between them
    run = ""
    characters = tables.characters
    for character in surface:
        if character in _DROPPED:
            continue
        if character == "々" and run:
            run += run[-1]
            continue
        if is_hanzi(character):
            if not characters[fold(character)]:
                return NOTHING
            run += character
            continue
        if character in _BLANK:  # inside a run of Hanzi it means nothing: 孔 夫子
            if not run and pieces and pieces[-1] != " ":
                pieces.append(" ")
            continue
        if run:
            pieces.append(run)
            run = ""
        if character in _SEPARATORS:
            pieces.append("·")
        elif character.isascii() and character.isalnum():
            pieces.append(character)
        elif character in "-‐‑－":
            pieces.append("-")
        elif character in _PUNCTUATION:
            pieces.append(_PUNCTUATION[character])
        elif "０" <= character <= "ｚ" and len(folded := chr(ord(character) - 0xFEE0)) == 1 and folded.isalnum():
            pieces.append(folded)
        else:
            return NOTHING
    if run:
        pieces.append(run)
    runs = [piece for piece in pieces if is_hanzi(piece[0])]
    if not runs:
        return NOTHING
    if len(runs) == 1 and len(pieces) == 1:
        return _read_run(fold(runs[0]), kind, latin, tables)
    foreign = "·" in pieces
    text = ""
    syllables: tuple[str, ...] = ()
    readings = []
    pending = ""
    for number, piece in enumerate(pieces):
        if not is_hanzi(piece[0]):
            if piece == "·":
                pending = " "
            elif piece == " ":
                pending = pending or " "
            elif piece in ":,!?.":
                text += piece
                pending = " "
            else:
                before = pieces[number - 1] if number else ""
                if before and is_hanzi(before[0]) and piece.isalnum():
                    pending = " "
                text += pending + piece
                pending = "" if piece != "·" else " "
            continue
        if foreign:
            reading = _read_foreign(fold(piece), tables)
        else:
            reading = _read_run(fold(piece), "other" if kind in (None, "person") and len(runs) > 1 else kind, None, tables)
        if reading.pinyin is None:
            return NOTHING
        readings.append(reading)
        syllables += reading.syllables
        previous = pieces[number - 1] if number else ""
        if previous and previous.isalnum() and previous.isascii():
            pending = pending or " "
        text += pending + reading.pinyin
        pending = ""
    confidence = min(reading.confidence for reading in readings)
    return Reading(text, syllables, readings[0].reason, (), confidence, False)


def _read_foreign(key: str, tables: Tables) -> Reading:
    """Read one part of a transcribed name (赛福鼎·艾则孜) as one word."""
    syllables: tuple[str, ...] = ()
    entry = tables.words.get(key)
    if entry is not None and entry[0] in "pn":
        syllables = entry[2] or tuple([tables.characters[c][0] for c in key])
    else:
        transcribed = tables.given
        for character in key:
            found = transcribed.get(character)
            syllables += ((found[1] if found is not None else None) or tables.characters[character][0],)
    return _finish(key, syllables, (len(key),), "given-name" if entry is None else "name", "person", tables)[0]

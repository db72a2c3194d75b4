"""Whether Hanzi write a foreign person's name by its sound, as the Latin form beside them tells: 魏特琳 is Vautrin."""

from __future__ import annotations

from glossary.model import Reading
from glossary.reading.orthography import assemble
from glossary.reading.person import transcribe
from glossary.reading.tables import Tables
from glossary.script import strip_marks

SHORTEST, LONGEST = 3, 8  # Hanzi that write one word
# Consonants that Chinese does not keep apart when it writes a foreign name have one sign; vowels, h and y have none.
_LETTERS = {"P": "bp", "T": "dt", "K": "gkq", "F": "fvw", "M": "m", "N": "n", "L": "lr", "S": "szcjx"}
_SIGNS = {letter: sign for sign, letters in _LETTERS.items() for letter in letters}
_SIBILANTS = frozenset("jqxzcs")
_SOFT = frozenset("eihyz")  # letters before which c is no k


def read_by_sound(surface: str, latin: str, tables: Tables) -> Reading | None:
    """Read a surface as one word where one of the Latin words has its consonants; None where none has, or a dictionary has it.

    A surname in front tells nothing then: the name is no Chinese one.
    """
    if not SHORTEST <= len(surface) <= LONGEST:
        return None
    key = "".join([tables.folds[character] for character in surface])
    if tables.words[key] is not None or not all(character in tables.sounds for character in key):
        return None
    syllables = transcribe(key, tables)
    heard = _heard(syllables)
    slips = len(heard) > 2
    if not any(_differ(written, heard) <= slips for word in latin.split() if len(written := _written(word)) > 1):
        return None
    return assemble(key, (syllables, (len(key),), "transcription", "transcription", None), tables)


def _written(word: str) -> str:
    """The consonants of a Latin word, in signs: 'VTLN' sounds as 'Vautrin' does."""
    letters = strip_marks(word).lower()
    signs = ""
    for letter, following in zip(letters, letters[1:] + " ", strict=True):
        sign = "K" if letter == "c" and following not in _SOFT else _SIGNS.get(letter, "")
        if sign != signs[-1:]:
            signs += sign
    return signs


def _heard(syllables: tuple[str, ...]) -> str:
    """The consonants of syllables in pinyin, in the same signs."""
    signs = ""
    for syllable in syllables:
        plain = strip_marks(syllable).lower()
        sounds = "L" if plain == "er" else "S" if plain[0] in _SIBILANTS else _SIGNS.get(plain[0], "")
        for sign in sounds + ("N" if plain.endswith(("n", "ng")) else ""):
            if sign != signs[-1:]:
                signs += sign
    return signs


def _differ(left: str, right: str) -> int:
    """How many signs have to be changed, taken or added: 0, 1, or more."""
    if abs(len(left) - len(right)) > 1:
        return 2
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    left, right = left[same:], right[same:]
    if not left and not right:
        return 0
    return 1 if left[1:] == right[1:] or left[1:] == right or left == right[1:] else 2

"""What the native code is told once: the words of the lists, small sets of Hanzi, letters and syllables."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

from glossary import cover, guess, heads, kinds, script, whole
from glossary.pinyin import SYLLABLES, split
from glossary.reading import beside, other, person, spelling
from glossary.reading.spelling import WESTERN_NAMES, latin_key
from glossary.reading.tables import NEVER_IN_NAMES, UNFOLDED
from glossary.script import lazy_pattern
from glossary.words import FOREIGN_LABEL, HEADS, LABEL, LABEL_WORDS, SAID_AHEAD, SAID_BEHIND, SUBJECTS

# What stands before a hyphen of a head word of two words, and behind it: only of these pairs is asked.
_PAIRS = [(word[:place], word[place + 1 :]) for word in HEADS for place, letter in enumerate(word) if letter == "-"]
PAIR_FIRSTS = frozenset(first for first, _ in _PAIRS)
PAIR_SECONDS = frozenset(second for _, second in _PAIRS)
_KINDS_OF_WORDS = (HEADS, SAID_AHEAD, SAID_BEHIND, SUBJECTS)
LABELS = lazy_pattern(rf"(?:{LABEL.pattern}){{1,3}}", re.IGNORECASE)  # one behind the other


def ends_with_foreign_label(words: str) -> bool:
    """Tell whether words end with a label that says, before a colon, that Hanzi are not Chinese."""
    return FOREIGN_LABEL.search(words + ":") is not None


@cache
def sets(names: str) -> tuple[Any, ...]:
    """The word lists and predicates of the package that have these names, a line each."""
    return tuple(
        getattr(import_module("glossary." + name.rpartition(".")[0]), name.rpartition(".")[2]) for name in names.split("\n")
    )


def _kinds_of(word: str) -> list[str]:
    return [table.get(word, "") for table in _KINDS_OF_WORDS]


def _holds(found: Any, word: str) -> bool:
    if hasattr(found, "fullmatch"):
        return found.fullmatch(word) is not None
    return bool(found(word)) if callable(found) else word in found


class Constants:
    """Answers that are the same for every annotator."""

    def sets(self, names: str) -> str:
        """Every word of the word lists that have these names, a line each; for `word` they are kept, with the predicates."""
        self._sets = sets(names)
        bits = dict.fromkeys((*LABEL_WORDS, *WESTERN_NAMES, *(word for table in _KINDS_OF_WORDS for word in table)), 0)
        predicates = []
        for number, found in enumerate(self._sets):
            if callable(found) or hasattr(found, "fullmatch"):
                predicates.append((1 << number, found))
                continue
            for word in found:
                bits[word] = bits.get(word, 0) | 1 << number
        for word in bits:
            for bit, found in predicates:
                if _holds(found, word):
                    bits[word] |= bit
        return "\n".join(["\t".join((word, f"{seen:x}", *_kinds_of(word))) for word, seen in bits.items()])

    def word(self, word: str) -> tuple[str, ...]:
        """The bits of the sets that hold a word, and the kinds that the tables of words give it."""
        bits = sum(1 << number for number, found in enumerate(self._sets) if _holds(found, word))
        return f"{bits:x}", *_kinds_of(word)

    def holds(self, path: str, word: str) -> bool:
        """Whether a predicate of the package holds of a word."""
        return _holds(sets(path)[0], word)

    def syllables_of(self, word: str) -> int:
        """The number of syllables of pinyin into which a word splits."""
        return len(split(word) or ())

    def lists(self) -> dict[str, Any]:
        """The sets of Hanzi and of words that `cover.py` names, in the order of `cover.rs`."""
        hanzi = (
            cover._FUNCTION_CHARACTERS,
            cover._BETWEEN,
            cover.ADDRESSED,
            cover._ADVERBS,
            cover._TOWARDS,
            cover._HAVE_HEADS,
            heads.ENDS_OF_GIVEN_NAMES,
        )
        words = (cover.WHEN, cover.VERBS, cover._WORDS_FIRST, cover._NO_HEADS, cover._CALLS)
        return {
            "hanzi": ["".join(sorted(found)) for found in hanzi],
            "words": [sorted(found) for found in words],
            "works": list(cover._WORKS),
            "pronouns": "".join(sorted(whole._PRONOUNS)),
            "of_sentences": "".join(sorted(whole._SENTENCE)),
        }

    def tables(self) -> dict[str, Any]:
        """What the code of the readings holds itself: Hanzi that fold to others, and small sets of them."""
        table = script._simplification()
        return {
            "traditional": "".join(map(chr, table)),
            "simplified": "".join(table.values()),
            "unfolded": "".join(sorted(UNFOLDED)),
            "never_in_names": "".join(sorted(NEVER_IN_NAMES)),
            "realms": "".join(sorted(person._REALMS)),
            "titles": "".join(sorted(person._TITLES)),
            "honorifics": sorted(person._HONORIFICS),
            "settlements": "".join(sorted(other._SETTLEMENTS)),
            "divisions": "".join(sorted(other._DIVISIONS)),
            "states": "".join(sorted(other._STATES)),
            "dynasties": "".join(sorted(other._DYNASTIES)),
            "sizes": other._SIZES,
            "small": "".join(sorted(other._SMALL)),
            "joined": "".join(sorted(other._JOINED)),
            "apart": sorted(other._APART.items()),
            "before_surname": "".join(sorted(beside._BEFORE_SURNAME)),
            "goods": "".join(sorted(beside._GOODS)),
            "numerals": "".join(sorted(beside._NUMERALS)),
            "is_compensated": sum([0.1] * 10) == 1.0,  # sums of floats are, from Python 3.12 on
        }

    def letter(self, character: str) -> list[str]:
        """What becomes of one character that is no ASCII: in a key, without separators, without its tone, without its marks."""
        bare = spelling.drop_tones(character)
        return [latin_key(character + "é")[:-1], spelling.drop_separators(character), bare, script.strip_marks(character).lower()]

    def syllables(self, bare: str | None) -> list[list[Any]]:
        """How a syllable without its tone is written, and how in Wade-Giles; of all where none is given."""
        wanted = sorted(SYLLABLES) if bare is None else [bare]
        return [[syllable, spelling.bare_forms(syllable), spelling._wade_forms(syllable)] for syllable in wanted]

    def split(self, word: str) -> list[str]:
        """The syllables of pinyin of a word, none where it does not split."""
        return list(split(word) or ())

    def heads(self) -> dict[str, Any]:
        """The endings that tell a kind, and the sets of Hanzi of `kinds.py`, in the order of `heads.rs`."""
        ends = [
            (end, kind, end in kinds._SURE_ORGANIZATIONS, end in kinds._SURE_ENDS, end in heads.ENDS_OF_GIVEN_NAMES)
            for found in heads._BY_LAST.values()
            for end, kind in found
        ]
        sets = (heads.TRANSCRIBING, heads.ENDS_OF_PLACES, kinds._NUMERALS, kinds._ADDRESSED)
        return {
            "endings": ends,
            "sets": ["".join(sorted(found)) for found in sets],
            "dynasties": sorted(kinds._DIRECTED_DYNASTIES),
            "taxa": kinds._TAXON.pattern.split("(?:")[1].rstrip(")").split("|"),
        }

    def guess(self) -> dict[str, Any]:
        """The log odds that `guess.py` begins with, and how this Python adds floats."""
        left, left_spelled = ([shift.get(kind, 0.0) for kind in guess.KINDS] for shift in (guess.LEFT, guess.LEFT_SPELLED))
        return {"left": left, "left_spelled": left_spelled, "is_compensated": sum([0.1] * 10) == 1.0}

    def subjects(self) -> list[tuple[str, str]]:
        """The words that tell the subject of a passage, and the kind that they speak for."""
        return list(SUBJECTS.items())

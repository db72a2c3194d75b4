"""Whether a Latin string spells a Hanzi name, in which system of romanisation, and with what slip.

A name matches only whole: every Hanzi and every Latin letter is used.  Persons may also be written given name first, or with
a Western name besides ('Carrie Lam Cheng Yuet-ngor').
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from glossary.reading.spelling import AMBIGUOUS_WESTERN_NAMES, Ways, latin_key, ways_of
from glossary.reading.tables import SYSTEMS
from glossary.script import is_hanzi

if TYPE_CHECKING:
    from glossary.reading.tables import Tables

MAX_HANZI = 40
MAX_LETTERS = 200
MAX_KEPT_NAMES = 1 << 10
MAX_CHOICES = 16  # readings of a name that are compared with a slip in mind
_ALL = (1 << len(SYSTEMS)) - 1
# words before a person's name that are no name
# fmt: off
_TITLES = frozenset({
    "presiden", "wakil", "perdana", "menteri", "mantan", "ketua", "sekretaris", "jenderal", "kepala", "gubernur",
    "walikota", "bupati", "duta", "besar", "dubes", "konsul", "juru", "bicara", "jubir", "laksamana", "letnan",
    "kolonel", "mayor", "kapten", "marsekal", "komandan", "panglima", "raja", "ratu", "kaisar", "permaisuri",
    "pangeran", "putri", "dewi", "dewa", "pak", "bapak", "bu", "ibu", "tuan", "nyonya", "nona", "bung", "koko", "cici",
    "engkong", "profesor", "prof", "doktor", "dokter", "dr", "ir", "haji", "direktur", "manajer", "bos", "pendiri",
    "pengusaha", "aktor", "aktris", "penyanyi", "penulis", "penyair", "pelukis", "sutradara", "atlet", "pebulutangkis",
    "pemain", "pelatih", "legenda", "bintang", "artis", "sinolog", "sejarawan", "filsuf", "ilmuwan", "astronaut",
    "taikonot", "komisaris", "anggota", "hakim", "jaksa", "pengacara", "aktivis", "jurnalis", "wartawan", "biksu",
    "pendeta", "president", "minister", "chairman", "general", "secretary", "ambassador", "mr", "mrs", "ms", "sir",
    "premier", "madam", "kamerad", "jend", "letjen", "mayjen", "brigjen",
})
# fmt: on


class Spelling(NamedTuple):
    """How a Latin string spells a name.

    `agreement` is 'spelling' or 'near' (one slip away, told by `slip` in English: "'Jingping' for 'Jinping'"); `system` is
    'pinyin' or one of tables.SYSTEMS; `order` is 'surname-first', 'given-first' or 'extra-name'.
    """

    agreement: str
    system: str
    slip: str | None = None
    order: str = "surname-first"


def match_spelling(hanzi: str, latin: str, tables: Tables, *, kind: str | None = None) -> Spelling | None:
    """Tell whether a Latin string spells Hanzi, in any system; None where it does not.

    Args:
        hanzi: the name, simplified or traditional, as printed.
        latin: the Latin form as printed, the name alone.
        tables: the compiled tables.
        kind: of what is named, where it is known; only persons have surnames, extra names and dialect spellings.

    Over 40 Hanzi or 200 letters nothing is compared.
    """
    return SpelledName(hanzi, tables, kind).match(latin)


def spelled_name(hanzi: str, kind: str | None, tables: Tables) -> SpelledName:
    """Give the `SpelledName` of a name, kept for when it comes again."""
    memo = tables.names
    found = memo.get((hanzi, kind))
    if found is None:
        if len(memo) >= MAX_KEPT_NAMES:
            memo.clear()
        found = memo[hanzi, kind] = SpelledName(hanzi, tables, kind)
    return found


class SpelledName:
    """A Hanzi name with the ways to write each of its characters, to be compared with one Latin string after the other."""

    __slots__ = ("_choices", "_key", "_kind", "_letters", "_may_have_more", "_surname", "_tables", "_turned", "_ways")

    def __init__(self, hanzi: str, tables: Tables, kind: str | None = None) -> None:
        """Look the characters up; `kind` as in `match_spelling`."""
        key = tables.folds.fold(hanzi) if len(hanzi) <= 2 * MAX_HANZI else ""
        if not all(map(tables.characters.__getitem__, key)):
            key = tables.folds.fold("".join([c for c in hanzi if is_hanzi(c) or (c.isascii() and c.isalnum())]))
        length = len(key)
        if length > MAX_HANZI:
            key, length = "", 0
        self._tables = tables
        self._kind = kind
        self._key = key
        self._ways = ways = [ways_of(c, tables) for c in key]
        is_person = kind is None or kind == "person"
        size = tables.surname_length_folded(key) if is_person and 2 <= length <= 6 else 0
        self._surname = size = size if size < length else 0  # Hanzi of the surname
        self._turned = ways[size:] + ways[:size] if size else []  # given name first
        self._letters = sum([len(way.main) for way in ways])  # of the default pinyin
        self._choices: dict[bool, list[tuple[str, tuple[str, ...]]]] = {}
        self._may_have_more: bool | None = None  # a western name besides

    def may_begin(self, letters: str) -> bool:
        """Tell quickly whether a key may be the beginning of a Latin string that spells the name whole."""
        if self._ways and letters.startswith(self._ways[0].forms):
            return True
        return bool(self._turned) and letters.startswith(self._turned[0].forms)

    def may_end(self, letters: str) -> bool:
        """Tell quickly whether a key may be the end of a Latin string that spells the name whole."""
        return any(
            letters.endswith(way.forms) or any(form.endswith(letters) for form in way.forms)
            for way in (*self._ways[-1:], *self._turned[-1:])
        )

    def may_begin_near(self, word: str) -> bool:
        """Tell quickly whether a word in small letters may begin a Latin string that spells the name, or nearly does."""
        if not self._ways:
            return False
        letters = self._ways[0].initials
        if word[0] in letters or word[1:2] in letters or not word.isascii():
            return True
        return self.may_begin(word)

    def match(self, latin: str) -> Spelling | None:
        """Tell whether a Latin string spells the name; see `match_spelling`."""
        ways = self._ways
        letters = latin_key(latin) if len(latin) <= MAX_LETTERS else ""
        if not letters or not ways:
            return None
        has_gap = " " in latin.strip() or "," in latin
        turned = self._turned if has_gap else []
        found = self._exact(letters, turned)
        if found is not None:
            return found
        slip = self._near(letters, latin, turned=False)
        if slip is not None:
            return Spelling("near", "pinyin", slip)
        if turned and (slip := self._near(letters, latin, turned=True)) is not None:
            return Spelling("near", "pinyin", slip, "given-first")
        if self._surname and has_gap and self.has_more():
            return self._extra(latin)
        return None

    def has_more(self) -> bool:
        """Tell whether it is rather a person's, with which other names may stand."""
        if self._may_have_more is None:
            self._may_have_more = self._kind == "person" or self._tables.person_prior(self._key) >= 0.2
        return self._may_have_more

    def _exact(self, letters: str, turned: list[Ways]) -> Spelling | None:
        straight = self._ways if _may_fit(self._ways, letters) else []
        turned = turned if turned and _may_fit(turned, letters) else []
        if straight and _fits(straight, letters):
            return Spelling("spelling", "pinyin")
        if turned and _fits(turned, letters):
            return Spelling("spelling", "pinyin", None, "given-first")
        if len(self._ways) <= 6 and self._kind in (None, "person"):
            if straight and (system := _system(straight, letters)) is not None:
                return Spelling("spelling", system)
            if turned and (system := _system(turned, letters)) is not None:
                return Spelling("spelling", system, None, "given-first")
        return None

    def _near(self, letters: str, latin: str, *, turned: bool) -> str | None:
        """Tell the one slip by which the letters differ from the pinyin, or None."""
        ways = self._turned if turned else self._ways
        size = len(letters)
        if len(ways) < 2 or size < 5:
            return None
        if not -4 < self._letters - size < 4:
            return None
        first = ways[0].initials
        if letters[0] not in first and letters[1] not in first:  # one slip at most: not in both
            return None
        choices = self._choices.get(turned)
        if choices is None:
            choices = self._choices[turned] = _choices(ways)
        for expected, choice in choices:
            if one_slip(letters, expected):
                return _tell(latin, choice, len(ways) - self._surname if turned else self._surname)
        return None

    def _extra(self, latin: str) -> Spelling | None:
        """Match a name with a Western name besides: 'Carrie Lam Cheng Yuet-ngor', 'Tony Leung'."""
        words = latin.replace(",", " ").split()
        count = len(words)
        if count < 2 or not all(word[:1].isupper() for word in words):
            return None
        keys = [latin_key(word) for word in words]
        heads = self._ways[0].forms
        starts = [key.startswith(heads) for key in keys]
        if True not in starts or not _TITLES.isdisjoint(map(str.lower, words)):
            return None
        given = len(self._ways) - self._surname
        for drop in range(1, min(4, count)):
            for first, last in ((drop, count), (0, count - drop)):
                if not starts[first]:
                    continue
                if last - first == 1 and given > 1 and "-" not in words[first] and len(words[first]) < 6:
                    continue
                system = _any_system(self._ways, "".join(keys[first:last]))
                if system is not None:
                    return Spelling("spelling", system, None, "extra-name")
        if not starts[-1] or count > 4 or any("-" in word for word in words[:-1]):
            return None
        system = _any_system(self._ways[: self._surname], keys[-1])
        if system is not None and all(key and _is_western(key, given) for key in keys[:-1]):
            return Spelling("spelling", system, None, "extra-name")
        return None


def _may_fit(ways: list[Ways], letters: str) -> bool:
    """Tell whether the letters are one form of each character, in order, systems mixed, with nothing left."""
    if not (letters.startswith(ways[0].forms) and letters.endswith(ways[-1].forms)):
        return False
    ends = {0}
    for way in ways:
        ends = {end + size for end in ends for size, forms in way.sizes if letters[end : end + size] in forms}
        if not ends:
            return False
    return len(letters) in ends


def _fits(ways: list[Ways], letters: str) -> bool:
    """Tell whether the letters are one spelling in pinyin of each character, in order, with nothing left."""
    ends = {0}
    startswith = letters.startswith
    for way in ways:
        ends = {end + len(bare) for end in ends for bare in way.bare if startswith(bare, end)}
        if not ends:
            return False
    return len(letters) in ends


def _system(ways: list[Ways], letters: str) -> str | None:
    """Name the first system in which the letters spell the characters; 'singapore' where systems are mixed."""
    ends = {0: _ALL}
    startswith = letters.startswith
    for way in ways:
        following: dict[int, int] = {}
        for end, mask in ends.items():
            for form, systems in way.systems:
                if startswith(form, end):
                    both = mask & systems
                    if both:
                        after = end + len(form)
                        following[after] = following.get(after, 0) | both
        if not following:
            return None
        ends = following
    mask = ends.get(len(letters), 0)
    for number, system in enumerate(SYSTEMS):
        if mask >> number & 1:
            return system
    return None


def _any_system(ways: list[Ways], letters: str) -> str | None:
    if not _may_fit(ways, letters):
        return None
    return "pinyin" if _fits(ways, letters) else _system(ways, letters)


def _is_western(word: str, length: int) -> bool:
    """Tell whether a word is surely no Chinese given name: it cannot be split in pinyin, or has too many syllables."""
    if word in AMBIGUOUS_WESTERN_NAMES:
        return True
    if len(word) < 3:
        return False
    from glossary.pinyin import split

    parts = split(word)
    if parts is None:
        return True
    return any(part in ("n", "ng", "m", "o", "e", "hm", "hng", "ê") for part in parts) or len(parts) > max(length, 2)


def _choices(ways: list[Ways]) -> list[tuple[str, tuple[str, ...]]]:
    """The pinyin of a name in its usual readings, joined and by character."""
    usual = [way.bare[:2] for way in ways]
    if prod(map(len, usual)) > MAX_CHOICES:
        main = tuple([way.main for way in ways])
        return [("".join(main), main)]
    return [("".join(choice), choice) for choice in product(*usual)]


def one_slip(seen: str, expected: str) -> bool:
    """Tell whether two strings differ by exactly one letter added, left out, changed, or two neighbours swapped."""
    if seen == expected or abs(len(seen) - len(expected)) > 1:
        return False
    start = 0
    shortest = min(len(seen), len(expected))
    while start < shortest and seen[start] == expected[start]:
        start += 1
    if len(seen) == len(expected):
        if seen[start + 1 :] == expected[start + 1 :]:
            return True
        return seen[start : start + 2] == expected[start : start + 2][::-1] and seen[start + 2 :] == expected[start + 2 :]
    if len(seen) > len(expected):
        return seen[start + 1 :] == expected[start:]
    return seen[start:] == expected[start + 1 :]


def _tell(latin: str, choice: tuple[str, ...], head: int) -> str:
    words = latin.split()
    right = [part for part in ("".join(choice[:head]), "".join(choice[head:])) if part] if head else ["".join(choice)]
    if len(words) == len(choice) and len(words) != len(right):
        right = list(choice)
    if len(words) == len(right):
        wrong = [(word, part) for word, part in zip(words, right) if latin_key(word) != part]
        if len(wrong) == 1:
            return f"'{wrong[0][0]}' for '{wrong[0][1].capitalize()}'"
    return f"'{latin}' for '{' '.join(part.capitalize() for part in right)}'"

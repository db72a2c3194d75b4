"""The reading and spelling tables at run time: one block of bytes, decoded only as far as it is asked."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from glossary.index.file import READING_TABLES
from glossary.script import simplify

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal, TypeAlias

    from glossary.model import Reading

    # class (p person, n proper name, w word, x part of names), cost, reading where the defaults of the characters do not
    # give it, lengths of its words, reading inside a name where that differs
    Places: TypeAlias = tuple[str | None, str | None, str | None]  # reading at the head of a name, inside it, at its end
    Entry: TypeAlias = tuple[str, int, tuple[str, ...] | None, tuple[int, ...] | None, tuple[str, ...] | None]

MAX_KEPT_WORDS = 1 << 14
MAX_UNPACKED = 1 << 16  # words
MANY = 12  # words asked for that begin alike, after which it pays to unpack them
MAX_FIELDS = 512  # bytes of an entry, at most
FIRST, LAST = 0x4E00, 0x9FFF
_LOWEST = 0x2E80  # below it there are no Hanzi
# systems of spelling other than pinyin, most specific first: of several that fit, the first one is named
SYSTEMS = ("wade-giles", "hongkong", "taiwan", "hokkien", "hakka", "teochew", "cantonese", "singapore")


NEVER_IN_NAMES = frozenset("你她它们的了吗呢吧啊这那很没")
UNFOLDED = frozenset("乾甯著於徵藉")  # simplifying these would change the reading: 乾隆 Qiánlóng, 甯 is a surname beside 宁


class Folds(dict[str, str]):
    """character -> its simplified form, but for the exceptions that readings need."""

    def __missing__(self, character: str) -> str:
        self[character] = found = character if character in UNFOLDED else simplify(character)
        return found

    def fold(self, hanzi: str) -> str:
        """Fold a whole run, one character to one character."""
        return "".join([self[character] for character in hanzi])


class Characters(dict[str, tuple[str, ...]]):
    """character -> its readings in use, the default first; an unknown character has none."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.rare: dict[str, tuple[str, ...]] = {}

    def __missing__(self, character: str) -> tuple[str, ...]:
        line = self._tables.combination(character)
        usual, _, rare = line.partition("|")
        found = tuple(usual.split())
        if rare:
            self.rare[character] = tuple(rare.split())
        self[character] = found
        return found


class Odds(dict[str, tuple[float, ...]]):
    """character -> how much likelier each place in a name makes it, as logarithms; one without such figures has none."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines

    def __missing__(self, character: str) -> tuple[float, ...]:
        found = self[character] = tuple([int(number) / 10 for number in self._lines.get(character, "").split()])
        return found


class Words(dict[str, "Entry | None"]):
    """word -> its entry, None for what is no word; looked up in the bytes on first sight, and kept while there is room.

    The words that begin with one Hanzi lie together, without their entries: most words are only asked whether they are there.
    They are searched as text at first and unpacked where many are asked for. What is kept is dropped when it is full, so that
    a long run holds no more than a short one.
    """

    def __init__(self, firsts: str, offsets: Any, keys: memoryview, starts: Any, numbers: Any, fields: memoryview) -> None:
        self._places = dict(zip(firsts, range(len(firsts))))
        self._offsets = offsets
        self._keys = keys
        self._starts = starts
        self._numbers = numbers
        self._fields = fields
        self._texts: dict[str, str] = {}  # first Hanzi -> the rest of its words, each between two line ends
        self._asked: dict[str, int] = {}
        self._unpacked: dict[str, dict[str, int]] = {}
        self._room = MAX_UNPACKED
        self._entries: dict[int, Entry] = {}

    def __missing__(self, word: str) -> Entry | None:
        if len(self) >= MAX_KEPT_WORDS:
            self.clear()
        first = word[:1]
        unpacked = self._unpacked.get(first)
        number = self._find(first, word[1:]) if unpacked is None else unpacked.get(word[1:])
        found = self[word] = None if number is None else self._entry(number)
        return found

    def get(self, word: str, default: Any = None) -> Any:
        """Give the entry of a word, None where it is none."""
        return self[word]

    def _find(self, first: str, rest: str) -> int | None:
        text = self._texts.get(first)
        if text is None:
            place = self._places.get(first)
            if place is None:
                return None
            text = self._texts[first] = str(self._keys[self._offsets[place] : self._offsets[place + 1]], "utf-8")
            self._asked[first] = 0
        self._asked[first] += 1
        if self._asked[first] > MANY:
            return self._unpack(first, text).get(rest)
        at = text.find(f"\n{rest}\n")
        if at < 0:
            return None
        number: int = self._numbers[self._starts[self._places[first]] + text.count("\n", 0, at)]
        return number

    def _unpack(self, first: str, text: str) -> dict[str, int]:
        keys = text[1:-1].split("\n")
        if self._room < len(keys):
            self._unpacked = {}
            self._room = MAX_UNPACKED
        self._room -= len(keys)
        place = self._places[first]
        numbers = self._numbers[self._starts[place] : self._starts[place + 1]]
        found = self._unpacked[first] = dict(zip(keys, numbers, strict=True))
        return found

    def _entry(self, number: int) -> Entry:
        found = self._entries.get(number)
        if found is None:
            if len(self._entries) >= MAX_KEPT_WORDS:
                self._entries = {}
            line = bytes(self._fields[number : number + MAX_FIELDS]).partition(b"\n")[0].decode("utf-8")
            head, reading, digits, proper = (*line.split(","), "", "", "")[:4]
            found = self._entries[number] = (
                head[0],
                int(head[1:]),
                tuple(reading.split(" ")) if reading else None,
                tuple(map(int, digits)) if digits else None,
                tuple(proper.split(" ")) if proper else None,
            )
        return found


class Surname:
    """One row of the surname table."""

    __slots__ = ("disputed", "hanzi", "others", "rank", "reading")

    def __init__(self, hanzi: str, reading: tuple[str, ...], others: tuple[str, ...], disputed: bool, rank: int) -> None:
        self.hanzi = hanzi
        self.reading = reading
        self.others = others
        self.disputed = disputed
        self.rank = rank


class Tables:
    """All tables of readings and spellings; immutable but for what it decodes when first asked."""

    surnames: dict[str, Surname]
    compound_firsts: frozenset[str]
    given: dict[str, Places]
    place: dict[str, Places]
    place_beside: dict[str, list[tuple[str, tuple[str, ...], bool]]]  # reading, the Hanzi beside it, whether they stand before
    text_beside: dict[str, list[tuple[str, tuple[str, ...], bool]]]  # the same outside places
    sounds: dict[str, tuple[str, bool]]
    given_common: dict[str, int]
    name_odds: Odds
    heads: dict[str, tuple[str, str]]
    confidence: dict[str, tuple[float, ...]]
    kinds: dict[str, str | list[float]]  # feature of a name -> its weight for each kind, as written until it is asked for

    def __init__(self, sections: dict[str, memoryview]) -> None:
        self._sections = sections
        self._combinations: list[str] = []
        self._direct: Any = self._numbers("direct", "H")
        self._others: dict[str, int] | None = None
        self.characters = Characters(self)
        self.folds = Folds()
        self.words = Words(
            self._text("firsts"),
            self._numbers("offsets", "I"),
            sections["keys"],
            self._numbers("starts", "I"),
            self._numbers("numbers", "I"),
            sections["fields"],
        )
        self.names: dict[Any, Any] = {}  # what match.spelled_name has made: (Hanzi, kind) -> SpelledName
        self.readings: dict[Any, Reading] = {}  # what reader.read has found: (surface, kind, Latin form) -> reading
        for name in (
            "surnames",
            "given",
            "place",
            "text",
            "transcription",
            "given_common",
            "name_odds",
            "heads",
            "confidence",
            "kinds",
        ):
            sections[name]  # those are decoded when they are first asked for: see `__getattr__`
        self._spelling_lines: dict[str, str] | None = None
        self._spellings: dict[str, dict[str, int]] = {}
        self.latin_surnames: frozenset[str] | None = None  # what spelling.is_latin_surname has collected
        self.ways: dict[str, Any] = {}  # what spelling.ways_of has made: character -> Ways

    def __getattr__(self, name: str) -> Any:
        """Decode a table that is asked for the first time; from then on it is an attribute like any other."""
        if name not in _DECODERS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = _DECODERS[name](self)
        setattr(self, name, value)
        return value

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Tables:
        """Load the tables that `build` wrote.

        Raises:
            ValueError: the bytes are not such tables.
        """
        view = memoryview(data)
        if bytes(view[:4]) != READING_TABLES:
            raise ValueError("no reading tables of this version; build them again")
        size = int.from_bytes(view[4:8], "little")
        body = view[8 + size :]
        sections = {}
        try:
            for line in str(view[8 : 8 + size], "ascii").strip().split("\n"):
                name, offset, length = line.split(" ")
                if int(offset) + int(length) > len(body):
                    raise ValueError("the reading tables are cut off; build them again")
                sections[name] = body[int(offset) : int(offset) + int(length)]
            return cls(sections)
        except KeyError as error:
            raise ValueError(f"the reading tables lack {error}; build them again") from error

    def _text(self, name: str) -> str:
        return str(self._sections[name], "utf-8")

    def _rows(self, name: str) -> list[list[str]]:
        text = self._text(name)
        return [line.split("\t") for line in text.split("\n")] if text else []

    def _numbers(self, name: str, code: Literal["H", "I"]) -> Any:
        import sys

        section = self._sections[name]
        if sys.byteorder == "little":
            return section.cast(code)
        from array import array

        numbers = array(code, bytes(section))
        numbers.byteswap()
        return numbers

    def combination(self, character: str) -> str:
        """Give the readings of a character as the table writes them: 'usual usual|rare'; '' where it has none."""
        code = ord(character)
        if FIRST <= code <= LAST:
            number: int = self._direct[code - FIRST]
        elif code < _LOWEST:
            return ""
        else:
            if self._others is None:
                self._others = dict(zip(self._text("others"), self._numbers("others_numbers", "H"), strict=True))
            number = self._others.get(character, 0)
        if not self._combinations:
            self._combinations = self._text("combinations").split("\n")
        return self._combinations[number]

    def defaults(self, key: str) -> tuple[str, ...]:
        """Give the default reading of every character of a folded run."""
        characters = self.characters
        return tuple([characters[c][0] for c in key])

    # -- what the resolver asks ---------------------------------------------------------------------------------------

    def surname_length(self, hanzi: str) -> int:
        """Tell how many leading Hanzi are a surname: 0, 1 or 2 (more for a few Manchu and Xianbei ones)."""
        key = simplify(hanzi)
        return self.surname_length_folded(key)

    def surname_length_folded(self, key: str) -> int:
        """Do the same for a simplified key."""
        if key[:1] in self.compound_firsts:
            for length in (5, 4, 3, 2):
                if len(key) >= length and key[:length] in self.surnames:
                    return length
        return 1 if key[:1] in self.surnames else 0

    def is_word(self, hanzi: str) -> bool:
        """Tell whether Hanzi are an ordinary word or idiom of the dictionary, and no proper name."""
        entry = self.words[simplify(hanzi)]
        return entry is not None and entry[0] == "w"

    def is_proper(self, hanzi: str) -> bool:
        """Tell whether Hanzi are a proper name of the dictionary."""
        entry = self.words[simplify(hanzi)]
        return entry is not None and entry[0] in "np"

    def looks_like_person(self, hanzi: str) -> float:
        """Estimate how likely Hanzi alone are a person's name: 0 to 1."""
        return self.person_prior(simplify(hanzi))

    def person_prior(self, key: str) -> float:
        """Do the same for a simplified key."""
        length = len(key)
        if not 2 <= length <= 5:
            return 0.0
        entry = self.words[key]
        if entry is not None:
            if entry[0] == "p":
                return 0.98
            if entry[0] == "w":
                return 0.02 if length != 3 else 0.05
            if entry[0] == "n":
                return 0.03
        head = self.surname_length_folded(key)
        if head == 0 or head == length:
            return 0.02
        given = key[head:]
        if len(given) > 2 and not (
            head == 1 and len(given) == 3 and given[0] in self.surnames and self.surnames[key[0]].rank <= 250
        ):
            return 0.02
        if self.head_kind(key) is not None:
            return 0.04
        rank = self.surnames[key[:head]].rank
        score = 0.97 if head > 1 else 0.95 if rank <= 100 else 0.88 if rank <= 250 else 0.7 if rank <= 450 else 0.35
        common = self.given_common
        missing = sum(c not in common for c in given)
        if missing:
            score *= 0.75 if missing < len(given) else 0.45
        if len(given) == 3:
            score *= 0.5
        if length == 2:
            score *= 0.8
        if entry is not None:  # a word of texts only
            score *= 0.5
        return score if head > 1 or length > 3 else self._weighed(key, score)

    def _weighed(self, key: str, prior: float) -> float:
        """What a prior becomes by the characters of a run: 谢晓明 is a name, 农场主 is none."""
        if not NEVER_IN_NAMES.isdisjoint(key):
            return 0.02
        if len(key) == 3:
            front = self.words[key[:2]]
            if front is not None and front[0] in "wn" and front[1] < 40 and self.words[key[1:]] is None:
                prior *= 0.55
        odds, first = self.name_odds, 0 if len(key) == 2 else 2
        total = sum([odds[c][first + n] for n, c in enumerate(key) if odds[c]])
        weighed = prior / (1 - prior) * exp(total)
        return min(max(weighed / (1 + weighed), 0.02), 0.98)

    def head_kind(self, key: str) -> str | None:
        """Give the kind that the last characters of a name tell ('大学' organization, '市' place), or None."""
        heads = self.heads
        for length in (4, 3, 2, 1):
            if len(key) > length:
                found = heads.get(key[-length:])
                if found is not None and (found[1] == "any" or len(key) >= int(found[1])):
                    return found[0]
        return None

    def spellings(self, character: str) -> dict[str, int]:
        """Give the spellings of a simplified character in the systems other than pinyin: spelling -> bits of SYSTEMS."""
        found = self._spellings.get(character)
        if found is None:
            if self._spelling_lines is None:
                self._spelling_lines = dict(line.split("\t", 1) for line in self._text("spellings").split("\n") if line)
            line = self._spelling_lines.get(character, "")
            found = {}
            for item in line.split():
                spelling, _, mask = item.partition("=")
                found[spelling] = int(mask)
            self._spellings[character] = found
        return found


def _surnames(tables: Tables) -> dict[str, Surname]:
    return {
        hans: Surname(hans, tuple(reading.split()), tuple(others.split()), flag == "disputed", int(rank))
        for hans, _, reading, others, flag, rank in tables._rows("surnames")
    }


_DECODERS: dict[str, Callable[[Tables], Any]] = {
    "surnames": _surnames,
    "compound_firsts": lambda tables: frozenset(hans[0] for hans in tables.surnames if len(hans) > 1),
    "given": lambda tables: _positional(tables._rows("given")),
    "place": lambda tables: _positional(tables._rows("place")),
    "place_beside": lambda tables: _beside(tables._rows("place")),
    "text_beside": lambda tables: _beside(tables._rows("text")),
    "sounds": lambda tables: {row[0]: (row[1], row[2] == "strong") for row in tables._rows("transcription")},
    "given_common": lambda tables: {
        c: rank for rank, c in enumerate(dict.fromkeys(tables._text("given_common").replace("\n", "")))
    },
    "name_odds": lambda tables: Odds(dict(row for row in tables._rows("name_odds"))),
    "heads": lambda tables: {row[0]: (row[1], row[2]) for row in tables._rows("heads")},
    "kinds": lambda tables: dict(row for row in tables._rows("kinds")),
    "confidence": lambda tables: {row[0]: tuple(map(float, row[1].split())) for row in tables._rows("confidence")},
}


def _positional(rows: list[list[str]]) -> dict[str, Places]:
    """character -> its reading (first, inside, last) of a name; None where the table is silent."""
    table: dict[str, list[str | None]] = {}
    for character, reading, where, *_ in rows:
        places = table.setdefault(character, [None, None, None])
        for place, name in enumerate(("first", "inside", "last")):
            if where in ("any", name):
                places[place] = reading
    return {character: (places[0], places[1], places[2]) for character, places in table.items()}


def _beside(rows: list[list[str]]) -> dict[str, list[tuple[str, tuple[str, ...], bool]]]:
    """character -> its readings beside others: the reading, the Hanzi of which one must stand there, whether before it."""
    table: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
    for character, reading, where, *others in rows:
        if others:
            words = tuple(others[0].split(" ") if " " in others[0] else others[0])
            table.setdefault(character, []).append((reading, words, where == "after"))
    return table

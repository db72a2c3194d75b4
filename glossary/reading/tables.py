"""The reading and spelling tables at run time: one block of bytes, decoded only as far as it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.script import simplify

if TYPE_CHECKING:
    from typing import Any, Literal

MAGIC = b"GLR1"
FIRST, LAST = 0x4E00, 0x9FFF
# systems of spelling other than pinyin, most specific first: of several that fit, the first one is named
SYSTEMS = ("wade-giles", "hongkong", "taiwan", "hokkien", "hakka", "teochew", "cantonese", "singapore")


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


class Words:
    """word -> (class, cost, reading | None, lengths of its words | None, reading as a proper name | None)."""

    __slots__ = ("_bounds", "_by_first", "_decoded", "_lumps", "get")

    def __init__(self, firsts: str, offsets: Any, lumps: memoryview) -> None:
        self._bounds = {first: number for number, first in enumerate(firsts)}
        self._by_first = offsets
        self._lumps = lumps
        self._decoded: dict[str, dict[str, tuple[Any, ...]]] = {}
        self.get = self._get

    def beginning_with(self, first: str) -> dict[str, tuple[Any, ...]]:
        """Give every word that begins with a character, without that character."""
        found = self._decoded.get(first)
        if found is None:
            found = self._decoded[first] = self._decode(first)
        return found

    def _get(self, word: str) -> tuple[Any, ...] | None:
        first = word[:1]
        found = self._decoded.get(first)
        if found is None:
            found = self._decoded[first] = self._decode(first)
        return found.get(word[1:])

    def _decode(self, first: str) -> dict[str, tuple[Any, ...]]:
        number = self._bounds.get(first)
        if number is None:
            return {}
        lump = str(self._lumps[self._by_first[number] : self._by_first[number + 1]], "utf-8")
        words: dict[str, tuple[Any, ...]] = {}
        for line in lump.split("\n"):
            rest, _, fields = line.partition(",")
            if "," not in fields:
                words[rest] = (fields[0], int(fields[1:]), None, None, None)
                continue
            head, reading, *more = fields.split(",")
            shape = _shape(more[0]) if more and more[0] else None
            proper = tuple(more[1].split(" ")) if len(more) > 1 and more[1] else None
            words[rest] = (head[0], int(head[1:]), tuple(reading.split(" ")) if reading else None, shape, proper)
        return words


def _shape(digits: str) -> tuple[int, ...]:
    if digits[0] == "-":  # a hyphen behind the first word
        return (-int(digits[1]), *map(int, digits[2:]))
    return tuple(map(int, digits))


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

    def __init__(self, sections: dict[str, memoryview]) -> None:
        self._sections = sections
        self._combinations: list[str] = []
        self._direct: Any = self._numbers("direct", "H")
        self._others: dict[str, int] | None = None
        self.characters = Characters(self)
        self.folds = Folds()
        self.words = Words(self._text("firsts"), self._numbers("offsets", "I"), sections["lumps"])
        self.surnames: dict[str, Surname] = {}
        self.compound_firsts: set[str] = set()
        for line in self._rows("surnames"):
            hans, _, reading, others, flag, rank = line
            row = Surname(hans, tuple(reading.split()), tuple(others.split()), flag == "disputed", int(rank))
            self.surnames[hans] = row
            if len(hans) > 1:
                self.compound_firsts.add(hans[0])
        self.given = _positional(self._rows("given"))
        self.place = _positional(self._rows("place"))
        self.sounds: dict[str, tuple[str, bool]] = {row[0]: (row[1], row[2] == "strong") for row in self._rows("transcription")}
        self.given_common: dict[str, int] = {
            c: rank for rank, c in enumerate(dict.fromkeys(self._text("given_common").replace("\n", "")))
        }
        self.heads: dict[str, tuple[str, str]] = {row[0]: (row[1], row[2]) for row in self._rows("heads")}
        self.confidence: dict[str, tuple[float, ...]] = {
            row[0]: tuple(map(float, row[1].split())) for row in self._rows("confidence")
        }
        self._spelling_lines: dict[str, str] | None = None
        self._spellings: dict[str, dict[str, int]] = {}
        self._latin_surnames: frozenset[str] | None = None
        self.spelling_cache: dict[Any, Any] = {}

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Tables:
        """Load the tables that `build` wrote.

        Raises:
            ValueError: the bytes are not such tables.
        """
        view = memoryview(data)
        if bytes(view[:4]) != MAGIC:
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
        if not self._combinations:
            self._combinations = self._text("combinations").split("\n")
        if len(character) != 1:
            return ""
        code = ord(character)
        if FIRST <= code <= LAST:
            line: str = self._combinations[self._direct[code - FIRST]]
            return line
        if self._others is None:
            self._others = dict(zip(self._text("others"), self._numbers("others_numbers", "H"), strict=True))
        return self._combinations[self._others.get(character, 0)]

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
        entry = self.words.get(simplify(hanzi))
        return entry is not None and entry[0] == "w"

    def looks_like_person(self, hanzi: str) -> float:
        """Estimate how likely Hanzi alone are a person's name: 0 to 1."""
        return self.person_prior(simplify(hanzi))

    def person_prior(self, key: str) -> float:
        """Do the same for a simplified key."""
        length = len(key)
        if not 2 <= length <= 5:
            return 0.0
        entry = self.words.get(key)
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
        if head == 1 and length == 3:
            words = self.words
            front = words.get(key[:2])
            back = words.get(key[1:])
            if front is not None and front[0] in "wn" and front[1] < 40 and back is None:
                score *= 0.55
        return score

    def head_kind(self, key: str) -> str | None:
        """Give the kind that the last characters of a name tell ('大学' organization, '市' place), or None."""
        heads = self.heads
        for length in (4, 3, 2, 1):
            if len(key) > length:
                found = heads.get(key[-length:])
                if found is not None and (found[1] == "any" or len(key) >= int(found[1])):
                    return found[0]
        return None

    def latin_surname(self, word: str) -> bool:
        """Tell whether a Latin word spells a surname in any system."""
        if self._latin_surnames is None:
            from glossary.reading.spelling import all_latin_surnames

            self._latin_surnames = all_latin_surnames(self)
        from glossary.reading.spelling import latin_key

        return latin_key(word) in self._latin_surnames

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


def _positional(rows: list[list[str]]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """character -> its reading (first, inside, last) of a name; None where the table is silent."""
    table: dict[str, list[str | None]] = {}
    for character, reading, where in rows:
        places = table.setdefault(character, [None, None, None])
        for place, name in enumerate(("first", "inside", "last")):
            if where in ("any", name):
                places[place] = reading
    return {character: (places[0], places[1], places[2]) for character, places in table.items()}

"""Whether a Latin string spells a Hanzi name, in which system of romanisation, and with what slip.

A name matches only whole: every Hanzi and every Latin letter is used.  Persons may also be written given name first, or with
a Western name besides ('Carrie Lam Cheng Yuet-ngor').
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from glossary.pinyin import strip_tones, wade_giles
from glossary.reading.tables import SYSTEMS
from glossary.script import is_hanzi, strip_marks

if TYPE_CHECKING:
    from typing import Any

    from glossary.reading.tables import Tables

MAX_HANZI = 40
MAX_LETTERS = 200
_WADE = 1 << SYSTEMS.index("wade-giles")
_TAIWAN = 1 << SYSTEMS.index("taiwan")
_MIXED = 1 << SYSTEMS.index("singapore")  # there systems are mixed in one name: every spelling counts
_ALL = (1 << len(SYSTEMS)) - 1
_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹêĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛÜăĕĭŏŭ"
_BARE = "aaaaeeeeiiiioooouuuuuuuuunnneAAAAEEEEIIIIOOOOUUUUUUUUUaeiou"
_TO_BARE = str.maketrans(_MARKED, _BARE)
_KEEP_LETTERS = {code: None for code in range(0x250) if not chr(code).isalnum()}
_KEEP_LETTERS.update({ord(c): None for c in "‘’ʼʻ`´‐‑‒–—－＇·‧•・･∙⋅\u200b\u200c\u200d\ufeff\u00a0\u3000…“”"})
_COMBINING_TONES = dict.fromkeys((0x300, 0x301, 0x304, 0x306, 0x308, 0x30C))
# Western names that could also be syllables of pinyin
# fmt: off
_WESTERN = frozenset({
    "ada", "ana", "anna", "ella", "eva", "gina", "lena", "lina", "lisa", "lola", "luna", "mia", "mila",
    "mina", "mona", "nana", "nina", "nora", "rosa", "sara", "sasha", "tina", "coco", "gigi", "kiki", "lulu",
    "mimi", "vivi", "dana", "dina", "lana", "lara", "leila", "maya", "mary", "ben", "dan", "jan", "jane",
    "jean", "ken", "len", "ray", "roy", "tom", "tim", "sam", "kim", "may", "lee", "ann", "bob", "joe", "jo",
    "sue", "amy", "ivy", "eve", "dee", "zoe", "china", "kane", "gene", "wayne", "shane", "jose", "juan",
})
# fmt: on
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


def latin_key(latin: str) -> str:
    """Make the key of a Latin string: lower-case letters and digits without marks, spaces, hyphens and apostrophes.

    >>> latin_key("Lǚ Xī'ān"), latin_key("Ts’ao K’un")
    ('luxian', 'tsaokun')
    """
    if latin.isascii():
        return latin.translate(_KEEP_LETTERS).lower()
    return strip_marks(latin.translate(_TO_BARE)).translate(_KEEP_LETTERS).lower()


def match_spelling(hanzi: str, latin: str, tables: Tables, *, kind: str | None = None) -> Spelling | None:
    """Tell whether a Latin string spells Hanzi, in any system; None where it does not.

    Args:
        hanzi: the name, simplified or traditional, as printed.
        latin: the Latin form as printed, the name alone.
        tables: the compiled tables.
        kind: of what is named, where it is known; only persons have surnames, extra names and dialect spellings.

    Over 40 Hanzi or 200 letters nothing is compared.
    """
    if len(latin) > MAX_LETTERS or len(hanzi) > 2 * MAX_HANZI:
        return None
    letters = latin_key(latin)
    if not letters:
        return None
    key = tables.folds.fold(hanzi)
    if not all(map(tables.characters.__getitem__, key)):
        key = tables.folds.fold("".join([c for c in hanzi if is_hanzi(c) or (c.isascii() and c.isalnum())]))
    length = len(key)
    if not 1 <= length <= MAX_HANZI or len(letters) > 9 * length + 40:
        return None
    person = kind is None or kind == "person"
    head = tables.surname_length_folded(key) if person and 2 <= length <= 6 else 0
    if head >= length:
        head = 0
    options = [_pinyin(c, tables) for c in key]
    if options[0].letters.find(letters[0]) >= 0 and _fits(options, letters):
        return Spelling("spelling", "pinyin", None, "surname-first")
    rotated: list[Any] = []
    if head:
        rotated = options[head:] + options[:head]
        if rotated[0].letters.find(letters[0]) >= 0 and _fits(rotated, letters) and _has_gap(latin):
            return Spelling("spelling", "pinyin", None, "given-first")
    if person and length <= 6:
        found = _match_systems(key, letters, tables)
        if found is not None:
            return Spelling("spelling", found, None, "surname-first")
        if head and _has_gap(latin):
            found = _match_systems(key[head:] + key[:head], letters, tables)
            if found is not None:
                return Spelling("spelling", found, None, "given-first")
    slip = _near(options, letters, latin, head)
    if slip is not None:
        return Spelling("near", "pinyin", slip, "surname-first")
    if rotated and _has_gap(latin):
        slip = _near(rotated, letters, latin, length - head)
        if slip is not None:
            return Spelling("near", "pinyin", slip, "given-first")
    if head and (kind == "person" or tables.person_prior(key) >= 0.2):
        return _match_extra(key, head, latin, tables)
    return None


def initials(hanzi: str, tables: Tables) -> str:
    """The letters with which a Latin string that spells a name in whole can begin, surname first or given name first."""
    cache = tables.spelling_cache
    found = cache.get("\2" + hanzi)
    if found is None:
        key = tables.folds.fold(hanzi)[:MAX_HANZI]
        size = tables.surname_length_folded(key)
        heads = [c for c in {key[:1], key[size : size + 1]} if c]
        forms = [form for c in heads for form in (*_pinyin(c, tables).bare, *(form for form, _ in _system_forms(c, tables)))]
        found = cache["\2" + hanzi] = "".join(sorted({form[0] for form in forms if form}))
    return found


def _has_gap(latin: str) -> bool:
    return " " in latin.strip() or "," in latin


class _Options:
    """The ways to write one character in pinyin: bare spellings, default first; their first letters."""

    __slots__ = ("bare", "letters", "main")

    def __init__(self, bare: tuple[str, ...], main: str) -> None:
        self.bare = bare
        self.letters = "".join(dict.fromkeys(spelling[0] for spelling in bare)) if bare else ""
        self.main = main


_VARIANTS = {"lü": ("lu", "lv", "lyu"), "nü": ("nu", "nv", "nyu"), "lüe": ("lue", "lve", "lyue"), "nüe": ("nue", "nve", "nyue")}


def _bare_forms(syllable: str) -> tuple[str, ...]:
    bare = strip_tones(syllable)
    return _VARIANTS.get(bare) or (bare.replace("ê", "e"),)


def _pinyin(character: str, tables: Tables) -> _Options:
    cache = tables.spelling_cache
    found = cache.get(character)
    if found is None:
        if character.isascii():
            found = _Options((character.lower(),), character.lower())
        else:
            usual = tables.characters[character]
            surname = tables.surnames.get(character)
            every = [
                *usual,
                *(surname.reading + surname.others if surname is not None else ()),
                *tables.characters.rare.get(character, ()),
            ]
            bare = tuple(dict.fromkeys(form for syllable in every for form in _bare_forms(syllable)))
            found = _Options(bare, bare[0] if bare else "")
        cache[character] = found
    return found


def _fits(options: list[_Options], letters: str) -> bool:
    """Tell whether the letters are one spelling of each character, in order, with nothing left."""
    ends = {0}
    startswith = letters.startswith
    for option in options:
        ends = {end + len(bare) for end in ends for bare in option.bare if startswith(bare, end)}
        if not ends:
            return False
    return len(letters) in ends


# -- the other systems --------------------------------------------------------------------------------------------------


def _system_forms(character: str, tables: Tables) -> list[tuple[str, int]]:
    cache = tables.spelling_cache
    name = "\0" + character
    found = cache.get(name)
    if found is None:
        masks: dict[str, int] = {}
        if not character.isascii():
            for bare in _pinyin(character, tables).bare:
                if "v" in bare or bare.startswith(("lyu", "nyu")):
                    continue
                masks[bare] = masks.get(bare, 0) | _MIXED
            surname = tables.surnames.get(character)
            for syllable in (*tables.characters[character], *(surname.reading if surname is not None else ())):
                for form in _wade_forms(syllable):
                    masks[form] = masks.get(form, 0) | _WADE | _TAIWAN | _MIXED
            for form, mask in tables.spellings(character).items():
                masks[form] = masks.get(form, 0) | mask | _MIXED
        found = cache[name] = list(masks.items())
    return found


def _wade_forms(syllable: str) -> tuple[str, ...]:
    """Write a syllable in Wade–Giles as newspapers print it: without apostrophes and ü, with the common variants."""
    form = wade_giles(syllable).replace("'", "").replace("ü", "u")
    forms = [form]
    if form == "i":
        forms.append("yi")
    if form.endswith("ieh"):
        forms.append(form[:-1])
    if form in ("ko", "ho", "o"):
        forms.append(form[:-1] + "e" if form != "o" else "e")
    if form in ("ssu", "szu"):
        forms.extend(("szu", "sze"))
    if form.startswith("hs") and len(form) > 2:
        forms.append("s" + form[2:])
    if form == "jung":
        forms.append("rong")
    if form == "kuo":
        forms.append("guo")
    return tuple(forms)


def _match_systems(key: str, letters: str, tables: Tables) -> str | None:
    """Name the first system in which the letters spell the characters; 'singapore' where systems are mixed."""
    ends = {0: _ALL}
    startswith = letters.startswith
    for character in key:
        following: dict[int, int] = {}
        forms = _system_forms(character, tables)
        for end, mask in ends.items():
            for form, systems in forms:
                if startswith(form, end):
                    both = mask & systems
                    if both:
                        after = end + len(form)
                        following[after] = following.get(after, 0) | both
        if not following:
            return None
        ends = following
    mask = ends.get(len(letters), 0)
    if not mask:
        return None
    for number, system in enumerate(SYSTEMS):
        if mask >> number & 1:
            return system
    return None


def all_latin_surnames(tables: Tables) -> frozenset[str]:
    """Collect every Latin word that spells a surname of the table in some system."""
    words: set[str] = set()
    for hanzi, surname in tables.surnames.items():
        if len(hanzi) == 1:
            words.update(form for syllable in surname.reading + surname.others for form in _bare_forms(syllable))
            for syllable in surname.reading:
                words.update(_wade_forms(syllable))
            words.update(tables.spellings(hanzi))
        else:
            words.update(map("".join, product(*(_bare_forms(syllable) for syllable in surname.reading))))
    return frozenset(words)


def _match_extra(key: str, head: int, latin: str, tables: Tables) -> Spelling | None:
    """Match a name with a Western name besides: 'Carrie Lam Cheng Yuet-ngor', 'Tony Leung'."""
    words = latin.replace(",", " ").split()
    if not _TITLES.isdisjoint(map(str.lower, words)):
        return None
    if not 2 <= len(words) <= 8 or not all(word[:1].isupper() for word in words):
        return None
    heads = _surname_forms(key[:head], tables)
    if not any(latin_key(word).startswith(heads) for word in words):
        return None
    for drop in range(1, min(4, len(words))):
        for rest in (words[drop:], words[:-drop]):
            if len(rest) == 1 and len(key) - head > 1 and "-" not in rest[0] and len(rest[0]) < 6:
                continue
            letters = latin_key("".join(rest))
            if letters and _fits([_pinyin(c, tables) for c in key], letters):
                return Spelling("spelling", "pinyin", None, "extra-name")
            system = _match_systems(key, letters, tables) if letters else None
            if system is not None:
                return Spelling("spelling", system, None, "extra-name")
    last = latin_key(words[-1])
    surname = key[:head]
    if not last or len(words) > 4:
        return None
    system = "pinyin" if _fits([_pinyin(c, tables) for c in surname], last) else _match_systems(surname, last, tables)
    if system is None:
        return None
    given = [latin_key(word) for word in words[:-1]]
    if not all(given) or any("-" in word for word in words[:-1]):
        return None
    if all(_is_western(word, len(key) - head, tables) for word in given):
        return Spelling("spelling", system, None, "extra-name")
    return None


def _surname_forms(surname: str, tables: Tables) -> tuple[str, ...]:
    """Give every way to write the first character of a surname."""
    cache = tables.spelling_cache
    found = cache.get("\1" + surname)
    if found is None:
        found = cache["\1" + surname] = (
            *_pinyin(surname[0], tables).bare,
            *(form for form, _ in _system_forms(surname[0], tables)),
        )
    return found


def _is_western(word: str, length: int, tables: Tables) -> bool:
    """Tell whether a word is surely no Chinese given name: it cannot be split in pinyin, or has too many syllables."""
    if word in _WESTERN:
        return True
    if len(word) < 3:
        return False
    from glossary.pinyin import split

    parts = split(word)
    if parts is None:
        return True
    return any(part in ("n", "ng", "m", "o", "e", "hm", "hng", "ê") for part in parts) or len(parts) > max(length, 2)


# -- slips --------------------------------------------------------------------------------------------------------------


def _near(options: list[_Options], letters: str, latin: str, head: int) -> str | None:
    """Tell the one slip by which the letters differ from the pinyin, or None."""
    if len(options) < 2 or len(letters) < 5:
        return None
    count = 1
    size = 0
    for option in options:
        count *= min(len(option.bare), 2)
        size += len(option.main)
    if not -3 <= size - len(letters) <= 3:
        return None
    first = letters[0]
    if first not in options[0].letters and letters[1:2] not in options[0].letters:  # one slip at most: not in both
        return None
    if count > 16:
        choices: Any = [tuple(option.main for option in options)] if abs(size - len(letters)) <= 1 else []
    else:
        choices = product(*(option.bare[:2] for option in options))
    for choice in choices:
        expected = "".join(choice)
        if one_slip(letters, expected):
            return _tell(latin, choice, head)
    return None


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


# -- a Latin form as evidence for a reading ------------------------------------------------------------------------------


def fit_pinyin(key: str, default: tuple[str, ...], latin: str, tables: Tables, head: int) -> tuple[str, ...] | None:
    """Choose among the known readings those that a Latin form spells, with the fewest changes from the default.

    None where the form does not spell the name whole. Tone marks of the form count only between known readings.
    """
    toned = latin
    if not latin.isascii():
        import unicodedata

        toned = unicodedata.normalize("NFC", latin)
    toned = toned.lower().translate(_KEEP_LETTERS)
    letters = toned.translate(_TO_BARE)
    if not letters.isascii():
        return None
    marked = letters != toned
    if len(default) != len(key):
        return None
    orders: tuple[tuple[int, ...], ...] = (tuple(range(len(key))),)
    if 0 < head < len(key):
        orders += ((*range(head, len(key)), *range(head)),)
    for order in orders:
        found = _fit(key, default, letters, toned if marked else "", order, tables)
        if found is not None:
            chosen = [""] * len(key)
            for place, syllable in zip(order, found, strict=True):
                chosen[place] = syllable
            return tuple(chosen)
    return None


_AGAINST_SURNAME = 9  # more than a wrong tone mark costs


def _fit(
    key: str, default: tuple[str, ...], letters: str, toned: str, order: tuple[int, ...], tables: Tables
) -> tuple[str, ...] | None:
    states: dict[int, tuple[int, tuple[str, ...]]] = {0: (0, ())}
    startswith = letters.startswith
    for place in order:
        character = key[place]
        first = default[place]
        options = [(first, 0)]
        usual = tables.characters[character]
        settled = ""  # letters of a surname that has one tone whatever the Latin form says: Rén, not Rèn
        if place == 0:
            surname = tables.surnames.get(character)
            if surname is not None:
                other = surname.others if surname.disputed else ()
                options.extend((syllable, 3) for syllable in (surname.reading[0], *other) if syllable != first)
                settled = strip_tones(first) if surname.reading[0] == first else ""
        options.extend(
            (syllable, _AGAINST_SURNAME if strip_tones(syllable) == settled else 3 + number)
            for number, syllable in enumerate(usual)
            if syllable != first
        )
        options.extend((syllable, 12) for syllable in tables.characters.rare.get(character, ()))
        following: dict[int, tuple[int, tuple[str, ...]]] = {}
        for start, (cost, chosen) in states.items():
            for syllable, price in options:
                for bare in _bare_forms(syllable):
                    if startswith(bare, start):
                        end = start + len(bare)
                        total = cost + price
                        if toned:
                            seen = toned[start:end].replace("v", "ü")
                            if seen != bare and seen != syllable:
                                total += 8
                        if end not in following or total < following[end][0]:
                            following[end] = (total, (*chosen, syllable))
        if not following:
            return None
        states = following
    found = states.get(len(letters))
    return found[1] if found is not None else None


def is_western(words: str) -> bool:
    """Tell whether words before a Chinese name are given names such as overseas Chinese take: 'Andy', 'Tony'."""
    return all(latin_key(word) in WESTERN_NAMES for word in words.split())


WESTERN_NAMES = _WESTERN | frozenset(
    "aaron adam alan albert alex alexander alfred alice allen amanda andrew andy angela angelica anita annie anthony arthur "
    "barbara benjamin bernard betty bill bobby brandon brian bruce carina carl carrie catherine cecilia charlene charles charlie "
    "charmaine cherie chris christian christina christopher cindy clara claudia connie cynthia daniel danny daphne david debbie "
    "dennis derek diana donald donnie doris dorothy eason eddie edgar edmund edward edwin elaine eleanor elizabeth ella ellen elva "
    "emily emma eric erica ernest esther eugene evelyn faye felix fiona florence frances francis frank franklin fred frederick gary "
    "george gerald gillian gloria gordon grace greg gregory harry helen henry herbert hilary howard ian irene isabella jack jackie "
    "jackson jacky jacqueline james jane janet janice jason jasper jay jeffrey jennifer jenny jeremy jerry jessica jessie jet jimmy "
    "joan joanna joanne joe joey john johnny jolin jonathan joseph joshua joyce judy julia julie june karen kate katherine kathy "
    "katrina kelly kenneth kenny kevin kitty lawrence leo leon leonard leslie lewis lily linda lisa louis lucas lucy luke maggie "
    "marcus margaret maria mark martin mary matthew max melissa michael michelle mike miriam monica nancy natalie nathan nelson "
    "nicholas nicky nicole oliver oscar pansy patrick paul paula peggy penny peter philip phoebe priscilla rachel ralph raymond "
    "rebecca regina rene richard rita robert robin rocky roger ronald rose rosamund roy russell ruth sally sammi samuel sandra sarah "
    "scarlett selina shirley simon sonia sophia sophie stanley stella stephanie stephen steve steven sunny susan sylvia teresa terry "
    "thomas tiffany timothy tommy tony tracy tyler vanessa victor victoria vincent viola vivian walter wendy wesley wilfred william "
    "willie wilson winnie yvonne zachary".split()
)

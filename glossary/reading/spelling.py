"""How a Hanzi is written in Latin letters: in pinyin, and in the other systems of romanisation."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from glossary.pinyin import strip_tones, wade_giles
from glossary.reading.tables import SYSTEMS
from glossary.script import strip_marks

if TYPE_CHECKING:
    from glossary.reading.tables import Tables

_WADE = 1 << SYSTEMS.index("wade-giles")
_TAIWAN = 1 << SYSTEMS.index("taiwan")
_MIXED = 1 << SYSTEMS.index("singapore")  # there systems are mixed in one name: every spelling counts
_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹêĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛÜăĕĭŏŭ"
_BARE = "aaaaeeeeiiiioooouuuuuuuuunnneAAAAEEEEIIIIOOOOUUUUUUUUUaeiou"
_TO_BARE = str.maketrans(_MARKED, _BARE)
_KEEP_LETTERS = {code: None for code in range(0x250) if not chr(code).isalnum()}
_KEEP_LETTERS.update({ord(c): None for c in "‘’ʼʻ`´‐‑‒–—－＇·‧•・･∙⋅\u200b\u200c\u200d\ufeff\u00a0\u3000…“”"})
# Western names that could also be syllables of pinyin
# fmt: off
AMBIGUOUS_WESTERN_NAMES = frozenset({
    "ada", "ana", "anna", "ella", "eva", "gina", "lena", "lina", "lisa", "lola", "luna", "mia", "mila",
    "mina", "mona", "nana", "nina", "nora", "rosa", "sara", "sasha", "tina", "coco", "gigi", "kiki", "lulu",
    "mimi", "vivi", "dana", "dina", "lana", "lara", "leila", "maya", "mary", "ben", "dan", "jan", "jane",
    "jean", "ken", "len", "ray", "roy", "tom", "tim", "sam", "kim", "may", "lee", "ann", "bob", "joe", "jo",
    "sue", "amy", "ivy", "eve", "dee", "zoe", "china", "kane", "gene", "wayne", "shane", "jose", "juan",
})
# fmt: on


def latin_key(latin: str) -> str:
    """Make the key of a Latin string: lower-case letters and digits without marks, spaces, hyphens and apostrophes.

    >>> latin_key("Lǚ Xī'ān"), latin_key("Ts’ao K’un")
    ('luxian', 'tsaokun')
    """
    key = latin.replace(" ", "")
    if key.isascii():
        return key.lower() if key.isalnum() else key.translate(_KEEP_LETTERS).lower()
    return strip_marks(latin.translate(_TO_BARE)).translate(_KEEP_LETTERS).lower()


def drop_separators(latin: str) -> str:
    """Drop spaces, hyphens, apostrophes and other marks between letters; tone marks stay."""
    return latin.translate(_KEEP_LETTERS)


def drop_tones(latin: str) -> str:
    """Drop tone marks and the dots of ü."""
    return latin.translate(_TO_BARE)


class Ways:
    """The ways to write one character: in pinyin without tones, the default first, and in the other systems."""

    __slots__ = ("bare", "forms", "initials", "main", "sizes", "systems")

    def __init__(self, bare: tuple[str, ...], systems: dict[str, int]) -> None:
        self.bare = bare
        self.main = bare[0] if bare else ""
        self.initials = frozenset(form[0] for form in bare)
        self.systems = tuple(systems.items())  # (form, bits of SYSTEMS)
        self.forms = tuple(dict.fromkeys((*bare, *systems)))
        lengths = sorted({len(form) for form in self.forms})
        self.sizes = tuple((size, frozenset(form for form in self.forms if len(form) == size)) for size in lengths)


_VARIANTS = {"lü": ("lu", "lv", "lyu"), "nü": ("nu", "nv", "nyu"), "lüe": ("lue", "lve", "lyue"), "nüe": ("nue", "nve", "nyue")}


def bare_forms(syllable: str) -> tuple[str, ...]:
    """Write a syllable of pinyin without its tone, ü in every way that is printed."""
    bare = strip_tones(syllable)
    return _VARIANTS.get(bare) or (bare.replace("ê", "e"),)


def ways_of(character: str, tables: Tables) -> Ways:
    """Give the ways to write a character of a folded key; what is no Hanzi is written as itself."""
    found = tables.ways.get(character)
    if found is None:
        found = Ways((character.lower(),), {}) if character.isascii() else _ways(character, tables)
        tables.ways[character] = found
    return found


def _ways(character: str, tables: Tables) -> Ways:
    usual = tables.characters[character]
    surname = tables.surnames.get(character)
    own = surname.reading if surname is not None else ()
    every = (*usual, *own, *(surname.others if surname is not None else ()), *tables.characters.rare.get(character, ()))
    bare = tuple(dict.fromkeys(form for syllable in every for form in bare_forms(syllable)))
    systems: dict[str, int] = {}
    for form in bare:
        if "v" not in form and not form.startswith(("lyu", "nyu")):
            systems[form] = systems.get(form, 0) | _MIXED
    for syllable in (*usual, *own):
        for form in _wade_forms(syllable):
            systems[form] = systems.get(form, 0) | _WADE | _TAIWAN | _MIXED
    for form, mask in tables.spellings(character).items():
        systems[form] = systems.get(form, 0) | mask | _MIXED
    return Ways(bare, systems)


def _wade_forms(syllable: str) -> tuple[str, ...]:
    """Write a syllable in Wade–Giles as newspapers print it: without apostrophes and ü, with the common variants."""
    form = wade_giles(syllable).replace("'", "").replace("ü", "u")
    forms = [form]
    if form == "i":
        forms.append("yi")
    if form.endswith("ieh"):
        forms.append(form[:-1])
    if form in ("ko", "ho", "o"):
        forms.append(form[:-1] + "e")
    if form == "ssu":
        forms.extend(("szu", "sze"))
    if form.startswith("hs"):
        forms.append("s" + form[2:])
    if form == "jung":
        forms.append("rong")
    if form == "kuo":
        forms.append("guo")
    return tuple(forms)


def is_latin_surname(word: str, tables: Tables) -> bool:
    """Tell whether a Latin word spells a surname in any system."""
    if tables.latin_surnames is None:
        tables.latin_surnames = _latin_surnames(tables)
    return latin_key(word) in tables.latin_surnames


def _latin_surnames(tables: Tables) -> frozenset[str]:
    words: set[str] = set()
    for hanzi, surname in tables.surnames.items():
        if len(hanzi) == 1:
            words.update(form for syllable in surname.reading + surname.others for form in bare_forms(syllable))
            for syllable in surname.reading:
                words.update(_wade_forms(syllable))
            words.update(tables.spellings(hanzi))
        else:
            words.update(map("".join, product(*(bare_forms(syllable) for syllable in surname.reading))))
    return frozenset(words)


def is_western(words: str) -> bool:
    """Tell whether words before a Chinese name are given names such as overseas Chinese take: 'Andy', 'Tony'."""
    return all(latin_key(word) in WESTERN_NAMES for word in words.split())


WESTERN_NAMES = AMBIGUOUS_WESTERN_NAMES | frozenset(
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

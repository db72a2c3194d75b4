"""What a name that the glossary does not know names: a kind, and the evidence for it.

The words before the name, its Latin form and its Hanzi are asked in turn, the surest evidence first; the first answer counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from glossary import context, script
from glossary.context import Head
from glossary.cues import cues, cues_beside, said_to_be
from glossary.guess import likely_kind
from glossary.heads import ENDS_OF_GIVEN_NAMES, ENDS_OF_PLACES, TRANSCRIBING, head_of
from glossary.model import LatinForm
from glossary.reading import Tables, match_spelling
from glossary.reading.spelling import is_western
from glossary.script import lazy_pattern
from glossary.sighting import Beside, Sighting
from glossary.words import GROUPS, LOOSE_TITLES, RULERS, TASTING, TEAM_ROLES, WORD_LABELS, head_kind

RARE_SURNAME = 250  # the rank from which a word of two Hanzi is rather a word than a person
LIKELY = 0.3  # the probability from which the likeliest kind is said
UNSURE = 0.55  # the same where the Latin form adds nothing, or the name holds Latin letters
LIKELY_ALONE = 0.7  # the prior from which two Hanzi alone are a person
RATHER = 0.8  # the same where the Hanzi are an ordinary word
ALONE = 0.9  # the same where there is no Latin form
NUMBERED = 1.5  # log odds that what a number leads is a concept: 'Tiga Prioritas (三大优先)'
SURE = 2.0  # log odds from which the words around a name outweigh what its Hanzi look like
_SIBLING = lazy_pattern(rf"([{script.HANZI_CLASS}]{{2,4}})\s?[/、，,]\s?$")
_LIST_NUMBER = lazy_pattern(r"^\d{1,2}\. ")
_NUMBERS = "0123456789. "  # of a list
_ADDRESSED = frozenset("我你您")
_SURE_ORGANIZATIONS = frozenset(
    "党 公司 集团 银行 委员会 协会 基金会 出版社 通讯社 电视台 研究院 研究所 俱乐部 乐队 "
    "证券 保险 期货 会馆 公会 商会 总会".split()
)
_NAMED_IN_TITLES = frozenset(("place", "event", "concept", "organization", "project"))  # by the head word of a work's title
_SURE_ENDS = frozenset("宫寺庙庵塔祠陵省市县镇乡")  # that end no given name
_NUMERALS = frozenset("一二三四五六七八九十百千万两双")
_NUMBER_WORDS = frozenset("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh seratus ganda kedua".split())
_MIXED = {"person": -5.0, "place": -3.0, "project": 1.5}  # log odds of a name that holds Latin letters or digits
_OPEN_QUOTES = frozenset("\"“‘'*_")
MAKERS = frozenset("sutradara penulis pengarang pencipta bintang pemeran produser".split())  # 'sutradara Hero (英雄)'

_DIRECTED_DYNASTIES = frozenset(
    "前秦 后秦 西秦 前汉 后汉 西汉 东汉 南汉 北汉 蜀汉 前凉 后凉 南凉 北凉 西凉 前燕 后燕 南燕 北燕 西燕 前赵 后赵 北魏 东魏 "
    "西魏 后周 北周 西周 东周 后唐 南唐 后梁 西梁 后晋 西晋 东晋 北宋 南宋 南齐 北齐 南陈 前蜀 后蜀 东吴 后金 西辽 北辽 "
    "北元 南明".split()
)
_TAXON = lazy_pattern(
    r"[A-Z][a-z]+(?:saurus|tyrannus|raptor|ceratops|pteryx|venator|titan|suchus|therium|pithecus|mimus|gnathus)(?: [a-z]+)?"
)
_BINOMIAL = lazy_pattern(r"[A-Z][a-z]{2,} [a-z]{3,}")

Answer = tuple[str, str] | None  # a kind, and what was seen


class Name(NamedTuple):
    """A name without an entry, and what is asked of it more than once."""

    surface: str
    plain: str  # its Hanzi alone, simplified
    latin: LatinForm | None
    is_spelled: bool  # by the Latin form, perhaps with a slip
    is_capital: bool  # nothing says that it is no proper name
    shape: str | None  # the kind that the cover of the run found
    before: str  # the words before it, or before the series that it goes on
    ahead: str  # the words right before it
    after: str  # the words behind it
    beside: Beside | None  # the kind of the name before it in a series
    said: Head  # the head of those words
    series: str  # the first name of the series
    ending: tuple[str, str] | None  # the head word of its Hanzi, and the kind that it tells
    surname: int  # Hanzi of the surname with which it begins
    could_be_person: bool
    is_spelled_person: bool
    likely: float  # that the Hanzi are a person's name

    @property
    def is_one_word(self) -> bool:
        """Tell whether its Latin form spells two or more Hanzi in one word, as a person's does not: 'Sangdui (桑堆)'."""
        return self.is_spelled and self.latin is not None and self.latin.text[1:].islower() and self.latin.text.isalpha()

    @property
    def is_mixed(self) -> bool:
        """Tell whether it holds Latin letters or digits: 华为Mate 60."""
        return len(self.plain) < len(self.surface) and any(c.isascii() and c.isalnum() for c in self.surface)

    def says(self, kind: str) -> float:
        """How far the words around it speak for a kind, as log odds."""
        return self.cues().get(kind, 0.0)

    def cues(self) -> dict[str, float]:
        """How far the words around it and the name beside it speak for each kind, as log odds."""
        found = dict(cues(self.ahead, self.after))
        if self.beside is not None:
            found[self.beside.kind] = found.get(self.beside.kind, 0.0) + self.beside.weight
        return found


def kind_of(sighting: Sighting, tables: Tables) -> tuple[str, str]:
    """Tell the kind of a name without an entry, and what was seen."""
    name = _look_at(sighting, tables)
    if sighting.is_title and (name.ending is None or name.ending[1] not in ("organization", "concept")):
        return "work", "between the marks of a title"
    for rule in _RULES:
        answer = rule(name, tables)
        if answer is not None:
            return answer
    return "other", "no evidence"


def _look_at(sighting: Sighting, tables: Tables) -> Name:
    surface, latin, shape, before, after, beside, _ = sighting
    ahead = before
    plain = script.hanzi_key(surface)
    size = len(plain)
    surname = tables.surname_length_folded(plain)
    is_spelled = latin is not None and latin.agreement in ("spelling", "near")
    could_be_person = (
        bool(surname)
        and surname < size <= surname + 2 + (surname == 2 and is_spelled)
        and (size == len(surface) or not any(c.isascii() and c.isalnum() for c in surface))
    )
    if could_be_person and size == 2 and _is_rare_surname(plain[0], tables) and tables.is_word(plain):
        could_be_person = False  # 大学, though there are people called 大
    said = context.head_before(before)
    is_capital = latin is None or latin.text.lstrip(_NUMBERS)[:1].isupper()
    if latin is not None and not is_spelled and _is_sentence_case(latin.text, before):
        is_capital = False
    is_capital = is_capital and said.word not in WORD_LABELS
    series = ""
    if said.kind is None and not said.is_person and not context.is_after_preposition(before):
        before, series = context.before_series(before)
        if series:
            said = context.head_before(before)
            said = said if said.word else context.head_of_series(series)
            if latin is not None and latin.text[:1].islower():
                said = Head()  # 'Opera Kunqu (昆曲) dan wayang potehi (布袋戏)'
    return Name(
        surface,
        plain,
        latin,
        is_spelled,
        is_capital,
        shape,
        before,
        ahead,
        after,
        beside,
        said,
        series,
        head_of(plain),
        surname,
        could_be_person,
        could_be_person and (is_spelled or _is_surnamed(latin, plain, tables)) and _looks_named(latin, plain, surname, tables),
        tables.person_prior(plain) if could_be_person and is_capital else 0.0,
    )


# -- the rules, in order ----------------------------------------------------------------------------


def _by_interpunct(name: Name, tables: Tables) -> Answer:
    if len(name.plain) == len(name.surface):
        return None
    if name.shape == "work":
        return "work", "shape of the run"
    if not any(c in name.surface for c in script.INTERPUNCTS):
        return None
    said = name.said
    return (said.kind if said.kind in ("work", "project", "event", "concept") and said.is_next else "person"), "interpunct"


def _by_term(name: Name, tables: Tables) -> Answer:
    """Dynasties, living things and what a list of references names, each by what only it is written like."""
    if name.plain in _DIRECTED_DYNASTIES and name.said.kind != "place" and (name.said.word in RULERS or not name.said.is_person):
        return "other", "a dynasty by its direction"
    if name.latin is None:
        return None
    text = name.latin.text
    if _TAXON.fullmatch(text) or (_BINOMIAL.fullmatch(text) and context.is_named_species(name.before)):
        return "concept", "a kind of living things"
    if not name.is_spelled_person and name.is_capital and context.is_in_reference(name.before):
        return "work", "behind the year of a reference"
    return None


def _by_latin_head(name: Name, tables: Tables) -> Answer:
    latin, said, ending = name.latin, name.said, name.ending
    kind = head_kind(latin.text) if latin is not None else None
    if latin is None or kind is None:
        around = context.head_of_phrase(name.before) if latin is None or name.is_spelled else None
        return (around, "head word of the phrase") if around is not None and ending is not None and ending[1] == around else None
    if said.is_person and said.is_next and latin.text.isupper() and latin.text.isalpha() and ending is None:
        return "person", f"title {said.word}"  # 'Rapper GAI (周延)'
    if kind in ("place", "event", "organization") and context.is_work_title(name.before):
        return "work", "named by a verb or in italics"  # 'menulis Jalan Lumpur Kuning'
    if latin.text.isupper() and ending is not None and len(ending[0]) > 1:
        kind = ending[1]  # HSK is no organisation where the Hanzi say 考试
    if ending is not None and (
        ending[0] in _SURE_ORGANIZATIONS or (kind == "concept" and ending[1] == "organization" and len(ending[0]) > 1)
    ):
        kind = "organization"  # 'Gerakan (民政党)', 'Bunga Teratai (荷花舞蹈团)'
    if said.kind in ("work", "project") and not said.is_person and kind in _NAMED_IN_TITLES:
        return said.kind, f"head word {said.word}"  # 'cerpen "Kampung Halaman"', 'satelit relai Jembatan Burung Murai'
    if said.word in GROUPS and latin.text[:1].islower():
        return "organization", f"head word {said.word}"  # 'Grup musik Mayday'
    if kind == "concept" and (ending is None or ending[1] != "concept") and name.says("work") >= SURE:
        return "work", "said around it"  # 'merilis Ikan Besar dan Begonia'
    return None if name.is_spelled and name.could_be_person else (kind, f"head word of {latin.text}")


def _by_title(name: Name, tables: Tables) -> Answer:
    latin, said, before = name.latin, name.said, name.before
    if said.word in MAKERS and latin is not None and not name.is_spelled and tables.is_word(name.plain):
        return "work", f"work of a {said.word}"
    if said.kind == "work" and not (name.is_spelled_person or name.likely >= 0.9):
        return None  # 'Bintang serial Love Like the Galaxy'
    if said.is_person and latin is not None and not name.could_be_person:
        if name.ending is None and context.leads_in_holder(name.after):
            return "organization", f"behind it stands its {said.word}"
        if said.word in TEAM_ROLES and _spells_beginning(name, latin, tables):
            return "organization", f"team of a {said.word}"
    if said.word == context.SPEAKER and tables.is_word(name.plain):
        return None  # 'Ada huruf, kata Pingguo (苹果)'
    is_named = latin is not None and said.is_next and name.ending is None and said.word not in LOOSE_TITLES
    if said.is_person and name.is_capital and (name.could_be_person or is_named):
        return "person", f"title {said.word}"
    if before[-1:] and script.is_hanzi(before[-1]) and name.shape == "person":
        return "person", "a title or an institution before it"
    return None


def _by_agent(name: Name, tables: Tables) -> Answer:
    ending = name.ending
    is_open = ending is None or (len(ending[0]) == 1 and ending[0] in ENDS_OF_GIVEN_NAMES and len(name.plain) < 4)
    if not is_open or not name.is_capital or not name.is_spelled or not context.is_agent(name.ahead):
        return None
    return "person", "agent of a verb"


def _as_one_word(name: Name, tables: Tables) -> Answer:
    latin, plain = name.latin, name.plain
    if latin is None or not name.is_capital or not name.is_spelled or len(plain) != 2 or {" ", "-"} & set(latin.text):
        return None
    if name.ending is not None and name.ending[1] == "title":
        return None
    is_place = plain[-1] in ENDS_OF_PLACES or context.is_after_preposition(name.ahead)
    return ("place", "one word that spells it") if is_place else None


def _by_head_before(name: Name, tables: Tables) -> Answer:
    said, ending = name.said, name.ending
    if name.is_spelled_person and ending is not None and ending[1] == "work" and len(name.plain) > 2 and name.likely < 0.9:
        return "work", f"ends with {ending[0]}"
    if said.kind is None:
        return None
    if said.kind in ("work", "project") and not said.is_person:
        is_joined = len(_words(name.latin)) == 2 and (len(name.plain) > 2 or name.likely >= 0.75)
        is_surely_person = name.is_spelled_person and (
            (is_joined and name.likely >= 0.6) or (name.likely >= 0.5 and not said.is_next)
        )
    else:
        is_surely_person = name.is_spelled_person and (name.likely >= 0.9 or not said.is_next or said.is_person)
    is_governed = (
        ending is None or said.kind in ("work", "project") or said.word in GROUPS or len(ending[0]) == 1 or ending[1] == "title"
    )
    return (said.kind, f"head word {said.word}") if is_governed and not is_surely_person else None


def _by_statement(name: Name, tables: Tables) -> Answer:
    kind = said_to_be(name.after) if name.latin is not None and name.latin.text[:1].isupper() else None
    return (kind, "said behind it") if kind is not None else None


def _by_likelihood(name: Name, tables: Tables) -> Answer:
    if len(name.plain) < 2 or not name.is_capital:
        return None
    kind, likely = _likely(name, tables)
    if name.latin is None and (kind not in ("place", "organization") or likely < ALONE):
        return None
    if kind == "work" and not _ADDRESSED.isdisjoint(name.plain) and not all(word[:1].isupper() for word in _words(name.latin)):
        return None  # “妈妈我爱你” (Mama aku cinta padamu)
    least = UNSURE if name.is_spelled or name.is_mixed else LIKELY
    return (kind, "like the names of its kind") if likely >= least else None


def _likely(name: Name, tables: Tables) -> tuple[str, float]:
    latin = _LIST_NUMBER.sub("", name.latin.text) if name.latin is not None else None
    said = name.cues()
    if latin is not None and name.plain[0] in _NUMERALS and latin.split()[0].lower() in _NUMBER_WORDS:
        said["concept"] = said.get("concept", 0.0) + NUMBERED
    if name.is_mixed:
        for kind, weight in _MIXED.items():
            said[kind] = said.get(kind, 0.0) + weight
    return likely_kind(name.plain, latin, name.is_spelled, said, tables)


def _rather_than_person(name: Name, tables: Tables) -> Answer:
    """Another kind of a name that its Latin form spells as a person's might be: 'Da Hong Pao (大红袍)', 'Dongzhimen (东直门)'."""
    if name.ending is not None and name.ending[0] in _SURE_ENDS and not name.said.is_person:
        return name.ending[1], f"ends with {name.ending[0]}"
    words = _words(name.latin)
    is_one_word = len(words) == 1 and len(name.plain) > 2 and words[0][1:].islower()
    if name.said.is_person or not (name.likely < 0.5 or is_one_word):
        return None
    if is_one_word and name.ending is not None and name.ending[1] == "place":
        return "place", f"ends with {name.ending[0]}"  # 'Guanyinqiao (观音桥)'
    kind, likely = _likely(name, tables)
    return (
        (kind, "like the names of its kind")
        if kind != "person" and likely >= (0.35 if is_one_word or name.likely < 0.1 else 0.7)
        else None
    )


def _by_cues(name: Name, tables: Tables) -> Answer:
    if name.latin is None or not name.is_capital or name.is_spelled_person:
        return None
    if name.ending is not None and len(name.ending[0]) > 1:
        return None
    if name.beside is None and not cues_beside(name.ahead, name.after):
        return None  # what lies farther away is never so sure
    found = sorted(((weight, kind) for kind, weight in name.cues().items()), reverse=True)[:2]
    if not found or found[0][0] < SURE or found[0][0] - sum(weight for weight, _ in found[1:]) < 1:
        return None
    kind = found[0][1]
    return (kind, "said around it") if name.ending is None or kind in ("organization", "work") else None


def _by_latin_form(name: Name, tables: Tables) -> Answer:
    latin = name.latin
    if latin is None:
        return None
    if name.is_spelled_person:
        if not name.said.is_person and not TASTING.isdisjoint(context.words_before(name.ahead)[:1]):
            return "concept", "named by a verb"  # 'mencicipi Chen Mahua (陈麻花)'
        other = _rather_than_person(name, tables)
        return other or ("person", "spelled by its Latin form")
    if not name.is_spelled and _is_transcribed(name.plain, latin, name.said.is_person):
        return "person", "transcribed name"
    if name.ending is None and context.is_work_title(name.before):
        return "work", "named by a verb or in italics"
    return None


def _by_sibling(name: Name, tables: Tables) -> Answer:
    if name.latin is not None or not name.could_be_person or len(name.plain) < 3:
        return None
    beside = _SIBLING.search(name.before)
    is_usual = beside is not None and not _is_rare_surname(name.plain[: name.surname], tables)
    if beside and is_usual and tables.looks_like_person(beside[1]) >= 0.5:
        return "person", f"in a list with {beside[1]}"
    return None


def _by_hanzi(name: Name, tables: Tables) -> Answer:
    latin, plain, ending, likely = name.latin, name.plain, name.ending, name.likely
    size = len(plain)
    word = ("other" if latin is None else "concept"), "ordinary word"
    if tables.is_word(plain) and (latin is None or (ending is None and not name.is_capital)):
        return word
    if latin is None and size == 2 and likely < LIKELY_ALONE and not tables.is_proper(plain):
        return word  # 各省, 三路
    if ending is not None and len(ending[0]) == 1 and ending[0] in ENDS_OF_GIVEN_NAMES and size == 3 and likely >= 0.8:
        return "person", "surname and given name"
    if ending is not None and (len(ending[0]) > 1 or ending[1] not in ("organization", "place")) and size > 2:
        return ending[1], f"ends with {ending[0]}"
    if latin is not None and "的" in plain[1:-1]:
        return ("work" if name.is_capital else "concept"), "holds 的"
    shape = _shape(name, tables)
    if shape is not None and (shape != "person" or (name.is_capital and (size > 2 or latin is not None))):
        return shape, "shape of the run"
    if ending is not None:
        return ending[1], f"ends with {ending[0]}"
    if not (latin is not None and " " in latin.text) and tables.is_word(plain):
        if latin is None:
            return word
        told, sure = _likely(name, tables)
        return (told, "like the names of its kind") if sure >= RATHER else word
    is_name_like = latin is None or (" " in latin.text and all(word[:1].isupper() for word in _words(latin)))
    is_name_like = is_name_like and (latin is None or name.is_spelled or not _is_rare_surname(plain[: name.surname], tables))
    return ("person", "surname") if likely >= (0.5 if size > 2 else LIKELY_ALONE) and is_name_like else None


def _shape(name: Name, tables: Tables) -> str | None:
    """The kind that the cover found, but for a person whom the Latin form does not bear out: 'Zhao (赵国)', 大港墘."""
    latin, plain = name.latin, name.plain
    if name.shape == "person" and name.is_one_word and not name.said.is_person:
        return None
    if name.shape == "person" and latin is not None and not name.is_spelled and name.surname:
        is_short = len(plain) == 2 and " " not in latin.text and not name.said.is_person
        if is_short or _is_rare_surname(plain[: name.surname], tables):
            return None
    return name.shape


def _by_what_is_left(name: Name, tables: Tables) -> Answer:
    latin, plain, surface = name.latin, name.plain, name.surface
    if latin is not None and len(plain) > 1:
        named = latin.text.lstrip(_NUMBERS)
        if named[:1].islower() or _is_sentence_case(named, name.ahead):
            return "concept", "named by a word in small letters"
    is_quoted = name.before.rstrip(" ")[-1:] in _OPEN_QUOTES
    if latin is not None and name.is_capital and " " in latin.text and is_quoted and _is_title(plain, tables):
        return "work", "in quotation marks"
    if latin is not None and name.surname and name.ending is None and len(plain) < 5 and _has_western_name(latin):
        return "person", "surname and a western name"
    if latin is not None and name.is_capital and (rival := context.rival_before(name.before)):
        return "organization", f"head word {rival}"
    if name.series and (kind := head_kind(name.series)) is not None:
        return kind, f"in a series with {name.series}"
    if len(_words(latin)) > 2 and surface[-1].isdigit() and script.has_hanzi(surface[-2]):
        return "work", "a title with a number"
    return None


_RULES: tuple[Callable[[Name, Tables], Answer], ...] = (
    _by_interpunct,
    _by_term,
    _by_latin_head,
    _by_title,
    _by_agent,
    _as_one_word,
    _by_head_before,
    _by_statement,
    _by_latin_form,
    _by_sibling,
    _by_cues,
    _by_hanzi,
    _by_what_is_left,
    _by_likelihood,
)


# -- what the rules ask -----------------------------------------------------------------------------


def _words(latin: LatinForm | None) -> list[str]:
    return latin.text.split() if latin is not None else []


def _is_rare_surname(surname: str, tables: Tables) -> bool:
    """Tell whether a surname is so rare that a word or a place that begins with it is rather that."""
    found = tables.surnames.get(surname)
    return found is None or found.rank > RARE_SURNAME


def _is_title(plain: str, tables: Tables) -> bool:
    """Tell whether Hanzi may be the title of a work: no word of the dictionary, no sentence to somebody."""
    return len(plain) > 2 and not tables.is_word(plain) and head_of(plain) is None and _ADDRESSED.isdisjoint(plain)


def _spells_beginning(name: Name, latin: LatinForm, tables: Tables) -> bool:
    """Tell whether the first word of a Latin form spells the first Hanzi of a longer name: 'Shenyang Thunder (沈阳雷霆)'."""
    if len(name.plain) < 4:
        return False
    found = match_spelling(name.plain[:2], latin.text.split()[0], tables)
    return name.is_spelled or (found is not None and found.agreement == "spelling")


def _has_western_name(latin: LatinForm) -> bool:
    """Tell whether a Latin form is a western given name and another: 'Margaret Chan'."""
    words = latin.text.split()
    return 1 < len(words) < 4 and is_western(words[0]) and all(word[:1].isupper() for word in words)


def _is_transcribed(plain: str, latin: LatinForm, is_said: bool) -> bool:
    """A foreign person in Hanzi that transcribe sounds: 'Elon Musk (马斯克)'."""
    words = latin.text.split()
    return (
        len(plain) > 2
        and TRANSCRIBING.issuperset(plain)
        and all(word[:1].isupper() for word in words)
        and (len(words) > 1 or is_said or (len(plain) > 3 and len(latin.text) > 6))
    )


def _is_sentence_case(text: str, before: str) -> bool:
    """Tell whether words in small letters have a capital only because they begin a sentence: 'Gaun pengantin (凤冠霞帔)'."""
    _, _, rest = text.partition(" ")
    return rest.islower() and context.begins_sentence(before, len(before))


def _is_surnamed(latin: LatinForm | None, plain: str, tables: Tables) -> bool:
    """Tell whether a Latin form begins with the surname and has a word for each Hanzi: 'Tjoa Ham Hin (蔡涵鑫)'."""
    words = latin.text.replace("-", " ").split() if latin is not None else []
    if len(words) != len(plain) or len(words) != 3 or _is_rare_surname(plain[0], tables) or head_of(plain) is not None:
        return False
    found = match_spelling(plain[0], words[0], tables, kind="person")
    return found is not None and found.agreement == "spelling"


def _looks_named(latin: LatinForm | None, plain: str, surname: int, tables: Tables) -> bool:
    """A person's Latin form: capitalised words, no more than surname, given name and a foreign one; 'San Guo Yan Yi' is none."""
    if latin is None or not latin.text[:1].isupper():
        return False
    words = latin.text.replace("-", " ").split()
    if len(plain) == 2 and len(words) == 1 and latin.text[1:].islower():
        return False
    return len(plain) <= 3 or surname == 2 or tables.looks_like_person(plain) >= 0.5

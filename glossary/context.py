"""What the Indonesian words before a name say of its kind: the head of the noun phrase, a title, a verb."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from glossary.occupations import OCCUPATIONS
from glossary.script import HANZI_CLASS, lazy_pattern
from glossary.words import (
    AGENT_VERBS,
    COMMON_ROLES,
    COMPANY_CUES,
    COUNTRIES,
    FILLERS,
    FUNCTION_WORDS,
    GROUPS,
    HEADS,
    INTRODUCING,
    JOINING_WORDS,
    PEOPLES,
    PRIVATE_ROLES,
    RIVALS,
    ROLES_BEHIND,
    SMALL_BUSINESSES,
    SPEAKING,
    STOPS,
    TITLED,
    TITLES,
    WORD_LABELS,
    WORK_VERBS,
    head_kind,
    is_verb,
)

_REACH = 90
_MAX_WORDS = 8  # of a phrase that are looked at
_PARTING = frozenset(",;!?)")
_CLOSERS = (")", "）", "]")
_WORD = lazy_pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPEN = " \n\t\"“”‘’'«(（[【:：*_|/#"  # what may stand between a word and a name
_MARKS = "\"“”‘’'«»()（）[]【】:：*_|/#-–—,;.!?…•"  # what may touch a word
_OPEN_GAP = lazy_pattern(r"[\s\"“”‘’'«(（\[【:：*_|/#\u200b-\u200f]*")
_SOFT_GAP = lazy_pattern(r"[\s\"“”‘’'*_:-]*")
_ITALICS = lazy_pattern(r"(?:(?<![*_])[*_]|<i>|<em>|'')\s*$")
_PHRASE = lazy_pattern(
    r"((?:[A-Z][\w'’-]*|dan|di|dari|untuk|&)(?:\s(?:[A-Z][\w'’-]*|dan|di|dari|untuk|&))*)[\"”’]?\s?[(（\[]\s*$"
)

_NAME_IN_SERIES = (
    rf"[\"“'‘*_]{{0,2}}[A-Z0-9][^()（）\n,;]{{0,60}}[(（《]{{1,2}}[{HANZI_CLASS}·：，、！？0-9A-Z ]{{1,20}}[》)）]{{1,2}}"
)
SPEAKER = "penutur"  # the title that a verb of speech gives who follows it
_SPOKEN = lazy_pattern(r"[,”\"’']\s*\w+\s*$")
_SPOKEN_REACH = 24
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_YEAR_OF_REFERENCE = lazy_pattern(
    rf"(?:[.)\]]\s{_YEAR}|,\s[A-Z][\w.'-]{{0,16}}(?:\s[^\s()]{{1,12}}){{0,2}}\s\({_YEAR}\))\.\s[\"“*_]{{0,2}}$"
)
_OF_SPECIES = frozenset("spesies genus fosil dinosaurus menamai dinamai takson".split())
_PIECE = lazy_pattern(r"\S+")
_BRACKETS = lazy_pattern("[(（《]")
_SERIES_JOINT = lazy_pattern(r"[)）][\"”'’*_]{0,2}(?:[,;、/&]|,? (?:dan|serta|atau|hingga|lalu|&))[^()（）]{0,60}$")
_SERIES = lazy_pattern(
    rf"(?:{_NAME_IN_SERIES}(?:[,;、/&]|,? (?:dan|serta|atau|hingga|lalu|&)) ?(?:dan |serta )?)+[^()（）]{{0,60}}$"
)

_PASSED = COUNTRIES | PEOPLES | FILLERS  # words between a head and the name that say nothing: 'pemain bola'
_SECOND_WORDS = {"kota": "wali", "acara": "pembawa"}  # titles only behind these: 'wali kota', 'pembawa acara'

_SIGNS_OF_NAMESAKES = PRIVATE_ROLES | COMMON_ROLES | {"bernama"}
_REACH_BEHIND = 36
_VOWELS = frozenset("aeiou")
_ABBREVIATIONS = frozenset(  # with a vowel, or printed in capitals like an acronym
    "prof dr drs ir alm hj kh ust sdr no jend kol kapt let may brig kab kec kel prov gub rev hon gen col capt lt sen rep "
    "pres vs".split()
)


def has_private_role(text: str, start: int, barred: frozenset[str]) -> bool:
    """Tell whether one of the words before a place may make the name there a namesake's: 'koki', 'bernama', 'Tukang las, '.

    Args:
        barred: occupations that the person of the name has not.
    """
    if text[max(0, start - 2) : start] == ", " and apposed_role(text[max(0, start - _REACH) : start]):
        return True
    words = [word.strip(_MARKS) for word in text[max(0, start - 48) : start].lower().rsplit(None, 3)[-3:]]
    return not _SIGNS_OF_NAMESAKES.isdisjoint(words) or not barred.isdisjoint(words)


def apposed_role(before: str) -> str:
    """The occupation with which the phrase begins that a comma parts from the name: 'Penjual bakso asal Tegal, '; else ''."""
    end = before.rstrip()
    if not end.endswith(","):
        return ""
    phrase = words_before(end[:-1])
    if not 1 < len(phrase) < _MAX_WORDS or phrase[-1] not in PRIVATE_ROLES:
        return ""
    return phrase[-1] if phrase[-1] != "pemilik" or phrase[-2] in SMALL_BUSINESSES else ""


def role_behind(text: str, end: int = 0) -> str:
    """The occupation that stands behind a name as what its bearer is, '), pedagang bakso' or ', 34, sopir'; else ''."""
    place = end + 1 if text[end : end + 1] in _CLOSERS else end
    if text[place : place + 2] != ", ":
        return ""
    for word in text[place + 2 : place + _REACH_BEHIND].lower().split(None, 3)[:3]:
        bare = word.rstrip(",.")
        if bare in ROLES_BEHIND or (bare in OCCUPATIONS and not _leads_in_name(text, place + 2, bare)):
            return bare
        if bare != "seorang" and not bare.isdigit():
            break
    return ""


def _leads_in_name(text: str, place: int, occupation: str) -> bool:
    """Tell whether an occupation behind a name is that of the next one: '), pelari Su Bingtian', not '), pelari asal Fujian'."""
    behind = text[place : place + _REACH].lower().find(occupation) + place + len(occupation)
    for word in text[behind : behind + _REACH].split(None, 4)[:4]:
        if not word[0].isalpha() or word in JOINING_WORDS or word in FUNCTION_WORDS or word == "asal":
            return False
        if word[0].isupper() and word.rstrip(",.").lower() not in COUNTRIES:
            return True
        if word[-1] in ",.;)":
            return False
    return False


def before_series(before: str) -> tuple[str, str]:
    """Divide the words before a name that goes on a series, 'menulis A (甲), B (乙) dan ', at the first name of the series.

    Returns:
        What stands before that name, and the name; the words themselves and nothing where there is no series.
    """
    match = _SERIES.search(before) if _SERIES_JOINT.search(before) else None
    if match is None:
        return before, ""
    first = _BRACKETS.split(match[0], 1)[0]
    start = _capital_phrase(first)
    return before[: match.start() + start], first[start:].strip()


def _capital_phrase(text: str) -> int:
    """Where the capitalised phrase at the end of a text begins; 0 where there is none: 'Ia menyanyikan Simple Love'."""
    start = len(text)
    for piece in reversed(list(_PIECE.finditer(text))):
        word = piece[0].strip("\"“'‘*_")
        if word[:1].isupper() or word[:1].isdigit():
            start = piece.start()
        elif word not in JOINING_WORDS:
            break
    return start if start < len(text) else 0


class Head(NamedTuple):
    """The word that says what a name is. `is_next`: it stands right before it; `is_person`: a title or an occupation does."""

    kind: str | None = None
    word: str = ""
    is_next: bool = False
    is_person: bool = False


def head_of_series(series: str) -> Head:
    """The head word with which the first name of a series begins at the beginning of a sentence: 'Negara Kazakhstan'."""
    head, _, name = series.partition(" ")
    word = head.lower()
    return Head(HEADS[word], word) if name[:1].isupper() and word in HEADS else Head()


@lru_cache(maxsize=4)  # several questions are asked of the same words
def words_before(before: str) -> tuple[str, ...]:
    """The words of the noun phrase that ends a text, in lower case, the nearest first, up to the first mark that parts."""
    before = before[-_REACH:]
    words: list[str] = []
    for piece in reversed(before.rstrip(_OPEN).rsplit(None, _MAX_WORDS)[-_MAX_WORDS:]):
        if piece.isalpha():
            words.append(piece.lower())
        elif piece[-1] in _PARTING or (piece[-1] == "." and piece[:-1].isalpha() and not _is_abbreviation(piece[:-1])):
            break
        else:
            return _words_between_marks(before)
    return tuple(words)


def _is_abbreviation(word: str) -> bool:
    """Tell whether a full stop belongs to the word before it: 'H.', 'Dr.', 'Prof.', not 'tiba.' and not 'DPR.'."""
    small = word.lower()
    return len(word) == 1 or small in _ABBREVIATIONS or (len(word) < 5 and not word.isupper() and _VOWELS.isdisjoint(small))


def _words_between_marks(before: str) -> tuple[str, ...]:
    words: list[str] = []
    place = len(before)
    for match in reversed(list(_WORD.finditer(before))):
        gap = before[match.end() : place]
        if not (_OPEN_GAP if not words else _SOFT_GAP).fullmatch(gap) and not (gap.strip() == "." and _is_abbreviation(match[0])):
            break
        words.append(match[0].lower())
        place = match.start()
        if len(words) == _MAX_WORDS:
            break
    return tuple(words)


@lru_cache(maxsize=4)
def head_before(before: str) -> Head:
    """The head of the noun phrase before a name: 'Klub sepak bola' an organisation, 'ahli hukum' a person."""
    if before.rstrip().endswith(("《", "〈")):
        return Head("work", "《", True)
    words = words_before(before)
    if words[:1] and words[0] in SPEAKING and _SPOKEN.search(before[-_SPOKEN_REACH:]):
        return Head(None, SPEAKER, True, True)
    if words[:1] and words[0] in WORD_LABELS:
        return Head(None, words[0], True)
    if words[:1] and words[0] in INTRODUCING:
        return _introduced(words)
    if words[:1] and words[0] in TITLED:
        said = next((HEADS[word] for word in words[1:4] if word in HEADS), "work")
        return Head("event" if said == "event" else "work", words[0], True)
    for number, word in enumerate(words[:4]):
        is_next = number == 0 or _PASSED.issuperset(words[:number])
        if word in FILLERS and not (word == "baru" and words[number + 1 : number + 2] == ("tahun",)):
            continue
        if is_next and word == "oleh" and words[1:2] and words[1] in TITLES:  # 'dinyanyikan oleh'
            return Head(None, words[1], True, True)
        if (word in FUNCTION_WORDS or is_verb(word)) and word not in TITLES:
            break
        if word in GROUPS or (is_next and word in COMPANY_CUES):
            return Head("organization", word, is_next)
        if word == "besar" and words[number + 1 : number + 2] not in (("duta",), ("guru",)):
            continue
        if number + 1 < len(words) and (pair := f"{words[number + 1]}-{word}") in HEADS:
            return Head(HEADS[pair], pair, is_next)
        if word in TITLES and HEADS.get("".join(words[number + 1 : number + 2])) == "project":
            return Head("project", words[number + 1])  # 'wahana penyelam'
        if word in _SECOND_WORDS and words[number + 1 : number + 2] != (_SECOND_WORDS[word],):
            return Head(HEADS[word], word, is_next)
        if word in TITLES or word in PRIVATE_ROLES:
            return Head(None, word, is_next, True)
        if word in HEADS:
            governor = _governor(words[number + 1 : number + 3])
            if governor in GROUPS:
                return Head("organization", governor)
            kind = HEADS[word]
            stop = next((stop for stop in words[number + 1 : number + 3] if stop in STOPS), "") if kind == "project" else ""
            if stop:
                return Head("place", stop)
            if governor and kind not in ("work", "project"):
                return Head(None, governor, is_next, True)
            return Head(kind, word, is_next, bool(governor))
    return Head()


def _governor(ahead: tuple[str, ...]) -> str:
    """The title or group before a head word that says what the phrase is after all: 'pemain klub' a person."""
    if ahead and ahead[0] in FUNCTION_WORDS:
        return ""
    return next((word for word in ahead if word in TITLES or word in PRIVATE_ROLES or word in GROUPS), "")


def _introduced(words: tuple[str, ...]) -> Head:
    """The head of a list that words lead in: 'Lagu hitnya antara lain', 'kota seperti'."""
    first = next((number for number, word in enumerate(words) if word not in INTRODUCING), len(words))
    for word in words[first : first + 3]:
        bare = word.removesuffix("nya")
        if bare in HEADS:
            return Head(HEADS[bare], bare)
        if word in FUNCTION_WORDS or is_verb(word):
            break
    return Head()


def is_work_title(before: str) -> bool:
    """Tell whether a verb of making or single italics before a name make it a work: 'menulis', '_Hujan_'."""
    end = before.rstrip()
    return (end[-1:] in "*_>'" and _ITALICS.search(before) is not None) or not WORK_VERBS.isdisjoint(words_before(before)[:1])


def is_agent(before: str) -> bool:
    """Tell whether a passive verb whose agent is rather a person leads in a name: 'ditandatangani Qiying', 'dipimpin oleh'."""
    words = words_before(before)[:2]
    return not AGENT_VERBS.isdisjoint(words[:1] if words[:1] != ("oleh",) else words[1:])


def is_in_reference(before: str) -> bool:
    """Tell whether the year of a reference stands before a name: 'Liang, Qichao. 1902. ', 'Wang, X. (2019). '."""
    return before.rstrip(' "“*_')[-1:] == "." and _YEAR_OF_REFERENCE.search(before) is not None


def is_named_species(before: str) -> bool:
    """Tell whether one of the words before a name tells that a kind of living things is named."""
    return not _OF_SPECIES.isdisjoint(words_before(before))


def head_of_phrase(before: str) -> str | None:
    """The kind that the capitalised phrase before an open bracket has: 'Kuil Awan Putih (' a place."""
    if before.rstrip()[-1:] not in ("(", "（", "["):
        return None
    match = _PHRASE.search(before[-_REACH:])
    return head_kind(match[1]) if match else None


def leads_in_holder(after: str) -> bool:
    """Tell whether the name of its holder follows an institution: 'analis Citic Futures (中信期货) Peng Ruolan (彭若兰)'."""
    if after[:1] not in _CLOSERS or after[1:2] != " " or not after[2:3].isupper():
        return False
    words = after[2:50].partition("(")
    return bool(words[1]) and all(word.isalpha() and word[0].isupper() for word in words[0].replace("-", "").split())


def rival_before(before: str) -> str:
    """The word of a match that stands right before a name, 'laga', 'kontra': what it leads in is a team."""
    return next((word for word in words_before(before)[:1] if word in RIVALS), "")


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether what stands at a place begins a sentence, a line or what a colon leads in."""
    before = text[max(0, start - 4) : start].rstrip(" \u00a0\t\"“‘'(*_-")
    return not before or before[-1] in ".!?:\n"


def is_after_preposition(before: str) -> bool:
    """Tell whether 'di', 'ke' or 'dari' stands before a name: a place."""
    return words_before(before)[:1] in (("di",), ("ke",), ("dari",), ("menuju",))

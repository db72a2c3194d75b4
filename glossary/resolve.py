"""The third step: what a surface names — an entry, or NIL with a kind that evidence gives."""

from __future__ import annotations

from glossary import context, script
from glossary.heads import ENDS_OF_GIVEN_NAMES, ENDS_OF_PLACES, TRANSCRIBING, head_of
from glossary.index import FormLink
from glossary.index.glossary import HEADWORD
from glossary.model import Entry, Evidence, LatinForm, Reading, Resolution
from glossary.reading import Tables, read
from glossary.reading.spelling import is_western
from glossary.script import lazy_pattern
from glossary.words import FUNCTION_WORDS, GROUPS, LOOSE_TITLES, PRIVATE_ROLES, WORD_LABELS, head_kind

RARE_SURNAME = 250  # the rank from which a word of two Hanzi is rather a word than a person
CONTEXT = 140  # code points on either side that tell homonyms apart
_WORDS = lazy_pattern(r"[^\W\d_]{4,}")
_SIBLING = lazy_pattern(rf"([{script.HANZI_CLASS}]{{2,4}})\s?[/、，,]\s?$")
_WORDS_AS_WORDS = frozenset(("kata", "kosakata", "karakter"))  # what is spoken of behind them is a word, and names nothing
_ADDRESSED = frozenset("我你您")
_OPEN_QUOTES = frozenset("\"“‘'*_")
_TRANSCRIBED = frozenset(("P11", "P12", "P21"))  # categories of persons whose Hanzi transcribe a foreign name
_MAKERS = frozenset("sutradara penulis pengarang pencipta bintang pemeran produser".split())  # 'sutradara Hero (英雄)'
_COMMON = frozenset("tiongkok china negara tahun salah satu mantan asal orang besar kota".split()) | FUNCTION_WORDS


def resolve(
    surface: str, links: tuple[FormLink, ...], latin: LatinForm | None, shape: str | None, before: str, after: str, tables: Tables
) -> Resolution:
    """Settle a Hanzi surface.

    Args:
        links: the entries that the surface stands for, if any.
        latin: the Latin form tied to it.
        shape: the kind that the cover of the run found, or None.
        before, after: the words around the name and its Latin form.

    Returns:
        The link where one entry fits; NIL with candidates for a homonym that nothing settles, for a namesake, and for a single
        character; else a kind from the words, the Latin form and the surface.
    """
    if len(surface) == 1:
        return Resolution(
            "other", read(surface, None, None, tables=tables), None, _entries(links), (Evidence("unknown", "single character"),)
        )
    if not links:
        return _unknown(surface, latin, shape, before, tables)
    if _is_rather_a_word(surface, links, latin, before, tables):
        seen = (Evidence("ambiguous", ", ".join(entry.id for entry in _entries(links))),)
        return Resolution("other", read(surface, None, None, tables=tables), None, _entries(links), seen)
    fitting, evidence = _fitting(surface, links, latin, before, after)
    if latin is not None and len(fitting) == 1 and _only_sounds_alike(surface, fitting[0].entry, latin, before):
        spelled = latin._replace(agreement="spelling")
        return _unknown(surface, spelled, shape, before, tables)._replace(candidates=_entries(links))
    if len(fitting) == 1 and not _is_namesake(fitting[0].entry, before):
        link = fitting[0]
        others = tuple(entry for entry in _entries(links) if entry is not link.entry)
        return Resolution(link.entry.kind, _told(link.reading, surface, latin, link.entry, tables), link.entry, others, evidence)
    kinds = {link.entry.kind for link in links}
    kind = kinds.pop() if len(kinds) == 1 else _unknown(surface, latin, shape, before, tables).kind
    reading = links[0].reading if len({link.reading and link.reading.pinyin for link in links}) == 1 else None
    if reading is None:
        reading = read(surface, kind, latin.text if latin else None, tables=tables)
    return Resolution(kind, reading, None, _entries(links), (Evidence("ambiguous", ", ".join(e.id for e in _entries(links))),))


def _is_rather_a_word(surface: str, links: tuple[FormLink, ...], latin: LatinForm | None, before: str, tables: Tables) -> bool:
    """Tell whether an ordinary word that also names a lesser known person, 高兴, or a work, 活着, lacks all that shows these."""
    if len(surface) != 2 or (latin is not None and latin.text[:1].isupper()):
        return False
    kinds = {link.entry.kind for link in links}
    if kinds == {"person"}:
        if any(link.entry.priority == 1 or " " not in (link.entry.pinyin or "") for link in links):
            return False
        return tables.is_word(script.simplify(surface)) and not context.head_before(before).is_person
    if "work" not in kinds and context.head_before(before).word not in _WORDS_AS_WORDS:
        return False
    if not kinds <= {"work", "person", "organization", "project"} or not tables.is_word(script.simplify(surface)):
        return False
    return context.head_before(before).kind != "work" and not context.is_work_title(before)


def settle(surface: str, links: tuple[FormLink, ...], before: str, after: str) -> tuple[Entry | None, tuple[Evidence, ...]]:
    """The one entry that a Latin form stands for and why; None where several fit and nothing decides, or for a namesake."""
    fitting, evidence = _fitting(surface, links, None, before, after)
    entry = fitting[0].entry if len({link.entry for link in fitting}) == 1 else None
    return (None if entry is None or _is_namesake(entry, before) else entry), evidence


def _entries(links: tuple[FormLink, ...]) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys(link.entry for link in links))


def _told(reading: Reading | None, surface: str, latin: LatinForm | None, entry: Entry, tables: Tables) -> Reading | None:
    """The entry's reading; where the form has none of its own, what the tables say."""
    return reading if reading is not None else read(surface, entry.kind, latin.text if latin else None, tables=tables)


# -- homonyms -------------------------------------------------------------------------------------


def _fitting(
    surface: str, links: tuple[FormLink, ...], latin: LatinForm | None, before: str, after: str
) -> tuple[tuple[FormLink, ...], tuple[Evidence, ...]]:
    word = "headword" if links[0].how == HEADWORD else "alias"
    named = _by_latin(links, latin)
    evidence: tuple[Evidence, ...] = (Evidence(word, surface),)
    if named and latin is not None:
        evidence += (Evidence("latin", latin.text),)
    if len(links) == 1:
        return links, evidence
    left = named or links
    if len(left) == 1:
        return left, evidence
    scored = sorted(((*_context(link.entry, before, after), link) for link in left), key=lambda found: -found[0])
    best, second = scored[0], scored[1]
    if best[0] >= 2 and best[0] >= second[0] + 2:
        return (best[2],), (*evidence, Evidence("context", ", ".join(best[1])))
    ranked = sorted(link.entry.priority for link in left)
    if best[2].entry.priority == 1 and ranked[1] > 1 and best[2].how == HEADWORD and best[0] >= second[0] + (ranked[1] < 3):
        return (best[2],), (*evidence, Evidence("prior", best[2].entry.id))
    firm = [link for link in left if link.how == HEADWORD]
    loose = [link for link in left if link.how != HEADWORD]
    if len(firm) == 1 and firm[0].entry.kind != "person" and all(x.entry.priority >= firm[0].entry.priority for x in loose):
        own = next(score for score, _, link in scored if link is firm[0])
        return ((firm[0],), (*evidence, Evidence("prior", firm[0].entry.id))) if best[0] < own + 2 else (left, evidence)
    return left, evidence


def _by_latin(links: tuple[FormLink, ...], latin: LatinForm | None) -> tuple[FormLink, ...]:
    """The links whose entry answers to the Latin form; those that name it as printed before those that pinyin gives."""
    if latin is None or latin.agreement == "none":
        return ()
    key = script.fold(latin.text)
    stated = tuple(link for link in links if any(script.fold(form) == key for form in (*link.entry.forms, *link.entry.avoid)))
    if stated:
        return stated
    return tuple(link for link in links if link.entry.pinyin and script.fold(link.entry.pinyin) == key)


def _context(entry: Entry, before: str, after: str) -> tuple[int, list[str]]:
    """How many words around the name the entry's own words explain; those next to it count twice."""
    own = {
        word.lower() for word in _WORDS.findall(" ".join((entry.description, *(role.title for role in entry.roles))))
    } - _COMMON
    near = {word.lower() for word in _WORDS.findall(before[-50:] + " " + after[:30])}
    far = {word.lower() for word in _WORDS.findall(before + " " + after)} - near
    close, distant = sorted(own & near), sorted(own & far)
    return 2 * len(close) + len(distant), close + distant


def _only_sounds_alike(surface: str, entry: Entry, latin: LatinForm, before: str) -> bool:
    """Tell whether a foreign person's two Hanzi stand behind their pinyin alone, as a town does: 'Kaili (凯里)' is no Khairy."""
    if len(surface) != 2 or entry.kind != "person" or entry.category not in _TRANSCRIBED or " " in latin.text:
        return False
    if script.fold(latin.text) in map(script.fold, (*entry.forms, *entry.avoid)):
        return False
    return latin.agreement == "entry" and not context.head_before(before).is_person


def _is_namesake(entry: Entry, before: str) -> bool:
    """Tell whether the word before a person's name is an occupation that the entry's person has not: a cook called 王毅."""
    if entry.kind != "person":
        return False
    words = context.words_before(before)
    known = f"{entry.description} {' '.join(role.title for role in entry.roles)}".lower()
    reach = 7 if words[:1] == ("bernama",) else 2
    if words and words[0] in FUNCTION_WORDS - {"bernama"}:
        return False
    return any(word in PRIVATE_ROLES and word not in known for word in words[:reach])


# -- names that the glossary does not know ----------------------------------------------------------


def _unknown(surface: str, latin: LatinForm | None, shape: str | None, before: str, tables: Tables) -> Resolution:
    kind, seen = _unknown_kind(surface, latin, shape, before, tables)
    spelled = latin.text if latin is not None and latin.agreement in ("spelling", "near") else None
    reading = read(surface, kind, spelled, tables=tables)
    evidence = [Evidence("unknown", seen)]
    if spelled is not None:
        evidence.append(Evidence("latin", spelled))
    if kind == "person" and (size := tables.surname_length(surface)):
        evidence.append(Evidence("surname", surface[:size]))
    return Resolution(kind, reading, None, (), tuple(evidence))


def _unknown_kind(surface: str, latin: LatinForm | None, shape: str | None, before: str, tables: Tables) -> tuple[str, str]:
    plain = script.hanzi_key(surface)
    is_pure = len(plain) == len(surface)
    surname = tables.surname_length_folded(plain)
    spelled = latin is not None and latin.agreement in ("spelling", "near")
    could_be_person = (
        bool(surname)
        and surname < len(plain) <= surname + 2 + (surname == 2 and spelled)
        and (is_pure or not any(c.isascii() and c.isalnum() for c in surface))
    )
    if could_be_person and len(plain) == 2 and _is_rare_surname(plain[0], tables) and tables.is_word(plain):
        could_be_person = False  # 大学, though there are people called 大
    capitals = latin is None or latin.text[:1].isupper()
    said = context.head_before(before)
    capitals = capitals and said.word not in WORD_LABELS
    likely = tables.person_prior(plain) if could_be_person and capitals else 0.0
    first_of_series = ""
    if said.kind is None and not said.is_person:
        before, first_of_series = context.before_series(before)
        said = context.head_before(before) if first_of_series else said
    if not is_pure and any(c in surface for c in script.INTERPUNCTS):
        return (said.kind if said.kind in ("work", "project", "event", "concept") and said.is_next else "person"), "interpunct"
    is_spelled_person = spelled and could_be_person and _looks_named(latin, plain, surname, tables)
    by_head = head_kind(latin.text) if latin is not None else None
    ending = head_of(plain)
    if by_head is not None and latin is not None and latin.text.isupper() and ending is not None and len(ending[0]) > 1:
        by_head = ending[1]  # HSK is no organisation where the Hanzi say 考试
    if by_head is not None and said.kind == "work" and said.is_next and before.rstrip(" ")[-1:] in _OPEN_QUOTES:
        return "work", f"head word {said.word}"  # 'cerpen "Kampung Halaman"'
    around = context.head_of_phrase(before) if by_head is None and (latin is None or spelled) else None
    if around is not None and ending is not None and ending[1] == around:
        return around, "head word of the phrase"
    if by_head is not None and not (spelled and could_be_person):
        return by_head, f"head word of {latin.text}"  # type: ignore[union-attr]
    if said.word in _MAKERS and latin is not None and not spelled and tables.is_word(plain):
        return "work", f"work of a {said.word}"
    if (
        said.is_person
        and capitals
        and (could_be_person or (latin is not None and said.is_next and ending is None and said.word not in LOOSE_TITLES))
    ):
        return "person", f"title {said.word}"
    if before[-1:] and script.is_hanzi(before[-1]) and shape == "person":
        return "person", "a title or an institution before it"
    is_one_word = latin is not None and capitals and len(plain) == 2 and spelled and not {" ", "-"} & set(latin.text)
    if is_one_word and (plain[-1] in ENDS_OF_PLACES or context.is_after_preposition(before)):
        return "place", "one word that spells it"
    is_governed = ending is None or said.kind in ("work", "project") or said.word in GROUPS or len(ending[0]) == 1
    if is_spelled_person and ending is not None and ending[1] == "work" and len(plain) > 2 and likely < 0.9:
        return "work", f"ends with {ending[0]}"
    is_two_words = latin is not None and len(latin.text.split()) == 2
    if said.kind in ("work", "project") and not said.is_person:
        is_surely_person = is_spelled_person and likely >= 0.9 and is_two_words
    else:
        is_surely_person = is_spelled_person and (likely >= 0.9 or not said.is_next or said.is_person)
    if said.kind is not None and is_governed and not is_surely_person:
        return said.kind, f"head word {said.word}"
    if is_spelled_person:
        return "person", "spelled by its Latin form"
    if latin is not None and not spelled and _is_transcribed(plain, latin, said.is_person):
        return "person", "transcribed name"
    if context.is_work_title(before) and latin is not None and ending is None:
        return "work", "named by a verb or in italics"
    beside = _SIBLING.search(before) if latin is None and could_be_person and len(plain) > 2 else None
    if beside and not _is_rare_surname(plain[:surname], tables) and tables.looks_like_person(beside[1]) >= 0.5:
        return "person", f"in a list with {beside[1]}"
    if tables.is_word(plain) and (latin is None or not capitals) and ending is None:
        return ("other" if latin is None else "concept"), "ordinary word"
    if ending is not None and len(ending[0]) == 1 and ending[0] in ENDS_OF_GIVEN_NAMES and len(plain) == 3 and likely >= 0.8:
        return "person", "surname and given name"
    if ending is not None and (len(ending[0]) > 1 or ending[1] not in ("organization", "place")) and len(plain) > 2:
        return ending[1], f"ends with {ending[0]}"
    if latin is not None and "的" in plain[1:-1]:
        return ("work" if capitals else "concept"), "holds 的"
    if shape == "person" and latin is not None and not spelled and surname:
        is_short = len(plain) == 2 and " " not in latin.text and not said.is_person
        if is_short or _is_rare_surname(plain[:surname], tables):
            shape = None  # 'Zhao (赵国)', 大港墘
    if shape is not None and (shape != "person" or (capitals and (len(plain) > 2 or latin is not None))):
        return shape, "shape of the run"
    if ending is not None:
        return ending[1], f"ends with {ending[0]}"
    if tables.is_word(plain) and not (latin is not None and " " in latin.text):
        return ("other" if latin is None else "concept"), "ordinary word"
    is_name_like = latin is None or (" " in latin.text and all(word[:1].isupper() for word in latin.text.split()))
    is_name_like = is_name_like and (latin is None or spelled or not _is_rare_surname(plain[:surname], tables))
    if likely >= (0.5 if len(plain) > 2 else 0.7) and is_name_like:
        return "person", "surname"
    if latin is not None and not latin.text[:1].isupper() and len(plain) > 1:
        return "concept", "named by a word in small letters"
    if (
        latin is not None
        and capitals
        and " " in latin.text
        and before.rstrip(" ")[-1:] in _OPEN_QUOTES
        and _is_title(plain, tables)
    ):
        return "work", "in quotation marks"
    if latin is not None and surname and ending is None and len(plain) < 5 and _has_western_name(latin):
        return "person", "surname and a western name"
    if latin is not None and capitals and (rival := context.rival_before(before)):
        return "organization", f"head word {rival}"
    if first_of_series and (kind := head_kind(first_of_series)) is not None:
        return kind, f"in a series with {first_of_series}"
    if latin is not None and len(latin.text.split()) > 2 and surface[-1].isdigit() and script.has_hanzi(surface[-2]):
        return "work", "a title with a number"
    return "other", "no evidence"


def _is_rare_surname(surname: str, tables: Tables) -> bool:
    """Tell whether a surname is so rare that a word or a place that begins with it is rather that."""
    found = tables.surnames.get(surname)
    return found is None or found.rank > RARE_SURNAME


def _is_title(plain: str, tables: Tables) -> bool:
    """Tell whether Hanzi may be the title of a work: no word of the dictionary, no sentence to somebody."""
    return len(plain) > 2 and not tables.is_word(plain) and head_of(plain) is None and _ADDRESSED.isdisjoint(plain)


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


def _looks_named(latin: LatinForm | None, plain: str, surname: int, tables: Tables) -> bool:
    """A person's Latin form: capitalised words, no more than surname, given name and a foreign one; 'San Guo Yan Yi' is none."""
    if latin is None or not latin.text[:1].isupper():
        return False
    words = latin.text.replace("-", " ").split()
    if len(plain) == 2 and len(words) == 1 and latin.text[1:].islower():
        return False
    return len(plain) <= 3 or surname == 2 or tables.looks_like_person(plain) >= 0.5

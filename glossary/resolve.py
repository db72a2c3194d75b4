"""The third step: what a surface names — an entry, or NIL with a kind that evidence gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from glossary import context, script
from glossary.index import FormLink
from glossary.index.glossary import HEADWORD
from glossary.kinds import MAKERS, kind_of
from glossary.model import Entry, Evidence, LatinForm, Reading, Resolution, told_of
from glossary.occupations import OCCUPATIONS, contradicting, is_contradicted
from glossary.reading import Tables, read
from glossary.reading.sound import read_by_sound
from glossary.script import lazy_pattern
from glossary.sighting import Sighting
from glossary.words import COMMON_ROLES, COUNTRIES, FUNCTION_WORDS, PRIVATE_ROLES

_WORDS = lazy_pattern(r"[^\W\d_]{4,}|\b[A-Z]{3}\b")  # and acronyms: PBB
_WORDS_AS_WORDS = frozenset(("kata", "kosakata", "karakter"))  # what is spoken of behind them is a word, and names nothing
_NAMED_BY_WORDS = frozenset(("work", "person", "organization", "project", "place"))  # not concepts and titles, which are words
_MEANS = lazy_pattern(r"[\"”’'»]? (?:\([^()]{1,30}\) )?(?:berarti|artinya|bermakna|maknanya|dapat berarti|bisa berarti)\b")
OF_STATE = frozenset(("O01", "O02", "O03", "O04", "O05"))  # categories of the mainland's party and state
TAIWANESE = "O08"
_CUSTOMS = "C04"  # festivals, dress, food
_OF_TAIWAN = lazy_pattern("Taiwan|Taipei|Kuomintang|Formosa|DPP|KMT")
_OURS = frozenset(("tiongkok", "china", "rrt", "rrc"))
_LEAST_KNOWN = 3  # priority of an entry that few texts name
MANY_BEAR = 2  # Hanzi of a name, surname and all, that many people bear
TRANSCRIBED = frozenset(("P11", "P12", "P21"))  # categories of persons whose Hanzi transcribe a foreign name
_COMMON = frozenset("tiongkok china negara tahun salah satu mantan asal orang besar kota".split()) | FUNCTION_WORDS


def resolve(sighting: Sighting, links: tuple[FormLink, ...], tables: Tables) -> Resolution:
    """Settle a Hanzi surface.

    Args:
        sighting: the surface in its text.
        links: the entries that the surface stands for, if any.

    Returns:
        The link where one entry fits; NIL with candidates for a homonym that nothing settles, for a namesake, and for a single
        character; else a kind from the words, the Latin form and the surface.
    """
    surface, latin, _, before, after, _, is_title = sighting
    if len(surface) == 1:
        return Resolution(
            "other", read(surface, None, None, tables=tables), None, _entries(links), (Evidence("unknown", "single character"),)
        )
    if is_title and any(names_no_title(link.entry) for link in links) and not _leads_in_person(before):
        if not (titles := tuple([link for link in links if not names_no_title(link.entry)])):
            return _unknown_title(sighting, links, tables)
        links = titles
    if not links:
        return _unknown(sighting, tables)
    if _is_rather_a_word(sighting, links, tables):
        seen = (Evidence("ambiguous", ", ".join(entry.id for entry in _entries(links))),)
        return Resolution("other", read(surface, None, None, tables=tables), None, _entries(links), seen)
    fitting, evidence = _fitting(surface, links, latin, before, after)
    if latin is not None and len(fitting) == 1 and _only_sounds_alike(surface, fitting[0].entry, latin, before):
        spelled = latin._replace(agreement="spelling")
        return _unknown(sighting._replace(latin=spelled), tables)._replace(candidates=_entries(links))
    is_another = _is_namesake(fitting[0].entry, before, after) or _is_of_another_state(fitting[0].entry, latin, after)
    if len(fitting) == 1 and not is_another:
        link = fitting[0]
        others = tuple(entry for entry in _entries(links) if entry is not link.entry)
        return Resolution(link.entry.kind, _told(link.reading, surface, latin, link.entry, tables), link.entry, others, evidence)
    kinds = {link.entry.kind for link in links}
    kind = kinds.pop() if len(kinds) == 1 else kind_of(sighting, tables)[0]
    reading = links[0].reading if len({link.reading and link.reading.pinyin for link in links}) == 1 else None
    if reading is None:
        reading = read(surface, kind, latin.text if latin else None, tables=tables)
    return Resolution(kind, reading, None, _entries(links), (Evidence("ambiguous", ", ".join(e.id for e in _entries(links))),))


def names_no_title(entry: Entry) -> bool:
    """Tell whether what stands between the marks of a title is named after an entry, and is not it: 《武则天》, 《青花瓷》."""
    return entry.kind in ("person", "place", "title") or entry.category == _CUSTOMS


def _leads_in_person(before: str) -> bool:
    said = context.head_before(before)
    return said.is_person and said.word not in MAKERS


def _unknown_title(sighting: Sighting, links: tuple[FormLink, ...], tables: Tables) -> Resolution:
    """A work without an entry that bears the name of what has one: it is read as that."""
    latin = sighting.latin
    if latin is not None and latin.agreement == "entry":
        sighting = sighting._replace(latin=latin._replace(agreement="spelling"))
    kind, reading, _, _, evidence = _unknown(sighting, tables)
    return Resolution(kind, links[0].reading or reading, None, _entries(links), evidence)


def _is_rather_a_word(sighting: Sighting, links: tuple[FormLink, ...], tables: Tables) -> bool:
    """Tell whether an ordinary word that also names a lesser known person, 高兴, or a work, 活着, lacks all that shows these."""
    surface, latin, _, before, after, *_ = sighting
    if len(surface) != 2 or (latin is not None and latin.text[:1].isupper() and not _is_word_in_capitals(latin, before)):
        return False
    kinds = {link.entry.kind for link in links}
    if not kinds <= _NAMED_BY_WORDS or not tables.is_word(script.simplify(surface)):
        return False
    said = context.head_before(before)
    if kinds == {"person"}:
        if any(link.entry.priority == 1 or " " not in (link.entry.pinyin or "") for link in links):
            return False
        return not said.is_person
    is_glossed = said.word in _WORDS_AS_WORDS or _is_glossed(latin, after)
    if "work" not in kinds and not is_glossed:
        return False
    return said.kind != "work" and not context.is_work_title(before)


def _is_glossed(latin: LatinForm | None, after: str) -> bool:
    """Tell whether it is said what a word means: '白银 berarti perak', '贝壳 (kerang)'."""
    if latin is not None and latin.agreement == "none" and latin.text[:1].islower():
        return True
    return _MEANS.match(after) is not None


def _is_word_in_capitals(latin: LatinForm, before: str) -> bool:
    """Tell whether a pinyin in one word is that of a word which is spoken of as one: 'Kata Gaoxing (高兴)'."""
    return " " not in latin.text and context.head_before(before).word in _WORDS_AS_WORDS


def settle(surface: str, links: tuple[FormLink, ...], before: str, after: str) -> tuple[Entry | None, tuple[Evidence, ...]]:
    """The one entry that a Latin form stands for and why; None where several fit and nothing decides, or for a namesake."""
    fitting, evidence = _fitting(surface, links, None, before, after)
    entry = fitting[0].entry if len({link.entry for link in fitting}) == 1 else None
    return (None if entry is None or _is_namesake(entry, before, after) else entry), evidence


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
    named = by_latin(links, latin)
    evidence: tuple[Evidence, ...] = (Evidence(word, surface),)
    if named and latin is not None:
        evidence += (Evidence("latin", latin.text),)
    if len(links) == 1:
        return links, evidence
    left = named or links
    possible = _uncontradicted(left, before)
    if len(possible) < len(left):
        left = possible or _uncontradicted(links, before) or left
        evidence = (Evidence(word, surface), Evidence("context", context.words_before(before)[0]))
    if len(left) == 1:
        return left, evidence
    for sides in _surroundings(surface, before, after, is_person=left[0].entry.kind == "person"):
        around = _words_around(*sides)
        scored = sorted(
            ((*_context(link.entry, *around), link) for link in left), key=lambda found: (-found[0], found[2].entry.priority)
        )
        best, second = scored[0], scored[1]
        if best[0] >= 2 and best[0] >= second[0] + 2:
            return (best[2],), (*evidence, Evidence("context", ", ".join(best[1])))
    ours = [link for link in left if link.entry.category in OF_STATE]
    if len(ours) == 1 and all(link.entry.category == TAIWANESE for link in left if link is not ours[0]):
        if _OF_TAIWAN.search(before) or _OF_TAIWAN.search(after):
            return left, evidence
        return tuple(ours), (*evidence, Evidence("prior", ours[0].entry.id))
    ranked = sorted(link.entry.priority for link in left)
    if _is_known_best(best[2], ranked) and best[0] >= second[0] + (ranked[1] < _LEAST_KNOWN):
        return (best[2],), (*evidence, Evidence("prior", best[2].entry.id))
    firm = [link for link in left if link.how == HEADWORD]
    loose = [link for link in left if link.how != HEADWORD]
    if len(firm) == 1 and firm[0].entry.kind != "person" and all(x.entry.priority >= firm[0].entry.priority for x in loose):
        own = next(score for score, _, link in scored if link is firm[0])
        return ((firm[0],), (*evidence, Evidence("prior", firm[0].entry.id))) if best[0] < own + 2 else (left, evidence)
    return left, evidence


def _uncontradicted(links: tuple[FormLink, ...], before: str) -> tuple[FormLink, ...]:
    """The links whose person may have the occupation that stands before the name."""
    words = context.words_before(before)
    return tuple([link for link in links if not is_contradicted(link.entry, words)])


def _is_known_best(link: FormLink, ranked: list[int]) -> bool:
    """Tell whether an entry is so much better known than its homonyms, of these priorities, that its name alone means it."""
    entry = link.entry
    if entry.priority != ranked[0] or ranked[1] == ranked[0] or (link.how != HEADWORD and entry.kind != "organization"):
        return False
    return entry.priority == 1 or (entry.kind != "person" and ranked[1] == _LEAST_KNOWN)


def _is_of_another_state(entry: Entry, latin: LatinForm | None, after: str) -> bool:
    """Tell whether the name of a body of the mainland is another state's: 'Kementerian Perdagangan Vietnam (商务部)'."""
    if latin is None or latin.agreement != "none" or entry.category not in OF_STATE:
        return False
    words = [*latin.text.lower().split(), *after.lstrip(" )）").lower().split(None, 1)[:1]]
    return any(word in COUNTRIES and word not in _OURS for word in (word.rstrip(".,") for word in words))


def by_latin(links: tuple[FormLink, ...], latin: LatinForm | None) -> tuple[FormLink, ...]:
    """The links whose entry answers to the Latin form; those that name it as printed before those that pinyin gives."""
    if latin is None or latin.agreement == "none":
        return ()
    key = script.fold(latin.text)
    stated = tuple([link for link in links if _states(link.entry, latin.text, key)])
    if stated:
        return stated
    return tuple(link for link in links if link.entry.pinyin and script.fold(link.entry.pinyin) == key)


def _states(entry: Entry, form: str, key: str) -> bool:
    """Tell whether a form, or another that folds to the same key, is one of an entry's own."""
    if form == entry.name or form in entry.aliases:
        return True
    return any(script.fold(other) == key for other in (*entry.forms, *entry.avoid))


def _surroundings(surface: str, before: str, after: str, *, is_person: bool) -> Iterator[tuple[str, str]]:
    """The words around a name, first without those around the same form beside it, which may be a namesake's.

    A person's title stands before the name or in commas behind it; who has one is not told by what is said beside it.
    """
    whole = before, after
    place = after.find(surface)
    if place >= 0:
        after = after[:place]
        if is_person:
            told = after.lstrip(")）")
            after = told[: told.find(",", 1)] if told.startswith(",") else ""
    before = before[before.rfind(surface) + len(surface) :] if surface in before else before
    yield before, after
    if (before, after) != whole and not _leads_in_person(before):
        yield whole


def _words_around(before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words next to a name, and those farther away."""
    near = frozenset(word.lower() for word in _WORDS.findall(before[-50:] + " " + after[:30]))
    return near, frozenset(word.lower() for word in _WORDS.findall(before + " " + after)) - near


def _context(entry: Entry, near: frozenset[str], far: frozenset[str]) -> tuple[int, list[str]]:
    """How many words around the name the entry's own words explain; those next to it count twice."""
    own = own_words(told_of(entry))
    if own.isdisjoint(near) and own.isdisjoint(far):
        return 0, []
    close, distant = sorted(own & near), sorted(own & far)
    return 2 * len(close) + len(distant), close + distant


@lru_cache(maxsize=4096)
def own_words(text: str) -> frozenset[str]:
    """The words of what an entry tells that say something of it."""
    return frozenset(word.lower() for word in _WORDS.findall(text)) - _COMMON


def _only_sounds_alike(surface: str, entry: Entry, latin: LatinForm, before: str) -> bool:
    """Tell whether a foreign person's two Hanzi stand behind their pinyin alone, as a town does: 'Kaili (凯里)' is no Khairy."""
    if len(surface) != 2 or entry.kind != "person" or entry.category not in TRANSCRIBED or " " in latin.text:
        return False
    if script.fold(latin.text) in map(script.fold, (*entry.forms, *entry.avoid)):
        return False
    return latin.agreement == "entry" and not context.head_before(before).is_person


def _is_namesake(entry: Entry, before: str, after: str) -> bool:
    """Tell whether a person is told to have an occupation that the entry's person has not: a cook called 王毅."""
    if entry.kind != "person":
        return False
    words = context.words_before(before)
    known = told_of(entry).lower()
    behind = context.role_behind(after)
    if behind and (behind in contradicting(entry) if behind in OCCUPATIONS else behind not in known):
        return True
    apposed = context.apposed_role(before)
    if apposed and apposed not in known:
        return True
    reach = 7 if words[:1] == ("bernama",) else 2
    if words and words[0] in FUNCTION_WORDS - {"bernama"}:
        return False
    if is_contradicted(entry, words):
        return True
    roles = PRIVATE_ROLES | COMMON_ROLES if len(entry.hans) == MANY_BEAR and " " in (entry.pinyin or "") else PRIVATE_ROLES
    return any(word in roles and word not in known for word in words[:reach])


def _unknown(sighting: Sighting, tables: Tables) -> Resolution:
    surface, latin = sighting.surface, sighting.latin
    kind, seen = kind_of(sighting, tables)
    spelled = latin.text if latin is not None and latin.agreement in ("spelling", "near") else None
    is_open = kind == "person" and latin is not None and (spelled is None or (latin.agreement == "near" and " " not in spelled))
    reading = read_by_sound(surface, latin.text, tables) if is_open and latin is not None else None
    reading = reading or read(surface, kind, spelled, tables=tables)
    evidence = [Evidence("unknown", seen)]
    if spelled is not None:
        evidence.append(Evidence("latin", spelled))
    if kind == "person" and reading.reason != "transcription" and (size := tables.surname_length(surface)):
        evidence.append(Evidence("surname", surface[:size]))
    return Resolution(kind, reading, None, (), tuple(evidence))

"""N: the Latin form beside the Hanzi, letter by letter: one slip, another name, half a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import script
from glossary.heads import TRANSCRIBING
from glossary.linter import likeness
from glossary.linter.article import Article
from glossary.linter.rule import Finding, rule
from glossary.linter.words import names_before
from glossary.model import Entry, LatinForm, Mention
from glossary.pinyin import strip_tones
from glossary.reading import match_spelling
from glossary.reading.spelling import is_latin_surname, latin_key
from glossary.words import COUNTRIES, FUNCTION_WORDS, HEADS, LABEL, OFFICE_WORDS

_SLIP = re.compile(r"'(.+)' for '(.+)'$")
_WORD_BEFORE = re.compile(rf"([^\W\d_]+)[\s{script.ZERO_WIDTH}]*$")
_SURNAME_BEFORE = re.compile(r"([A-Z][a-z]{0,8})[ \u00a0]$")
_BEHIND_NAMES = frozenset("皇帝王后公主宗祖妃佛神仙")
_IRREGULAR = frozenset(("shaanxi",))  # spelled against the rules, so that it is not taken for Shanxi
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def _span(mention: Mention, latin: LatinForm) -> tuple[int, int]:
    """What must change: the Latin form when the Hanzi are an entry's, else the Hanzi."""
    return (latin.start, latin.end) if likeness.is_entrys(mention) else (mention.start, mention.end)


def _right_form(mention: Mention, latin: LatinForm) -> str | None:
    entries = likeness.entries_of(mention)
    if entries:
        forms = [likeness.nearest_form(entry, latin.text) for entry in entries]
        return min(forms, key=lambda form: likeness.distance(latin_key(latin.text), latin_key(form), 20))
    match = _SLIP.match(latin.slip or "")
    if match is not None:
        return latin.text.replace(match[1], match[2]) if match[1] in latin.text else match[2]
    return script.strip_marks(mention.pinyin) if mention.pinyin else None


@rule(
    "N01",
    id="“{0}” tidak mengeja {1}; apakah maksudnya “{2}”?",
    en="“{0}” does not spell {1}; did you mean “{2}”?",
)
def latin_slip(article: Article) -> Iterator[Finding]:
    """The Latin form is a letter or two away from what the Hanzi spell.

    id: Bentuk Latin berbeda satu atau dua huruf dari ejaan Hanzi di sampingnya.

    Bad: Presiden Tiongkok Xi Jingping (习近平) tiba di Bali.
    Good: Presiden Tiongkok Xi Jinping (习近平) tiba di Bali.
    """
    for mention in article.pairs:
        latin = mention.latin
        assert latin is not None
        if not (_is_near(mention, latin) or (latin.agreement == "none" and _is_nearly(mention, latin, article))):
            continue
        if hanzi_slip(mention, latin, article) is not None:
            continue
        right = _right_form(mention, latin)
        if right is None or latin_key(right) == latin_key(latin.text):
            continue
        if article.entries_of(latin.text) and _is_anothers(mention, latin, article):
            continue
        entrys = likeness.is_entrys(mention)
        yield Finding(*_span(mention, latin), right if entrys else None, (latin.text, mention.surface, right))


def _is_near(mention: Mention, latin: LatinForm) -> bool:
    """Tell whether one slip is a fault: not where foreign names are transcribed, 'Tunisia (突尼斯)', nor in Shaanxi."""
    if latin.agreement == "spelling" and (
        latin.system == "singapore" or (mention.entry is not None and latin.system != "pinyin")
    ):
        return _mixes_systems(mention, latin)
    if (
        latin.agreement != "near"
        or latin.text.lower() in _IRREGULAR
        or any(mark in mention.surface for mark in script.INTERPUNCTS)
    ):
        return False
    if likeness.is_entrys(mention) or mention.kind == "person":
        return True
    return not TRANSCRIBING.issuperset(mention.surface) and likeness.syllable_count(latin.text) in (0, len(mention.surface))


def _mixes_systems(mention: Mention, latin: LatinForm) -> bool:
    """Tell whether a form that mixes two systems of romanisation is rather pinyin with a slip: 'Xi Jinpin', 'Wang Xiaomin'."""
    right = latin_key(mention.pinyin or "")
    for entry in likeness.entries_of(mention):
        right = latin_key(entry.pinyin or "")
        if latin_key(entry.name) != right or any(
            latin_key(form) == latin_key(latin.text) for form in likeness.latin_forms(entry)
        ):
            return False
    words = latin.text.split()
    parts = (mention.pinyin or "").split(" ")
    if (
        len(words) != 2
        or len(parts) != 2
        or mention.kind != "person"
        or "-" in latin.text
        or latin_key(words[0]) != latin_key(parts[0])
    ):
        return False
    return len(right) > 6 and likeness.distance(latin_key(latin.text), right, 1) == 1


def _is_nearly(mention: Mention, latin: LatinForm, article: Article) -> bool:
    """Tell whether a form that was taken for a translation is a person's name with two slips: 'Xi Jumping'."""
    if (
        mention.kind not in ("person", "place", "organization")
        or not latin.text[:1].isupper()
        or likeness.is_related(article.text, latin.start)
    ):
        return False
    key = latin_key(latin.text)
    if len(key) < 6:
        return False
    most = 1 if len(key) < 7 else 2
    forms = [latin_key(entry.pinyin) for entry in likeness.entries_of(mention) if entry.pinyin]
    forms += [latin_key(script.strip_marks(mention.pinyin))] if mention.pinyin else []
    if mention.kind != "person" and not likeness.is_entrys(mention):
        return False
    if mention.kind != "person":
        names = [latin_key(entry.name) for entry in likeness.entries_of(mention)]
        return any(len(name) > 5 and likeness.distance(key, name, 1) == 1 for name in names)
    return any(key[0] == form[:1] and likeness.distance(key, form, most) <= most for form in forms if len(form) > 5)


@rule(
    "N02",
    id="“{0}” dan {1} adalah dua nama yang berbeda",
    en="“{0}” and {1} are two different names",
)
def latin_and_hanzi_differ(article: Article) -> Iterator[Finding]:
    """The Latin form is a Chinese name, but not the one that the Hanzi spell.

    id: Bentuk Latin adalah nama Tionghoa, tetapi bukan nama yang tertulis dalam Hanzi.

    Bad: Peneliti Li Xiaoming (王建国) menolak berkomentar.
    Good: Peneliti Wang Jianguo (王建国) menolak berkomentar.
    """
    for mention in article.pairs:
        latin = mention.latin
        assert latin is not None
        if mention.kind != "person" or latin.agreement != "none" or not _is_plain_name(mention, latin):
            continue
        if likeness.is_related(article.text, latin.start) or _is_nearly(mention, latin, article):
            continue
        named = [entry for entry in article.entries_of(latin.text) if entry.kind == "person"]
        if named and not any(latin_key(entry.pinyin or "") == latin_key(latin.text) for entry in named):
            continue  # 'Teddy Sugianto': nothing tells how that is written
        if (named and likeness.is_entrys(mention)) or hanzi_slip(mention, latin, article) is not None:
            continue
        if not named and not _looks_chinese(mention, latin, article):
            continue
        right = script.strip_marks(mention.pinyin) if mention.pinyin and likeness.is_entrys(mention) else None
        yield Finding(*_span(mention, latin), right, (latin.text, mention.surface))


def _is_plain_name(mention: Mention, latin: LatinForm) -> bool:
    surface = mention.surface
    words = latin.text.split()
    return (
        1 < len(surface) < 4
        and surface[-1] not in _BEHIND_NAMES
        and 2 <= len(words) <= 3
        and all(word[:1].isupper() for word in words)
        and not any(word.lower() in OFFICE_WORDS or word.lower() in HEADS or word.lower() in COUNTRIES for word in words)
    )


def _looks_chinese(mention: Mention, latin: LatinForm, article: Article) -> bool:
    """Tell whether both sides are plain Chinese names: a surname and as many syllables as there are Hanzi."""
    plain = script.simplify(mention.surface)
    return (
        likeness.syllable_count(latin.text) == len(plain)
        and is_latin_surname(latin.text.split()[0].lower(), article.tables)
        and bool(article.tables.surname_length(plain))
        and article.tables.looks_like_person(plain) >= 0.4
    )


@rule(
    "N03",
    id="{0} bukan tulisan {1}; apakah maksudnya {2}?",
    en="{0} is not how {1} is written; did you mean {2}?",
)
def hanzi_slip_of_entry(article: Article) -> Iterator[Finding]:
    """One Hanzi is not that of the person or institution which the Latin form and the office before it mean.

    A namesake is no fault: a cook may be called 王艺. So the words around must agree with the entry, or the Latin form must
    not spell the Hanzi at all.

    id: Satu Hanzi keliru, padahal bentuk Latin dan jabatannya menunjuk tokoh atau lembaga yang dikenal.

    Bad: Presiden Tiongkok Xi Jinping (习进平) tiba di Bali.
    Good: Presiden Tiongkok Xi Jinping (习近平) tiba di Bali.
    """
    for mention in article.hanzi_mentions:
        latin = mention.latin
        if latin is None or likeness.is_entrys(mention):
            continue
        found = hanzi_slip(mention, latin, article)
        if found is not None:
            entry, right = found
            yield Finding(mention.start, mention.end, right, (mention.surface, entry.name, right))


def hanzi_slip(mention: Mention, latin: LatinForm, article: Article) -> tuple[Entry, str] | None:
    """The entry that the Latin form names and its Hanzi, where those printed are one slip away and the context agrees."""
    if likeness.is_entrys(mention) or len(mention.surface) < 2:
        return None
    if latin.agreement == "none" and _is_parted(article.text[latin.end : mention.start]):
        return None
    seen = script.simplify("".join(filter(script.is_hanzi, mention.surface)))
    names = [latin.text, *names_before(article.text, _bracket_or(latin, mention))] if latin.end <= mention.start else [latin.text]
    for name in dict.fromkeys(names):
        for entry in article.entries_of(name):
            if entry.kind not in ("person", "organization", "place", "project", "work", "event"):
                continue
            for right in likeness.hanzi_forms(entry):
                if (
                    _is_slip(seen, right)
                    and _is_same_sort(seen, right, entry, article)
                    and _is_meant(entry, mention, latin, name, article)
                ):
                    is_old = script.is_traditional(mention.surface) and entry.hant and right == script.simplify(entry.hans)
                    return entry, entry.hant if is_old else right
    return None


def _is_parted(between: str) -> bool:
    """Tell whether other words than labels stand between a Latin form and the Hanzi: 'Arief Budiman (Soe Hok Djin, 蘇福仁)'."""
    return any(not script.is_hanzi(word[0][0]) and not LABEL.fullmatch(word[0]) for word in _LETTERS.finditer(between))


def _bracket_or(latin: LatinForm, mention: Mention) -> int:
    return latin.end if latin.end <= mention.start else mention.start


def _is_slip(seen: str, right: str) -> bool:
    """One Hanzi changed, two swapped, or, in a name of four or more, one more or less."""
    if len(seen) == len(right):
        return seen != right and likeness.distance(seen, right, 1) == 1
    return len(right) > 3 and len(seen) > 2 and likeness.distance(seen, right, 1) == 1


def _sounds_alike(surface: str, entry: Entry, article: Article) -> bool:
    read = article.annotator.read(surface).pinyin
    return read is not None and latin_key(read) == latin_key(entry.pinyin or "")


def _is_same_sort(seen: str, right: str, entry: Entry, article: Article) -> bool:
    """Tell whether the Hanzi that ends the name of a thing is a slip and no other sort of thing: 南京路 is a street of 南京市."""
    if entry.kind == "person" or seen[-1] == right[-1]:
        return True
    sounds = [{strip_tones(syllable) for syllable in article.tables.characters[name[-1]]} for name in (seen, right)]
    return len(seen) == len(right) and not sounds[0].isdisjoint(sounds[1])


def _is_meant(entry: Entry, mention: Mention, latin: LatinForm, name: str, article: Article) -> bool:
    text = article.text
    start = latin.end - len(name) if latin.end <= mention.start else mention.start
    if likeness.is_private(text, start) or (
        latin.end <= mention.start and likeness.is_related(text, start) and not likeness.title_fits(entry, text, start)
    ):
        return False
    if latin.agreement != "spelling":
        return latin_key(entry.pinyin or "") == latin_key(name) or (
            entry.kind != "person" and (len(mention.surface) > 2 or _sounds_alike(mention.surface, entry, article))
        )
    spelled = latin_key(mention.pinyin or "")
    if latin.system != "pinyin" and (latin.system != "singapore" or likeness.distance(latin_key(name), spelled, 1) > 1):
        return False
    if entry.kind == "person":
        return likeness.title_fits(entry, text, start) or (
            likeness.context_fits(entry, article, start, max(latin.end, mention.end))
            and (len(mention.surface) > 2 or entry.priority == 1)
        )
    return mention.kind != "person" or len(mention.surface) > 3


@rule(
    "N04",
    id="{1} adalah Hanzi {2}, bukan {0}",
    en="{1} are the Hanzi of {2}, not of {0}",
)
def another_ones_hanzi(article: Article) -> Iterator[Finding]:
    """The Latin form names one person or institution of the glossary, the Hanzi another one.

    id: Bentuk Latin menyebut satu tokoh atau lembaga, Hanzi-nya milik yang lain.

    Bad: Menteri Luar Negeri Wang Yi (李强) menyambut tamunya.
    Good: Menteri Luar Negeri Wang Yi (王毅) menyambut tamunya.
    """
    for mention in article.pairs:
        latin = mention.latin
        assert latin is not None
        if (
            not likeness.is_entrys(mention)
            or latin.agreement in ("entry", "spelling")
            or not _is_anothers(mention, latin, article)
        ):
            continue
        others = likeness.entries_of(mention)
        yield Finding(
            latin.start, latin.end, others[0].name if len(others) == 1 else None, (latin.text, mention.surface, others[0].name)
        )


def _is_anothers(mention: Mention, latin: LatinForm, article: Article) -> bool:
    own = likeness.entries_of(mention)
    kinds = {entry.kind for entry in own}
    named = [entry for entry in article.entries_of(latin.text) if entry.kind in kinds]
    if not named or any(entry in own for entry in named) or not kinds <= {"person", "organization", "place"}:
        return False
    if any(_is_part(entry, other) for entry in named for other in own):
        return False
    if likeness.is_related(article.text, latin.start):
        return any(likeness.title_fits(entry, article.text, latin.start) for entry in named) and latin.agreement != "near"
    return latin.end <= mention.start or "person" in kinds


def _is_part(entry: Entry, other: Entry) -> bool:
    return entry.part_of == other.id or other.part_of == entry.id or entry.hans in other.hans or other.hans in entry.hans


@rule("N05", id="{1} hanya separuh nama “{0}”", en="{1} is only half of the name “{0}”")
def half_a_name(article: Article) -> Iterator[Finding]:
    """The Hanzi lack the surname or a part of the given name that the Latin form has.

    id: Hanzi-nya kehilangan marga atau sebagian nama yang ada dalam bentuk Latin.

    Bad: Presiden Tiongkok Xi Jinping (近平) tiba di Bali.
    Good: Presiden Tiongkok Xi Jinping (习近平) tiba di Bali.
    """
    seen: set[int] = set()
    for mention in article.hanzi_mentions:
        latin = mention.latin
        if (
            len(mention.surface) > 1
            and likeness.is_entrys(mention)
            and (latin is None or latin.agreement in ("entry", "spelling"))
        ):
            continue
        opening = article.bracket_of(mention.start)
        if opening is None or mention.start - opening.start > 2 or opening.end - mention.end > 1:
            continue
        whole: tuple[str, str | None] | None = _whole_name(mention.surface, article, opening.start)
        if whole is None and latin is not None and latin.end <= mention.start and not likeness.is_entrys(mention):
            whole = _with_surname(mention, latin, article)
        if whole is not None and mention.start not in seen:
            seen.add(mention.start)
            yield Finding(mention.start, mention.end, whole[1], (whole[0], mention.surface))
        elif (
            latin is not None
            and latin.end == _end_of_words(article.text, opening.start)
            and _is_given_name(mention, latin, article)
        ):
            entry = mention.entry
            assert entry is not None
            given = latin.text.rpartition(" ")[2]
            yield Finding(latin.end - len(given), latin.end, entry.name, (entry.name, given))


def _end_of_words(text: str, place: int) -> int:
    stretch = text[max(0, place - 10) : place]
    return place - len(stretch) + len(stretch.rstrip())


def _whole_name(surface: str, article: Article, opening: int) -> tuple[str, str | None] | None:
    """The person whose Latin form stands before the bracket and of whose Hanzi the bracket holds a part."""
    part = script.simplify(surface)
    if len(part) > 3:
        return None
    for name in names_before(article.text, opening):
        if " " not in name:
            return None
        for entry in article.entries_of(name):
            forms = [form for form in likeness.hanzi_forms(entry) if len(form) > 1]
            if entry.kind != "person" or part in forms or likeness.is_related(article.text, opening - len(name) - 1):
                continue
            if any(form != part and (form.startswith(part) or form.endswith(part)) for form in forms[:1]):
                return name, entry.hans
    return None


def _with_surname(mention: Mention, latin: LatinForm, article: Article) -> tuple[str, str | None] | None:
    """An unknown person's given name in Hanzi behind surname and given name in Latin letters."""
    surface = script.simplify(mention.surface)
    if len(surface) > 2 or latin.agreement != "spelling" or latin.system != "pinyin" or " " in latin.text:
        return None
    match = _SURNAME_BEFORE.search(article.text[max(0, latin.start - 12) : latin.start])
    if match is None:
        return None
    word = match[1].lower()
    if word in FUNCTION_WORDS or word in OFFICE_WORDS or word in HEADS or not is_latin_surname(word, article.tables):
        return None
    if (
        mention.kind not in ("person", "other", "place")
        or not likeness.syllable_count(word)
        or any(surface in likeness.hanzi_forms(entry) for entry in article.entries_of(latin.text))
    ):
        return None
    return f"{match[1]} {latin.text}", None


def _is_given_name(mention: Mention, latin: LatinForm, article: Article) -> bool:
    """Tell whether a known person with whole Hanzi has the given name alone in Latin letters: 'Jinping (习近平)'."""
    entry = mention.entry
    if entry is None or entry.kind != "person" or latin.agreement != "none" or len(mention.surface) != 3:
        return False
    word = latin.text.split()[-1]
    before = _WORD_BEFORE.search(article.text[max(0, latin.end - len(word) - 20) : latin.end - len(word)])
    if before is not None and is_latin_surname(before[1].lower(), article.tables):
        return False
    found = match_spelling(mention.surface[1:], word, article.tables)
    return found is not None and found.agreement == "spelling" and found.system == "pinyin"

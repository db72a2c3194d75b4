"""How like two names are: slips between Latin forms, between Hanzi, and the words that stand before a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary import context, script
from glossary.model import Entry, Mention, told_of
from glossary.pinyin import split
from glossary.reading.spelling import latin_key
from glossary.words import FUNCTION_WORDS, HEADS, PRIVATE_ROLES, TITLES

if TYPE_CHECKING:
    from glossary.linter.article import Article

# Words between which and a person's name somebody else is named: 'istri Xi Jinping (彭丽媛)'.
RELATIONS = frozenset(
    "istri suami putri putra anak ayah ibu bapak kakak adik saudara saudari cucu keponakan paman bibi mertua "
    "menantu ipar kekasih "
    "pacar selir permaisuri janda duda sepupu kerabat keluarga murid guru sahabat teman rekan kolega lawan pesaing "
    "pendahulu penerus "
    "pengganti asisten ajudan sekretaris penerjemah pengawal pengacara manajer pendukung pengikut wakil juru milik induk cabang "
    "pendiri ibunda bunda ayahanda nenek kakek bos ketua direktur kepala pemimpin pemilik ibukota versus melawan".split()
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset("tiongkok china negara tahun salah satu mantan asal orang besar kota".split()) | FUNCTION_WORDS
CONTEXT = 140


def distance(first: str, second: str, most: int) -> int:
    """The number of letters added, left out or changed, two neighbours swapped counting one; `most` + 1 where it is more."""
    if abs(len(first) - len(second)) > most or len(first) > 60 or len(second) > 60:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def latin_forms(entry: Entry) -> list[str]:
    """The forms of an entry in Latin letters, the headword first."""
    return [form for form in entry.forms if not script.has_hanzi(form)]


def hanzi_forms(entry: Entry) -> list[str]:
    """The forms of an entry in Hanzi alone, folded to simplified ones."""
    return list(dict.fromkeys(script.simplify(form) for form in entry.forms if script.has_hanzi(form)))


def nearest_form(entry: Entry, latin: str) -> str:
    """The Latin form of an entry that is most like what was printed."""
    key = latin_key(latin)
    forms = latin_forms(entry)
    if entry.pinyin:
        forms.append(script.strip_marks(entry.pinyin))
    return min(forms, key=lambda form: distance(key, latin_key(form), 20)) if forms else entry.name


def syllable_count(latin: str) -> int:
    """How many syllables of pinyin a Latin form has; 0 where it is no pinyin."""
    count = 0
    for word in latin.replace("-", " ").split():
        parts = split(latin_key(word))
        if parts is None:
            return 0
        count += len(parts)
    return count


def is_related(text: str, start: int) -> bool:
    """Tell whether a word of kinship or of work for somebody stands right before a name."""
    words = context.words_before(text[max(0, start - 60) : start])
    return any(word in RELATIONS for word in words[:2])


def is_private(text: str, start: int) -> bool:
    """Tell whether an occupation of people whom a glossary does not hold stands before a name: 'koki', 'warga'."""
    words = context.words_before(text[max(0, start - 90) : start])
    reach = 7 if words[:1] == ("bernama",) else 4
    return any(word in PRIVATE_ROLES for word in words[:reach])


def title_fits(entry: Entry, text: str, start: int) -> bool:
    """Tell whether the title right before a name is one that the entry's person has: 'Perdana Menteri' before Zhou Enlai."""
    words = context.words_before(text[max(0, start - 90) : start])[:7]
    known = told_of(entry).lower()
    own = (
        set(_WORD.findall(known))
        | ({"pm"} if "perdana menteri" in known else set())
        | ({"menlu"} if "luar negeri" in known else set())
    )
    own |= {word[2:] for word in own if word.startswith("pe")}  # 'pebasket': 'pemain bola basket'
    return any(word in own and word not in _COMMON and (word in TITLES or word in HEADS) for word in words)


def context_fits(entry: Entry, article: Article, start: int, end: int) -> bool:
    """Tell whether the words around a name, or another mention in the article, are those of the entry."""
    first, last = article.linked.get(entry.id, (start, start))
    if not (start <= first < end and start <= last < end):
        return True
    text = article.text
    own = {word.lower() for word in _WORD.findall(told_of(entry))} - _COMMON
    around = {word.lower() for word in _WORD.findall(text[max(0, start - CONTEXT) : start] + " " + text[end : end + CONTEXT])}
    return len(own & around) >= 2


def is_entrys(mention: Mention) -> bool:
    """Tell whether the Hanzi are those of an entry, settled or not."""
    return mention.entry is not None or bool(mention.candidates)


def entries_of(mention: Mention) -> tuple[Entry, ...]:
    """The entries that the Hanzi stand for."""
    return tuple(entry for entry in (mention.entry, *mention.candidates) if entry is not None)

"""P: pinyin that the article prints beside the Hanzi: its tones and the reading of the surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from glossary import script
from glossary.linter import likeness
from glossary.linter.article import Article
from glossary.linter.rule import Finding, rule
from glossary.linter.words import names_before
from glossary.model import Mention
from glossary.pinyin import syllables, to_numbers
from glossary.reading import match_spelling
from glossary.reading.spelling import latin_key

_WORD = rf"[A-Za-z{script.TONED}üÜ]+(?:['’][A-Za-z{script.TONED}üÜ]+)*"
_PHRASE = re.compile(rf"{_WORD}(?:[ \u00a0-]{_WORD}){{0,11}}")
_HAS_TONE = re.compile(f"[{script.TONED}]|[a-zü][1-4](?![0-9])")
_REACH = 120


class _Printed:
    """A stretch of printed pinyin with tone marks, and the mention whose Hanzi it reads."""

    def __init__(self, mention: Mention, start: int, end: int, text: str) -> None:
        self.mention, self.start, self.end, self.text = mention, start, end, text


def _printed(article: Article) -> Iterator[_Printed]:
    if not _HAS_TONE.search(article.text):
        return
    seen: set[int] = set()
    keys = {latin_key(mention.pinyin) for mention in article.hanzi_mentions if mention.pinyin}
    for mention in article.hanzi_mentions:
        if not mention.pinyin or len(mention.surface) < 2:
            continue
        for start, end in _stretches(article, mention):
            if not _HAS_TONE.search(article.text, start, end):
                continue
            for match in _PHRASE.finditer(article.text, start, end):
                found = _toned_part(match, mention)
                if found is None or found[0] in seen:
                    continue
                text = unicodedata.normalize("NFC", article.text[found[0] : found[1]])
                key = latin_key(text)
                if key != latin_key(mention.pinyin) and (key in keys or likeness.distance(key, latin_key(mention.pinyin), 4) > 4):
                    continue
                seen.add(found[0])
                yield _Printed(mention, *found, text)


def _stretches(article: Article, mention: Mention) -> Iterator[tuple[int, int]]:
    """Where the pinyin of a mention may stand: its Latin form, its bracket, the bracket behind it."""
    if mention.latin is not None:
        yield mention.latin.start, mention.latin.end
    bracket = article.bracket_of(mention.start)
    if bracket is not None:
        yield mention.end, min(bracket.end, mention.end + _REACH)
        yield max(bracket.start + 1, mention.start - _REACH), mention.start
        return
    stretch = article.text[mention.end : mention.end + 3]
    opening = mention.end + len(stretch) - len(stretch.lstrip())
    behind = article.bracket_of(opening) if article.text[opening : opening + 1] in ("(", "（", "[") else None
    if behind is not None and behind.start == opening:
        yield opening + 1, min(behind.end, opening + _REACH)
    line = article.text[mention.end : mention.end + 40]
    if line[:2] in (", ", "/ ") or line[:1] == "/" or line[:3] == " / ":
        yield mention.end, min(len(article.text), mention.end + 40)


def _toned_part(match: re.Match[str], mention: Mention) -> tuple[int, int] | None:
    """The part of a phrase that is pinyin: without the label before it, and of as many syllables as the Hanzi have."""
    words = list(re.finditer(_WORD, match[0]))
    wanted = latin_key(mention.pinyin or "")
    toned = [number for number, word in enumerate(words) if _HAS_TONE.search(word[0])]
    if not toned:
        return None
    for first in range(toned[0] + 1):
        for last in range(toned[-1], len(words)):
            if latin_key(match[0][words[first].start() : words[last].end()]) == wanted:
                return match.start() + words[first].start(), match.start() + words[last].end()
    first, last = toned[0], toned[-1]
    if first and words[first - 1][0][:1].isupper() and last - first + 1 < len((mention.pinyin or "").split()):
        first -= 1
    return match.start() + words[first].start(), match.start() + words[last].end()


def _right(mention: Mention) -> str:
    return mention.pinyin or ""


def _tones(text: str, hanzi: str) -> list[str]:
    """Syllables with tone marks; those of 一 and 不 as they are by themselves, since they change with what follows."""
    found = list(syllables(text.replace("’", "'").lower()))
    if len(found) != len(hanzi):
        return found
    return [{"一": "yī", "不": "bù"}.get(character, syllable) for syllable, character in zip(found, hanzi, strict=True)]


@rule("P01", id="nada pinyin “{0}” keliru; {1} dibaca {2}", en="wrong tones in “{0}”; {1} is read {2}")
def wrong_tones(article: Article) -> Iterator[Finding]:
    """The pinyin printed beside the Hanzi has a wrong tone mark, or lacks one.

    id: Pinyin di samping Hanzi memakai tanda nada yang keliru, atau salah satunya tidak bertanda.

    Bad: Presiden Xi Jinping (习近平, Xǐ Jìnpíng) tiba di Bali.
    Good: Presiden Xi Jinping (习近平, Xí Jìnpíng) tiba di Bali.
    """
    for printed in _printed(article):
        mention = printed.mention
        right = _right(mention)
        if latin_key(printed.text) != latin_key(right) or _is_acceptable(printed.text, mention, article):
            continue
        yield Finding(printed.start, printed.end, right, (printed.text, mention.surface, right))


def _is_acceptable(text: str, mention: Mention, article: Article) -> bool:
    """Tell whether printed tones are those of the reading, or of another one that the characters may have."""
    if any(c.isdigit() for c in text):
        return to_numbers(_right(mention)).replace(" ", "").lower() == text.replace(" ", "").replace("'", "").lower()
    try:
        seen, right = _tones(text, mention.surface), _tones(_right(mention), mention.surface)
    except ValueError:
        return True
    if seen == right or len(seen) != len(right):
        return True
    if mention.reading is not None and mention.reading.disputed:
        return True
    hanzi = [c for c in mention.surface if script.is_hanzi(c)]
    if mention.entry is not None or len(hanzi) != len(seen):
        return mention.entry is None
    return all(
        syllable == known or _is_known(character, syllable, place, article)
        for place, (character, syllable, known) in enumerate(zip(hanzi, seen, right, strict=True))
    )


def _is_known(character: str, syllable: str, place: int, article: Article) -> bool:
    key = script.simplify(character)
    surname = article.tables.surnames.get(key) if place == 0 else None
    if surname is not None:
        return syllable in surname.reading or syllable in surname.others
    return syllable in article.tables.characters[key] or syllable in article.tables.characters.rare.get(key, ())


@rule("P02", id="“{0}” bukan bacaan {1}; bacaannya {2}", en="“{0}” is not how {1} is read; it is {2}")
def wrong_reading(article: Article) -> Iterator[Finding]:
    """The pinyin reads the Hanzi otherwise than the name is read: 单 is Shàn as a surname, not Dān.

    id: Pinyin memakai bacaan lain daripada bacaan nama itu: 单 sebagai marga dibaca Shàn, bukan Dān.

    Bad: Pencerita Dān Tiánfāng (单田芳) digemari jutaan pendengar.
    Good: Pencerita Shàn Tiánfāng (单田芳) digemari jutaan pendengar.
    """
    seen: set[int] = set()
    for printed in _printed(article):
        right = _named_reading(printed.mention, article)
        if right is None or latin_key(right) == latin_key(printed.text) or printed.start in seen:
            continue
        if (
            printed.mention.latin is not None
            and printed.mention.latin.start == printed.start
            and printed.mention.latin.agreement == "near"
        ):
            continue
        seen.add(printed.start)
        yield Finding(printed.start, printed.end, right, (printed.text, printed.mention.surface, right))
    for mention in article.pairs:
        latin = mention.latin
        assert latin is not None
        if (
            latin.start in seen
            or _HAS_TONE.search(latin.text)
            or mention.kind != "person"
            or latin.agreement not in ("spelling", "none")
        ):
            continue
        names = [latin.text, *names_before(article.text, latin.end)] if latin.end <= mention.start else [latin.text]
        right = next((right for name in names if (right := _plain_slip(mention, name, article)) is not None), None)
        if right is not None:
            start, end = (
                (latin.start, latin.end) if mention.entry is not None or mention.candidates else (mention.start, mention.end)
            )
            yield Finding(start, end, right if start == latin.start else None, (latin.text, mention.surface, right))


def _named_reading(mention: Mention, article: Article) -> str | None:
    """How a name is read by its entry or its surname, whatever the Latin form beside it says."""
    if mention.entry is not None:
        return mention.pinyin
    return article.annotator.read(mention.surface, mention.kind).pinyin


def _plain_slip(mention: Mention, latin: str, article: Article) -> str | None:
    """The right spelling, without tones, where a toneless form takes the surname for the common word: 'Dan Tianfang (单田芳)'."""
    plain = script.simplify("".join(filter(script.is_hanzi, mention.surface)))
    size = article.tables.surname_length(plain)
    right = _named_reading(mention, article)
    if not size or right is None or size >= len(plain) or latin_key(right) == latin_key(latin):
        return None
    surname = article.tables.surnames.get(plain[:size])
    if (
        surname is None
        or surname.disputed
        or latin_key(latin) in {latin_key(form) for entry in likeness.entries_of(mention) for form in likeness.latin_forms(entry)}
    ):
        return None
    found = match_spelling(mention.surface, latin, article.tables, kind="person")
    if found is None or found.agreement != "spelling" or found.system != "pinyin" or found.order != "surname-first":
        return None
    parts = right.split(" ")
    given = latin_key("".join(parts[1:]))
    seen = latin_key(latin)
    if not seen.endswith(given):
        return None
    head = seen[: -len(given)].replace("lyu", "lu").replace("lv", "lu").replace("nyu", "nu").replace("nv", "nu")
    if head == latin_key(parts[0]):
        return None
    return script.strip_marks(right)

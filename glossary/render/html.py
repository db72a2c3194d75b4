"""HTML of a mention: ruby by word, tooltip and link, as insertions; and plain text written as HTML with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from glossary import script
from glossary.model import Mention
from glossary.render.choice import address, chosen, described, one_line, pinyin_of

Insertions = list[tuple[int, str]]  # (place in the surface, what is inserted there), in order
PIECE = 1 << 14  # strings of a long document that are joined at once
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


def html_pieces(
    text: str,
    mentions: tuple[Mention, ...],
    *,
    repeat: str = "all",
    pinyin: str | None = "marks",
    links: bool = True,
    tones: bool = False,
) -> Iterator[str]:
    """Write plain text as an HTML fragment with its names annotated, in pieces of many mentions each."""
    parts: list[str] = []
    last = 0
    for mention, wanted in chosen(text, mentions, repeat):
        if not wanted:
            continue
        parts.append(_escaped(text[last : mention.start]))
        place = 0
        for offset, inserted in insertions(mention, pinyin=pinyin, links=links, tones=tones):
            parts += [_escaped(mention.surface[place:offset]), inserted]
            place = offset
        parts.append(_escaped(mention.surface[place:]))
        last = mention.end
        if len(parts) >= PIECE:
            yield "".join(parts)
            parts.clear()
    yield "".join([*parts, _escaped(text[last:])])


def to_page(fragment: str, title: str, lang: str = "id") -> str:
    """A whole HTML page around a fragment, with the package's style sheet in it."""
    heading = f"<h1>{_escaped(one_line(title))}</h1>\n" if one_line(title) else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_escaped(one_line(title))}</title>\n'
        f"<style>\n{asset('glossary.css')}</style>\n</head>\n<body>\n"
        f'<main>\n{heading}<div class="glossary-text">{fragment}</div>\n</main>\n</body>\n</html>\n'
    )


def asset(name: str) -> str:
    """The text of 'glossary.css' or 'glossary.js', which a site may serve beside annotated HTML."""
    from pathlib import Path

    return (Path(__file__).parent / "assets" / name).read_text(encoding="utf-8")


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def insertions(
    mention: Mention, *, pinyin: str | None = "marks", links: bool = True, tones: bool = False, lang: str = ""
) -> Insertions:
    """The tags that annotate one mention.

    Args:
        mention: the name.
        pinyin: a style of `glossary.pinyin.STYLES`, or None for no ruby.
        links: link to the entry's address.
        tones: a `span` with the number of its tone around each syllable.
        lang: the language that the text around is marked as, if any.

    Returns:
        What to insert where, in code points of the surface; the text between is not part of it.
    """
    url = address(mention.entry) if links else None
    title = tooltip(mention)
    shown = f' title="{_attribute(title)}"' if title else ""
    names = f"glossary glossary-{mention.kind}"
    if url:
        opened, closed = f'<a class="{names}" href="{_attribute(url)}"{shown}>', "</a>"
    else:
        reachable = ' tabindex="0"' if described(mention) else ""
        opened, closed = f'<span class="{names}"{reachable}{shown}>', "</span>"
    said = pinyin_of(mention, pinyin) if script.has_hanzi(mention.surface) else None
    if said is None or mention.reading is None:
        if not title and not url:
            return []
        return [(0, opened), (len(mention.surface), closed)]
    tongue = "" if lang.lower().startswith("zh") else f' lang="{_hanzi_tag(mention.surface)}"'
    found: Insertions = [(0, f"{opened}<ruby{tongue}>")]
    for end, word, syllables in grouped(mention.surface, said, mention.reading.syllables):
        word = _toned(word, syllables) if tones else escape(word)
        found.append((end, f'<rp>(</rp><rt lang="zh-Latn-pinyin">{word}</rt><rp>)</rp>'))
    found.append((len(mention.surface), f"</ruby>{closed}"))
    return found


def tooltip(mention: Mention) -> str:
    """What the tooltip says: 'Xi Jinping (习近平, Xí Jìnpíng): pemimpin …'; of a name without an entry its pinyin."""
    entry = mention.entry
    if entry is None:
        return mention.pinyin or ""
    beside = ", ".join(part for part in (entry.hans, mention.pinyin or entry.pinyin) if part and part != entry.name)
    said = described(mention)
    return one_line(f"{entry.name}{f' ({beside})' if beside else ''}{f': {said}' if said else ''}")


def _attribute(value: str) -> str:
    return escape(value).replace("\0", "\ufffd")


def _hanzi_tag(surface: str) -> str:
    return "zh-Hant" if script.is_traditional(script.strip_ignorable(surface)) else "zh-Hans"


def grouped(surface: str, said: str, syllables: tuple[str, ...]) -> list[tuple[int, str, tuple[str, ...]]]:
    """Divide a name by the words of its pinyin.

    Returns:
        For each word the end of its Hanzi in the surface, the word, its syllables. One group for the whole name where words
        and Hanzi cannot be laid side by side, as in names with letters or digits.

    >>> grouped("习近平", "Xí Jìnpíng", ("xí", "jìn", "píng"))
    [(1, 'Xí', ('xí',)), (3, 'Jìnpíng', ('jìn', 'píng'))]
    """
    ends = [place + 1 for place, character in enumerate(surface) if script.is_hanzi(character)]
    whole = [(len(surface), said, syllables)]
    if len(ends) != len(syllables):
        return whole
    groups, number = [], 0
    for word in said.split():
        letters, first = _letters(word), number
        taken = ""
        while number < len(syllables) and len(taken) < len(letters):
            taken += _letters(syllables[number])
            number += 1
        if taken != letters or not letters:
            return whole
        groups.append((ends[number - 1], word, syllables[first:number]))
    if number != len(syllables) or not groups:
        return whole
    return [*groups[:-1], (len(surface), *groups[-1][1:])]


def _letters(word: str) -> str:
    """The bare letters of pinyin, whatever its style: 'Jìn-píng', 'JINPING' and 'jin4ping2' are 'jinping'."""
    bare = unicodedata.normalize("NFD", word.lower().replace("ü", "yu" if word.isupper() else "ü"))
    return "".join(c for c in bare if c.isalpha())


def _toned(word: str, syllables: tuple[str, ...]) -> str:
    """A word of pinyin with each syllable in a span that says its tone, 5 for the neutral one; else the word."""
    parts, place = [], 0
    for syllable in syllables:
        while place < len(word) and not word[place].isalpha():
            parts.append(escape(word[place]))
            place += 1
        shown = word[place : place + len(syllable)]
        if shown.lower() != syllable:
            return escape(word)
        tone = next((_TONES[c] for c in unicodedata.normalize("NFD", syllable) if c in _TONES), 5)
        parts.append(f'<span class="glossary-tone-{tone}">{escape(shown)}</span>')
        place += len(syllable)
    return "".join([*parts, escape(word[place:])])

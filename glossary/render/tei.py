"""A TEI document: the text with its names marked, and the entries as a glossary behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape  # that of xml.sax would import sockets

from glossary import script
from glossary.errors import wrong_type
from glossary.model import Mention
from glossary.render.choice import address, distinct, hanzi_of, heading_of, one_line, pinyin_of

PIECE = 1 << 14  # strings of a long document that are joined at once
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no characters of XML 1.0
_ELEMENTS = {"person": ("persName", ""), "organization": ("orgName", ""), "place": ("placeName", ""), "work": ("title", "")}


def tei_pieces(
    text: str, mentions: tuple[Mention, ...], *, title: str = "Artikel", pinyin: str | None = "marks"
) -> Iterator[str]:
    """Write TEI P5: the text as one block with its white space kept; what XML cannot hold becomes U+FFFD.

    It comes in pieces of many mentions each.
    """
    if not isinstance(title, str):
        raise wrong_type("a title", title)
    groups = distinct(mentions)
    numbers = {id(mention): number for number, (_, every) in enumerate(groups, 1) for mention in every}
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        f"<titleStmt><title>{_escaped(one_line(title)) or '-'}</title></titleStmt>"
        "<publicationStmt><p>Tidak diterbitkan</p></publicationStmt><sourceDesc><p>Teks yang dianotasi</p></sourceDesc>"
        '</fileDesc></teiHeader><text xml:lang="id"><body><ab xml:space="preserve">'
    )
    parts: list[str] = []
    last = 0
    for mention in mentions:
        parts += [_escaped(text[last : mention.start]), _name(mention, numbers[id(mention)])]
        last = mention.end
        if len(parts) >= PIECE:
            yield "".join(parts)
            parts.clear()
    items = "".join(_item(number, first, pinyin) for number, (first, _) in enumerate(groups, 1))
    back = f'<back><div type="glossary"><list type="gloss">{items}</list></div></back>' if items else ""
    yield "".join([*parts, _escaped(text[last:]), "</ab></body>", back, "</text></TEI>\n"])


def _name(mention: Mention, number: int) -> str:
    element, attributes = _ELEMENTS.get(mention.kind, ("name", f' type="{mention.kind}"'))
    surface = _escaped(mention.surface)
    if script.has_hanzi(mention.surface) and mention.pinyin:
        surface = f'<foreign xml:lang="zh">{surface}</foreign>'
    return f'<{element}{attributes} ref="#g{number}">{surface}</{element}>'


def _item(number: int, mention: Mention, pinyin: str | None) -> str:
    entry = mention.entry
    parts = [_escaped(heading_of(mention))]
    hanzi, said = hanzi_of(mention), pinyin_of(mention, pinyin)
    if hanzi and hanzi != heading_of(mention):
        parts.append(f'<foreign xml:lang="zh">{_escaped(hanzi)}</foreign>')
    if said:
        parts.append(f'<foreign xml:lang="zh-Latn-pinyin">{_escaped(said)}</foreign>')
    if entry is not None and entry.description:
        parts.append(f'<gloss xml:lang="id">{_escaped(one_line(entry.description))}</gloss>')
    url = address(entry)
    if url:
        parts.append(f'<ref target="{escape(_FORBIDDEN.sub(chr(0xFFFD), url))}"/>')
    return f'<item xml:id="g{number}">{" ".join(parts)}</item>'


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=False).replace("\r", "&#13;")

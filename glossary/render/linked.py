"""Linked data: schema.org mentions as JSON-LD, and W3C Web Annotations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from glossary.model import Entry, Mention
from glossary.render.choice import address, distinct, hanzi_of, heading_of, one_line

_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
PIECE = 1 << 12  # mentions of a long document that are written at once
CONTEXT = 24  # code points before and after that tell one place of a text from another
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "work": "CreativeWork",
    "event": "Event",
    "concept": "DefinedTerm",
    "project": "Project",
    "title": "DefinedTerm",
    "other": "Thing",
}


def to_jsonld(mentions: tuple[Mention, ...], *, url: str | None = None) -> str:
    """An Article of schema.org with each name once under `mentions`; safe inside a `script` element."""
    record: dict[str, Any] = {"@context": "https://schema.org", "@type": "Article"}
    if url is not None:
        record |= {"@id": url, "url": url}
    record["mentions"] = [_thing(first, every) for first, every in distinct(mentions)]
    return _dump(record)


def _thing(mention: Mention, every: list[Mention]) -> dict[str, Any]:
    entry = mention.entry
    name = heading_of(mention)
    others = [hanzi_of(mention), entry.pinyin if entry else mention.pinyin, *(form for m in every for form in _forms(m))]
    alternate = list(dict.fromkeys(form for form in others if form and form != name))
    thing: dict[str, Any] = {"@type": _TYPES.get(mention.kind, "Thing"), "name": name}
    if alternate:
        thing["alternateName"] = alternate
    if entry is not None:
        thing["identifier"] = entry.id
        if entry.description:
            thing["description"] = one_line(entry.description)
        found = address(entry)
        if found:
            thing["url"] = found
        if entry.wikidata and entry.wikidata.isalnum():
            thing["sameAs"] = f"http://www.wikidata.org/entity/{entry.wikidata}"
    return thing


def _forms(mention: Mention) -> tuple[str, ...]:
    return (mention.surface, one_line(mention.latin.text)) if mention.latin is not None else (mention.surface,)


def web_annotation_pieces(text: str, mentions: tuple[Mention, ...], *, source: str = "urn:x-glossary:text") -> Iterator[str]:
    """Write an AnnotationPage of W3C Web Annotations, one a mention, offsets in code points, in pieces of many mentions each.

    `source` is the IRI of the article.
    """
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": f"{source}#glossary", "type": "AnnotationPage", "items": []}
    yield _dump(page)[: -len("]}")]
    for first in range(0, len(mentions), PIECE):
        items = [_dump(_annotation(text, mention, source)) for mention in mentions[first : first + PIECE]]
        yield ("," if first else "") + ",".join(items)
    yield "]}"


def _annotation(text: str, mention: Mention, source: str) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = []
    if mention.entry is not None:
        bodies += _entry_bodies(mention.entry)
    if mention.pinyin:
        bodies.append(_textual(mention.pinyin, "commenting", "zh-Latn-pinyin"))
    bodies.append(_textual(mention.kind, "classifying", "en"))
    return {
        "id": f"{source}#glossary-{mention.start}",
        "type": "Annotation",
        "motivation": "identifying" if mention.entry is not None else "commenting",
        "body": bodies,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": mention.surface,
                    "prefix": text[max(0, mention.start - CONTEXT) : mention.start],
                    "suffix": text[mention.end : mention.end + CONTEXT],
                },
            ],
        },
    }


def _entry_bodies(entry: Entry) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    url = address(entry)
    if url:
        bodies.append({"type": "SpecificResource", "source": url, "purpose": "identifying"})
    bodies.append(_textual(one_line(entry.name), "tagging", "id"))
    if entry.description:
        bodies.append(_textual(one_line(entry.description), "describing", "id"))
    return bodies


def _textual(value: str, purpose: str, lang: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "language": lang, "format": "text/plain"}


def _dump(value: Any) -> str:
    """One line of JSON, Hanzi unescaped; what could end a `script` element or is no character is written by its number."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)

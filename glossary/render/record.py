"""The JSON record of a document: one object an article, the same from every engine.

A mention's constant part (kind, pinyin, entry, evidence) is written once for each `Resolution` and kept, since the same few
hundred names fill an archive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from glossary.model import Entry, Mention, Resolution, as_plain

VERSION = 1
PIECE = 1 << 12  # mentions of a long document that are written at once
MAX_KEPT = 1 << 12  # resolutions and entries whose JSON is kept

_ENTRY_FIELDS = ("id", "name", "kind", "hans", "pinyin", "description", "wikidata", "url")
_kept: dict[int, tuple[Resolution, bytes]] = {}  # by identity; the resolution is kept too, so that no other takes its number
_kept_entries: dict[int, tuple[Entry, str]] = {}  # likewise


def to_record(mentions: tuple[Mention, ...], id: Any = None) -> dict[str, Any]:
    """The record as dicts, lists and scalars: `version`, `id` where one is given, `mentions`."""
    record: dict[str, Any] = {"version": VERSION}
    if id is not None:
        record["id"] = id
    record["mentions"] = [
        {
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "latin": as_plain(mention.latin) if mention.latin else None,
            **_settled(mention.resolution),
        }
        for mention in mentions
    ]
    return record


def json_pieces(mentions: tuple[Mention, ...], id: Any = None, text: str | None = None) -> Iterator[bytes]:
    """What `to_bytes` gives, in pieces of many mentions each; behind them the `text` where one is given."""
    yield _head(id)
    for first in range(0, len(mentions), PIECE):
        yield (b"," if first else b"") + b",".join(map(_mention, mentions[first : first + PIECE]))
    yield b"]}" if text is None else b'],"text":%b}' % _utf8(encode_basestring(text))


def to_json(mentions: tuple[Mention, ...], id: Any = None) -> str:
    """The record as one line of JSON, Hanzi unescaped, a lone surrogate written as \\udXXX: what `json.dumps` would give."""
    return to_bytes(mentions, id).decode()


def to_bytes(mentions: tuple[Mention, ...], id: Any = None) -> bytes:
    """What `to_json` gives, in UTF-8."""
    return b"%b%b]}" % (_head(id), b",".join(map(_mention, mentions)))


def _head(id: Any) -> bytes:
    shown = "" if id is None else f'"id":{encode_basestring(id) if type(id) is str else _dump(id)},'
    return b'{"version":%d,%b"mentions":[' % (VERSION, _utf8(shown))


def _settled(resolution: Resolution) -> dict[str, Any]:
    entry, reading = resolution.entry, resolution.reading
    return {
        "kind": resolution.kind,
        "pinyin": reading.pinyin if reading is not None else None,
        "entry": _entry(entry) if entry is not None else None,
        "candidates": [candidate.id for candidate in resolution.candidates],
        "evidence": as_plain(resolution.evidence),
    }


def _mention(mention: Mention) -> bytes:
    start, end, surface, latin, resolution = mention
    settled = settled_json(resolution) if resolution.entry is None else _kept_json(resolution)
    if latin is None:
        place = f'{{"start":{start},"end":{end},"surface":{encode_basestring(surface)},"latin":null,'
    else:
        first, last, text, agreement, system, slip = latin
        place = (
            f'{{"start":{start},"end":{end},"surface":{encode_basestring(surface)},"latin":{{"start":{first},"end":{last},'
            f'"text":{encode_basestring(text)},"agreement":"{agreement}",'
            f'"system":{"null" if system is None else _string(system)},"slip":{"null" if slip is None else _string(slip)}}},'
        )
    return place.encode("utf-8", "backslashreplace") + settled


def _kept_json(resolution: Resolution) -> bytes:
    """What is constant of a mention that names an entry: written once, for it comes again."""
    found = _kept.get(id(resolution))
    if found is None:
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        found = _kept[id(resolution)] = (resolution, settled_json(resolution))
    return found[1]


def settled_json(resolution: Resolution) -> bytes:
    """What `_settled` gives, as JSON without its opening brace."""
    kind, reading, entry, candidates, evidence = resolution
    others = ",".join([encode_basestring(candidate.id) for candidate in candidates]) if candidates else ""
    reasons = ",".join(
        [f'{{"word":{encode_basestring(word)},"detail":{encode_basestring(detail)}}}' for word, detail in evidence]
    )
    return _utf8(
        f'"kind":"{kind}","pinyin":{_string(reading.pinyin if reading is not None else None)},'
        f'"entry":{"null" if entry is None else _entry_json(entry)},"candidates":[{others}],"evidence":[{reasons}]}}'
    )


def _entry_json(entry: Entry) -> str:
    found = _kept_entries.get(id(entry))
    if found is None:
        if len(_kept_entries) >= MAX_KEPT:
            _kept_entries.clear()
        found = _kept_entries[id(entry)] = (entry, _dump(_entry(entry)))
    return found[1]


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate is written as JSON escapes it


def _string(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


def _entry(entry: Entry) -> dict[str, Any]:
    return {field: getattr(entry, field) for field in _ENTRY_FIELDS}


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

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
from glossary.script import lazy_pattern

VERSION = 1
PIECE = 1 << 12  # mentions of a long document that are written at once
MAX_KEPT = 1 << 12  # resolutions and entries whose JSON is kept

_ENTRY_FIELDS = ("id", "name", "kind", "hans", "pinyin", "description", "wikidata", "url")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_kept: dict[int, tuple[Resolution, str]] = {}  # by identity; the resolution is kept too, so that no other takes its number
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


def json_pieces(mentions: tuple[Mention, ...], id: Any = None, text: str | None = None) -> Iterator[str]:
    """What `to_json` gives, in pieces of many mentions each; behind them the `text` where one is given."""
    yield _escaped(_head(id))
    for first in range(0, len(mentions), PIECE):
        yield ("," if first else "") + _escaped(",".join(map(_mention, mentions[first : first + PIECE])))
    yield "]}" if text is None else f'],"text":{_escaped(encode_basestring(text))}}}'


def to_json(mentions: tuple[Mention, ...], id: Any = None) -> str:
    """The record as one line of JSON, Hanzi unescaped, a lone surrogate written as \\udXXX: what `json.dumps` would give."""
    line = _line(mentions, id)
    try:
        line.encode()
    except UnicodeEncodeError:
        return _escaped(line)
    return line


def to_bytes(mentions: tuple[Mention, ...], id: Any = None) -> bytes:
    """What `to_json` gives, in UTF-8."""
    line = _line(mentions, id)
    try:
        return line.encode()
    except UnicodeEncodeError:
        return _escaped(line).encode()


def _line(mentions: tuple[Mention, ...], id: Any) -> str:
    return f"{_head(id)}{','.join(map(_mention, mentions))}]}}"


def _head(id: Any) -> str:
    shown = "" if id is None else f'"id":{encode_basestring(id) if type(id) is str else _dump(id)},'
    return f'{{"version":{VERSION},{shown}"mentions":['


def _escaped(line: str) -> str:
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _settled(resolution: Resolution) -> dict[str, Any]:
    entry, reading = resolution.entry, resolution.reading
    return {
        "kind": resolution.kind,
        "pinyin": reading.pinyin if reading is not None else None,
        "entry": _entry(entry) if entry is not None else None,
        "candidates": [candidate.id for candidate in resolution.candidates],
        "evidence": as_plain(resolution.evidence),
    }


def _mention(mention: Mention) -> str:
    start, end, surface, latin, resolution = mention
    found = _kept.get(id(resolution))
    settled = found[1] if found is not None else _keep(resolution)
    if latin is None:
        return f'{{"start":{start},"end":{end},"surface":{encode_basestring(surface)},"latin":null,{settled}'
    first, last, text, agreement, system, slip = latin
    return (
        f'{{"start":{start},"end":{end},"surface":{encode_basestring(surface)},"latin":{{"start":{first},"end":{last},'
        f'"text":{encode_basestring(text)},"agreement":"{agreement}","system":{_string(system)},"slip":{_string(slip)}}},{settled}'
    )


def _keep(resolution: Resolution) -> str:
    """Write what is constant of a mention; what names an entry is kept, for it comes again."""
    settled = _settled_json(resolution)
    if resolution.entry is not None:
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        _kept[id(resolution)] = (resolution, settled)
    return settled


def _settled_json(resolution: Resolution) -> str:
    """What `_settled` gives, as JSON without its opening brace."""
    kind, reading, entry, candidates, evidence = resolution
    others = ",".join([encode_basestring(candidate.id) for candidate in candidates])
    reasons = ",".join(
        [f'{{"word":{encode_basestring(word)},"detail":{encode_basestring(detail)}}}' for word, detail in evidence]
    )
    return (
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


def _string(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


def _entry(entry: Entry) -> dict[str, Any]:
    return {field: getattr(entry, field) for field in _ENTRY_FIELDS}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

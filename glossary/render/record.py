"""The JSON record of a document: one object an article, the same from every engine.

A mention's constant part (kind, pinyin, entry, evidence) is written once for each `Resolution` and kept, since the same few
hundred names fill an archive.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any

from glossary.model import Entry, LatinForm, Mention, Resolution, as_plain
from glossary.script import lazy_pattern

VERSION = 1
MAX_KEPT = 1 << 12  # resolutions whose JSON is kept

_ENTRY_FIELDS = ("id", "name", "kind", "hans", "pinyin", "description", "wikidata", "url")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_kept: dict[int, tuple[Resolution, str]] = {}  # by identity; the resolution is kept too, so that no other takes its number


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


def to_json(mentions: tuple[Mention, ...], id: Any = None) -> str:
    """The record as one line of JSON, Hanzi unescaped, a lone surrogate written as \\udXXX: what `json.dumps` would give."""
    head = f'{{"version":{VERSION},' if id is None else f'{{"version":{VERSION},"id":{_dump(id)},'
    line = f'{head}"mentions":[{",".join([_mention(mention) for mention in mentions])}]}}'
    try:
        line.encode()
    except UnicodeEncodeError:
        line = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    return line


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
    if found is None:
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        found = _kept[id(resolution)] = (resolution, _settled_json(resolution))
    shown = _latin(latin) if latin is not None else "null"
    return f'{{"start":{start},"end":{end},"surface":{encode_basestring(surface)},"latin":{shown},{found[1]}'


def _settled_json(resolution: Resolution) -> str:
    """What `_settled` gives, as JSON without its opening brace."""
    kind, reading, entry, candidates, evidence = resolution
    pinyin = reading.pinyin if reading is not None else None
    others = ",".join([encode_basestring(candidate.id) for candidate in candidates])
    reasons = ",".join(
        [f'{{"word":{encode_basestring(word)},"detail":{encode_basestring(detail)}}}' for word, detail in evidence]
    )
    return (
        f'"kind":"{kind}","pinyin":{"null" if pinyin is None else encode_basestring(pinyin)},'
        f'"entry":{"null" if entry is None else _dump(_entry(entry))},"candidates":[{others}],"evidence":[{reasons}]}}'
    )


def _entry(entry: Entry) -> dict[str, Any]:
    return {field: getattr(entry, field) for field in _ENTRY_FIELDS}


def _latin(latin: LatinForm) -> str:
    start, end, text, agreement, system, slip = latin
    return (
        f'{{"start":{start},"end":{end},"text":{encode_basestring(text)},"agreement":"{agreement}",'
        f'"system":{"null" if system is None else encode_basestring(system)},'
        f'"slip":{"null" if slip is None else encode_basestring(slip)}}}'
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

"""The day of an article by its own metadata: front matter, or the head of an HTML page."""

from __future__ import annotations

import datetime
import re

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)^\1[ \t\r]*$", re.S | re.M)
_DATE = re.compile(r"^[ \t]*(?:date|tanggal|published|publishdate|pubdate)[ \t]*[:=][ \t]*[\"']?(\d{4}-\d{2}-\d{2})", re.M | re.I)
_META = re.compile(r"<(?:meta|time)\b[^<>]{0,400}>", re.I)
_META_NAME = re.compile(
    r"(?:property|name|itemprop)\s*=\s*[\"']?(?:article:published_time|datepublished|date|dc\.date|pubdate|publishdate)\b", re.I
)
_META_VALUE = re.compile(r"(?:content|datetime)\s*=\s*[\"']?(\d{4}-\d{2}-\d{2})", re.I)
_LD = re.compile(r"\"datePublished\"\s*:\s*\"(\d{4}-\d{2}-\d{2})")
_HEAD = 20_000  # code points that are searched


def date_of(text: str) -> datetime.date | None:
    """The date in front matter (`date: 2020-07-09`), in a `meta` or `time` element or in JSON-LD; None where there is none.

    >>> date_of("---\\ntitle: x\\ndate: 2020-07-09\\n---\\nIsi")
    datetime.date(2020, 7, 9)
    """
    front = _FRONT.match(text)
    if front is not None:
        found = _DATE.search(front[2])
        return _parse(found[1]) if found else None
    head = text[:_HEAD]
    if "<" not in head:
        return None
    times: list[str] = []
    for match in _META.finditer(head):
        value = _META_VALUE.search(match[0])
        if value is None:
            continue
        if match[0][:5].lower() == "<time":
            times.append(value[1])
        elif _META_NAME.search(match[0]):
            return _parse(value[1])
    linked = _LD.search(head)
    return _parse(linked[1]) if linked else _parse(times[0]) if times else None


def _parse(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None

"""Hanzi that were read in the wrong encoding: where they stand, and what they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import script

MAX_READINGS = 4  # in the wrong encoding, one after the other, that are undone
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"  # bytes that Windows-1252 leaves undefined, and browsers pass through
_CONTINUATION = "".join(
    dict.fromkeys(
        [
            *(bytes([byte]).decode("cp1252") for byte in range(0x80, 0xC0) if chr(byte) not in _UNDEFINED),
            *map(chr, range(0x80, 0xC0)),
        ]
    )
)
_LEAD = "\u00e3-\u00e9"  # the first byte of nearly all Hanzi in UTF-8
_UNIT = rf"[{_LEAD}][{re.escape(_CONTINUATION)}][{re.escape(_CONTINUATION)} ?]"
_AS_LATIN = re.compile(rf"(?:{_UNIT}){{1,60}}")
# Read wrong once, Hanzi begin with é and the like, once more, with Ã; the other letters are first bytes of later readings.
_AGAIN = re.compile(rf"\u00c3[{re.escape(_CONTINUATION)}\u00c2\u00c3\u00c5\u00c6\u00cb\u00e2]{{5,1200}}")
_GBK_AS_LATIN = re.compile("(?<![A-Za-z])(?:[\u00b0-\u00f7][\u00a1-\u00fe]){2,40}(?![A-Za-z])")
_HANZI_RUN = re.compile(
    rf"[{script.HANZI_CLASS}\u00b7\u20ac-\u22ff\u2500-\u25ff\u3000-\u30ff\ue000-\uf8ff\uff00-\uffef\ufffd?]{{2,60}}"
)
_WESTERN = re.compile("[\u00b0-\u00f7][\u0080-\u00ff\u0152-\u02dc\u2010-\u2122]")
_COMMON_HANZI = re.compile("[\u4e00-\u9fff]+")


def _is_suspect(text: str, start: int) -> bool:
    """Tell whether the first Hanzi of a row are, in GBK, the first Hanzi of something in UTF-8."""
    data = text[start : start + 2].encode("gbk", "ignore")
    return len(data) == 4 and 0xE3 <= data[0] <= 0xE9 and 0x80 <= data[1] <= 0xBF and 0x80 <= data[2] <= 0xBF


def damaged(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Stretches of damaged Hanzi, sorted, with what they were.

    Args:
        text: the article.
        runs: where Hanzi stand in it.

    Linear: each pattern takes what it matches, and no stretch is longer than 1,201 code points.
    """
    found: list[tuple[int, int, str]] = []
    if text.isascii() or (_WESTERN.search(text) is None and not any(_is_suspect(text, start) for start, _ in runs)):
        return
    for pattern, repair in ((_AGAIN, _again), (_AS_LATIN, _utf8), (_GBK_AS_LATIN, _gbk), (_HANZI_RUN, _utf8_as_gbk)):
        for match in pattern.finditer(text):
            for start, end, right in repair(match[0]):
                found.append((match.start() + start, match.start() + end, right))
    last = 0
    for start, end, right in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if start >= last:
            yield start, end, right
            last = end


def _to_bytes(letters: str) -> bytes | None:
    out = bytearray()
    for letter in letters:
        if ord(letter) < 0x100:
            out.append(ord(letter))
            continue
        try:
            out += letter.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(out)


def _utf8(seen: str) -> Iterator[tuple[int, int, str]]:
    """UTF-8 read as Windows-1252 or Latin-1; a no-break space may have become a space."""
    raw = _to_bytes(seen)
    if raw is None:
        return
    data = bytes(0xA0 if byte == 0x20 else byte for byte in raw)
    right = data.replace(b"?", b"\x81").decode("utf-8", "ignore")
    if not right or not any(map(script.is_hanzi, right)):
        return
    is_plain = "?" in seen or not any(ord(c) > 0xFF or 0x80 <= ord(c) < 0xA0 for c in seen)
    if len(right) == 1 and is_plain:  # one alone may be chance
        return
    yield 0, len(seen), right


def _again(seen: str) -> Iterator[tuple[int, int, str]]:
    """UTF-8 read as Windows-1252 or Latin-1 two to four times over; a quotation mark behind it may look like a part of it."""
    for end in range(len(seen), max(0, len(seen) - 3), -1):
        right = seen[:end]
        for number in range(MAX_READINGS):
            data = _to_bytes(right)
            try:
                right = data.decode("utf-8") if data else ""
            except UnicodeDecodeError:
                break
            if number and right and all(map(script.is_hanzi, right)):
                yield 0, end, right
                return


def _gbk(seen: str) -> Iterator[tuple[int, int, str]]:
    """GBK read as Latin-1: 'Ï°½üÆ½'."""
    try:
        right = seen.encode("latin-1").decode("gb2312")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return
    if _COMMON_HANZI.fullmatch(right):
        yield 0, len(seen), right


def _utf8_as_gbk(seen: str) -> Iterator[tuple[int, int, str]]:
    """UTF-8 read as GBK: '涔犺繎骞'; an odd last byte is lost."""
    data = seen.rstrip("?\ufffd").encode("gb18030", "ignore")
    if len(data) < 4 or data[0] < 0xE3 or data[0] > 0xE9:
        return
    body = data[: len(data) // 3 * 3]
    try:
        right = body.decode("utf-8")
    except UnicodeDecodeError:
        return
    tail = data[len(body) :]
    if tail and not (0xE3 <= tail[0] <= 0xE9):
        return
    if len(right) < 1 or not all("\u4e00" <= c <= "\u9fff" for c in right):
        return
    if len(right) < 2 and not tail:
        return
    yield 0, len(seen), right

"""The compiled index as a file: a checked header and named sections, independent of the engine that matches.

Layout, little-endian: MAGIC, u16 format version, u32 length and u32 CRC-32 of the header, the header (JSON), then the
sections, each at a multiple of eight bytes. The header holds `meta` and, by section, [offset, length, CRC-32].

A section is read whole and checked then, or it holds records, of which only those that are asked for are read: `<name>` has the
records end to end, `<name>.offsets` where each begins and the last one ends (u64). A record stands behind the CRC-32 of its
bytes, seeded with its number, so that an altered offset is found as surely as an altered record. Damage is never trusted.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import weakref
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from glossary.errors import DataError

MAGIC = b"glossary-index\n\x00"
FORMAT_VERSION = 5
READING_TABLES = b"GLR4"  # how the section of the reading tables begins; another layout of them begins otherwise
RECORD_HEAD = 4  # bytes of a record's checksum, which stands before it
MAX_KEPT = 1 << 19  # bytes of a section that is rather kept in memory than asked for record by record
_HEAD = struct.Struct("<HII")
_BOUNDS = struct.Struct("<QQ")  # where a record begins and ends


class IndexDamagedError(DataError):
    """A compiled index is foreign, of another format, cut off or altered; the built-in one is then compiled anew."""


def encode(meta: dict[str, Any], sections: dict[str, bytes]) -> bytes:
    """Lay out an index file; the same input gives the same bytes."""
    table: dict[str, list[int]] = {}
    offset = 0
    for name, data in sections.items():
        table[name] = [offset, len(data), zlib.crc32(data)]
        offset += -(-len(data) // 8) * 8
    header = json.dumps({"meta": meta, "sections": table}, ensure_ascii=False, separators=(",", ":")).encode()
    header += b" " * (-(len(MAGIC) + _HEAD.size + len(header)) % 8)
    parts = [MAGIC, _HEAD.pack(FORMAT_VERSION, len(header), zlib.crc32(header)), header]
    for data in sections.values():
        parts += [data, b"\x00" * (-len(data) % 8)]
    return b"".join(parts)


def encode_records(name: str, records: Iterable[bytes]) -> dict[str, bytes]:
    """Lay out records as the two sections that `IndexFile.record` reads."""
    laid_out = bytearray()
    offsets = array("Q", [0])
    for number, data in enumerate(records):
        laid_out += zlib.crc32(data, number).to_bytes(RECORD_HEAD, "little")
        laid_out += data
        offsets.append(len(laid_out))
    if sys.byteorder != "little":
        offsets.byteswap()
    return {f"{name}.offsets": offsets.tobytes(), name: bytes(laid_out)}


def _parse_header(header: bytes, name: str) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The header's `meta` and sections; its checksum shows damage, and this what was made by another hand.

    Raises:
        IndexDamagedError: it has another shape.
    """
    try:
        content = json.loads(header)
        meta, sections = content["meta"], content["sections"]
        numbers = [number for numbers in sections.values() for number in numbers]
        is_whole = all(len(numbers) == 3 for numbers in sections.values()) and isinstance(meta, dict)
        if is_whole and all(type(number) is int and number >= 0 for number in numbers):
            return meta, sections
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        pass
    raise IndexDamagedError(f"{name}: the header is not that of an index; build the index again")


def _reader(view: memoryview) -> Callable[[int, int], memoryview]:
    return lambda start, end: view[start:end]


class _Records(NamedTuple):
    """A section of records: what reads their offsets and their content, how many they are, and the bytes of all."""

    offsets: Callable[[int, int], bytes | memoryview]
    content: Callable[[int, int], bytes | memoryview]
    number: int
    size: int


class IndexFile:
    """An index laid out in bytes or in a file: `meta`, and sections by name."""

    def __init__(self, data: bytes | memoryview, name: str = "<memory>") -> None:
        """Read an index that is in memory; `open` reads one from a file.

        Raises:
            IndexDamagedError: the data is no whole index of this format.
        """
        self._repair: Callable[[], bytes] | None = None
        self._path: str | None = None
        self._setup(_reader(memoryview(data)), len(data), name)

    def _setup(self, read: Callable[[int, int], bytes | memoryview], size: int, name: str) -> None:
        self.name = name
        self._read = read
        self._opened: dict[str, _Records] = {}
        self._size = size
        start = len(MAGIC) + _HEAD.size
        head = bytes(read(0, start))
        if head[: len(MAGIC)] != MAGIC or len(head) < start:
            raise IndexDamagedError(f"{name}: not a compiled glossary index; build it with `glossary data build`")
        version, length, checksum = _HEAD.unpack(head[len(MAGIC) :])
        if version != FORMAT_VERSION:
            raise IndexDamagedError(f"{name}: index format {version}, this version reads {FORMAT_VERSION}; build it again")
        header = bytes(read(start, start + length))
        if len(header) != length or zlib.crc32(header) != checksum:
            raise IndexDamagedError(f"{name}: the header is damaged; build the index again")
        self.meta, self._sections = _parse_header(header, name)
        self._base = start + length
        end = max((offset + length for offset, length, _ in self._sections.values()), default=0)
        if self._base + -(-end // 8) * 8 > size:  # the last section is filled up to eight bytes too
            raise IndexDamagedError(f"{name}: the file is cut off; build the index again")

    @classmethod
    def open(cls, path: str | os.PathLike[str], repair: Callable[[], bytes] | None = None) -> IndexFile:
        """Open a file; its sections and records are read when they are asked for.

        A memory map would do, but the kernel maps two megabytes around each page that is touched, which is most of a small index.

        Args:
            path: the file.
            repair: compiles the same entries anew, for when a part turns out to be damaged after the file was opened.

        Raises:
            IndexDamagedError: the file is no whole index of this format.
            OSError: it cannot be opened.
        """
        name = os.fspath(path)
        index = cls.__new__(cls)
        index._repair = repair
        index._path = os.path.abspath(name)
        if not hasattr(os, "pread"):
            import mmap

            with open(path, "rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.path.getsize(path) else b"")
            index._setup(_reader(data), len(data), name)
            return index
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(index, os.close, descriptor)
        size = os.fstat(descriptor).st_size
        index._setup(lambda start, end: os.pread(descriptor, end - start, start), size, name)
        return index

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process an index goes by its path, one that is in memory by its bytes."""
        if self._path is not None:
            return IndexFile.open, (self._path, self._repair)
        return IndexFile, (self.content(), self.name)

    def content(self) -> bytes:
        """The whole file, to be saved elsewhere."""
        return bytes(self._read(0, self._size))

    def names(self) -> tuple[str, ...]:
        """The names of the sections, in the order of the file."""
        return tuple(self._sections)

    def check_name(self, name: str) -> None:
        """Make sure that there is a section of that name.

        Raises:
            IndexDamagedError: there is none.
        """
        self._span(name)

    def begins(self, name: str, head: bytes) -> bool:
        """Tell whether a section begins with these bytes, without reading the rest of it."""
        start, end, _ = self._span(name)
        return bytes(self._read(start, min(start + len(head), end))) == head

    def section(self, name: str) -> memoryview:
        """Give one section, checked against its checksum.

        Raises:
            IndexDamagedError: it is missing or altered, and nothing compiles it anew.
        """
        return memoryview(self._checked(name))

    def section_bytes(self, name: str) -> bytes:
        """Give one section as bytes, without a copy where it comes from a file; see `section`."""
        return bytes(self._checked(name))

    def _checked(self, name: str) -> bytes | memoryview:
        start, end, checksum = self._span(name)
        data = self._read(start, end)
        if len(data) != end - start or zlib.crc32(data) != checksum:
            self._mend(f"section {name!r} is damaged")
            return self._checked(name)
        return data

    def count(self, name: str) -> int:
        """How many records a section holds."""
        return (self._opened.get(name) or self._open_records(name)).number

    def record(self, name: str, number: int) -> bytes:
        """Give one record of a section, checked against its checksum.

        Raises:
            IndexDamagedError: it is missing or altered, and nothing compiles it anew.
        """
        records = self._opened.get(name) or self._open_records(name)
        if 0 <= number < records.number:
            first, after = _BOUNDS.unpack(records.offsets(8 * number, 8 * number + 16))
            if first + RECORD_HEAD <= after <= records.size:
                data = bytes(records.content(first, after))
                if zlib.crc32(data[RECORD_HEAD:], number) == int.from_bytes(data[:RECORD_HEAD], "little"):
                    return data[RECORD_HEAD:]
        self._mend(f"record {number} of {name!r} is damaged")
        return self.record(name, number)

    def _open_records(self, name: str) -> _Records:
        source = self._read
        offsets, content = self._part(f"{name}.offsets"), self._part(name)
        if self._read is not source:  # one of them was damaged, and is now read from what was compiled anew
            return self._open_records(name)
        (first, last, _), (start, end, _) = self._span(f"{name}.offsets"), self._span(name)
        return self._opened.setdefault(name, _Records(offsets, content, max(0, (last - first) // 8 - 1), end - start))

    def _part(self, name: str) -> Callable[[int, int], bytes | memoryview]:
        """What reads from a section: the file, or memory where the section is small."""
        start, end, _ = self._span(name)
        if end - start <= MAX_KEPT:
            return _reader(self.section(name))
        read = self._read
        return lambda first, after: read(start + first, start + after)

    def records(self, name: str) -> Iterator[bytes]:
        """Give every record of a section in turn; the sections are read and checked as wholes."""
        data = self.section(name)
        offsets = self.section(f"{name}.offsets")
        bounds = [first for (first,) in struct.iter_unpack("<Q", offsets[: len(offsets) // 8 * 8])]
        for first, after in pairwise(bounds):
            yield bytes(data[first + RECORD_HEAD : after])

    def _mend(self, damage: str) -> None:
        if self._repair is None:
            raise IndexDamagedError(f"{self.name}: {damage}; build the index again")
        data, self._repair, self._path = self._repair(), None, None
        self._setup(_reader(memoryview(data)), len(data), self.name)

    def _span(self, name: str) -> tuple[int, int, int]:
        try:
            offset, length, checksum = self._sections[name]
        except KeyError:
            raise IndexDamagedError(f"{self.name}: section {name!r} is missing; build the index again") from None
        return self._base + offset, self._base + offset + length, checksum


def save(path: str | os.PathLike[str], data: bytes | memoryview) -> None:
    """Write a file whole or not at all: to a temporary name beside it, flushed, then renamed."""
    target = os.fspath(path)
    import threading

    scratch = f"{target}.{os.getpid()}-{threading.get_ident()}.tmp"
    try:
        with open(scratch, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, target)
    except BaseException:
        if os.path.exists(scratch):
            os.unlink(scratch)
        raise

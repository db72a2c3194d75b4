"""The compiled index as a file: a checked header and named sections, independent of the engine that matches.

Layout, little-endian: MAGIC, u16 format version, u32 length and u32 CRC-32 of the header, the header (JSON), then the
sections, each at a multiple of eight bytes. The header holds `meta` and, by section, [offset, length, CRC-32].
Sections are checked when they are opened and records when they are decoded, so damage is never trusted.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import threading
import weakref
import zlib
from collections.abc import Callable
from typing import Any, Literal

from glossary.errors import DataError

MAGIC = b"glossary-index\n\x00"
FORMAT_VERSION = 3
RECORD_HEAD = 4  # bytes of a record's checksum, which stands before it
_HEAD = struct.Struct("<HII")


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


def encode_record(data: bytes) -> bytes:
    """Put a record's checksum before it."""
    return zlib.crc32(data).to_bytes(RECORD_HEAD, "little") + data


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
        end = max((offset + size for offset, size, _ in self._sections.values()), default=0)
        if self._base + end > size:
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

    def section(self, name: str) -> memoryview:
        """Give one section, checked against its checksum.

        Raises:
            IndexDamagedError: it is missing or altered, and nothing compiles it anew.
        """
        start, end, checksum = self._span(name)
        data = self._read(start, end)
        if zlib.crc32(data) != checksum:
            self._mend(f"section {name!r} is damaged")
            return self.section(name)
        return memoryview(data)

    def numbers(self, name: str, code: Literal["I", "Q"]) -> memoryview:
        """Give one section as numbers of four ('I') or eight bytes ('Q').

        Raises:
            IndexDamagedError: it is missing or altered, or no row of such numbers.
        """
        data = self.section(name)
        if len(data) % (4 if code == "I" else 8):
            raise IndexDamagedError(f"{self.name}: section {name!r} is cut off; build the index again")
        return data.cast(code)

    def record(self, name: str, start: int, end: int) -> bytes:
        """Give the bytes of one record of a section; each stands behind a checksum of its own.

        Raises:
            IndexDamagedError: it is altered, and nothing compiles it anew.
        """
        base = self._span(name)[0]
        data = bytes(self._read(base + start, base + end))
        if zlib.crc32(data[RECORD_HEAD:]) != int.from_bytes(data[:RECORD_HEAD], "little"):
            self._mend(f"a record of {name!r} is damaged")
            return self.record(name, start, end)
        return data[RECORD_HEAD:]

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

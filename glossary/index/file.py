"""The compiled index as a file: a checked header and named sections, independent of the engine that matches.

Layout, little-endian: MAGIC, u16 format version, u32 length and u32 CRC-32 of the header, the header (JSON), then the
sections, each at a multiple of eight bytes. The header holds `meta` and, by section, [offset, length, CRC-32].
A file is read through a memory map. Sections are checked when they are opened, so a damaged one is never trusted.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from typing import Any

MAGIC = b"glossary-index\n\x00"
FORMAT_VERSION = 2
_HEAD = struct.Struct("<HII")


class IndexDamagedError(Exception):
    """A compiled index is foreign, of another format, cut off or altered; the caller rebuilds it or names the file."""


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


class IndexFile:
    """An index laid out in bytes or in a file: `meta`, and sections by name."""

    def __init__(self, data: bytes | memoryview, name: str = "<memory>") -> None:
        self.name = name
        self._data = memoryview(data)
        start = len(MAGIC) + _HEAD.size
        if bytes(self._data[: len(MAGIC)]) != MAGIC or len(self._data) < start:
            raise IndexDamagedError(f"{name}: not a compiled glossary index; build it with `glossary data build`")
        version, length, checksum = _HEAD.unpack(self._data[len(MAGIC) : start])
        if version != FORMAT_VERSION:
            raise IndexDamagedError(f"{name}: index format {version}, this version reads {FORMAT_VERSION}; build it again")
        header = bytes(self._data[start : start + length])
        if len(header) != length or zlib.crc32(header) != checksum:
            raise IndexDamagedError(f"{name}: the header is damaged; build the index again")
        content = json.loads(header)
        self.meta: dict[str, Any] = content["meta"]
        self._sections: dict[str, list[int]] = content["sections"]
        self._base = start + length
        end = max((offset + size for offset, size, _ in self._sections.values()), default=0)
        if self._base + end > len(self._data):
            raise IndexDamagedError(f"{name}: the file is cut off; build the index again")

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> IndexFile:
        """Map a file into memory.

        Raises:
            IndexDamagedError: the file is no whole index of this format.
            OSError: it cannot be opened.
        """
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise IndexDamagedError(f"{os.fspath(path)}: the file is empty; build the index again")
            return cls(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), os.fspath(path))

    def names(self) -> tuple[str, ...]:
        """The names of the sections, in the order of the file."""
        return tuple(self._sections)

    def section(self, name: str, *, check: bool = True) -> memoryview:
        """Give one section without copying it.

        Args:
            name: a section; a missing one is damage.
            check: compare the checksum. Record sections of a large index are checked record by record instead.
        """
        try:
            offset, length, checksum = self._sections[name]
        except KeyError:
            raise IndexDamagedError(f"{self.name}: section {name!r} is missing; build the index again") from None
        data = self._data[self._base + offset : self._base + offset + length]
        if check and zlib.crc32(data) != checksum:
            raise IndexDamagedError(f"{self.name}: section {name!r} is damaged; build the index again")
        return data


def save(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file whole or not at all: to a temporary name beside it, flushed, then renamed."""
    target = os.fspath(path)
    scratch = f"{target}.{os.getpid()}.tmp"
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

"""Compressed files: gzip and Zstandard, recognised by their content, unpacked up to a limit."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from glossary.articles import shown
from glossary.errors import ArticleError, OutputError

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
SUFFIXES = (".gz", ".zst")

# Text packs to a third or a tenth; only a file made to fill the disk unpacks to 200 times its size.
LEAST_LIMIT = 64 << 20
LIMIT_RATIO = 200
ZSTD_PIECE = 1 << 11  # bytes that are unpacked at once: to 64 MiB at most, for the smallest block of 4 bytes holds 128 KiB


def compression(head: bytes) -> str | None:
    """'gz' or 'zst' by the first bytes of a file, None where it is neither."""
    return "gz" if head.startswith(GZIP) else "zst" if head.startswith(ZSTD) else None


class _Limited(io.RawIOBase):
    """A stream that refuses to give more than `limit` bytes, and names its file when the packing is broken."""

    def __init__(self, stream: IO[bytes], name: str, limit: int) -> None:
        self._stream, self._name, self._left, self._limit = stream, name, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ArticleError(f"{self._name}: the compressed file is damaged or cut off: {error}") from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise ArticleError(f"{self._name}: the compressed file is damaged or cut off: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise ArticleError(
                f"{self._name}: unpacks to more than {self._limit:,} bytes; if it is meant so, allow more with --max-unpacked"
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_unpacked(path: str, limit: int | None = None, stream: IO[bytes] | None = None) -> Iterator[IO[bytes]]:
    """Open a file, unpacked where it is compressed.

    Args:
        path: the file, or the name of `stream`.
        limit: the most bytes it may unpack to; where None, 200 times its size but at least 64 MiB.
        stream: an open stream to read instead.

    Raises:
        ArticleError: on reading, where the file is damaged or unpacks to too much; Zstandard without its package.
        OSError: it cannot be opened or read.
    """
    with stream or open(path, "rb") as raw:
        buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
        head = buffered.peek(4)[:4]
        kind = compression(head)
        if not head and path.lower().endswith(SUFFIXES):
            raise ArticleError(f"{shown(path)}: the compressed file is empty")
        if kind is None:
            yield buffered
            return
        if limit is None:
            size = os.fstat(buffered.fileno()).st_size if stream is None else 0
            limit = max(LEAST_LIMIT, LIMIT_RATIO * size)
        unpacked: Any = _Gzip(fileobj=buffered) if kind == "gz" else _zstd(buffered, shown(path))
        yield io.BufferedReader(_Limited(unpacked, shown(path), limit), 1 << 18)


class _Gzip(gzip.GzipFile):
    """Members of gzip; of one that is cut off, `read` gives all that there is before it fails."""

    def read(self, size: int | None = -1) -> bytes:
        return self.read1(-1 if size is None else size)


class _Zstd:
    """Frames of Zstandard, read to their ends: the package's own reader gives what there is of one that is cut off."""

    def __init__(self, stream: IO[bytes], new_frame: Callable[[], Any]) -> None:
        self._stream, self._new_frame = stream, new_frame
        self._frame: Any = None  # the one at hand, None between two
        self._unpacked = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._unpacked:
            packed = self._stream.read(ZSTD_PIECE)
            if not packed:
                if self._frame is not None:
                    raise EOFError("Compressed file ended before the end of a frame was reached")
                return b""
            self._unpacked = memoryview(b"".join(self._pieces(packed)))
        given, self._unpacked = self._unpacked[:size], self._unpacked[size:]
        return bytes(given)

    def _pieces(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            self._frame = self._frame or self._new_frame()
            yield self._frame.decompress(packed)
            if not self._frame.eof:
                return
            packed, self._frame = self._frame.unused_data, None


def _zstd(stream: IO[bytes], name: str) -> _Zstd:
    try:
        import zstandard
    except ImportError:
        raise ArticleError(f"{name}: Zstandard needs its package; run: pip install 'glossary-id-zh[parquet]'") from None
    return _Zstd(stream, zstandard.ZstdDecompressor().decompressobj)


@contextmanager
def packing(path: str, file: IO[bytes]) -> Iterator[IO[bytes]]:
    """What to write to so that `file` holds it packed as the suffix of `path` says; the same content gives the same bytes.

    Raises:
        OutputError: Zstandard without its package.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".gz":
        packed: Any
        with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            yield packed
    elif suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise OutputError(f"{shown(path)}: Zstandard needs its package; run: pip install 'glossary-id-zh[parquet]'") from None
        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as writer:
            yield writer
    else:
        yield file

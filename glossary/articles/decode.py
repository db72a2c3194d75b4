"""Bytes to text: UTF-8, with or without a byte order mark, and UTF-16 where a mark says so."""

from __future__ import annotations

import codecs

from glossary.articles import place
from glossary.errors import ArticleError

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, source: str) -> str:
    """Decode the content of a file; a byte order mark is no part of the text.

    Raises:
        ArticleError: it is neither UTF-8 nor marked as UTF-16; the message names the line.
    """
    if data.startswith(codecs.BOM_UTF32_LE):  # its first half is the mark of UTF-16
        raise ArticleError(f"{place(source, 1)}: UTF-32; save the file as UTF-8")
    codec = "utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x}" if error.start < len(data) else "end of file"
        raise ArticleError(
            f"{place(source, line)}: not {codec.upper()[:6].rstrip('-')} ({byte}); save the file as UTF-8"
        ) from None

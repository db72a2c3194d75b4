"""Join the parts of a result, as they are or turned from records into a table; and take the records out of it again."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from typing import IO, Any

from glossary.articles import shown
from glossary.articles.compression import compression, open_unpacked, packing
from glossary.articles.output import replacing
from glossary.articles.tables import record_rows
from glossary.errors import ArticleError, OutputError

CSV_COLUMNS = ("id", "start", "end", "surface", "kind", "pinyin", "latin", "agreement", "entry", "name", "description", "url")
ROWS_PER_GROUP = 10_000
PARQUET_MARK = b"PAR1"


def write_result(path: str, parts: list[str], target: str) -> None:
    """Write one result from its parts, whole or not at all.

    Args:
        path: where to; packed where it ends with .gz or .zst.
        parts: files of records, one a line, or of shown articles, in order.
        target: 'csv' gives one row a mention, 'parquet' one row an article (id, record); all others the parts as they are.

    Raises:
        OutputError: it cannot be written, or the package for Parquet is missing.
    """
    with replacing(path) as whole, packing(path, whole) as file:
        if target == "csv":
            write_csv(record_lines(parts), file)
        elif target == "parquet":
            write_parquet(parts, file)
        else:
            for part in parts:
                with open(part, "rb") as piece:
                    shutil.copyfileobj(piece, file, 1 << 20)


def record_lines(parts: Iterable[str]) -> Iterator[bytes]:
    """The records of all parts, in order, as lines."""
    for part in parts:
        with open(part, "rb") as lines:
            yield from lines


class CsvTable:
    """A table, one row a mention, written as records come; a cell that a spreadsheet would compute begins with an apostrophe."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write the heading."""
        self._text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
        self._rows = csv.writer(self._text, lineterminator="\n")
        self._rows.writerow(CSV_COLUMNS)

    def add(self, line: bytes) -> None:
        """Write the mentions of a record, which is given as a line."""
        record = json.loads(line)
        for mention in record["mentions"]:
            latin, entry = mention.get("latin") or {}, mention.get("entry") or {}
            cells = (
                record.get("id"), mention["start"], mention["end"], mention["surface"], mention["kind"], mention["pinyin"],
                latin.get("text"), latin.get("agreement"), entry.get("id"), entry.get("name"), entry.get("description"),
                entry.get("url"),
            )  # fmt: skip
            self._rows.writerow([_inert(cell) for cell in cells])

    def close(self) -> None:
        """Leave the file open to others."""
        self._text.detach()


def write_csv(lines: Iterable[bytes], file: IO[bytes]) -> None:
    """Write the table of records that are given as lines."""
    table = CsvTable(file)
    for line in lines:
        table.add(line)
    table.close()


def _inert(cell: Any) -> Any:
    return "'" + cell if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def write_parquet(parts: Iterable[str], file: IO[bytes]) -> None:
    """Write one row an article: `id` as a string, and `record`, the JSON record.

    Raises:
        OutputError: the package is missing.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise OutputError("Parquet needs its package; run: pip install 'glossary-id-zh[parquet]'") from None
    schema = pyarrow.schema([("id", pyarrow.string()), ("record", pyarrow.string())])
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _groups(parts):
            writer.write_table(pyarrow.table({"id": [id for id, _ in rows], "record": [line for _, line in rows]}, schema))


def _groups(parts: Iterable[str]) -> Iterator[list[tuple[str | None, str]]]:
    rows: list[tuple[str | None, str]] = []
    for part in parts:
        with open(part, "rb") as lines:
            for line in lines:
                id = json.loads(line).get("id")
                rows.append((id if id is None or isinstance(id, str) else json.dumps(id), line.decode().rstrip("\n")))
                if len(rows) >= ROWS_PER_GROUP:
                    yield rows
                    rows = []
    if rows:
        yield rows


def packing_of(path: str) -> str | None:
    """How a result is packed: 'gz', 'zst' or 'parquet'; None where it is lines as they stand.

    Raises:
        ArticleError: it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            head = file.read(4)
    except OSError as error:
        raise ArticleError(f"{shown(path)}: cannot be read: {error.strerror or error}") from None
    return "parquet" if head == PARQUET_MARK else compression(head)


def unpacked_lines(path: str, max_unpacked: int | None = None) -> Iterator[bytes]:
    """The records of a packed result, as lines.

    Raises:
        ArticleError: it is damaged, or unpacks to more than `max_unpacked`, or the package that reads it is missing.
    """
    if packing_of(path) == "parquet":
        yield from (record.encode() + b"\n" for record in record_rows(path))
    else:
        with open_unpacked(path, max_unpacked) as lines:
            yield from lines

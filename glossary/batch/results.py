"""Join the parts of a result: as they are, or turned from records into a table."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from typing import IO, Any

from glossary.articles.output import replacing
from glossary.errors import OutputError

CSV_COLUMNS = ("id", "start", "end", "surface", "kind", "pinyin", "latin", "agreement", "entry", "name", "description", "url")
ROWS_PER_GROUP = 10_000


def write_result(path: str, parts: list[str], target: str) -> None:
    """Write one result from its parts, whole or not at all.

    Args:
        path: where to.
        parts: files of records, one a line, or of shown articles, in order.
        target: 'csv' gives one row a mention, 'parquet' one row an article (id, record); all others the parts as they are.

    Raises:
        OutputError: it cannot be written, or the package for Parquet is missing.
    """
    with replacing(path) as file:
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


def write_csv(lines: Iterable[bytes], file: IO[bytes]) -> None:
    """Write one row a mention of records given as lines; a cell that a spreadsheet would compute is quoted with an apostrophe."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(CSV_COLUMNS)
    for line in lines:
        record = json.loads(line)
        for mention in record["mentions"]:
            latin, entry = mention.get("latin") or {}, mention.get("entry") or {}
            cells = (
                record.get("id"), mention["start"], mention["end"], mention["surface"], mention["kind"], mention["pinyin"],
                latin.get("text"), latin.get("agreement"), entry.get("id"), entry.get("name"), entry.get("description"),
                entry.get("url"),
            )  # fmt: skip
            rows.writerow([_inert(cell) for cell in cells])
    text.detach()


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

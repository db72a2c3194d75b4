"""Tables: CSV by rows, Parquet by row groups; one article a row, its text and id in named columns."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from glossary.articles import Article, Fields, place, shown
from glossary.articles.decode import UTF16_MARKS
from glossary.errors import ArticleError

MAX_FIELD = 64 << 20  # characters of one CSV field
ROWS_AT_A_TIME = 500


def read_csv(stream: IO[bytes], source: str, fields: Fields, extra: tuple[str, ...] = ()) -> Iterator[Article]:
    """Yield one article a row; the separator is a comma, a semicolon or a tab, whichever the first line holds most.

    A file without a header, for it is empty, holds no article.

    Raises:
        ArticleError: there is no column of the text's name, or more than one, or a row breaks the quoting of all that follow.
    """
    raw = io.BufferedReader(stream) if not isinstance(stream, io.BufferedReader) else stream  # type: ignore[type-var]
    codec = "utf-16" if raw.peek(2)[:2] in UTF16_MARKS else "utf-8-sig"
    text = io.TextIOWrapper(raw, encoding=codec, errors="surrogateescape", newline="")
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    rows = _rows(text, source)
    header = next(rows, None)
    if header is not None:
        yield from _articles(rows, header.cells, source, fields, extra)
    text.detach()


class _Row(NamedTuple):
    """A row of a table that is not blank: the line where it begins, and whether the file ends before its last cell does."""

    line: int
    cells: list[str]
    is_open: bool


def _rows(text: io.TextIOWrapper, source: str) -> Iterator[_Row]:
    ended = False

    def lines() -> Iterator[str]:
        nonlocal ended
        yield first
        yield from text
        ended = True

    first, before = text.readline(), 0
    while first and not first.strip():
        first, before = text.readline(), before + 1
    rows = csv.reader(lines(), delimiter=max(",;\t", key=first.count))
    while True:
        line = before + rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except (csv.Error, UnicodeError) as error:
            raise ArticleError(f"{place(source, line)}: not a row of a table: {error}") from None
        if cells:
            yield _Row(line, cells, ended)  # `ended`: the reader wanted a line more


def _articles(rows: Iterator[_Row], header: list[str], source: str, fields: Fields, extra: tuple[str, ...]) -> Iterator[Article]:
    if fields.text not in header:
        raise ArticleError(_no_column(source, fields.text, header))
    for name in fields:
        if header.count(name) > 1:
            raise ArticleError(f"{place(source, 1)}: {header.count(name)} columns are named {name!r}; rename all but one")
    text_column, id_column = header.index(fields.text), header.index(fields.id) if fields.id in header else None
    for line, row, is_open in rows:
        id = row[id_column] if id_column is not None and id_column < len(row) else None
        if is_open:
            yield Article(source, line, id, None, "a quotation mark opens a cell that nothing closes to the end of the file")
        else:
            whole = text_column < len(row) and not any(row[len(header) :])  # separators alone may end a row
            article = _article(source, line, id, row[text_column] if whole else None, len(row), len(header))
            if extra:
                columns = dict(zip(header, row, strict=False))
                article = article._replace(extra={name: columns.get(name) for name in extra})
            yield article


def _article(source: str, line: int, id: str | None, text: str | None, columns: int, wanted: int) -> Article:
    if text is None:
        return Article(source, line, id, None, f"the row has {columns} columns, the header {wanted}")
    if not text.isascii() and any("\udc80" <= c <= "\udcff" for c in text):
        return Article(source, line, id, None, "not UTF-8; save the file as UTF-8")
    return Article(source, line, id, text)


def _no_column(source: str, wanted: str, columns: list[str]) -> str:
    have = ", ".join(shown(column) for column in columns[:20]) or "none"
    return f"{place(source, 1)}: no column {wanted!r}; the columns are {have}; name the one that holds the text with --field-text"


def plain_id(id: Any) -> str | int | float | None:
    """The id of a row as JSON can keep it; not a number is what pandas writes where a number is missing, so there is none."""
    if isinstance(id, float) and not math.isfinite(id):
        return None if math.isnan(id) else str(id)
    return id if id is None or isinstance(id, str | int | float) else str(id)


def has_column(schema: Any, name: str) -> bool:
    """Tell whether an Arrow schema has a column; 'a.b' is the column b inside a where no column has the whole name."""
    if name in schema.names or "." not in name:
        return name in schema.names
    from pyarrow.types import is_struct

    outer, *inner = name.split(".")
    if outer not in schema.names:
        return False
    type = schema.field(outer).type
    for part in inner:
        if not is_struct(type) or type.get_field_index(part) < 0:
            return False
        type = type.field(part).type
    return True


def column_values(batch: Any, name: str) -> list[Any]:
    """The values of a column of an Arrow batch, by a name that `has_column` knows."""
    if name in batch.schema.names:
        return list(batch.column(name).to_pylist())
    outer, *inner = name.split(".")
    values = batch.column(outer).to_pylist()
    for part in inner:
        values = [None if value is None else value[part] for value in values]
    return list(values)


def _open_parquet(path: str) -> tuple[Any, tuple[type[Exception], ...]]:
    """An open Parquet file, and what reading it may raise where it is damaged."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ArticleError(f"{shown(path)}: Parquet needs its package; run: pip install 'glossary-id-zh[parquet]'") from None
    try:
        return pyarrow.parquet.ParquetFile(path), (pyarrow.ArrowException, OSError)
    except pyarrow.ArrowException as error:
        raise ArticleError(f"{shown(path)}: not a Parquet file: {error}") from None


def record_rows(path: str) -> Iterator[str]:
    """Yield the records of a result in Parquet.

    Raises:
        ArticleError: it is damaged, or holds no records; the package is missing.
    """
    table, damage = _open_parquet(path)
    with table:
        if "record" not in table.schema_arrow.names:
            raise ArticleError(f"{shown(path)}: no column 'record'; `glossary annotate --to parquet` writes it")
        try:
            for batch in table.iter_batches(ROWS_AT_A_TIME, columns=["record"]):
                yield from (record or "" for record in batch.column(0).to_pylist())
        except damage as error:
            raise ArticleError(f"{shown(path)}: a row group cannot be read: {error}") from None


class Table:
    """An open Parquet file: its row groups, and the articles of one."""

    def __init__(self, path: str, fields: Fields, extra: tuple[str, ...] = ()) -> None:
        """Open a file.

        Raises:
            ArticleError: it is no Parquet file, lacks the column, or the package is missing.
        """
        self._file, self._damage = _open_parquet(path)
        self._path, self._fields = path, fields
        schema = self._file.schema_arrow
        if not has_column(schema, fields.text):
            self._file.close()
            raise ArticleError(_no_column(path, fields.text, schema.names).replace(":1: ", ": ", 1))
        self._extra = tuple(name for name in extra if has_column(schema, name))
        self._has_id = has_column(schema, fields.id)
        wanted = (fields.text, *((fields.id,) if self._has_id else ()), *self._extra)
        self._columns = list(dict.fromkeys(wanted))  # of a column inside another, Parquet reads no more than that

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def groups(self) -> list[tuple[int, int]]:
        """Rows and bytes of each row group."""
        metadata = self._file.metadata
        return [(metadata.row_group(n).num_rows, metadata.row_group(n).total_byte_size) for n in range(self._file.num_row_groups)]

    def articles(self, group: int, first: int = 1) -> Iterator[Article]:
        """Yield the articles of one row group, whose first row has the number `first`.

        Raises:
            ArticleError: the row group is damaged.
        """
        number = first
        try:
            for batch in self._file.iter_batches(ROWS_AT_A_TIME, row_groups=[group], columns=self._columns):
                texts = column_values(batch, self._fields.text)
                ids = column_values(batch, self._fields.id) if self._has_id else [None] * len(texts)
                kept = [column_values(batch, name) for name in self._extra]
                for row, (id, text) in enumerate(zip(ids, texts, strict=True)):
                    id = plain_id(id)
                    if isinstance(text, str):
                        extra = {name: values[row] for name, values in zip(self._extra, kept, strict=True)} if kept else None
                        yield Article(self._path, number, id, text, extra=extra)
                    else:
                        seen = "empty" if text is None else type(text).__name__
                        yield Article(
                            self._path, number, id, None, f"not an article: {self._fields.text!r} is {seen}, not a string"
                        )
                    number += 1
        except self._damage as error:
            raise ArticleError(f"{place(self._path, number)}: the row group cannot be read: {error}") from None

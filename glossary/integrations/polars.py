"""Polars: the namespace `glossary` of expressions and of Series, there once this module is imported.

    import glossary.integrations.polars
    df.with_columns(pl.col("text").glossary.annotate().alias("mentions")).explode("mentions").unnest("mentions")

A null gives a null; expressions work lazily too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from glossary.document import Document
from glossary.flow import Annotator
from glossary.integrations.settings import COLUMNS, Settings, row

MENTIONS = pl.List(pl.Struct({name: pl.Int64 if name in ("start", "end") else pl.String for name in COLUMNS}))
"""What `annotate` gives a text: its mentions, sorted by start; offsets count code points."""


@pl.api.register_series_namespace("glossary")
class SeriesNamespace:
    """Annotates a Series of articles; every method takes the annotator to use, the built-in glossary's where None."""

    def __init__(self, series: pl.Series) -> None:
        """Bind a Series of strings.

        Raises:
            TypeError: it holds something that is no text.
        """
        if series.dtype not in (pl.String, pl.Null, pl.Categorical, pl.Enum):
            raise TypeError(f".glossary is for a Series of strings, not of {series.dtype}")
        self._series = series.cast(pl.String)

    def annotate(self, annotator: Annotator | None = None) -> pl.Series:
        """A Series of MENTIONS: one list of structs a text."""
        return self._map(annotator, _rows, MENTIONS)

    def mentions(self, annotator: Annotator | None = None) -> pl.DataFrame:
        """A table with one row a mention; `row` is the number of its article from 0."""
        lists = self.annotate(annotator)
        frame = pl.DataFrame({"row": pl.Series(range(len(lists)), dtype=pl.Int64), "mention": lists})
        return frame.filter(pl.col("mention").list.len() > 0).explode("mention").unnest("mention")

    def to_json(self, annotator: Annotator | None = None) -> pl.Series:
        """A Series of records as JSON; see `Document.to_json`."""
        return self._map(annotator, Document.to_json, pl.String())

    def to_text(self, annotator: Annotator | None = None) -> pl.Series:
        """A Series of annotated plain text; see `Document.to_text`."""
        return self._map(annotator, Document.to_text, pl.String())

    def to_markdown(self, annotator: Annotator | None = None) -> pl.Series:
        """A Series of annotated Markdown; see `Document.to_markdown`."""
        return self._map(annotator, Document.to_markdown, pl.String())

    def to_html(self, annotator: Annotator | None = None) -> pl.Series:
        """A Series of annotated HTML fragments; see `Document.to_html`."""
        return self._map(annotator, Document.to_html, pl.String())

    def _map(self, annotator: Annotator | None, write: Callable[[Document], Any], dtype: pl.DataType) -> pl.Series:
        annotate = (annotator or Settings().annotator()).annotate
        values = [None if text is None else write(annotate(text)) for text in self._series]
        return pl.Series(self._series.name, values, dtype=dtype)


@pl.api.register_expr_namespace("glossary")
class ExprNamespace:
    """The same on an expression, eager or lazy."""

    def __init__(self, expr: pl.Expr) -> None:
        """Bind an expression that gives strings."""
        self._expr = expr

    def annotate(self, annotator: Annotator | None = None) -> pl.Expr:
        """MENTIONS: one list of structs a text."""
        return self._map("annotate", annotator, MENTIONS)

    def to_json(self, annotator: Annotator | None = None) -> pl.Expr:
        """Records as JSON; see `Document.to_json`."""
        return self._map("to_json", annotator, pl.String())

    def to_text(self, annotator: Annotator | None = None) -> pl.Expr:
        """Annotated plain text; see `Document.to_text`."""
        return self._map("to_text", annotator, pl.String())

    def to_markdown(self, annotator: Annotator | None = None) -> pl.Expr:
        """Annotated Markdown; see `Document.to_markdown`."""
        return self._map("to_markdown", annotator, pl.String())

    def to_html(self, annotator: Annotator | None = None) -> pl.Expr:
        """Annotated HTML fragments; see `Document.to_html`."""
        return self._map("to_html", annotator, pl.String())

    def _map(self, method: str, annotator: Annotator | None, dtype: pl.DataType) -> pl.Expr:
        return self._expr.map_batches(lambda series: getattr(SeriesNamespace(series), method)(annotator), return_dtype=dtype)


def _rows(document: Document) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row(mention), strict=True)) for mention in document.mentions]

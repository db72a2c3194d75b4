"""pandas: the accessor `glossary` of a Series of articles, there once this module is imported.

    import glossary.integrations.pandas
    df["text"].glossary.mentions()

A missing text (None, NaN, NA) gives a missing result; the index is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from glossary.document import Document
from glossary.flow import Annotator
from glossary.integrations.settings import COLUMNS, Settings, row


@pd.api.extensions.register_series_accessor("glossary")
class GlossaryAccessor:
    """Annotates the articles of a Series; every method takes the annotator to use, the built-in glossary's where None."""

    def __init__(self, series: pd.Series[Any]) -> None:
        """Bind a Series of strings.

        Raises:
            AttributeError: it holds something that is no text.
        """
        if not (pd.api.types.is_object_dtype(series.dtype) or pd.api.types.is_string_dtype(series.dtype)) and len(series):
            raise AttributeError(f".glossary is for a Series of strings, not of {series.dtype}")
        self._series = series

    def annotate(self, annotator: Annotator | None = None) -> pd.Series[Any]:
        """A Series of `glossary.Document`, None where the text is missing.

        Raises:
            TypeError: a value is neither a string nor missing; the message says where.
        """
        annotator = annotator or Settings().annotator()
        documents = [_annotate(annotator, label, text) for label, text in self._series.items()]
        return pd.Series(documents, index=self._series.index, name=self._series.name, dtype=object)

    def records(self, annotator: Annotator | None = None) -> pd.Series[Any]:
        """A Series of records as dicts: `version` and `mentions`; see `Document.to_dict`."""
        return self._written(annotator, Document.to_dict)

    def mentions(self, annotator: Annotator | None = None) -> pd.DataFrame:
        """A table with one row a mention; its index repeats the label of the article, so that `df.join` ties both."""
        documents = self.annotate(annotator)
        labels, rows = [], []
        for label, document in documents.items():
            for mention in document.mentions if document is not None else ():
                labels.append(label)
                rows.append(row(mention))
        index = pd.Index(labels, name=self._series.index.name, dtype=None if labels else self._series.index.dtype)
        return pd.DataFrame(rows, columns=list(COLUMNS), index=index)

    def to_json(self, annotator: Annotator | None = None) -> pd.Series[Any]:
        """A Series of records as JSON; see `Document.to_json`."""
        return self._written(annotator, Document.to_json)

    def to_text(self, annotator: Annotator | None = None) -> pd.Series[Any]:
        """A Series of annotated plain text; see `Document.to_text`."""
        return self._written(annotator, Document.to_text)

    def to_markdown(self, annotator: Annotator | None = None) -> pd.Series[Any]:
        """A Series of annotated Markdown; see `Document.to_markdown`."""
        return self._written(annotator, Document.to_markdown)

    def to_html(self, annotator: Annotator | None = None) -> pd.Series[Any]:
        """A Series of annotated HTML fragments; see `Document.to_html`."""
        return self._written(annotator, Document.to_html)

    def _written(self, annotator: Annotator | None, write: Callable[[Document], Any]) -> pd.Series[Any]:
        documents = self.annotate(annotator)
        written = [None if document is None else write(document) for document in documents]
        return pd.Series(written, index=documents.index, name=documents.name, dtype=object)


def _annotate(annotator: Annotator, label: Any, text: Any) -> Document | None:
    if isinstance(text, str):
        return annotator.annotate(text)
    if text is None or text is pd.NA or text is pd.NaT or (isinstance(text, float) and text != text):
        return None
    raise TypeError(f"row {label!r}: an article is a str, not {type(text).__name__}")

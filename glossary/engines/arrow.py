"""Annotate Arrow: a `pyarrow.RecordBatch` of articles in, a `RecordBatch` of records out, on whatever engine calls it.

The compiled index is opened once in a process and kept, so the function may be sent to workers as it is: nothing large travels
with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow

from glossary.articles.tables import column_values, has_column, plain_id
from glossary.compile.load import load
from glossary.flow import Annotator

if TYPE_CHECKING:
    from pyarrow import RecordBatch

SCHEMA = pyarrow.schema([("id", pyarrow.string()), ("record", pyarrow.string()), ("error", pyarrow.string())])
"""What comes out: the article's id; its JSON record, None where it failed; and then the reason, else None."""


class ArrowAnnotator(NamedTuple):
    """Annotates record batches; small, immutable, and safe to send to other processes.

    `glossary` are files that every worker can read, best one compiled index; `text` and `id` name the columns; a.b
    is the column b inside a.
    """

    glossary: tuple[str, ...] = ()
    latin_mentions: bool = False
    profile: str = "tiongkok"
    text: str = "text"
    id: str = "id"

    def batch(self, batch: RecordBatch) -> RecordBatch:
        """Annotate one batch, row by row in its order.

        Raises:
            KeyError: it has no column of the text's name.
        """
        annotator = _annotator(self.glossary, self.latin_mentions, self.profile)
        if not has_column(batch.schema, self.text):
            raise KeyError(f"no column {self.text!r}; the columns are {', '.join(batch.schema.names)}")
        texts = column_values(batch, self.text)
        ids = column_values(batch, self.id) if has_column(batch.schema, self.id) else [None] * len(texts)
        rows = [_row(annotator, id, text) for id, text in zip(ids, texts, strict=True)]
        return pyarrow.RecordBatch.from_arrays(
            [pyarrow.array([row[column] for row in rows], pyarrow.string()) for column in range(len(SCHEMA))], schema=SCHEMA
        )

    def batches(self, batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
        """Annotate batch after batch: the shape that Spark's `mapInArrow` calls."""
        return map(self.batch, batches)


def _row(annotator: Annotator, id: Any, text: Any) -> tuple[str | None, str | None, str | None]:
    id = plain_id(id)
    name = id if id is None or isinstance(id, str) else json.dumps(id)
    if not isinstance(text, str):
        return name, None, f"not an article: a string is wanted, not {type(text).__name__}"
    try:
        return name, annotator.annotate(text).to_json(id=id), None
    except Exception as error:  # whatever one article does, the others are done
        return name, None, f"{type(error).__name__}: {error}"


@lru_cache(maxsize=4)
def _annotator(files: tuple[str, ...], latin_mentions: bool, profile: str) -> Annotator:
    return Annotator(load(*files, profile=profile), latin_mentions=latin_mentions)

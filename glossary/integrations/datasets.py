"""HuggingFace Datasets: a function for `dataset.map(..., batched=True)`.

    from glossary.integrations.datasets import AnnotateBatch
    dataset = dataset.with_format("arrow").map(AnnotateBatch(text="isi"), batched=True)

It adds one column of mentions. It is small and picklable, and the same settings have the same fingerprint, so that the library's
cache and `num_proc` work. With `dataset.with_format("arrow")` it takes and gives Arrow tables, whose column is typed. Without it
the library guesses the type from the first batch, so name it: `map(f, batched=True, features=f.features(dataset.features))`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow
from datasets import Features

from glossary.integrations.settings import COLUMNS, Settings, row
from glossary.model import Mention

MENTION = pyarrow.struct([(name, pyarrow.int32() if name in ("start", "end") else pyarrow.string()) for name in COLUMNS])
"""One mention; offsets count code points, `entry` is the entry's id."""


class AnnotateBatch(NamedTuple):
    """Annotates one batch: its column `text` into the column `mentions`; a missing text gives None."""

    text: str = "text"
    mentions: str = "mentions"
    settings: Settings = Settings()

    def __call__(self, batch: Any) -> Any:
        """Annotate a batch as `map` hands it over: a mapping of columns to lists, or an Arrow table.

        Raises:
            KeyError: it has no column of the text's name.
            TypeError: a value is neither a string nor missing.
        """
        is_table = isinstance(batch, pyarrow.Table)
        names = batch.column_names if is_table else list(batch)
        if self.text not in names:
            raise KeyError(f"no column {self.text!r}; the columns are {', '.join(names)}")
        texts = batch.column(self.text).to_pylist() if is_table else batch[self.text]
        annotate = self.settings.annotator().annotate
        found = [None if text is None else [_dict(mention) for mention in annotate(text).mentions] for text in texts]
        if not is_table:
            return {self.mentions: found}
        column = pyarrow.array(found, pyarrow.list_(MENTION))
        if self.mentions in names:
            return batch.set_column(names.index(self.mentions), self.mentions, column)
        return batch.append_column(self.mentions, column)

    def features(self, given: Features) -> Features:
        """The features of the mapped data set: those given, and the mentions."""
        return Features({**given, **Features.from_arrow_schema(pyarrow.schema([(self.mentions, pyarrow.list_(MENTION))]))})


def _dict(mention: Mention) -> dict[str, Any]:
    return dict(zip(COLUMNS, row(mention), strict=True))

"""Ray Data: a Dataset of articles in, a Dataset of records out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow

from glossary.engines.arrow import SCHEMA, ArrowAnnotator

if TYPE_CHECKING:
    from pyarrow import Table
    from ray.data import Dataset

ROWS_PER_BATCH = 500


def annotate_dataset(
    dataset: Dataset,
    annotator: ArrowAnnotator = ArrowAnnotator(),  # noqa: B008
    *,
    batch_size: int = ROWS_PER_BATCH,
) -> Dataset:
    """Annotate a Dataset with `map_batches`; lazy, and retried by Ray where a worker is lost.

    Args:
        dataset: has the columns that the annotator names; others are not read.
        annotator: what to do; its files must be readable on every machine, which also needs this package.
        batch_size: rows that a worker takes at a time.

    Returns:
        The columns `id`, `record` (the JSON record) and `error`, one row an article.
    """
    return dataset.map_batches(annotate_tables(annotator), batch_format="pyarrow", batch_size=batch_size, zero_copy_batch=True)


def annotate_tables(annotator: ArrowAnnotator) -> Callable[[Table], Table]:
    """The annotator as the function that `map_batches` calls, table to table."""

    def annotate(table: Table) -> Table:
        return pyarrow.Table.from_batches(annotator.batches(table.to_batches()), schema=SCHEMA)

    return annotate

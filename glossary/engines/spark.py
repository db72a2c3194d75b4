"""Spark: a DataFrame of articles in, a DataFrame of records out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.engines.arrow import ArrowAnnotator

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SCHEMA = "id string, record string, error string"


def annotate_frame(frame: DataFrame, annotator: ArrowAnnotator = ArrowAnnotator()) -> DataFrame:  # noqa: B008
    """Annotate a DataFrame with `mapInArrow`; lazy, and retried by Spark where an executor is lost.

    Args:
        frame: has the columns that the annotator names; others are not read.
        annotator: what to do; its files must be readable on every executor, which also needs this package.

    Returns:
        The columns `id`, `record` (the JSON record) and `error`, one row an article.
    """
    columns = [annotator.text, *([annotator.id] if annotator.id in frame.columns else [])]
    return frame.select(*columns).mapInArrow(annotator.batches, SCHEMA)

"""Spark: a DataFrame of articles in, a DataFrame of records out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.engines.arrow import ArrowAnnotator

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

SCHEMA = "id string, record string, error string"


def annotate_frame(frame: DataFrame, annotator: ArrowAnnotator = ArrowAnnotator()) -> DataFrame:  # noqa: B008
    """Annotate a DataFrame with `mapInArrow`; lazy, and retried by Spark where an executor is lost.

    Args:
        frame: has the columns that the annotator names; others are not read.
        annotator: what to do; its files must be readable on every executor, which also needs this package.

    Returns:
        The columns `id`, `record` (the JSON record) and `error`, one row an article.
    """
    columns = [_column(frame, annotator.text).alias("text")]
    if annotator.id in frame.columns or annotator.id.partition(".")[0] in frame.columns:
        columns.append(_column(frame, annotator.id).alias("id"))
    # under names of ours, for `mapInArrow` finds no column that has a dot in its own
    return frame.select(*columns).mapInArrow(annotator._replace(text="text", id="id").batches, SCHEMA)


def _column(frame: DataFrame, name: str) -> Column:
    from pyspark.sql.functions import col

    return col(f"`{name.replace('`', '``')}`" if name in frame.columns else name)

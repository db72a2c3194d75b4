"""Polars: the namespaces, eager and lazy."""

import pytest

pl = pytest.importorskip("polars", reason="needs the extra [polars]")
import glossary  # noqa: E402
from glossary.integrations.polars import MENTIONS  # noqa: E402

TEXTS = ["Presiden Xi Jinping (习近平) tiba.", None, "Tanpa nama.", "吴谦 dan 习近平"]
FRAME = pl.DataFrame({"id": [1, 2, 3, 4], "text": TEXTS})


@pytest.mark.parametrize("lazy", [False, True])
def test_expressions_annotate_eager_and_lazy(lazy):
    frame = FRAME.lazy() if lazy else FRAME
    frame = frame.with_columns(pl.col("text").glossary.annotate().alias("mentions"))
    if lazy:
        assert frame.collect_schema()["mentions"] == MENTIONS
        frame = frame.collect()
    assert frame["mentions"].list.len().to_list() == [1, None, 0, 2]
    flat = frame.explode("mentions").unnest("mentions").filter(pl.col("surface").is_not_null())
    assert flat["surface"].to_list() == ["习近平", "吴谦", "习近平"]
    assert flat["pinyin"][0] == "Xí Jìnpíng"


@pytest.mark.parametrize("method", ["to_json", "to_text", "to_markdown", "to_html"])
def test_each_format_is_that_of_the_document(method):
    wanted = [None if text is None else getattr(glossary.annotate(text), method)() for text in TEXTS]
    assert getattr(FRAME["text"].glossary, method)().to_list() == wanted
    assert FRAME.select(getattr(pl.col("text").glossary, method)())["text"].to_list() == wanted


def test_mentions_are_a_table_with_the_row_of_their_article():
    table = FRAME["text"].glossary.mentions()
    assert table["row"].to_list() == [0, 3, 3]
    assert table.schema["start"] == pl.Int64
    assert FRAME.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64)).join(table, on="row").height == 3


@pytest.mark.parametrize("series", [pl.Series("text", [], dtype=pl.String), pl.Series("text", [None, None])])
def test_nothing_gives_nothing_of_the_same_type(series):
    assert series.glossary.annotate().dtype == MENTIONS
    assert series.glossary.mentions().height == 0


def test_a_series_of_numbers_is_refused():
    with pytest.raises(TypeError, match="strings"):
        _ = pl.Series([1, 2]).glossary.annotate()


def test_an_annotator_can_be_given():
    annotator = glossary.Annotator(latin_mentions=True)
    frame = pl.DataFrame({"text": ["Xi Jinping tiba."]}).select(pl.col("text").glossary.annotate(annotator))
    assert frame["text"][0].struct.field("surface").to_list() == ["Xi Jinping"]

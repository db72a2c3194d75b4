"""pandas: the accessor on real Series."""

import pytest

pd = pytest.importorskip("pandas", reason="needs the extra [pandas]")
pytest.importorskip("glossary.integrations.pandas", reason="needs the extra [pandas]")
import glossary  # noqa: E402

TEXTS = ["Presiden Xi Jinping (习近平) tiba.", None, "Tanpa nama.", "吴谦 dan 习近平"]


@pytest.fixture(params=["object", "str"])
def series(request):
    return pd.Series(TEXTS, index=["a", "b", "c", "d"], name="text", dtype=request.param)


def test_annotate_gives_a_document_a_text(series):
    found = series.glossary.annotate()
    assert found["a"] == glossary.annotate(TEXTS[0])
    assert found["b"] is None
    assert list(found.index) == list(series.index)
    assert found.name == "text"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_missing_text_gives_a_missing_result(missing):
    series = pd.Series(["习近平", missing], dtype=object)
    assert series.glossary.to_json()[1] is None
    assert series.glossary.records()[1] is None
    assert len(series.glossary.mentions()) == 1


def test_each_format_is_that_of_the_document(series):
    document = glossary.annotate(TEXTS[0])
    accessor = series.glossary
    assert accessor.records()["a"] == document.to_dict()
    assert accessor.to_json()["a"] == document.to_json()
    assert accessor.to_text()["a"] == document.to_text()
    assert accessor.to_markdown()["a"] == document.to_markdown()
    assert accessor.to_html()["a"] == document.to_html()


def test_mentions_are_a_table_that_joins_its_articles(series):
    table = series.glossary.mentions()
    assert list(table.index) == ["a", "d", "d"]
    assert list(table["surface"]) == ["习近平", "吴谦", "习近平"]
    assert table.loc["a", "pinyin"] == "Xí Jìnpíng"
    joined = series.to_frame().join(table)
    assert len(joined) == 5
    assert (joined.loc["a", "text"][joined.loc["a", "start"].astype(int) :]).startswith("习近平")


def test_empty_and_nameless_series_have_the_columns():
    for empty in (pd.Series([], dtype=object), pd.Series(["Tanpa nama."])):
        table = empty.glossary.mentions()
        assert len(table) == 0
        assert "surface" in table.columns


def test_a_series_of_numbers_has_no_accessor():
    with pytest.raises(AttributeError, match="strings"):
        _ = pd.Series([1, 2]).glossary


def test_a_value_that_is_no_text_is_named():
    with pytest.raises(TypeError, match=r"row 'y'.*bytes"):
        pd.Series(["习近平", b"x"], index=["x", "y"]).glossary.annotate()


def test_an_annotator_can_be_given():
    annotator = glossary.Annotator(latin_mentions=True)
    table = pd.Series(["Xi Jinping tiba."]).glossary.mentions(annotator)
    assert list(table["surface"]) == ["Xi Jinping"]

"""One function from Arrow to Arrow."""

import pytest

pyarrow = pytest.importorskip("pyarrow", reason="the engines need pyarrow")

from glossary.engines.arrow import SCHEMA, ArrowAnnotator  # noqa: E402


def test_a_batch_gives_a_record_for_each_row_in_order(rows, check):
    batch = pyarrow.RecordBatch.from_pylist(rows)
    found = ArrowAnnotator(latin_mentions=True).batch(batch)
    assert found.schema == SCHEMA
    assert found.column("id").to_pylist() == [row["id"] for row in rows]
    check(found.to_pylist())


def test_columns_are_named_and_ids_keep_their_type_in_the_record():
    batch = pyarrow.RecordBatch.from_pydict({"nomor": [7], "isi": ["Xi Jinping (习近平)"]})
    row = ArrowAnnotator(text="isi", id="nomor").batch(batch).to_pylist()[0]
    assert row["id"] == "7"
    assert row["record"].startswith('{"version":1,"id":7,"mentions":[{"start":12')
    with pytest.raises(KeyError, match="no column 'text'; the columns are nomor, isi"):
        ArrowAnnotator().batch(batch)


def test_a_column_may_lie_inside_another():
    batch = pyarrow.RecordBatch.from_pylist([{"pos": {"no": 7, "isi": "Xi Jinping (习近平)"}}, {"pos": None}])
    rows = ArrowAnnotator(text="pos.isi", id="pos.no").batch(batch).to_pylist()
    assert [(row["id"], row["error"]) for row in rows] == [
        ("7", None), (None, "not an article: a string is wanted, not NoneType"),
    ]  # fmt: skip


def test_a_row_whose_id_is_not_a_number_has_none():
    batch = pyarrow.RecordBatch.from_pydict({"id": [1.5, float("nan"), float("inf")], "text": ["Xi Jinping (习近平)"] * 3})
    rows = ArrowAnnotator().batch(batch).to_pylist()
    assert [row["error"] for row in rows] == [None] * 3
    assert [row["id"] for row in rows] == ["1.5", None, "inf"]
    assert rows[1]["record"].startswith('{"version":1,"mentions":[{"start":12')


def test_own_entries_are_used(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("id,kind,hans,name\nanjing-laut,concept,海豹犬,Anjing laut\n", encoding="utf-8")
    batch = pyarrow.RecordBatch.from_pydict({"text": ["seekor 海豹犬"]})
    (row,) = ArrowAnnotator(glossary=(str(own),), profile="china").batch(batch).to_pylist()
    assert '"id":"anjing-laut"' in row["record"]
    assert row["id"] is None


def test_batches_are_annotated_one_by_one(rows):
    batches = pyarrow.Table.from_pylist(rows[:100]).to_batches(max_chunksize=30)
    assert [batch.num_rows for batch in ArrowAnnotator().batches(batches)] == [30, 30, 30, 10]

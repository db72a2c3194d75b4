"""HuggingFace Datasets: `map` in both formats, without a network."""

import os

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
datasets = pytest.importorskip("datasets", reason="needs the extra [datasets]")
import glossary  # noqa: E402
from glossary.integrations.datasets import AnnotateBatch  # noqa: E402

TEXTS = ["Tanpa nama.", "Tanpa nama pula.", "Presiden Xi Jinping (习近平) tiba.", None, "吴谦 dan 习近平"]


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    return datasets.Dataset.from_dict({"id": range(len(TEXTS)), "text": TEXTS})


@pytest.mark.parametrize("format", [None, "arrow"])
@pytest.mark.parametrize("size", [2, 1000])
def test_map_adds_the_mentions(dataset, format, size):
    """Also where the first batch holds no name at all, whose column would have no type."""
    annotate = AnnotateBatch()
    features = None if format == "arrow" else annotate.features(dataset.features)
    mapped = dataset.with_format(format).map(annotate, batched=True, batch_size=size, features=features).with_format(None)
    assert mapped.column_names == ["id", "text", "mentions"]
    for text, found in zip(mapped["text"], mapped["mentions"], strict=True):
        if text is None:
            assert found is None
        else:
            assert [(m["start"], m["surface"]) for m in found] == [(m.start, m.surface) for m in glossary.annotate(text).mentions]
    assert mapped[2]["mentions"][0]["pinyin"] == "Xí Jìnpíng"


def test_the_fingerprint_is_that_of_the_settings():
    """The library's cache asks it: the same settings give the same, others give another."""
    from datasets.fingerprint import Hasher

    assert Hasher.hash(AnnotateBatch()) == Hasher.hash(AnnotateBatch())
    assert Hasher.hash(AnnotateBatch()) != Hasher.hash(AnnotateBatch(text="isi"))


def test_two_processes_give_what_one_gives(dataset):
    one = dataset.with_format("arrow").map(AnnotateBatch(), batched=True)
    two = dataset.with_format("arrow").map(AnnotateBatch(), batched=True, num_proc=2)
    assert one["mentions"][:] == two["mentions"][:]


def test_a_missing_column_is_named(dataset):
    with pytest.raises(KeyError, match="isi"):
        dataset.map(AnnotateBatch(text="isi"), batched=True)


def test_mentions_can_be_replaced(dataset):
    twice = dataset.with_format("arrow").map(AnnotateBatch(), batched=True).map(AnnotateBatch(), batched=True)
    assert twice.column_names == ["id", "text", "mentions"]

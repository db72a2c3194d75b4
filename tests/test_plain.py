"""The plain case is settled at once, and to the same answer as the steps of the flow give."""

import json
import sys
from pathlib import Path

import pytest

import glossary
from glossary.plain import Plain

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import corpus  # noqa: E402
import linking  # noqa: E402

PASSAGES = [case.text for name in linking.FILES for case in linking.read_cases(linking.CASES / name)]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write(folder, articles=80, aliases=[2000], seed=7)
    texts = [json.loads(line)["text"] for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    return texts, glossary.load(folder / "entries_2000.jsonl", builtin=False)


def by_steps(monkeypatch, texts, index, latin):
    """Annotate with nothing settled at once."""
    with monkeypatch.context() as patch:
        for name in ("known", "named", "unknown"):
            patch.setattr(Plain, name, lambda *_: None)
        return [document.mentions for document in glossary.Annotator(index, latin_mentions=latin).pipe(texts)]


def at_once(texts, index, latin):
    return [document.mentions for document in glossary.Annotator(index, latin_mentions=latin).pipe(texts)]


@pytest.mark.parametrize("latin", [False, True])
def test_news_get_the_same_mentions_at_once_and_by_steps(monkeypatch, news, latin):
    texts, index = news
    assert at_once(texts, index, latin) == by_steps(monkeypatch, texts, index, latin)


@pytest.mark.parametrize("latin", [False, True])
def test_passages_get_the_same_mentions_at_once_and_by_steps(monkeypatch, latin):
    assert at_once(PASSAGES, None, latin) == by_steps(monkeypatch, PASSAGES, None, latin)


def test_what_was_annotated_before_changes_nothing(news):
    texts, index = news
    annotator = glossary.Annotator(index, latin_mentions=True)
    first = [annotator.annotate(text) for text in texts]
    assert [annotator.annotate(text) for text in reversed(texts)] == first[::-1]
    assert [glossary.Annotator(index, latin_mentions=True).annotate(text) for text in texts[-5:]] == first[-5:]


@pytest.mark.parametrize("mark", ["", "(", "-", "*", "“", "["])
def test_a_mark_at_an_occupation_hides_no_namesake(mark):
    known, namesake = "Hadir Li Na (李娜).", f"{mark}Mahasiswi Li Na (李娜) belajar di Yogyakarta."
    annotator = glossary.Annotator()
    assert annotator.annotate(known).mentions[0].entry.id == "li-na"
    assert annotator.annotate(namesake).mentions[0].entry is None
    annotator.annotate_line(json.dumps({"text": known}).encode())
    assert json.loads(annotator.annotate_line(json.dumps({"text": namesake}).encode()))["mentions"][0]["entry"] is None

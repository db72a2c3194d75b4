"""A small input that is cut into many parts."""

import json
import random

import pytest

from glossary.articles.inputs import find_inputs
from glossary.batch import plan
from glossary.batch.options import Options
from glossary.batch.run import Job, run

SENTENCES = (
    "Presiden Tiongkok Xi Jinping (习近平) bertemu Putin di Beijing.",
    "Juru bicara Wu Qian (吴谦) menjawab wartawan.",
    "Harga beras di pasar naik tiga persen pada bulan lalu.",
    "Penulis Zhang Changhao(张长浩)hadir di Bandung.",
)


def article(number, rng):
    return {"id": f"a{number}", "text": " ".join(rng.choices(SENTENCES, k=4))}


class Silent:
    """Counts; a run's progress for tests."""

    def __init__(self, stop_after=None):
        self.parts = 0
        self.stop_after = stop_after
        self.weight = self.before = 0

    def begin(self, weight, done):
        self.weight, self.before = weight, done

    def at(self, part, articles):
        pass

    def done(self, part, articles, weight):
        self.parts += 1
        if self.parts == self.stop_after:
            raise KeyboardInterrupt


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """The path of 120 articles, in JSON Lines that are cut into parts of about ten."""
    monkeypatch.setattr(plan, "LEAST_PART", 3000)
    rng = random.Random(1)
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article(n, rng), ensure_ascii=False) + "\n" for n in range(120)), encoding="utf-8")
    return path


@pytest.fixture
def annotate(tmp_path):
    """Run a job on files; returns the outcome, the failures and the progress."""

    def annotate(*paths, output="out.jsonl", jobs=2, stop_after=None, into_folder=False, resume=False, glossary=(), **options):
        inputs, problems = find_inputs(tuple(map(str, paths)))
        assert not problems
        failures, progress = [], Silent(stop_after)
        job = Job(
            inputs, Options(**options), str(tmp_path / output), into_folder, glossary=tuple(glossary), jobs=jobs, resume=resume
        )
        return run(job, progress, failures.append), failures, progress

    return annotate

"""Articles in Parquet, cut into many row groups, and what a local run makes of them."""

import json
import random
import time

import pytest

ARTICLES = 1200
SENTENCES = (
    "Presiden Tiongkok Xi Jinping (习近平) bertemu Putin di Beijing.",
    "Juru bicara Wu Qian (吴谦) menjawab wartawan.",
    "Harga beras di pasar naik tiga persen pada bulan lalu.",
    "Penulis Zhang Changhao(张长浩)hadir di Bandung.",
)


@pytest.fixture(scope="session")
def rows():
    rng = random.Random(1)
    texts = (" ".join(rng.choices(SENTENCES, k=rng.randint(1, 6))) for _ in range(ARTICLES))
    return [{"id": f"a{number}", "text": None if number == 700 else text} for number, text in enumerate(texts)]


@pytest.fixture(scope="session")
def articles(tmp_path_factory, rows):
    """A folder of six Parquet files."""
    pyarrow = pytest.importorskip("pyarrow", reason="the engines need pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet", reason="the engines need pyarrow")
    folder = tmp_path_factory.mktemp("articles")
    for number in range(0, ARTICLES, 200):
        table = pyarrow.Table.from_pylist(rows[number : number + 200])
        parquet.write_table(table, folder / f"{number:05d}.parquet")
    return folder


@pytest.fixture(scope="session")
def expected(rows):
    """What the local run writes, by id."""
    import glossary

    annotator = glossary.Annotator(latin_mentions=True)
    return {
        row["id"]: annotator.annotate_line(json.dumps(row).encode()).decode() if row["text"] is not None else None for row in rows
    }


@pytest.fixture(scope="session")
def check(expected):
    """Compare rows of an engine with the local run: the same records, nothing lost, nothing doubled."""

    def check(found):
        assert len(found) == ARTICLES
        assert {row["id"]: row["record"] for row in found} == expected
        assert [(row["id"], row["error"]) for row in found if row["error"]] == [
            ("a700", "not an article: a string is wanted, not NoneType")
        ]

    return check


@pytest.fixture
def gate(tmp_path):
    """Holds the work of an engine until it is opened: `wrap` a function that is then called in other processes.

    A call leaves a file with its process id in `begun`, and waits until the gate is open. So a test can kill a process in the
    middle of its work, without guessing how long that takes.
    """
    return Gate(tmp_path / "gate")


class Gate:
    def __init__(self, folder):
        folder.mkdir()
        self.begun, self.open_file = folder, folder / "open"

    def wrap(self, function):
        begun, open_file = str(self.begun), str(self.open_file)

        def held(argument):
            import os
            import time

            with open(os.path.join(begun, f"{os.getpid()}.pid"), "w"):
                pass
            end = time.monotonic() + 90
            while not os.path.exists(open_file) and time.monotonic() < end:
                time.sleep(0.05)
            return function(argument)

        return held

    def wait(self, seconds=90):
        """The ids of the processes that have begun, once there are any."""
        end = time.monotonic() + seconds
        while not (found := [int(path.stem) for path in self.begun.glob("*.pid")]):
            assert time.monotonic() < end, "no process has begun"
            time.sleep(0.05)
        return found

    def open(self):
        self.open_file.touch()

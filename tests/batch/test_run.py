"""Runs: the same output whatever the number of workers and however often one is stopped."""

import gzip
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from functools import partial

import pytest

import glossary
from glossary.articles.compression import open_unpacked
from glossary.articles.lines import raw_lines
from glossary.batch import work
from glossary.batch.lock import locked
from glossary.batch.plan import cut_lines
from glossary.batch.run import run_folder
from glossary.errors import GlossaryError, OutputError
from glossary.flow import Annotator


def expected(path):
    annotator = glossary.Annotator()
    return b"".join(annotator.annotate_line(line) + b"\n" for line in path.read_bytes().splitlines())


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_the_output_is_the_input_in_order(corpus, annotate, tmp_path, jobs):
    outcome, failures, progress = annotate(corpus, jobs=jobs)
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus)
    assert (outcome.articles, outcome.failed, failures) == (120, 0, [])
    assert progress.parts > 5
    assert sorted(os.listdir(tmp_path / "out.jsonl.run")) == ["digests", "lock", "run.json"]


@pytest.mark.parametrize("part_size", [1, 10, 64, 1000, 10**6])
def test_ranges_hold_whole_lines_and_know_their_numbers(tmp_path, part_size):
    path = tmp_path / "lines"
    path.write_bytes(b"\n".join(b"x" * (n * 7 % 90) for n in range(50)) + b"\nlast")
    found = []
    source, ranges = cut_lines(str(path), part_size)
    with open(path, "rb") as stream:
        for start, end, first in ranges:
            stream.seek(start)
            found += raw_lines(stream, "lines", first, end - start)
    assert found == [(n, line) for n, line in enumerate(path.read_bytes().split(b"\n"), 1) if line]
    assert source.size == path.stat().st_size


def test_a_stopped_run_goes_on_to_the_same_output(corpus, annotate, tmp_path):
    for stop in (1, 3):
        with pytest.raises(KeyboardInterrupt):
            annotate(corpus, stop_after=stop, resume=True)
        assert not (tmp_path / "out.jsonl").exists()
    _, _, progress = annotate(corpus, resume=True)
    assert 0 < progress.before < progress.weight
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus)
    outcome, _, progress = annotate(corpus, resume=True)
    assert (outcome.already, outcome.articles, progress.weight) == (True, 120, 0)


def test_a_result_that_is_gone_is_made_again(corpus, annotate, tmp_path):
    annotate(corpus)
    (tmp_path / "out.jsonl").unlink()
    annotate(corpus, resume=True)
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus)


def test_a_changed_input_or_option_is_not_taken_up(corpus, annotate, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        annotate(corpus, stop_after=2)
    with pytest.raises(OutputError, match=r"not the same run: option latin_mentions: False then, True now"):
        annotate(corpus, resume=True, latin_mentions=True)
    own = tmp_path / "own.csv"
    own.write_text("id,kind,hans,name\nwu-qian,person,吴谦,Wu Qian\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"the data: \w+ then, \w+ now"):
        annotate(corpus, resume=True, glossary=[str(own)])
    corpus.write_bytes(corpus.read_bytes() + b'{"text": "baru"}\n')
    with pytest.raises(OutputError, match=r"the content of .*articles\.jsonl.*Run without --resume to start anew"):
        annotate(corpus, resume=True)
    annotate(corpus)
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus)


def test_an_input_that_is_gone_or_new_is_named(corpus, annotate, tmp_path):
    more = tmp_path / "more.jsonl"
    more.write_text('{"text": "baru"}\n', encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        annotate(corpus, stop_after=2)
    with pytest.raises(OutputError, match=r"the list of input files \([^;]*more\.jsonl added\)"):
        annotate(corpus, more, resume=True)
    corpus.unlink()
    with pytest.raises(OutputError, match=r"\([^;]*more\.jsonl added; [^;]*articles\.jsonl missing or not readable\)"):
        annotate(more, resume=True)


def test_failures_are_listed_in_order_and_the_others_are_done(corpus, annotate, tmp_path):
    lines = corpus.read_bytes().splitlines()
    lines[5] = b'{"id": "x5"}'
    lines[70] = b"{"
    corpus.write_bytes(b"\n".join(lines))
    outcome, failures, _ = annotate(corpus, tmp_path / "articles.jsonl", tmp_path / "none.txt")
    assert (outcome.articles, outcome.failed) == (118, 3)
    assert [(failure.line, failure.id) for failure in failures] == [(None, None), (6, "x5"), (71, None)]
    listed = [json.loads(line) for line in (tmp_path / "out.jsonl.errors.jsonl").read_text().splitlines()]
    assert listed == [failure._asdict() for failure in failures]
    corpus.write_bytes(b"\n".join(lines[:5]))
    annotate(corpus)
    assert not (tmp_path / "out.jsonl.errors.jsonl").exists()


# Python imports a module of this name at its start: it makes an article deadly in the workers.
DEADLY = """
import os, signal
import glossary.flow
annotate = glossary.flow.Annotator.annotate_line
def annotate_line(self, line):
    if b"MATI" in line:
        os.kill(os.getpid(), signal.{signal})
    if b"SEKALI" in line and not os.path.exists({mark!r}):
        open({mark!r}, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return annotate(self, line)
glossary.flow.Annotator.annotate_line = annotate_line
"""


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
def test_a_worker_that_dies_costs_only_the_article_that_killed_it(corpus, annotate, tmp_path, monkeypatch, name):
    lines = corpus.read_bytes().splitlines(keepends=True)
    rest = expected(corpus).splitlines(keepends=True)
    lines[33] = b'{"id": "mati", "text": "MATI"}\n'
    lines[34] = b'{"id": "dua", "text": "MATI"}\n'
    lines[90] = b'{"id": "hidup", "text": "SEKALI"}\n'
    corpus.write_bytes(b"".join(lines))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(DEADLY.format(signal=name, mark=str(tmp_path / "mark")))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    outcome, failures, _ = annotate(corpus)
    assert (outcome.articles, [(failure.line, failure.id) for failure in failures]) == (118, [(34, "mati"), (35, "dua")])
    assert f"a worker died on this article, twice (signal {getattr(signal, name).value}, {name})" in failures[0].reason
    rest[90] = b'{"version":1,"id":"hidup","mentions":[]}\n'
    assert (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True) == [*rest[:33], *rest[35:]]


def test_workers_that_cannot_begin_end_the_run(corpus, annotate, tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text("import os, sys\n'worker' in ' '.join(sys.orig_argv) and os._exit(3)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    with pytest.raises(GlossaryError, match=r"a worker died 3 times before its first article \(exit code 3\)"):
        annotate(corpus)


def test_two_runs_on_one_output_are_refused_but_a_dead_one_is_no_obstacle(corpus, annotate, tmp_path):
    folder = tmp_path / "out.jsonl.run"
    folder.mkdir()
    hold = textwrap.dedent(f"""
        import time
        from glossary.batch.lock import locked
        with locked({str(folder)!r}):
            print("held", flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputError, match=rf"another run is writing here \(process {holder.pid}\)"):
            annotate(corpus)
        holder.kill()
    annotate(corpus, resume=True)
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus)


@pytest.mark.skipif(os.name != "posix", reason="links are of POSIX")
def test_a_result_has_one_lock_by_whatever_link_it_is_named(corpus, annotate, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out.jsonl").symlink_to(tmp_path / "real" / "out.jsonl")
    (tmp_path / "folder").symlink_to("real")
    assert run_folder(str(tmp_path / "out.jsonl")) == str(tmp_path / "real" / "out.jsonl.run")
    annotate(corpus)
    assert (tmp_path / "real" / "out.jsonl").read_bytes() == expected(corpus)
    with locked(run_folder(str(tmp_path / "folder" / "out.jsonl"))), pytest.raises(OutputError, match="another run"):
        annotate(corpus)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
@pytest.mark.parametrize("name", ["pipa", "pipa.jsonl", "pipa.jsonl.gz", "pipa.csv"])
@pytest.mark.parametrize("jobs", [0, 2])
def test_a_pipe_is_read_as_a_file_is(corpus, annotate, tmp_path, name, jobs):
    data = corpus.read_bytes()
    if name.endswith(".csv"):
        data = b"id,text\n" + b"".join(f'{row["id"]},"{row["text"]}"\n'.encode() for row in map(json.loads, data.splitlines()))
    os.mkfifo(tmp_path / name)
    content = gzip.compress(data) if name.endswith(".gz") else data
    writer = threading.Thread(target=(tmp_path / name).write_bytes, args=(content,))
    writer.start()
    annotate(tmp_path / name, jobs=jobs)
    writer.join()
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
@pytest.mark.parametrize("jobs", [0, 2])
def test_a_text_from_a_pipe_has_no_id(annotate, tmp_path, jobs):
    os.mkfifo(tmp_path / "pipa")
    writer = threading.Thread(target=(tmp_path / "pipa").write_text, args=("Xi Jinping (习近平)", "utf-8"))
    writer.start()
    annotate(tmp_path / "pipa", jobs=jobs, target="jsonl")
    writer.join()
    assert "id" not in json.loads((tmp_path / "out.jsonl").read_bytes())


def test_what_a_dead_worker_was_writing_is_taken_away(annotate, tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    deadly = """
    import os
    from pathlib import Path
    import glossary.batch.work as work
    replacing = work.replacing
    def deadly(path):
        if path.endswith("b.txt") and not os.path.exists({mark!r}):
            Path({mark!r}).touch()
            replacing(path).__enter__()
            os._exit(9)
        return replacing(path)
    work.replacing = deadly
    """
    (tmp_path / "site" / "sitecustomize.py").write_text(textwrap.dedent(deadly).format(mark=str(tmp_path / "mark")))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Xi Jinping (习近平)", encoding="utf-8")
    outcome, _, _ = annotate(*(tmp_path / f"{name}.txt" for name in "abc"), output="hasil", into_folder=True)
    assert (tmp_path / "mark").exists()
    assert (outcome.articles, outcome.failed) == (3, 0)
    assert sorted(os.listdir(tmp_path / "hasil")) == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize("keeps", [True, False])
def test_an_article_without_memory_enough_is_named(corpus, annotate, tmp_path, monkeypatch, keeps):
    """Whether its line can be parsed for its id or not."""
    lines = corpus.read_bytes().splitlines(keepends=True)
    lines[33] = b'{"id": "besar", "text": "BESAR"}\n'
    corpus.write_bytes(b"".join(lines))

    def no_memory(done, line, *rest, **named):
        if b"BESAR" in line:
            raise MemoryError
        return done(line, *rest, **named)

    real = work.parse_line
    line_of = Annotator.annotate_line
    monkeypatch.setattr(Annotator, "annotate_line", lambda self, line: no_memory(partial(line_of, self), line))
    if not keeps:
        monkeypatch.setattr(work, "parse_line", lambda *all: no_memory(real, *all))
    outcome, failures, _ = annotate(corpus, jobs=0)
    assert outcome.articles == 119
    assert [(failure.line, failure.id, failure.reason) for failure in failures] == [
        (34, "besar" if keeps else None, "there is not enough memory for this article")
    ]


def test_a_run_into_a_folder_gives_a_result_for_each_input(corpus, annotate, tmp_path):
    news = tmp_path / "news"
    (news / "sub").mkdir(parents=True)
    (news / "a.txt").write_text("Xi Jinping (习近平)", encoding="utf-8")
    (news / "sub" / "a.md").write_text("Putin (普京)", encoding="utf-8")
    (news / "b.jsonl").write_bytes(corpus.read_bytes())
    outcome, _, _ = annotate(news, output="out", into_folder=True)
    assert outcome.articles == 122
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")) == [
        "a.txt", "b.jsonl", "sub/a.md",
    ]  # fmt: skip
    assert "Xí Jìnpíng" in (tmp_path / "out" / "a.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "b.jsonl").read_bytes() == expected(corpus)


def test_what_is_not_json_lines_is_cut_too(corpus, annotate, tmp_path):
    """CSV and compressed files are copied first, and give the same records with the line of their own file."""
    import csv
    import gzip

    rows = [json.loads(line) for line in corpus.read_bytes().splitlines()]
    table = tmp_path / "t.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "text"], *([row["id"], row["text"]] for row in rows), ["pendek"]])
    packed = tmp_path / "p.jsonl.gz"
    packed.write_bytes(gzip.compress(corpus.read_bytes()))
    outcome, failures, progress = annotate(table, packed)
    assert (tmp_path / "out.jsonl").read_bytes() == expected(corpus) * 2
    assert [(os.path.basename(failure.source), failure.line, failure.id) for failure in failures] == [("t.csv", 122, "pendek")]
    assert progress.parts > 10
    assert outcome.articles == 240


def test_parquet_in_and_out(corpus, annotate, tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    rows = [json.loads(line) for line in corpus.read_bytes().splitlines()]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "in.parquet", row_group_size=25)
    annotate(tmp_path / "in.parquet", output="out.parquet", target="parquet")
    table = parquet.read_table(tmp_path / "out.parquet").to_pydict()
    assert table["id"] == [row["id"] for row in rows]
    assert [record.encode() for record in table["record"]] == expected(corpus).splitlines()


@pytest.mark.parametrize("jobs", [0, 1, 2])
@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.jsonl.zst", "out.csv.gz"])
def test_a_result_is_packed_as_its_name_says(corpus, annotate, tmp_path, name, jobs):
    if name.endswith("zst"):
        pytest.importorskip("zstandard", reason="Zstandard is read and written with it")
    target = "csv" if ".csv" in name else None
    annotate(corpus, output=name, jobs=jobs, target=target)
    packed = (tmp_path / name).read_bytes()
    annotate(corpus, output="plain", jobs=jobs, target=target)
    assert packed[:2] != b'{"'
    with open_unpacked(str(tmp_path / name)) as stream:
        assert stream.read() == (tmp_path / "plain").read_bytes()
    annotate(corpus, output=name, jobs=1, target=target)
    assert (tmp_path / name).read_bytes() == packed


def test_csv_out_gives_a_row_for_each_mention_and_no_formula(annotate, tmp_path):
    import csv

    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "=1+1", "text": "Xi Jinping (习近平)"}\n{"id": -5, "text": "普京"}\n', encoding="utf-8")
    annotate(path, output="out.csv", target="csv", jobs=0)
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["surface"], row["pinyin"], row["latin"]) for row in rows] == [
        ("'=1+1", "习近平", "Xí Jìnpíng", "Xi Jinping"),
        ("-5", "普京", "Pǔjīng", ""),
    ]


def children(pid):
    return [int(child) for child in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()]


def command(*arguments, **options):
    return [sys.executable, "-m", "glossary", *map(str, arguments)]


def wait_for(condition, process, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def large(tmp_path, corpus):
    """Seven megabytes, which the command itself cuts into thirty parts: some are left when a test has seen the first."""
    path = tmp_path / "large.jsonl"
    padding = "kata " * 12_000
    rows = [json.loads(line) for line in corpus.read_bytes().splitlines()]
    path.write_text("".join(json.dumps({**row, "text": row["text"] + padding}) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="kill is of POSIX")
def test_kill_of_a_worker_and_of_the_leader_lose_nothing(large, tmp_path):
    output = tmp_path / "out.jsonl"
    arguments = command("annotate", large, "-o", output, "--jobs", 2, "--resume")
    parts = tmp_path / "out.jsonl.run"
    with subprocess.Popen(arguments) as leader:
        wait_for(lambda: list(parts.glob("part-*.out")), leader)
        workers = children(leader.pid)
        os.kill(workers[0], signal.SIGKILL)
        wait_for(lambda: len(list(parts.glob("part-*.out"))) > 2, leader)
        leader.kill()
    assert not output.exists()
    assert subprocess.run(arguments).returncode == 0
    assert output.read_bytes() == expected(large)
    assert subprocess.run(arguments).returncode == 0


def heed_interrupts():
    """A shell gives its background jobs, and what they start, no interrupt to heed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="kill is of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_how_to_go_on(large, tmp_path, number):
    output = tmp_path / "out.jsonl"
    parts = tmp_path / "out.jsonl.run"
    arguments = command("annotate", large, "-o", output, "-j", 1)
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts) as leader:
        wait_for(lambda: list(parts.glob("part-*.out")), leader)
        leader.send_signal(number)
        message = leader.stderr.read()
    assert leader.returncode == 128 + number
    assert f"To go on: glossary annotate {large} -o {output} -j 1 --resume" in message
    assert not output.exists()
    assert subprocess.run(command("annotate", large, "-o", output, "-j", 2, "--resume")).returncode == 0
    assert output.read_bytes() == expected(large)


@pytest.mark.skipif(os.name != "posix", reason="limits are of POSIX")
@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"]])
def test_a_full_disk_is_named(large, tmp_path, jobs):
    """A limit on the size of files stands for the end of the disk."""
    import resource

    output = tmp_path / "out.jsonl"
    done = subprocess.run(
        command("annotate", large, "-o", output, "--to", "markdown", *jobs),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not output.exists()

"""Time and memory in proportion to the text, for all that is done with it; benchmarks/growth.py takes more and larger shapes."""

import gc
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

import glossary
from glossary.linter.output import Linted, to_text

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import growth

SHAPES = ["nested brackets", "capitalised words before a bracket", "numerals", "list marks"]
SIZE = 4_000
STEEPEST = 3.5  # twice the text; a shared machine stalls, so the best of three runs counts, and what takes no time is left out
LEAST_SECONDS = 0.03


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("work", growth.WORKS)
def test_twice_the_text_takes_twice_the_time(work, shape):
    if work == "html-in-place":
        pytest.importorskip("turbohtml", reason="annotating HTML in place needs the extra [html]")
    make = growth.SHAPES[shape]
    least = STEEPEST
    for _ in range(3):
        small, large = (growth.seconds(growth.WORKS[work], make(size)) for size in (SIZE, 2 * SIZE))
        least = min(least, large / small if large >= LEAST_SECONDS else 0.0)
        if least < STEEPEST:
            break
    assert least < STEEPEST, "times for twice the text"


def test_a_hundred_thousand_brackets_hide_no_name_and_cost_little():
    text = "(" * 100_000 + "Xi Jinping(习近平)" + ")" * 100_000
    assert [m.entry.id for m in glossary.annotate(text).mentions] == ["xi-jinping"]
    assert growth.seconds(glossary.lint, text) < 5


def test_forms_that_overlap_cost_no_more_than_their_number(tmp_path):
    """Each form is the beginning of the next, and the text is what all of them begin."""
    rows = [
        {"id": f"w{n}", "kind": "place", "hans": "王" * (2 + n % 60) + chr(0x4E00 + n), "name": "A" * (2 + n % 60) + f"a{n}"}
        for n in range(2000)
    ]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    annotator = glossary.Annotator(glossary.load(tmp_path / "own.jsonl", builtin=False), latin_mentions=True)
    for piece in ("王", "A"):
        annotator.annotate(piece)
        small, large = (growth.seconds(annotator.annotate, piece * size) for size in (10_000, 20_000))
        assert large < LEAST_SECONDS or large / small < STEEPEST


def test_a_form_that_thousands_of_entries_share_is_no_dearer_than_one_of_a_few(tmp_path):
    """Running text knows the first of them, a lookup all; the one whose headword it is comes before the others."""
    rows = [
        {"id": f"w{n}", "kind": "person", "hans": "李测" if n == 3999 else f"王测{chr(0x4E00 + n)}", "name": f"Li U{n}"}
        for n in range(4000)
    ]
    for row in rows:
        row["aliases"] = ["Li Uji", "李测"]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    own = glossary.load(tmp_path / "own.jsonl", builtin=False)
    annotator = glossary.Annotator(own, latin_mentions=True)
    text = "Kata Li Uji (李测) dan Li Uji tadi. "
    mention, _ = annotator.annotate(text).mentions
    assert own.entry("w3999") in (mention.entry, *mention.candidates)
    assert len(mention.candidates) < 300
    assert len(own.lookup("Li Uji")) == len(own.lookup("李测")) == 4000
    assert growth.seconds(annotator.annotate, text * 100) < 5


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process, without that of its parent")
@pytest.mark.parametrize(
    "piece", ["Kata Presiden Xi Jinping tiba di Beijing kemarin sore, ujar pejabat itu. ", "Aaaa ", "(", "。"]
)
def test_a_file_of_one_line_takes_memory_in_proportion(tmp_path, piece):
    path = tmp_path / "a.txt"
    path.write_text(piece * (8_000_000 // len(piece.encode())) + "(习近平)", encoding="utf-8")
    code = "import sys; sys.argv[0] = 'glossary'; from glossary.cli import main\ntry: main()\nfinally: "
    code += "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, "annotate", str(path)], capture_output=True, timeout=300, check=False)
    assert done.returncode == 0
    assert "Xí Jìnpíng" in done.stdout[-300:].decode("utf-8", "replace")
    assert int(done.stderr.split()[-1]) < 400_000  # kilobytes; 8 MB of text; Python 3.13 takes 5 % more than 3.11


NAMES = ["习近平，", "习近平", "Xi Jinping (习近平) tiba, ", "Zhang Sanfeng (张三峰) "]


@pytest.mark.parametrize("piece", NAMES)
def test_a_mention_of_a_long_text_costs_its_place_and_no_more(piece):
    text = piece * (80_000 // len(piece))
    glossary.annotate(piece * 400)
    tracemalloc.start()
    document = glossary.annotate(text)
    gc.collect()  # in a process full of other tests' values, the collector by itself comes late
    size, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    each = 190 + (180 if document.mentions[5].latin else 0)
    assert len(document.mentions) > 3_000
    assert size < 500_000 + each * len(document.mentions)
    assert peak < size + 8_000_000  # a window of the scan, a part of a run


@pytest.mark.parametrize("latin", [False, True])
def test_a_long_text_is_annotated_like_a_short_one(latin):
    """What is shared, scanned as it goes or covered in parts is what it would be by itself."""
    annotator = glossary.Annotator(latin_mentions=latin)
    paragraph = "Presiden Xi Jinping (习近平) bertemu Wang Yi (王毅), Zhang Sanfeng (张三峰), 外交部发言人赵立坚，刘翔。\n\n"
    short, long = (annotator.annotate(paragraph * size).mentions for size in (3, 1_000))
    assert [(m.surface, m.latin and m.latin.text, m.resolution) for m in long[-len(short) // 3 :]] == [
        (m.surface, m.latin and m.latin.text, m.resolution) for m in short[-len(short) // 3 :]
    ]
    assert len(long) * 3 == len(short) * 1_000


@pytest.mark.parametrize("target", ["html", "tei", "web-annotation", "jsonl", "text", "csv"])
def test_a_long_result_comes_in_pieces_that_are_the_whole(tmp_path, target):
    text = "Kata 习近平 & <王毅> \ud800 tiba, " * 3_000
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b""))
    document = glossary.annotate(path.read_text(encoding="utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "annotate", str(path), "--to", target], capture_output=True, timeout=300, check=True
    )
    shown = done.stdout.decode()
    if target == "jsonl":
        assert json.loads(shown) == document.to_dict(id=str(path))
    elif target == "csv":
        assert len(shown.splitlines()) == 1 + len(document.mentions)
    else:
        assert shown.removesuffix("\n") == getattr(document, f"to_{target.replace('-', '_')}")().removesuffix("\n")


def test_thousands_of_brackets_are_matched_and_not_kept():
    text = "(" * 200_000 + "Xi Jinping(习近平" + ")" * 200_000
    glossary.lint("Xi Jinping(习近平")
    tracemalloc.start()
    problems = glossary.lint(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in problems] == ["S01"]
    assert peak < 10_000_000  # of text and their places; each as a value would take fifty


def test_a_problem_of_a_long_line_is_shown_without_the_line():
    text = "Xi Jinping(习近平) " + "kata " * 800_000
    problems = glossary.lint(text)[:1] * 4_000
    tracemalloc.start()
    blocks = list(to_text(Linted("a.txt", None, text, problems)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(blocks) == 4_000
    assert peak < 8_000_000
    assert growth.seconds(lambda text: list(to_text(Linted("a.txt", None, text, problems))), text) < 2


def test_problems_of_a_long_text_share_their_words():
    problems = glossary.lint("Xi Jinping(习近平) tiba, " * 4_000)
    assert len({id(problem.message) for problem in problems}) < 20 < 4_000 < len(problems)

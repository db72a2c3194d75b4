"""Native code gives the records that the Python steps give, byte for byte."""

import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import glossary
from glossary.native import binding
from glossary.render.record import to_bytes

sys.path.insert(0, str(Path(__file__).parent))

from passages import articles, mutated, passages, with_hard_spaces, with_symbols

pytestmark = pytest.mark.skipif(binding() is None, reason="built without a Rust compiler")


@pytest.fixture(scope="module", params=[True, False], ids=["latin mentions", "hanzi alone"])
def annotator(request):
    return glossary.Annotator(latin_mentions=request.param)


def line_of(text, id=1):
    return json.dumps({"id": id, "text": text}, ensure_ascii=False).encode()


def compare(annotator, texts):
    """The share of texts that native code answered by itself; each as Python does."""
    answered = 0
    for number, text in enumerate(texts):
        record = annotator.native.annotate_line(line_of(text, number))
        if record is not None:
            answered += 1
            assert record.decode() == to_bytes(annotator.annotate(text).mentions, number).decode(), text
    return answered / (number + 1)


def test_passages(annotator):
    assert compare(annotator, passages()) > 0.95


def test_articles_of_several_passages(annotator):
    assert compare(annotator, articles(150, 1)) > 0.7


def test_mutated_passages(annotator):
    assert compare(annotator, mutated(1500, 2)) > 0.9
    assert compare(annotator, with_hard_spaces(mutated(500, 3), 3)) > 0.9
    assert compare(annotator, with_symbols(mutated(500, 4), 4)) > 0.9


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "Kota 東京 (とうきょう) ramai."}',
        '{"text": "\\ud800 Xi Jinping"}',
        '{"text": "Xi\u200b Jinping (习近平)"}',
        '{"text": "<b>Xi Jinping</b> (习近平)"}',
        '{"text": "Xi Jinping (习近平)", "id": 1e5}',
        '{"text": "Xi Jinping (习近平)", "id": [1]}',
    ],
)
def test_what_is_not_plain_is_left_to_python(annotator, line):
    assert annotator.native.annotate_line(line.encode("utf-8", "surrogatepass")) is None
    assert annotator.annotate_line(line.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "line", [b"", b"{", b'{"text": 1}', b'{"text": "a"} b', b'[{"text": "a"}]', b'{"text": "a\nb"}', b"\xff"]
)
def test_what_is_no_article_is_refused_as_ever(annotator, line):
    assert annotator.native.annotate_line(line) is None
    with pytest.raises(glossary.ArticleError):
        annotator.annotate_line(line)


@pytest.mark.parametrize(
    ("id", "shown"), [('"a\\n\\u4e2d/"', '"a\\n中/"'), ("7", "7"), ("0", "0"), ('""', '""'), ('"1", "id": "2"', '"2"')]
)
def test_ids(annotator, id, shown):
    line = f'{{"id": {id}, "text": "Xi Jinping (习近平)", "tags": [1, {{"a": null}}]}}'.encode()
    record = annotator.native.annotate_line(line)
    assert record.decode().startswith(f'{{"version":1,"id":{shown},"mentions":[')


def test_a_record_without_an_id(annotator):
    assert annotator.native.annotate_line(b'{"text": "kosong"}') == b'{"version":1,"mentions":[]}'
    assert annotator.native.annotate_line(b' {"id": null, "text": "kosong"} \n') == b'{"version":1,"mentions":[]}'


def test_an_own_glossary_in_memory(tmp_path):
    (tmp_path / "own.csv").write_text("id,kind,hans,name\nbudi,person,林武德,Lim Bu Tek\n", "utf-8")
    annotator = glossary.Annotator(glossary.load(tmp_path / "own.csv"), latin_mentions=True)
    assert compare(annotator, ["Lim Bu Tek (林武德) dan Xi Jinping (习近平).", "Kata Lim Bu Tek, Lim tiba."]) == 1


def test_an_index_of_which_only_the_own_entries_count_is_left_to_python(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("id,kind,hans,name\nbudi,person,林武德,Lim Bu Tek\n", "utf-8")
    annotator = glossary.Annotator(glossary.load(own, builtin=False))
    assert annotator.native is None or compare(annotator, ["Lim Bu Tek (林武德)"]) == 1


def test_a_question_that_python_cannot_answer_leaves_the_line_to_it(monkeypatch):
    annotator = glossary.Annotator(latin_mentions=True)
    line = line_of("Presiden Xi Jinping (习近平) tiba di Beijing.")
    expected = annotator.annotate_line(line)
    annotator = glossary.Annotator(latin_mentions=True)
    monkeypatch.setattr(annotator.native._answers, "form", lambda *_: 1 / 0)
    assert annotator.native.annotate_line(line) is None
    assert annotator.annotate_line(line) == expected
    monkeypatch.undo()
    assert annotator.native.annotate_line(line) == expected


def test_an_interruption_is_not_lost(monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    annotator = glossary.Annotator(latin_mentions=True)
    monkeypatch.setattr(annotator.native._answers, "hanzi_form", interrupt)
    with pytest.raises(KeyboardInterrupt):
        annotator.annotate_line(line_of("Presiden Xi Jinping (习近平) tiba di Beijing."))


def test_it_can_be_left_out():
    code = "import glossary; a = glossary.Annotator(latin_mentions=True); print(a.native, a.annotate_line(%r).decode())"
    line = line_of("Presiden Xi Jinping (习近平) tiba di Beijing.")
    environment = {**os.environ, "GLOSSARY_NATIVE": "0", "PYTHONUTF8": "1"}
    shown = subprocess.run([sys.executable, "-c", code % line], env=environment, check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "None " + glossary.Annotator(latin_mentions=True).annotate_line(line).decode()


def test_what_python_kept_of_a_name_is_not_taken_for_a_namesake():
    annotator = glossary.Annotator(latin_mentions=True)
    annotator.annotate("Astronaut Liu Yang (刘洋) tiba.")
    lines = [line_of("Mahasiswi farmasi Liu Yang (刘洋) tiba."), line_of("Astronaut Liu Yang (刘洋) tiba.")]
    entries = [json.loads(annotator.annotate_line(line))["mentions"][0]["entry"] for line in lines]
    assert entries[0] is None
    assert entries[1]["id"] == "liu-yang"


ROLES = ("", "", "penyanyi ", "Presiden ", "Kata ", "film ", "ibu Kota ", "Penjual bakso asal Tegal, ", "bernama ", "Klub ")
BEHIND = (
    "",
    " berarti bahagia",
    ", pedagang bakso,",
    " tiba di Vietnam.",
    ' atau "Satu Hati"',
    " (kerang)",
    ', artinya "x y z".',
)

SHAPES = (
    *["{0}{1} ({2}){3}"] * 4,
    *("{0}{2} ({1}){3}", "{0}《{2}》 ({1}){3}", "{0}{1} (《{2}》){3}", "{0}{2}{3}", "{0}{2}, {1}{3}", "{1} / {2} | {3}"),
    *("{0}{1} [{2}A1]{3}", "Nama: {1}\nHanzi: {2}\n{3}", '{0}"{1}" ({2}, pinyin: {4}){3}'),
)


def sightings(number, seed):
    """Forms of entries, each with a Latin form that may be theirs, in places of all sorts."""
    chance = random.Random(seed)
    entries = list(glossary.compile.load.default())
    for _ in range(number):
        entry, other = chance.choices(entries, k=2)
        hanzi = chance.choice([form for form in entry.forms if not form.isascii()] or [entry.hans])
        stated = chance.choice([form for form in (*entry.forms, *entry.avoid) if form.isascii()] or [entry.name])
        pinyin = entry.pinyin or stated
        latins = [stated, stated, pinyin, pinyin.replace(" ", ""), other.name, entry.description[:40], f"{stated}, {other.name}"]
        latin = chance.choice([*latins, f"{stated} Group", f"{stated} Hidup", f"{stated}, S.H.", f"{stated} Vietnam"])
        shape = chance.choice(SHAPES)
        yield shape.format(chance.choice(ROLES), latin, hanzi, chance.choice(BEHIND), pinyin)


def test_forms_of_entries(annotator):
    assert compare(annotator, sightings(1500, 5)) > 0.95


def test_a_form_of_one_entry_is_settled_without_the_steps(monkeypatch):
    annotator = glossary.Annotator(latin_mentions=True)
    text = "Kata Wang Yi, Menteri Luar Negeri Tiongkok (王毅), rombongan 北京 tiba. Film 《武则天》 ditonton, juga Kaili (凯里)."
    expected = to_bytes(annotator.annotate(text).mentions, 1)
    monkeypatch.setattr(annotator.native._answers, "steps", lambda *_: 1 / 0)
    assert annotator.native.annotate_line(line_of(text)) == expected


def test_threads_share_an_annotator():
    annotator = glossary.Annotator(latin_mentions=True)
    lines = [line_of(text, number) for number, text in enumerate(passages()[:300])]
    expected = list(map(annotator.annotate_line, lines))
    shared = glossary.Annotator(latin_mentions=True)
    found = [[] for _ in range(4)]
    threads = [threading.Thread(target=lambda into=into: into.extend(map(shared.annotate_line, lines))) for into in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one == expected for one in found)

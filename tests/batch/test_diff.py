"""What changed between two runs, and why."""

import json

import pytest

from glossary.batch.diff import compare, open_run
from glossary.errors import ArticleError


def write(path, *texts):
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8")
    return path


def changes(tmp_path, one="one.jsonl", two="two.jsonl"):
    found = compare(open_run(str(tmp_path / one)), open_run(str(tmp_path / two)))
    return [(c.id, (c.before or {}).get("surface"), (c.after or {}).get("surface"), c.fields, c.causes) for c in found]


def test_the_same_run_twice_has_no_change(tmp_path, annotate):
    path = write(tmp_path / "a.jsonl", "Xi Jinping (习近平)", "普京")
    annotate(path, output="one.jsonl", jobs=0)
    annotate(path, output="two.jsonl", jobs=0)
    assert changes(tmp_path) == []


def test_a_change_of_the_text_is_put_down_to_the_text(tmp_path, annotate):
    path = write(tmp_path / "a.jsonl", "Xi Jinping (习近平)", "普京", "吴谦")
    annotate(path, output="one.jsonl", jobs=0)
    write(path, "Xi Jinping (习近平)", "Kata: 普京 dan 习近平", "")
    annotate(path, output="two.jsonl", jobs=0)
    assert changes(tmp_path) == [(1, None, "习近平", (), ("text",)), (2, "吴谦", None, (), ("text",))]


def test_a_change_of_the_data_is_put_down_to_the_data(tmp_path, annotate):
    path = write(tmp_path / "a.jsonl", "张长浩 hadir", "普京")
    annotate(path, output="one.jsonl", jobs=0)
    own = tmp_path / "own.csv"
    own.write_text("id,kind,hans,name,pinyin\nzhang,person,张长浩,Zhang Changhao,Zhāng Chánghào\n", encoding="utf-8")
    annotate(path, output="two.jsonl", jobs=0, glossary=[str(own)])
    found = changes(tmp_path)
    assert {(change[0], change[-1]) for change in found} == {(0, ("data",))}
    assert "entry" in found[0][3] or found[0][1] is None


def test_a_change_of_the_options_is_put_down_to_them(tmp_path, annotate):
    path = write(tmp_path / "a.jsonl", "Putin datang", "Xi Jinping (习近平)")
    annotate(path, output="one.jsonl", jobs=0)
    annotate(path, output="two.jsonl", jobs=0, latin_mentions=True)
    assert changes(tmp_path) == [(0, None, "Putin", (), ("options",))]


def test_a_run_without_a_stamp_has_unknown_causes(tmp_path, annotate):
    path = write(tmp_path / "a.jsonl", "Putin datang")
    annotate(path, output="one.jsonl", jobs=0)
    annotate(path, output="two.jsonl", jobs=0, latin_mentions=True)
    (tmp_path / "two.jsonl").rename(tmp_path / "three.jsonl")
    assert changes(tmp_path, two="three.jsonl") == [(0, None, "Putin", (), ("unknown",))]


def test_articles_come_in_any_order_and_may_be_new_or_gone(tmp_path, annotate):
    path = write(tmp_path / "a.jsonl", "Xi Jinping (习近平)", "普京")
    annotate(path, output="one.jsonl", jobs=0)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[1], '{"id": 9, "text": "习近平"}']), encoding="utf-8")
    annotate(path, output="two.jsonl", jobs=0)
    assert changes(tmp_path) == [(9, None, "习近平", (), ("text",)), (0, "习近平", None, (), ("text",))]


def test_runs_into_folders_are_compared_file_by_file(tmp_path, annotate):
    for name, text in (("x", "普京"), ("y", "习近平")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = (tmp_path / "x.txt", tmp_path / "y.txt")
    annotate(*files, output="one", into_folder=True, target="jsonl", jobs=0)
    (tmp_path / "y.txt").write_text("hilang", encoding="utf-8")
    annotate(*files, output="two", into_folder=True, target="jsonl", jobs=0)
    assert changes(tmp_path, "one", "two") == [(str(files[1]), "习近平", None, (), ("text",))]


def test_what_is_no_run_is_named(tmp_path):
    with pytest.raises(ArticleError, match="there is no such run"):
        open_run(str(tmp_path / "none.jsonl"))
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "a"}\n')
    run = open_run(str(tmp_path / "a.jsonl"))
    with pytest.raises(ArticleError, match=r"a\.jsonl:1: not a record"):
        list(compare(run, run))


@pytest.mark.parametrize(
    "line",
    [
        "{}", "[]", "[" * 100_000, '{"mentions": null}', '{"mentions": [1]}', '{"mentions": [{}]}',
        '{"mentions": [{"start": "0", "end": 1, "surface": "x"}]}',
        '{"mentions": [{"start": 0, "end": 1, "surface": "x", "entry": "x"}]}',
    ],
    ids=lambda line: line[:60],
)  # fmt: skip
def test_a_line_that_is_no_record_is_named(tmp_path, line):
    (tmp_path / "one.jsonl").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "two.jsonl").write_text('{"version": 1, "id": 1, "mentions": []}\n', encoding="utf-8")
    for one, two in (("one.jsonl", "two.jsonl"), ("two.jsonl", "one.jsonl"), ("one.jsonl", "one.jsonl")):
        with pytest.raises(ArticleError, match=r"one\.jsonl:1: not a record"):
            changes(tmp_path, one, two)

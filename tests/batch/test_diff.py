"""What changed between two runs, and why."""

import gzip
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


@pytest.mark.parametrize("names", [("one.jsonl.gz", "two.jsonl"), ("one.jsonl", "two.jsonl.gz"), ("one.jsonl.gz", "two.parquet"),
                                   ("one.jsonl.zst", "two.jsonl.zst"), ("one.parquet", "two.parquet")])  # fmt: skip
def test_results_are_compared_however_they_are_packed(tmp_path, annotate, names):
    for name in names:
        if name.endswith(".parquet"):
            pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
        elif name.endswith(".zst"):
            pytest.importorskip("zstandard", reason="Zstandard needs its package")
    path = write(tmp_path / "a.jsonl", "Xi Jinping (习近平)", "普京", "吴谦")
    annotate(path, output=names[0], jobs=0, target="parquet" if names[0].endswith("parquet") else "jsonl")
    write(path, "Xi Jinping (习近平)", "Kata: 普京 dan 习近平", "")
    annotate(path, output=names[1], jobs=0, target="parquet" if names[1].endswith("parquet") else "jsonl")
    assert changes(tmp_path, *names) == [(1, None, "习近平", (), ("text",)), (2, "吴谦", None, (), ("text",))]


def test_a_result_that_was_packed_later_is_still_that_of_its_run(tmp_path, annotate):
    files = [tmp_path / "x.txt", tmp_path / "y.txt"]
    for file in files:
        file.write_text("普京", encoding="utf-8")
    for name in ("one", "two"):
        annotate(*files, output=name, into_folder=True, target="jsonl", jobs=0)
        annotate(files[0], output=name + ".jsonl", target="jsonl", jobs=0, latin_mentions=name == "two")
        files[0].write_text("Kata: Putin", encoding="utf-8")
    for result in (tmp_path / "two" / "x.jsonl", tmp_path / "two.jsonl"):
        (result.parent / (result.name + ".gz")).write_bytes(gzip.compress(result.read_bytes()))
        result.unlink()
    assert changes(tmp_path, "one", "two") == [(str(files[0]), "普京", None, (), ("text",))]
    assert {causes for *_, causes in changes(tmp_path, "one.jsonl", "two.jsonl.gz")} == {("text", "options")}


def test_a_packed_result_that_is_damaged_or_too_large_is_named(tmp_path):
    record = b'{"version": 1, "id": 1, "mentions": []}\n'
    (tmp_path / "one.jsonl.gz").write_bytes(gzip.compress(record * 9)[:-9])
    (tmp_path / "two.jsonl.gz").write_bytes(gzip.compress(record * 9))
    with pytest.raises(ArticleError, match=r"one\.jsonl\.gz: the compressed file is damaged"):
        changes(tmp_path, "one.jsonl.gz", "two.jsonl.gz")
    run = open_run(str(tmp_path / "two.jsonl.gz"))
    with pytest.raises(ArticleError, match="unpacks to more than 40 bytes"):
        list(compare(run, run, 40))


def test_empty_lines_are_no_records(tmp_path):
    record = '{"version": 1, "id": %d, "mentions": []}'
    (tmp_path / "one.jsonl").write_text("\n".join(record % number for number in range(3)))
    (tmp_path / "two.jsonl").write_text("\r\n\r\n".join(record % number for number in range(3)) + "\n\n")
    assert changes(tmp_path) == []
    assert changes(tmp_path, "two.jsonl", "one.jsonl") == []


def test_a_folder_may_hold_more_results_than_files_may_be_open(tmp_path):
    resource = pytest.importorskip("resource", reason="limits are of POSIX")
    for name, start in (("one", 0), ("two", 1)):
        (tmp_path / name).mkdir()
        mention = json.dumps({"start": start, "end": 2, "surface": "x"})
        for number in range(300):
            line = f'{{"version": 1, "id": {number}, "mentions": [{mention}]}}\n'
            (tmp_path / name / f"{number:03}.jsonl").write_text(line)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, limits[1]))
    try:
        assert changes(tmp_path, "one", "two") == []
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


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

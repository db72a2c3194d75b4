"""Script in every field of an entry through every form, and what a glossary may not hold, with its file and line."""

import json
import re

import pytest

import glossary
from glossary.linter.run import Linter

from .checks import Printed, check_document

ROW = {"id": "wang-uji", "kind": "person", "hans": "王测", "name": "Wang Uji"}
SCRIPTS = {
    "element": "<script>alert(1)</script>",
    "handler": "\"'><img src=x onerror=alert(1)>",
    "end": "</ruby></span></a></title></textarea></style><svg onload=alert(1)>",
    "comment": "--><script>x</script><!--",
    "template": "{{constructor.constructor('x')()}}",
}
REFUSING: tuple[str, ...] = ("id",)
FIELDS = ["name", "description", "aliases", "english", "avoid", "category", "note", "roles", "sources", "hant", "id"]


def entry(field, attack):
    value = {
        "name": f"Wang {attack}",
        "aliases": [f"Wang Uji {attack}", "Uji Wang"],
        "avoid": [f"Wang Ujii {attack}"],
        "roles": [{"title": f"Ketua {attack}", "start": "2001", "sources": [attack]}],
        "sources": [attack],
        "hant": f"王{attack}測",
    }.get(field, attack)
    return {**ROW, field: value}


def own(tmp_path, row):
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def page_is_safe(html):
    printed = Printed(html)
    assert "script" not in printed.tags
    assert not [name for name, _ in printed.attributes if name.startswith("on")]
    assert not [
        value for name, value in printed.attributes if name in ("href", "src") and (value or "").lower().startswith("javascript")
    ]


@pytest.mark.parametrize("attack", SCRIPTS)
@pytest.mark.parametrize("field", FIELDS)
def test_script_in_a_field_is_text_in_every_form(tmp_path, field, attack):
    row = entry(field, SCRIPTS[attack])
    path = own(tmp_path, row)
    if field in REFUSING:
        with pytest.raises(glossary.DataError, match=rf"{re.escape(str(path))}:1: "):
            glossary.load(path, builtin=False)
        return
    annotator = glossary.Annotator(glossary.load(path, builtin=False), latin_mentions=True)
    forms = " ".join((row["name"], *row.get("aliases", ()), *row.get("avoid", ())))
    text = f"Kata Wang Uji (王测), {row['name']} dan {forms}."
    document = annotator.annotate(text)
    assert document.mentions
    check_document(text, document)
    page_is_safe(document.to_html(page=True, title=SCRIPTS[attack], tones=True))
    page_is_safe(document._repr_html_())
    assert "<script>" not in document.to_tei(title=SCRIPTS[attack])
    linter = Linter(annotator)
    for problem in linter.lint(text):
        assert problem.message.isprintable()


@pytest.mark.parametrize("attack", SCRIPTS)
def test_script_in_a_field_is_text_in_html_in_place(tmp_path, attack):
    pytest.importorskip("turbohtml", reason="annotating HTML in place needs the extra [html]")
    annotator = glossary.Annotator(
        glossary.load(own(tmp_path, {**entry("description", SCRIPTS[attack]), "english": SCRIPTS[attack]}), builtin=False)
    )
    html = glossary.annotate_html("<p>Wang Uji (王测)</p>", annotator=annotator)
    assert "<ruby" in html
    page_is_safe(html)


REFUSED = {
    "alias with a line end": {"aliases": ["Wang\nUji"]},
    "alias of spaces": {"aliases": ["   "]},
    "alias of wide spaces": {"aliases": ["\u3000\u00a0"]},
    "alias of zero width": {"aliases": ["\u200b\u200d"]},
    "alias of a tab": {"aliases": ["\t"]},
    "alias of a NUL": {"aliases": ["Wang\0"]},
    "alias of one letter": {"aliases": ["W"]},
    "alias of a digit": {"aliases": ["7"]},
    "alias of a dot": {"aliases": ["."]},
    "alias of brackets": {"aliases": ["()"]},
    "alias of a soft hyphen": {"aliases": ["\u00ad"]},
    "alias too long": {"aliases": ["Wang " * 9999]},
    "alias that is true": {"aliases": [True]},
    "aliases that are a number": {"aliases": 5},
    "avoid of nothing": {"avoid": [""]},
    "name of nothing": {"name": ""},
    "name of spaces": {"name": "  "},
    "name that is a list": {"name": ["Wang"]},
    "name that is null": {"name": None},
    "hans that are Latin": {"hans": "Wang"},
    "hans with a line end": {"hans": "王\n测"},
    "hans that are a number": {"hans": 5},
    "kind unknown": {"kind": "people"},
    "kind null": {"kind": None},
    "kind a table": {"kind": {"a": 1}},
    "pinyin of too few": {"pinyin": "Wáng"},
    "pinyin of none": {"pinyin": "xyz qq"},
    "pinyin a list": {"pinyin": ["Wáng", "Cè"]},
    "priority a string": {"priority": "1"},
    "priority too high": {"priority": 9},
    "disputed a string": {"disputed": "ya"},
    "role without a title": {"roles": [{"start": "2001"}]},
    "role of strings": {"roles": ["Ketua"]},
    "role that ends before": {"roles": [{"title": "Ketua", "start": "2001", "end": "2000"}]},
    "role of a bad date": {"roles": [{"title": "Ketua", "start": "kemarin"}]},
    "unknown key": {"nama": "x"},
    "unknown key of Hanzi": {"名": "x"},
    "wikidata that is none": {"wikidata": "Q"},
    "part of itself": {"part_of": "wang-uji"},
    "id a number": {"id": 5},
}


@pytest.mark.parametrize("label", REFUSED)
def test_what_an_entry_may_not_hold_is_named_with_its_line(tmp_path, label):
    rows = [{**ROW, "id": "wang-dua"}, {**ROW, **REFUSED[label]}]
    path = tmp_path / "own.jsonl"
    path.write_text("\n" + "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path, builtin=False)
    number = len(rows) + 1
    assert [problem for problem in caught.value.problems if problem.startswith(f"{path}:{number}: ")]
    assert all(len(problem) < len(str(path)) + 500 for problem in caught.value.problems)


TABLES = {
    "a column twice": ("own.csv", "id,id,kind,hans,name\nw,w,person,王测,Wang Uji\n", 1),
    "an unknown column": ("own.csv", "id,kind,hans,name,nama\nw,person,王测,Wang Uji,x\n", 1),
    "no column of names": ("own.csv", "id,kind,hans\nw,person,王测\n", 2),
    "a cell too many": ("own.csv", "id,kind,hans,name\nw,person,王测,Wang Uji,x,y\n", 2),
    "a cell too few": ("own.csv", "id,kind,hans,name\nw,person,王测\n", 2),
    "an id twice": ("own.csv", "id,kind,hans,name\nw,person,王测,Wang Uji\nw,person,王测,Wang Uji\n", 3),
    "an open quote": ("own.csv", 'id,kind,hans,name\nw,person,王测,"Wang Uji\n', 2),
    "another separator": ("own.csv", "id:kind:hans:name\nw:person:王测:Wang Uji\n", 1),
    "TOML with a block twice": ("own.toml", '[w]\nkind="person"\nhans="王测"\nname="W U"\n\n[w]\nkind="person"\n', 6),
    "TOML without a value": ("own.toml", "[w]\nkind =\n", 2),
    "TOML outside a block": ("own.toml", 'kind = "person"\n', 1),
    "TOML of lists of tables": ("own.toml", '[[w]]\nkind = "person"\n', 1),
    "JSON in one list": ("own.jsonl", '[{"id": "w"}]\n', 1),
    "JSON over lines": ("own.jsonl", '{"id": "w",\n"kind": "person"}\n', 1),
    "a key twice in JSON": ("own.jsonl", '{"id":"w","kind":"person","hans":"王测","hans":"李测","name":"Wang Uji"}\n', 1),
}


@pytest.mark.parametrize("label", TABLES)
def test_a_broken_table_is_named_with_its_line(tmp_path, label):
    name, content, line = TABLES[label]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path, builtin=False)
    assert [problem for problem in caught.value.problems if problem.startswith(f"{path}:{line}: ")], caught.value.problems


def test_all_problems_of_all_files_are_told_at_once(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        rows = [{**ROW, "id": f"{name[0]}-{n}", "kind": "x"} for n in range(30)]
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert len(caught.value.problems) == 60


def test_an_entry_may_be_part_of_one_that_another_file_has(tmp_path):
    path = own(tmp_path, {**ROW, "part_of": "nosuch-entry-anywhere"})
    assert glossary.load(path, builtin=False).entry("wang-uji").part_of == "nosuch-entry-anywhere"

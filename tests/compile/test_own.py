"""A user's glossary: what it adds, what it wins over, and every mistake in it named with its file and line."""

import json

import pytest

import glossary

ROW = {"id": "wang-uji", "kind": "person", "hans": "王测", "name": "Wang Uji"}


def annotator(*paths, **options):
    return glossary.Annotator(glossary.load(*paths, **options), latin_mentions=True)


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def toml(**fields):
    lines = [f"{field} = {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items() if field != "id"]
    return f"[{fields['id']}]\n" + "\n".join(lines) + "\n"


def test_an_own_entry_is_found_beside_the_built_in_ones(own):
    mentions = annotator(own).annotate("Xi Jinping (习近平) dan 张测试").mentions
    assert [m.entry.id for m in mentions] == ["xi-jinping", "zhang-tes"]
    assert mentions[1].pinyin == "Zhāng Cèshì"


def test_without_the_built_in_entries_only_the_own_ones_answer(own):
    found = glossary.load(own, builtin=False)
    assert [entry.id for entry in found] == ["zhang-tes"]
    assert found.lookup("习近平") == ()


def test_marks_of_regular_expressions_are_letters_like_others(own):
    found = annotator(own)
    assert [m.entry.id for m in found.annotate("张.*测 dan Zhang C. tiba").mentions] == ["zhang-tes", "zhang-tes"]
    assert all(m.entry is None for m in found.annotate("张小测").mentions)


@pytest.mark.parametrize("text", ["习近平", "習近平", "Xi Jinping", "XI JINPING", "Xi Jin-ping", "XiJinping"])
def test_for_the_same_form_the_own_entry_wins_also_over_derived_variants(tmp_path, text):
    path = write(tmp_path, "own.toml", toml(id="saya", kind="person", hans="习近平", name="Xi Jinping"))
    assert [m.entry.id for m in annotator(path).annotate(f"Kata {text} tadi").mentions] == ["saya"]
    assert [e.id for e in glossary.load(path).lookup(text)] == ["saya"]


def test_the_same_id_replaces_and_hide_takes_away(tmp_path):
    path = write(tmp_path, "a.toml", toml(id="xi-jinping", kind="person", hans="习近平", name="Xi Jinping", pinyin="Xǐ Jìnpíng"))
    found = annotator(path)
    assert found.annotate("习近平").mentions[0].pinyin == "Xǐ Jìnpíng"
    assert len(found.glossary) == len(glossary.load())
    path = write(tmp_path, "b.toml", "[xi-jinping]\nhide = true\n")
    found = annotator(path)
    assert found.annotate("习近平").mentions[0].entry is None
    assert found.glossary.entry("xi-jinping") is None


def test_an_own_reading_reaches_the_mention_and_its_aliases(tmp_path):
    path = write(
        tmp_path, "a.toml", toml(id="x", kind="organization", hans="重重部", name="X Y", pinyin="Chóngzhòng Bù", aliases=["重重"])
    )
    doc = annotator(path).annotate("重重部 dan 重重")
    assert [m.pinyin for m in doc.mentions] == ["Chóngzhòng Bù", "Chóngzhòng"]


def test_a_form_of_several_own_entries_is_a_homonym(tmp_path):
    text = toml(**ROW) + toml(**{**ROW, "id": "wang-dua", "description": "koki"})
    mention = annotator(write(tmp_path, "a.toml", text)).annotate("王测").mentions[0]
    assert {e.id for e in mention.candidates} | {mention.entry.id if mention.entry else ""} >= {"wang-uji", "wang-dua"}


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "# hanya komentar\n"])
@pytest.mark.parametrize("name", ["a.toml", "a.jsonl"])
def test_an_empty_file_holds_no_entries(tmp_path, text, name):
    if text.startswith("#") and name.endswith("jsonl"):
        return
    assert len(glossary.load(write(tmp_path, name, text), builtin=False)) == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "\ufeffid,kind,hans,name,aliases\nw,person,王测,Wang,Wang Uji|王试\n"),
        ("a.csv", "id;kind;hans;name;aliases\r\nw;person;王测;Wang;Wang Uji|王试\r\n"),
        ("a.tsv", "id\tkind\thans\tname\taliases\nw\tperson\t王测\tWang\tWang Uji|王试\n"),
        ("a.jsonl", '{"id":"w","kind":"person","hans":"王测","name":"Wang","aliases":["Wang Uji","王试"]}\n'),
        ("a.ndjson", '\n{"id":"w","kind":"person","hans":"王测","name":"Wang","aliases":["Wang Uji","王试"]}'),
    ],
)
def test_the_formats_say_the_same(tmp_path, name, text):
    assert [e.id for e in glossary.load(write(tmp_path, name, text), builtin=False).lookup("wang uji")] == ["w"]


def test_any_string_is_a_description(tmp_path):
    path = write(tmp_path, "a.jsonl", json.dumps({**ROW, "description": "<b>&\n\x00 = 5 baris" * 1000}))
    assert glossary.load(path, builtin=False).entry("wang-uji").description.startswith("<b>&\n\x00")


MISTAKES = {
    "unknown field": (toml(**ROW, colour="red"), 5, "unknown field 'colour'"),
    "a number for a string": (toml(**{**ROW, "name": 5}), 4, "a string is wanted, not a number"),
    "a string for a list": (toml(**ROW, aliases="Wang"), 5, "a list is wanted"),
    "an empty alias": (toml(**ROW, aliases=[""]), 5, "empty"),
    "a blank alias": (toml(**ROW, aliases=["\u200b "]), 5, "empty"),
    "an alias of one letter": (toml(**ROW, aliases=["X"]), 5, "one letter"),
    "an alias of marks": (toml(**ROW, aliases=["..."]), 5, "no letter"),
    "a control character": (toml(**ROW, aliases=["a\tb"]), 5, "control character"),
    "a form that is too long": (toml(**ROW, aliases=["a" * 300]), 5, "at most 256"),
    "no Hanzi": (toml(**{**ROW, "hans": "Wang"}), 3, "no Hanzi"),
    "an unknown kind": (toml(**{**ROW, "kind": "people"}), 2, "unknown kind 'people'"),
    "pinyin that is none": (toml(**ROW, pinyin="Wang Qqq"), 5, "no pinyin"),
    "pinyin of another length": (toml(**ROW, pinyin="Wáng"), 5, "1 syllables for 2 Hanzi"),
    "tones as numbers": (toml(**ROW, pinyin="Wang2 Yi4"), 5, "write tone marks"),
    "a missing field": (toml(id="x", kind="person", hans="王"), 1, "field 'name' is missing"),
    "a priority of 9": (toml(**ROW, priority=9), 5, "1, 2 or 3"),
    "a huge number": (toml(**ROW) + "priority = 0x" + "f" * 9999 + "\n", 5, "1, 2 or 3"),
    "too many digits": (toml(**ROW) + "priority = " + "9" * 9999 + "\n", None, "not valid TOML"),
    "a part of itself": (toml(**ROW, part_of="wang-uji"), 5, "no part of itself"),
    "a circle": (toml(**ROW, part_of="b") + toml(**{**ROW, "id": "b"}, part_of="wang-uji"), None, "a circle"),
    "the id twice": (toml(**ROW) * 2, 5, "twice"),
    "a value outside": ("x = 1\n" + toml(**ROW), 1, "outside a block"),
    "no TOML": ("[a\n", 1, "not valid TOML"),
    "deep nesting": ("a = " + "[" * 99999, None, "not valid TOML"),
    "not UTF-8": (b"[a]\nname = '\xff'\n", 2, "not UTF-8"),
    "UTF-16": ("[a]\n".encode("utf-16"), 1, "not UTF-8"),
    "a role without title": (toml(**ROW) + "roles = [{ start = '2013' }]\n", 5, "each role"),
    "a role that ends first": (toml(**ROW) + "roles = [{ title = 'A', start = '2013', end = '2012' }]\n", 5, "before it starts"),
    "a false date": (toml(**ROW) + "roles = [{ title = 'A', start = '13 Mei' }]\n", 5, "write '2013'"),
    "a false Wikidata id": (toml(**ROW, wikidata="15031"), 5, "no Wikidata id"),
}  # fmt: skip


@pytest.mark.parametrize("label", MISTAKES)
def test_a_mistake_is_named_with_file_and_line(tmp_path, label):
    text, line, told = MISTAKES[label]
    path = write(tmp_path, "own.toml", text)
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path)
    assert any(told in problem for problem in caught.value.problems)
    assert all(problem.startswith(f"{path}:{'' if line is None else line}") for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("a.csv", "kind,hans\nperson,王\n", 1, "no column 'id'"),
        ("a.csv", "id,kind,hans,name,colour\n", 1, "unknown column 'colour'"),
        ("a.csv", "id,id,kind,hans,name\n", 1, "stands twice"),
        ("a.csv", "id,kind,hans,name\nw,person,王测\n", 2, "3 cells for 4 columns"),
        ("a.csv", "id,kind,hans,name,aliases\nw,person,王测,Wang,a b||c d\n", 2, "empty"),
        ("a.csv", 'id,kind,hans,name\nw,person,王测,"Wang\n', 2, "not valid CSV"),
        ("a.csv", "id,kind,hans,name\nw,person,王测,Wang\nw,person,王测,Wang\n", 3, "the id stands twice"),
        ("a.jsonl", '{"id": "w"\n', 1, "not valid JSON"),
        ("a.jsonl", "\n[1]\n", 2, "a JSON object is wanted"),
        ("a.jsonl", '{"id": 5, "kind": "person", "hans": "王", "name": "W W"}', 1, "id: a string is wanted"),
        ("a.jsonl", '{"id": "w", "kind": "person", "hans": "王", "name": "W\\ud800"}', 1, "control character"),
        ("a.jsonl", "[" * 99999, 1, "not valid JSON"),
        ("a.jsonl", '{"id": "w", "priority": ' + "9" * 9999 + "}", 1, "not valid JSON"),
    ],
)
def test_a_mistake_in_csv_or_json_is_named_with_its_line(tmp_path, name, text, line, told):
    path = write(tmp_path, name, text)
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path)
    assert caught.value.problems[0].startswith(f"{path}:{line}: ")
    assert told in caught.value.problems[0]


def test_every_problem_of_every_file_is_told_at_once(tmp_path):
    first = write(tmp_path, "a.toml", toml(**{**ROW, "kind": "x"}, aliases=["", "Q"]) + toml(id="b", kind="place"))
    second = write(tmp_path, "b.csv", "id,kind\nx,y\n")
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(first, second, tmp_path / "none.toml", tmp_path)
    told = "\n".join(caught.value.problems)
    assert len(caught.value.problems) == 10
    for part in (
        "unknown kind 'x'",
        "empty",
        "one letter",
        "'hans' is missing",
        "unknown kind 'y'",
        "No such file",
        "is a folder",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("name", "told"), [("a.xlsx", "unknown format '.xlsx'"), ("a", "unknown format"), ("a\0.toml", "cannot be read")]
)
def test_a_file_that_cannot_be_entries_is_named(tmp_path, name, told):
    if "\0" not in name:
        (tmp_path / name).write_text("x")
    with pytest.raises(glossary.DataError, match=told):
        glossary.load(str(tmp_path / name))


def test_an_unknown_profile_or_engine_is_a_value_error(own):
    with pytest.raises(ValueError, match="unknown profile 'cina'"):
        glossary.load(own, profile="cina")
    with pytest.raises(ValueError, match="unknown engine 're2'"):
        glossary.load(own, engine="re2").automaton(latin=True)

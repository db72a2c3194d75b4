"""A poisoned glossary: refused with the file's name and nothing else, or taken as data that does no harm where it is printed."""

import json
import os
import time

import pytest

import glossary

from .checks import Printed, check_document

ROW = {"id": "wang-uji", "kind": "person", "hans": "王测", "name": "Wang Uji"}
TEXT = "Kata Wang Uji (王测) dan Xi Jinping (习近平) tiba."


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def toml(**fields):
    lines = [f"{field} = {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items() if field != "id"]
    return f"[{fields['id']}]\n" + "\n".join(lines) + "\n"


def row(**fields):
    return json.dumps({**ROW, **fields}) + "\n"


POISONS = {
    "NUL.toml": b"\0" * 5000,
    "NUL.csv": "id,kind,hans,name\nw,person,王\0测,Wang\n",
    "NUL.jsonl": b"\0\n",
    "random.toml": bytes(range(256)),
    "random.csv": bytes(range(256)),
    "random.jsonl": bytes(range(256)),
    "picture.toml": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "archive.jsonl": b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
    "pickle.jsonl": b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x02id\x94\x85\x94R\x94.",
    "code.toml": "__import__('os').system('touch pwned')\n",
    "yaml.toml": "a: !!python/object/apply:os.system ['id']\n",
    "html.toml": "<html><script>alert(1)</script></html>",
    "xml.jsonl": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
    "UTF-16.csv": "id,kind,hans,name\nw,person,王测,Wang\n".encode("utf-16"),
    "UTF-32.jsonl": row().encode("utf-32"),
    "GBK.csv": "id,kind,hans,name\nw,person,王测,Wang\n".encode("gbk"),
    "Latin-1.toml": "[w]\nname = 'Jos\xe9'\n".encode("latin-1"),
    "surrogate.toml": "[w]\nname = '\ud800'\n",
    "nested.toml": "a" + ".a" * 200_000 + " = 1\n",
    "nested-table.toml": "[" + "a." * 200_000 + "a]\n",
    "nested-inline.toml": "x = {" + "a." * 200_000 + "a = 1}\n",
    "inline.toml": "a = " + "{a = " * 20_000,
    "strings.toml": "a = '''" * 9999,
    "nested.jsonl": '{"id":' * 20_000,
    "wide.csv": "id" + ",a" * 20_000 + "\n",
    "quotes.csv": 'id,kind,hans,name\n"' + '""' * 50_000,
    "long-cell.csv": "id,kind,hans,name\nw,person,王测," + "W" * 200_000 + "\n",
    "NaN.jsonl": '{"id":"w","kind":"person","hans":"王测","name":NaN}\n',
    "NaN.toml": toml(**ROW) + "priority = nan\n",
    "infinity.toml": toml(**ROW) + "priority = inf\n",
    "huge.toml": toml(**ROW) + "priority = 99999999999999999999\n",
    "huge.jsonl": '{"id":"w","priority":1e999}\n',
    "negative.toml": toml(**ROW, priority=-1),
    "float.toml": toml(**ROW, priority=1.0),
    "bool.toml": toml(**ROW, priority=True),
    "time.toml": toml(**ROW) + "name2 = 12:00:00\n",
    "date.toml": "[w]\nkind = 'person'\nhans = '王测'\nname = 2020-01-01\n",
    "list-id.jsonl": row(id=["w"]),
    "null-id.jsonl": row(id=None),
    "empty-id.jsonl": row(id=""),
    "blank-id.jsonl": row(id=" \u200b "),
    "long-id.jsonl": row(id="w" * 1_000_000),
    "NUL-id.jsonl": row(id="w\0"),
    "line-id.jsonl": row(id="w\nx"),
    "bidi-id.jsonl": row(id="w\u202ex"),
    "zero-width-id.jsonl": row(id="wang\u200b-uji"),
    "path-id.jsonl": row(id="../../x"),
    "slash-id.jsonl": row(id="a/b"),
    "backslash-id.jsonl": row(id="a\\b"),
    "here-id.jsonl": row(id="."),
    "above-id.jsonl": row(id=".."),
    "space-id.jsonl": row(id="wang uji"),
    "edge-id.jsonl": row(id="wang "),
    "quote-id.jsonl": row(id='w"x'),
    "quotes-id.toml": "['w\"x']\nkind = 'person'\nhans = '王测'\nname = 'Wang Uji'\n",
    "tag-id.jsonl": row(id="<b>"),
    "percent-id.jsonl": row(id="%2e%2e"),
    "query-id.jsonl": row(id="a?b=c#d"),
    "colon-id.jsonl": row(id=":a"),
    "mark-id.jsonl": row(id="-"),
    "kind-list.jsonl": row(kind=["person"]),
    "kind-case.jsonl": row(kind="Person"),
    "hans-null.jsonl": row(hans=None),
    "hans-latin.jsonl": row(hans="Wang"),
    "hans-empty.jsonl": row(hans=""),
    "hans-escape.jsonl": row(hans="王\x1b[31m测"),
    "long-name.jsonl": row(name="W" * 1_000_000),
    "name-control.jsonl": row(name="Wang\x07"),
    "name-surrogate.jsonl": row(name="Wang\udc80"),
    "name-table.jsonl": row(name={"id": "Wang"}),
    "alias-empty.jsonl": row(aliases=[""]),
    "alias-zero-width.jsonl": row(aliases=["\u200b\u2060\ufeff"]),
    "alias-bidi.jsonl": row(aliases=["\u202e"]),
    "alias-letter.jsonl": row(aliases=["a"]),
    "alias-wide-letter.jsonl": row(aliases=["Ａ"]),
    "alias-mark.jsonl": row(aliases=["́"]),
    "alias-dots.jsonl": row(aliases=["..."]),
    "alias-star.jsonl": row(aliases=[".*"]),
    "alias-number.jsonl": row(aliases=[5]),
    "alias-null.jsonl": row(aliases=[None]),
    "alias-nested.jsonl": row(aliases=[["Wang"]]),
    "alias-string.jsonl": row(aliases="Wang Dua"),
    "alias-table.jsonl": row(aliases={"a": 1}),
    "roles-string.jsonl": row(roles="Presiden"),
    "roles-deep.jsonl": '{"id":"w","roles":' + "[" * 20_000 + "]" * 20_000 + "}\n",
    "roles-number.jsonl": row(roles=[5]),
    "roles-date.jsonl": row(roles=[{"title": "A", "start": "9999-99-99"}]),
    "roles-unknown.jsonl": row(roles=[{"title": "A", "eval": "x"}]),
    "wikidata.jsonl": row(wikidata="javascript:alert(1)"),
    "wikidata-html.jsonl": row(wikidata='Q1"><script>'),
    "wikidata-long.jsonl": row(wikidata="Q" + "9" * 500),
    "wikidata-zero.jsonl": row(wikidata="Q012"),
    "wikidata-digits.jsonl": row(wikidata="Q１２"),
    "url.jsonl": row(url="javascript:alert(1)"),
    "class.jsonl": row(__class__="Glossary"),
    "method.jsonl": row(lookup="x"),
    "twice.jsonl": row() + row(),
    "pinyin.jsonl": row(pinyin="<script>"),
    "pinyin-long.jsonl": row(pinyin="wáng " * 100_000),
    "circle.jsonl": row(id="a", part_of="b") + row(id="b", part_of="c") + row(id="c", part_of="a"),
    "own-part.jsonl": row(part_of="wang-uji"),
    "unknown.xlsx": b"PK\x03\x04",
    "unknown.pkl": b"\x80\x04.",
    "unknown.py": "import os\n",
    "foreign.index": b"glossary",
    "cut.index": b"glossary-index\n\x00",
    "altered.index": b"glossary-index\n\x00\x02\x00" + b"\xff" * 200,
}  # fmt: skip


@pytest.mark.parametrize("name", POISONS)
def test_poison_is_refused_and_its_file_named(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, name, POISONS[name])
    start = time.process_time()
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path)
    assert time.process_time() - start < 10
    assert caught.value.problems
    for problem in caught.value.problems:
        assert problem.startswith(f"{path}:")
        assert len(problem) < len(str(path)) + 600
    assert os.listdir(tmp_path) == [name]


def test_what_is_no_file_is_named(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    (tmp_path / "gone.toml").symlink_to("nowhere")
    (tmp_path / "device.toml").symlink_to("/dev/zero")
    (tmp_path / "device.index").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.toml")
    for name in (
        "folder.toml",
        "loop.toml",
        "gone.toml",
        "device.toml",
        "device.index",
        "pipe.toml",
        "none.toml",
        "x" * 5000 + ".toml",
    ):
        with pytest.raises(glossary.DataError) as caught:
            glossary.load(tmp_path / name)
        assert str(caught.value).startswith(f"{tmp_path / name}: ")


TAKEN = {
    "mark.csv": "\ufeffid,kind,hans,name\nwang-uji,person,王测,Wang Uji\n",
    "mark.jsonl": "\ufeff" + row(),
    "mark.toml": "\ufeff" + toml(**ROW),
    "ends.csv": "id,kind,hans,name\r\nwang-uji,person,王测,Wang Uji\r\n",
    "ends.jsonl": row().replace("\n", "\r\n"),
    "ends.toml": toml(**ROW).replace("\n", "\r\n"),
    "old-ends.csv": "id,kind,hans,name\rwang-uji,person,王测,Wang Uji\r",
    "blank.jsonl": "\n\n" + row() + " \n\t\n",
    "no-end.jsonl": row().strip(),
    "semicolons.csv": "id;kind;hans;name\nwang-uji;person;王测;Wang Uji\n",
    "tabs.tsv": "id\tkind\thans\tname\nwang-uji\tperson\t王测\tWang Uji\n",
    "quotes.csv": '"id","kind","hans","name"\n"wang-uji","person","王测","Wang Uji"\n',
    "spaces.csv": "id, kind, hans, name\nwang-uji, person, 王测, Wang Uji\n",
    "blank-row.csv": "id,kind,hans,name\n,,,\nwang-uji,person,王测,Wang Uji\n",
    "CAPITALS.TOML": toml(**ROW),
    "separator.jsonl": json.dumps({**ROW, "description": "a\u2028b\x0bc\x85d"}, ensure_ascii=False) + "\n",
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_editors_and_sheets_write_is_taken(tmp_path, name):
    annotator = glossary.Annotator(glossary.load(write(tmp_path, name, TAKEN[name]), builtin=False))
    document = annotator.annotate(TEXT)
    assert document.mentions[0].entry.id == "wang-uji"
    check_document(TEXT, document)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5", "utf-7"])
@pytest.mark.parametrize("name", ["a.csv", "a.toml", "a.jsonl"])
def test_an_encoding_that_is_not_utf8_is_named(tmp_path, name, encoding):
    content = {"a.csv": "id,kind,hans,name\nw,person,王明,Wang Uji\n", "a.toml": toml(**ROW), "a.jsonl": row()}[name]
    content = content.replace("\\u6d4b", "测").replace("\\u738b", "王")
    path = write(tmp_path, name, content.encode(encoding, "replace"))
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path, builtin=False)
    assert all(problem.startswith(f"{path}:") for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["a.toml", "a.csv", "a.tsv", "a.jsonl", "a.ndjson"])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n\r\n"])
def test_an_empty_file_is_an_empty_glossary(tmp_path, name, content):
    assert len(glossary.load(write(tmp_path, name, content), builtin=False)) == 0


ATTACKS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</ruby></a><svg/onload=alert(1)>",
    "<!-- -->]]>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; &#60;",
    "](javascript:alert(1)) `x` **",
    "=cmd|'/C calc'!A0",
    "{{7*7}} ${7*7} {% raw %}",
    "%s %n {0} {x!r}",
    ".*+?^$()[]{}|\\",
    "\u202eab\u202c",
    "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_in_an_entry_is_printed_as_text(tmp_path, attack):
    fields = {
        **ROW,
        "name": f"Wang {attack} Uji",
        "description": attack,
        "aliases": [f"Wang {attack}", "Wang Uji"],
        "english": f"X {attack}",
    }
    path = write(tmp_path, "own.jsonl", json.dumps(fields) + "\n")
    annotator = glossary.Annotator(glossary.load(path), latin_mentions=True)
    text = f"{TEXT} Juga Wang {attack} hadir."
    document = annotator.annotate(text)
    assert document.mentions[0].entry.id == "wang-uji"
    check_document(text, document)
    printed = Printed(document.to_html())
    assert attack in dict(printed.attributes)["title"] or any(attack in (value or "") for _, value in printed.attributes)


@pytest.mark.parametrize(
    "base",
    [
        "javascript:alert('{id}')",
        "data:text/html,<script>{id}",
        " javascript:x",
        "JaVaScRiPt:x",
        "java\nscript:x",
        "//x",
        '"><b>{id}',
        'https://x/" onclick="x',
        "vbscript:{id}",
    ],
)
def test_no_base_of_addresses_gets_script_into_a_page(base):
    with pytest.raises(ValueError, match="no address"):
        glossary.load(url_base=base)


@pytest.mark.parametrize("base", ["https://kamus.example/{ID}", "https://kamus.example/{slug}/{id}", "/kamus/{id", "/{}"])
def test_a_base_of_addresses_with_an_unknown_hole_is_refused(base):
    with pytest.raises(ValueError, match=r"only \{id\} and \{letter\} are filled in"):
        glossary.load(url_base=base)


@pytest.mark.parametrize("base", ["https://kamus.example/{id}", "http://localhost:8000/", "/kamus/{id}.html", "../{id}"])
def test_a_base_of_addresses_leads_to_every_entry(base):
    text = "Xi Jinping (习近平)"
    document = glossary.Annotator(glossary.load(url_base=base)).annotate(text)
    assert document.mentions[0].entry.url == base.replace("{id}", "xi-jinping")
    check_document(text, document)


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("wang-uji", "wang-uji"),
        ("Q15031", "Q15031"),
        ("kata:12", "kata%3A12"),
        ("Wang_Uji.2", "Wang_Uji.2"),
        ("javascript:alert", "javascript%3Aalert"),
        ("王测", "%E7%8E%8B%E6%B5%8B"),
        ("7", "7"),
    ],
)
def test_an_own_id_is_one_part_of_an_address(tmp_path, id, address):
    own = glossary.load(write(tmp_path, "own.jsonl", row(id=id)), builtin=False, url_base="https://kamus.example/{id}")
    assert own.entry(id).url == f"https://kamus.example/{address}"


def test_what_is_no_id_is_told_with_what_to_write(tmp_path):
    path = write(tmp_path, "own.jsonl", row() + row(id="../x", hans="王试"))
    with pytest.raises(glossary.DataError) as caught:
        glossary.load(path)
    assert caught.value.problems == (
        f"{path}:2: id: '../x' is no id; write letters and digits, with - _ . : between them, such as 'kata:12'",
    )


@pytest.mark.parametrize(
    "form", ["nama.*", "a+b", "C++ Guy", "(Wang)", "[Wang]", "Wang|Li", "^Wang$", "\\d\\w", "Wang\\", "(?:x)yz"]
)
def test_marks_of_a_form_are_no_pattern(tmp_path, form):
    path = write(tmp_path, "own.jsonl", row(aliases=[form]))
    annotator = glossary.Annotator(glossary.load(path, builtin=False), latin_mentions=True)
    assert [m.surface for m in annotator.annotate(f"Kata {form} tadi").mentions] == [form]
    assert annotator.annotate("Kata namaxyz aab C Guy Wang Li 5a x yz tadi").mentions == ()


NUMBER = 5_000  # entries with two aliases each; benchmarks/growth.py takes 100,000 forms


def test_many_overlapping_forms_cost_no_more_than_their_number(tmp_path):
    lines = [
        row(
            id=f"w{n}",
            hans="王测",
            name=f"Wang {'a' * (n % 50)}{n}",
            aliases=["王" * (2 + n % 40) + chr(0x4E00 + n % 20000), f"Wang {n} Uji"],
        )
        for n in range(NUMBER)
    ]
    path = write(tmp_path, "own.jsonl", "".join(lines))
    start = time.process_time()
    annotator = glossary.Annotator(glossary.load(path, builtin=False), latin_mentions=True)
    assert time.process_time() - start < 60
    start = time.process_time()
    text = "王" * 3000 + " Wang 7 Uji " * 3000
    mentions = annotator.annotate(text).mentions
    assert time.process_time() - start < 20
    assert mentions[-1].entry.id == "w7"


def test_a_compiled_glossary_that_was_altered_is_refused_or_answers_as_before(tmp_path):
    from glossary.compile.load import compile_own

    data = bytearray(compile_own(write(tmp_path, "own.jsonl", row()), builtin=False))
    whole = glossary.Annotator(glossary.load(write(tmp_path, "whole.index", bytes(data))), latin_mentions=True).annotate(TEXT)
    for place in range(0, len(data), max(1, len(data) // 150)):
        altered = data.copy()
        altered[place] ^= 0x5A
        path = write(tmp_path, "altered.index", bytes(altered))
        try:
            found = glossary.Annotator(glossary.load(path), latin_mentions=True).annotate(TEXT)
        except glossary.DataError as error:
            refused = str(error)
        else:
            refused = str(path)
            assert found == whole
        assert refused.startswith(str(path))
    for size in range(0, len(data), max(1, len(data) // 50)):
        path = write(tmp_path, "cut.index", bytes(data[:size]))
        with pytest.raises(glossary.DataError, match=r"cut\.index"):
            glossary.Annotator(glossary.load(path), latin_mentions=True).annotate(TEXT)

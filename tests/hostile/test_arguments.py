"""Arguments of the wrong type or value: refused with what was seen and what to write instead."""

import copy
import json
import pickle
from collections import UserString
from pathlib import Path

import pytest

import glossary

NAME = "习近平"


class OwnStr(str):
    """What numpy.str_ and the strings of template engines are."""


NO_STR = [
    1,
    1.5,
    True,
    b"x",
    bytearray(b"x"),
    memoryview(b"x"),
    ["x"],
    ("x",),
    {"x": 1},
    {"x"},
    object(),
    str,
    print,
    Path("x"),
    UserString("x"),
]
BYTES = (bytes, bytearray, memoryview)


def _calls():
    annotator = glossary.Annotator()
    document = annotator.annotate(NAME)
    return {
        "annotate": glossary.annotate,
        "Annotator.annotate": annotator.annotate,
        "Annotator.read": annotator.read,
        "Annotator.pipe of one": lambda value: list(annotator.pipe([value])),
        "read": glossary.read,
        "read with a Latin form": lambda value: glossary.read(NAME, latin=value),
        "lookup": glossary.lookup,
        "Glossary.lookup": annotator.glossary.lookup,
        "Glossary.entry": annotator.glossary.entry,
        "url_base": lambda value: glossary.load(url_base=value),
        "annotate_html": glossary.annotate_html,
        "title of TEI": lambda value: document.to_tei(title=value),
        "explain": lambda value: document.explain(value),
        "offsets": lambda value: document.offsets(value),
        "kind": lambda value: glossary.read(NAME, value),
        "profile": lambda value: glossary.load(profile=value),
        "engine": lambda value: glossary.load(engine=value),
    }


CALLS = _calls()
CHOICES = ("explain", "offsets", "kind", "profile", "engine")  # one of a few words: another value is named, of whatever type


@pytest.mark.parametrize("value", NO_STR, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("call", CALLS)
def test_what_is_no_str_is_refused(call, value):
    with pytest.raises((TypeError, ValueError) if call in CHOICES else TypeError) as caught:
        CALLS[call](value)
    if call not in CHOICES:
        assert type(value).__name__ in str(caught.value)
        assert ("decode it first" in str(caught.value)) == isinstance(value, BYTES)


@pytest.mark.parametrize(
    "call", ["annotate", "Annotator.annotate", "Annotator.read", "read", "lookup", "Glossary.entry", "profile"]
)
def test_none_is_no_text(call):
    with pytest.raises((TypeError, ValueError)):
        CALLS[call](None)


@pytest.mark.parametrize("text", [f"Xi Jinping ({NAME})", ""])
def test_a_subclass_of_str_is_a_str(text):
    own = OwnStr(text)
    assert glossary.annotate(own) == glossary.annotate(text)
    assert glossary.annotate(own).to_json() == glossary.annotate(text).to_json()
    assert glossary.annotate(own).to_html() == glossary.annotate(text).to_html()
    assert glossary.read(OwnStr(NAME)) == glossary.read(NAME)
    assert glossary.lookup(OwnStr(NAME)) == glossary.lookup(NAME)


class Contrary(str):
    """Another text than it says, and no longer than nothing."""

    def __str__(self):
        return "lain"

    def __len__(self):
        return 0

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def test_a_subclass_of_str_is_mended_as_the_str_that_it_is():
    text = f"Xi Jinping ({NAME})juga"
    assert glossary.lint(Contrary(text)) == glossary.lint(text)
    mended = glossary.fix(Contrary(text))
    assert (type(mended), mended) == (str, f"Xi Jinping ({NAME}) juga")


def test_an_annotator_of_another_type_is_refused():
    for value in ("own.toml", glossary.load(), glossary.Annotator):
        with pytest.raises(TypeError, match="Annotator"):
            glossary.annotate_html("<p>x", annotator=value)


def test_a_str_of_numpy_is_a_str():
    numpy = pytest.importorskip("numpy", reason="the extras that bring numpy are not installed")
    assert glossary.annotate(numpy.str_(f"Xi Jinping ({NAME})")).mentions[0].entry.id == "xi-jinping"


@pytest.mark.parametrize("value", ["", "Person", "people", "person ", "\0", NAME, "x" * 9999])
@pytest.mark.parametrize("call", CHOICES)
def test_an_unknown_word_is_named(call, value):
    with pytest.raises(ValueError, match="unknown") as caught:
        CALLS[call](value)
    assert repr(value)[1:40] in str(caught.value)


@pytest.mark.parametrize("value", ["teks", b"teks", bytearray(b"x"), memoryview(b"x"), 5, None])
def test_one_text_in_place_of_several_is_refused(value):
    with pytest.raises(TypeError):
        glossary.Annotator().pipe(value)


@pytest.mark.parametrize("value", ["own.toml", Path("own.toml"), 5, [], glossary.Annotator, b"x"])
def test_a_glossary_is_what_load_gives(value):
    with pytest.raises(TypeError, match=r"glossary\.load"):
        glossary.Annotator(value)


@pytest.mark.parametrize("value", [0, 1, 2, True, 1.5, None, b"own.toml", ["own.toml"], {}], ids=repr)
def test_a_path_is_a_str_or_a_path(value):
    with pytest.raises(TypeError, match="a path is"):
        glossary.load(value)


LINES = {
    "nothing": b"",
    "blank": b" \n",
    "null": b"null",
    "a number": b"1",
    "a string": b'"x"',
    "a list": b'[{"text": "x"}]',
    "no text": b'{"id": 1}',
    "a null text": b'{"text": null}',
    "a text of lists": b'{"text": ["x"]}',
    "cut off": b'{"text": "x',
    "two objects": b'{"text": "x"}{"text": "y"}',
    "single quotes": b"{'text': 'x'}",
    "a bare line end": b'{"text": "a\nb"}',
    "not UTF-8": b'{"text": "\xff"}',
    "NUL": b"\0",
    "deep": b"[" * 100_000,
    "deep text": b'{"text": ' + b'{"a":' * 100_000,
    "NaN": b'{"id": NaN, "text": "x"}',
    "infinity": b'{"id": -Infinity, "text": "x"}',
    "a number too large": b'{"id": 1e999, "text": "x"}',
    "one within": b'{"id": [1e999], "text": "x"}',
    "too many digits": b'{"id": ' + b"9" * 5000 + b', "text": "x"}',
    "XML": b"<text>x</text>",
    "a pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94.",
}


@pytest.mark.parametrize("label", LINES)
def test_a_line_that_is_no_article_says_so(label):
    with pytest.raises(glossary.ArticleError) as caught:
        glossary.Annotator().annotate_line(LINES[label])
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("value", [None, 5, ["{}"], object()])
def test_a_line_of_another_type_is_refused(value):
    with pytest.raises(TypeError):
        glossary.Annotator().annotate_line(value)


@pytest.mark.parametrize(
    "id",
    [0, -1, 1.5, True, "", "习", "\ud800", "</script>", [1, [2]], {"a": None}, "x" * 10_000, 10**400],
    ids=lambda id: repr(id)[:20],
)
def test_an_id_comes_back_as_it_was(id):
    line = json.dumps({"text": f"{NAME}\ud800", "id": id}).encode()
    record = json.loads(glossary.Annotator().annotate_line(line))
    assert record["id"] == id
    assert record["mentions"][0]["surface"] == NAME


def test_an_id_that_json_cannot_hold_is_refused():
    for id in (float("nan"), float("inf"), b"x", object()):
        with pytest.raises((TypeError, ValueError)):
            glossary.annotate(NAME).to_json(id=id)


@pytest.mark.parametrize("name", ["latin_mentions", "glossary", "tables", "annotate", "_plain"])
def test_an_annotator_is_not_changed(name):
    annotator = glossary.Annotator()
    for other in (annotator, copy.copy(annotator), pickle.loads(pickle.dumps(annotator))):
        with pytest.raises(AttributeError, match=rf"{name}.*write Annotator\(") as caught:
            setattr(other, name, True)
        assert "latin_mentions=" in str(caught.value)
        assert (other.latin_mentions, other.annotate(NAME)) == (False, glossary.annotate(NAME))


def test_values_cannot_be_changed():
    document = glossary.annotate(NAME)
    for value, name in ((document, "text"), (document.mentions[0], "start"), (document.mentions[0].entry, "name")):
        with pytest.raises(AttributeError):
            setattr(value, name, "x")

"""Every rule finds its bad example, leaves its good one alone, and speaks both languages."""

import re
from typing import NamedTuple

import pytest

import glossary
from glossary.linter import Linter
from glossary.linter.rule import RULES


class Example(NamedTuple):
    code: str
    bad: str
    good: str
    date: str | None
    house: str | None


def field(doc, name):
    match = re.search(rf"^ *{name}: (.*)$", doc, re.M)
    return match[1] if match else None


EXAMPLES = [
    Example(code, field(rule.doc, "Bad"), field(rule.doc, "Good"), field(rule.doc, "Date"), field(rule.doc, "House"))
    for code, rule in RULES.items()
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_bad_example_is_found(example):
    """The rule reports its bad example."""
    found = Linter(house=example.house).lint(example.bad, example.date)
    assert example.code in {problem.code for problem in found}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_good_example_is_clean(example):
    """No rule at all reports the good example."""
    assert Linter(house=example.house).lint(example.good, example.date) == ()


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_explains_itself(code):
    """A docstring has a sentence, the same in Indonesian, and both messages take the same words."""
    rule = RULES[code]
    assert field(rule.doc, "id")
    assert rule.doc.split("\n")[0].endswith(".")
    places = [set(re.findall(r"\{\d\}", message)) for message in rule.messages.values()]
    assert places[0] == places[1]


def test_only_spaces_brackets_and_zero_width_marks_are_safe():
    """Names, Hanzi, readings, titles and terms are never changed unasked."""
    assert {code for code, rule in RULES.items() if rule.safe} == {
        "S01", "S02", "S03", "S04", "S05", "S06", "B01", "B02", "C01",
    }  # fmt: skip


def test_span_is_the_latin_form_when_the_hanzi_are_an_entrys():
    """`Xi Jingping (习近平)`: the Latin form must change, and what to write is said."""
    (problem,) = glossary.lint("Presiden Xi Jingping (习近平) tiba.")
    assert (problem.code, problem.start, problem.end, problem.fix, problem.safe) == ("N01", 9, 20, "Xi Jinping", False)
    assert "Xi Jinping" in problem.message


def test_span_is_the_hanzi_when_they_are_no_entrys():
    """`Presiden Xi Jinping (习进平)`: the Hanzi must change."""
    (problem,) = glossary.lint("Presiden Xi Jinping (习进平) tiba.")
    assert (problem.code, problem.start, problem.end, problem.fix) == ("N03", 21, 24, "习近平")


def test_homophone_alone_is_no_fault():
    """A cook may be called 王艺."""
    assert glossary.lint("Koki Wang Yi (王艺) memasak mi untuk tamunya.") == ()


def test_language_changes_words_not_findings():
    """Messages come in two languages, everything else is the same."""
    text = "Presiden Xi Jingping(习近平)juga tiba."
    indonesian, english = glossary.lint(text), glossary.lint(text, lang="en")
    assert [problem._replace(message="") for problem in indonesian] == [problem._replace(message="") for problem in english]
    assert indonesian[0].message != english[0].message


@pytest.mark.parametrize("wrong", ["2024-13-01", "kemarin", "", "2024/01/01"])
def test_nonsense_date_is_refused(wrong):
    """A date that is none names itself."""
    with pytest.raises(ValueError, match="2020-07-09"):
        glossary.lint("Xi Jinping (习近平) tiba.", date=wrong)


@pytest.mark.parametrize("wrong", [b"Xi", None, 7, ["Xi"]])
def test_text_that_is_no_str_is_refused(wrong):
    """Bytes and other things are a TypeError, in both functions."""
    with pytest.raises(TypeError):
        glossary.lint(wrong)
    with pytest.raises(TypeError):
        glossary.fix(wrong)


def test_without_a_date_no_title_is_judged():
    """The clock is never asked."""
    assert glossary.lint("Presiden Tiongkok Hu Jintao (胡锦涛) akan berkunjung.") == ()


@pytest.mark.parametrize("comment", ["<!-- glossary: ignore S01 -->", "<!-- glossary: ignore S -->", "<!-- glossary: ignore -->"])
def test_comment_silences_its_line(comment):
    """A comment at the end of a line, or alone above it, silences the rule there and nowhere else."""
    line = "Xi Jinping(习近平) tiba."
    assert [p.code for p in glossary.lint(f"{line} {comment}\n\n{line}")] == ["S01"]
    assert glossary.lint(f"{comment}\n{line}") == ()
    assert glossary.fix(f"{line} {comment}") == f"{line} {comment}"


def test_house_style_is_judged_only_when_asked():
    """`China` is never an alarm unless the house style says so."""
    text = "Pemerintah China menyambut Bank of China dan PKC."
    assert Linter().lint(text) == ()
    assert [(p.code, p.fix) for p in Linter(house="tiongkok").lint(text)] == [("T02", "Tiongkok"), ("T02", "PKT")]
    assert [(p.code, p.fix) for p in Linter(house="china").lint("Pemerintah Tiongkok")] == [("T02", "China")]


def test_forms_that_built_in_entries_avoid_hold_one_word():
    """The rule on terms looks for them only in a text that holds `Cina`."""
    from glossary.compile.load import default

    assert all("cina" in form.lower() or "tjina" in form.lower() for entry in default() for form in entry.avoid)


@pytest.mark.parametrize("name", ['"Wang Yi"', "*Wang Yi*", "**Wang Yi**", "“Wang Yi”"])
def test_repeated_hanzi_go_without_the_mark_that_closes_the_name(name):
    """What N08 takes away is the bracket and the blank before it; a quotation mark or an asterisk stays."""
    text = f"{name} (王毅) tiba. {name} (王毅) lalu berpidato."
    (problem,) = glossary.lint(text)
    assert (problem.code, text[: problem.start] + text[problem.end :]) == ("N08", f"{name} (王毅) tiba. {name} lalu berpidato.")


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("", "Mantan"),
        ("BEIJING, ANTARA — ", "Mantan"),
        ("Beijing (ANTARA) - ", "Mantan"),
        ("<p>", "Mantan"),
        ("Rapat usai. “", "Mantan"),
        ("Kata ", "mantan"),
        ("Rapat usai <b>", "mantan"),
        ("Kata dia - ", "mantan"),
    ],
)
def test_former_title_has_a_capital_where_the_sentence_begins(before, word):
    """D01 writes 'Mantan' at the head of a sentence and 'mantan' in it."""
    (problem,) = glossary.lint(before + "Presiden Tiongkok Hu Jintao (胡锦涛) tiba.", "2024-05-01")
    assert problem.fix == f"{word} Presiden Tiongkok"

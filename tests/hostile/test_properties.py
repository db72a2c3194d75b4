"""Properties of the rooms for any text that hypothesis can think of; the long profile is HYPOTHESIS_PROFILE=long."""

import json
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import glossary
from glossary import script
from glossary.compile.sources import read_csv, split_cell
from glossary.cover import cover
from glossary.errors import wrong_type
from glossary.foreign import is_foreign
from glossary.guard import Guards
from glossary.index.file import IndexDamagedError, IndexFile, encode
from glossary.index.style import house_style
from glossary.numerals import is_number
from glossary.scan import scan

from .checks import check

NAMES = [
    "习近平",
    "習近平",
    "國防部",
    "发言人",
    "吴谦",
    "中国",
    "赛福鼎·艾则孜",
    "Xi Jinping",
    "XI JINPING",
    "PBB",
    "Beijing",
    "王",
]
GLUE = [
    *" ()（）[]/,.:;-'\"<>&`=@#*_|\\\n\t",
    "\u200b",
    "\u202e",
    "\ufe00",
    "\u0301",
    "\ud800",
    "\0",
    "あ",
    "한",
    "Hanzi: ",
    "</ruby>",
]
text = st.lists(st.one_of(st.sampled_from(NAMES), st.sampled_from(GLUE), st.text(max_size=3)), max_size=14).map("".join)
hanzi = st.text(st.sampled_from("习近平國防部发言人吴谦中国赛·艾王李张大学省\u200b\ufe00 \u0301𠮷々〇"), min_size=1, max_size=40)
anything = st.text(st.characters())  # surrogates too


@pytest.fixture(scope="module")
def bound(annotator):
    return annotator.glossary, annotator._tables()


@given(text)
def test_any_text_goes_through_everything(annotator, text):
    check(text, annotator)


@given(text, text)
def test_a_paragraph_does_not_hear_of_the_next_one(hanzi_only, first, second):
    """Names stay where they are when an empty line and more follow, as long as no block is left open."""
    if set("`~<=\"'") & set(first + second):
        return
    alone = [(m.start, m.surface) for m in hanzi_only.annotate(first + "\n\n").mentions]
    both = [(m.start, m.surface) for m in hanzi_only.annotate(first + "\n\n\n\n." + second).mentions]
    assert both[: len(alone)] == alone or not alone


@given(text)
def test_mentions_in_hanzi_are_the_same_with_latin_mentions(annotator, hanzi_only, text):
    few, all = hanzi_only.annotate(text).mentions, annotator.annotate(text).mentions
    assert set(few) <= set(all)


@given(text)
def test_offsets_in_other_units_cut_the_same_surface(annotator, text):
    document = annotator.annotate(text)
    for unit, codec, size in (("utf-16", "utf-16-le", 2), ("utf-8", "utf-8", 1)):
        data = text.encode(codec, "surrogatepass")
        for mention, (start, end) in zip(document.mentions, document.offsets(unit), strict=True):
            assert data[size * start : size * end] == mention.surface.encode(codec, "surrogatepass")


@given(text)
def test_runs_are_sorted_apart_and_begin_and_end_with_what_is_printed(bound, text):
    runs, hits = scan(text, bound[0])
    for found in (runs, hits):
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(script.is_hanzi(text[run.start]) for run in runs)


@given(hanzi)
def test_a_cover_lies_within_its_run(bound, run):
    segments = cover(run, *bound)
    assert all(0 <= segment.start < segment.end <= len(run) for segment in segments)
    assert all(first.end <= second.start for first, second in pairwise(segments))


@given(hanzi, st.integers(1, 3))
def test_a_long_run_is_covered_like_its_parts(bound, run, times):
    longer = run * (times * 300)
    segments = cover(longer, *bound)
    assert all(longer[segment.start : segment.end] for segment in segments)
    assert all(first.end <= second.start for first, second in pairwise(segments))


@given(text)
def test_guards_answer_for_any_span(text):
    guards = Guards(text)
    for start in range(0, len(text), 3):
        assert guards.covers(start, start + 1) in (True, False)


@given(text, st.integers(0, 40), st.integers(1, 5))
def test_foreign_names_and_numbers_are_told_of_any_span(text, start, size):
    start = min(start, len(text))
    assert is_foreign(text, start, min(len(text), start + size)) in (True, False)
    assert is_number((text or "x")[:size]) in (True, False)


@given(anything)
def test_a_key_is_its_own_key_and_hides_what_prints_nothing(form):
    key = script.fold(form)
    assert script.fold(key) == key or not form.isascii()
    assert not set(key) & set(script.ZERO_WIDTH + script.VARIATION_SELECTORS)


@given(anything)
def test_scripts_fold_one_character_to_one(form):
    assert len(script.simplify(form)) == len(script.traditionalise(form)) == len(form)
    assert script.simplify(script.simplify(form)) == script.simplify(form)


@given(anything)
def test_what_is_hanzi_is_found_within(form):
    assert script.has_hanzi(form) == any(map(script.is_hanzi, form))


@given(anything)
def test_marks_are_taken_off_for_good(form):
    bare = script.strip_marks(form)
    assert not any(map(unicodedata.combining, bare))
    assert script.strip_ignorable(script.strip_ignorable(form)) == script.strip_ignorable(form)


@given(anything)
def test_lookup_does_not_see_what_prints_nothing(form):
    noisy = "\u200b".join(form)
    assert glossary.lookup(noisy) == glossary.lookup(form)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_record_or_an_article_error(annotator, line):
    try:
        record = annotator.annotate_line(line)
    except glossary.ArticleError:
        return
    assert json.loads(record)["version"] == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(json_values, text)
def test_any_id_comes_back(annotator, id, text):
    record = json.loads(annotator.annotate_line(json.dumps({"id": id, "text": text}).encode()))
    assert record.get("id") == id


@given(
    st.dictionaries(st.text(max_size=8), st.binary(max_size=30), max_size=5), st.binary(min_size=1, max_size=9), st.integers(0)
)
def test_an_index_gives_its_sections_back_or_tells_of_damage(sections, noise, place):
    data = encode({"a": 1}, sections)
    file = IndexFile(data)
    assert {name: bytes(file.section(name)) for name in file.names()} == sections
    place %= len(data)
    altered = data[:place] + noise + data[place + len(noise) :]
    try:
        other = IndexFile(altered)
        assert altered == data or {name: bytes(other.section(name)) for name in other.names()} == sections
    except IndexDamagedError:
        pass


@given(st.text(max_size=200))
def test_any_table_is_rows_or_problems_with_their_line(content):
    rows, problems = read_csv("x.csv", content)
    assert all(line >= 1 for _, _, line, _ in rows)
    assert all(re.match(r"x\.csv:\d+: ", problem) for problem in problems)


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_cells_are_split_where_they_were_joined(parts):
    from glossary.compile.exchange import join_cell

    assert split_cell(join_cell(parts)) == parts


@pytest.mark.parametrize("suffix", [".toml", ".csv", ".tsv", ".jsonl"])
@given(content=st.binary(max_size=120))
def test_any_file_is_a_glossary_or_problems_with_its_name(tmp_path_factory, suffix, content):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    from glossary.compile.sources import read_blocks

    _, problems = read_blocks(path)
    assert all(problem.startswith(f"{path}:") for problem in problems)


@given(anything)
def test_a_house_style_is_settled_at_once(form):
    assert house_style(house_style(form, "china"), "china") == house_style(form, "china")


@given(st.one_of(st.none(), st.integers(), st.binary(), st.lists(st.integers())))
def test_an_argument_of_another_type_is_named(value):
    assert type(value).__name__ in str(wrong_type("a name", value))

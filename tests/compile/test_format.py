"""The canonical form: given once it is given again, comments stay with their blocks, and nothing is lost in silence."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.compile.format import format_blocks, format_file, format_problem, format_text
from glossary.compile.load import data_folder, source_files
from glossary.errors import DataError

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), min_size=1, max_size=8)
roles = st.lists(
    st.fixed_dictionaries({"title": words}, optional={"start": words, "sources": st.lists(words, max_size=2)}), max_size=2
)
fields = st.fixed_dictionaries(
    {"hans": words, "name": words},
    optional={"aliases": st.lists(words, max_size=3), "priority": st.integers(1, 3), "disputed": st.booleans(), "roles": roles},
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(words, fields, max_size=4))
def test_what_is_written_is_read_back_and_written_the_same(entries):
    text = format_blocks(entries)
    assert tomllib.loads(text) == entries
    assert format_text(text) == text


@pytest.mark.parametrize("path", source_files(data_folder()))
def test_the_built_in_files_are_canonical(path):
    assert format_problem(path) is None


def test_comments_stay_with_their_block_and_at_the_head():
    text = '# kepala\n\n# tentang b\n[b]\nname = "B"\n\n[a]\nhans = "甲"\n'
    assert format_text(text) == '# kepala\n\n[a]\nhans = "甲"\n\n# tentang b\n[b]\nname = "B"\n'
    assert format_text(format_text(text)) == format_text(text)


@pytest.mark.parametrize(
    "text",
    ['[a]\n# x\nname = "A"\n', '[a]\nname = "A" # x\n', "[a] # x\n", '[a]\nname = "A"\n# x\n', '[a]\nname = "A"\n\n# x\n\n[b]\n'],
)
def test_a_comment_that_has_no_place_is_refused_with_its_line(tmp_path, text):
    path = tmp_path / "people.toml"
    path.write_text(text)
    with pytest.raises(DataError, match=r"people.toml:\d+: a comment"):
        format_file(path)
    assert path.read_text() == text
    assert "a comment" in (format_problem(str(path)) or "")


@pytest.mark.parametrize("text", ["x = 1\n", '[a]\ncolour = "x"\n', '[a]\nroles = [{ titel = "x" }]\n', "[a\n", "[a]\n[a]\n"])
def test_what_would_be_lost_is_refused(tmp_path, text):
    path = tmp_path / "people.toml"
    path.write_text(text)
    with pytest.raises(DataError):
        format_file(path)
    assert path.read_text() == text


def test_a_hash_inside_a_string_is_no_comment():
    text = '[a]\nname = "C# \\"#1\\""\n'
    assert format_text(text) == text

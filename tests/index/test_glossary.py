"""The glossary as programs read it, from an index."""

import glossary
from glossary.compile.load import compile_own


def test_an_index_with_the_built_in_entries_can_be_asked_for_the_own_ones_alone(tmp_path):
    rows = (
        '{"id":"uji","kind":"person","hans":"李测","name":"Li Uji"}\n'
        '{"id":"bank","kind":"organization","hans":"民银行","name":"Rakyat Tiongkok"}\n'
    )
    (tmp_path / "own.jsonl").write_text(rows, encoding="utf-8")
    (tmp_path / "own.index").write_bytes(compile_own(tmp_path / "own.jsonl"))
    text = "Li Uji (李测), Xi Jinping (习近平), 沪 dan 中国人民银行 di Beijing; Bank Rakyat Tiongkok; Tiongkok; 沪民银行."
    compiled, source = (glossary.load(tmp_path / name, builtin=False) for name in ("own.index", "own.jsonl"))
    for latin in (False, True):
        expected = glossary.Annotator(source, latin_mentions=latin).annotate(text).to_json()
        assert glossary.Annotator(compiled, latin_mentions=latin).annotate(text).to_json() == expected
    assert "Rakyat Tiongkok" in expected


def test_a_form_with_a_line_separator_is_looked_up_as_it_is_written(tmp_path):
    row = '{"id":"uji","kind":"person","hans":"李\\u2028测","name":"Li Uji"}\n'
    (tmp_path / "own.jsonl").write_text(row, encoding="utf-8")
    own = glossary.load(tmp_path / "own.jsonl", builtin=False)
    for form in ("李\u2028测", "李测", "Li\u2029Uji"):
        assert [entry.id for entry in own.lookup(form)] == ["uji"]

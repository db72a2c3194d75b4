"""A very large glossary is scanned for the forms that it states; derived ones are found by lookup."""

import json

import glossary
from glossary import script
from glossary.compile import build
from glossary.compile.load import data_folder
from glossary.compile.sources import read_all


def test_beyond_the_limit_derived_forms_are_looked_up_alone(tmp_path, monkeypatch):
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"id": "x", "kind": "person", "hans": "冯旭明", "name": "Feng Xuming"}), encoding="utf-8")
    small = glossary.load(path, builtin=False)
    monkeypatch.setattr(build, "MAX_LATIN_PATTERNS", 1)
    large = glossary.load(path, builtin=False)

    def found(index):
        mentions = glossary.Annotator(index, latin_mentions=True).annotate("Feng Xuming dan FENG XUMING hadir.").mentions
        return [mention.surface for mention in mentions]

    assert found(small) == ["Feng Xuming", "FENG XUMING"]
    assert found(large) == ["Feng Xuming"]
    assert large.lookup("FENG XUMING")[0].id == "x"


def test_the_names_as_they_stand_are_never_more_than_what_is_scanned_for(monkeypatch):
    blocks = [block for block in read_all([f"{data_folder()}/people.toml"], builtin=True) if build._is_indexed(block)]
    scanned = build.compile_blocks(blocks, glossary.Annotator().tables).scanned
    latin = sum(not script.has_hanzi(text) for text in scanned)
    monkeypatch.setattr(build, "MAX_LATIN_PATTERNS", 0)  # all of them are compared
    assert len(blocks) / 2 < build._stated_latin(blocks) <= latin

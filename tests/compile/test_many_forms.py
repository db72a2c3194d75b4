"""A very large glossary is scanned for the forms that it states; derived ones are found by lookup."""

import json

import glossary
from glossary.compile import build


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

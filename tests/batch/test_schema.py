"""The JSON Schema of the record holds for what is written, and describes all of it."""

import json
from pathlib import Path

import pytest

import glossary
from glossary.model import EVIDENCE, KINDS

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "record.schema.json").read_text(encoding="utf-8"))
TEXTS = [
    "",
    "Presiden Tiongkok, Xi Jinping(习近平) menelepon Putin; Tentara Pembebasan Rakyat Tiongkok (人民解放军).",
    "penulis Zhang Changhao (张长浩), Zhang Chanhao (张长浩), Kementerian Luar Negeri Tiongkok (外交部)",
    "加油! 春节 沪 李伟 在习近平的中国外交部发言人赵立坚 東京 あ習近平",
    "\ud800 Xi Jinping 習近平 (Hanzi: 习近平; Pinyin: Xí Jìnpíng)",
]


@pytest.fixture(scope="module")
def records():
    annotator = glossary.Annotator(latin_mentions=True)
    return [json.loads(annotator.annotate_line(json.dumps({"id": n, "text": text}).encode())) for n, text in enumerate(TEXTS)]


def validator(schema):
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is checked with jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_records_are_valid(records):
    check = validator(SCHEMA)
    for record in records:
        check.validate(record)
    assert sum(len(record["mentions"]) for record in records) > 5


def test_a_record_that_breaks_the_schema_is_found(records):
    check = validator(SCHEMA)
    broken = json.loads(json.dumps(records[1]))
    broken["mentions"][0]["kind"] = "orang"
    assert [error.json_path for error in check.iter_errors(broken)] == ["$.mentions[0].kind"]


def test_the_schema_describes_every_property(records):
    def close(schema):
        if isinstance(schema, dict):
            closed = {name: close(value) for name, value in schema.items()}
            return {**closed, "additionalProperties": False} if "properties" in schema and "type" in schema else closed
        return [close(item) for item in schema] if isinstance(schema, list) else schema

    check = validator(close(SCHEMA))
    assert [error.message for record in records for error in check.iter_errors(record)] == []


def test_the_schema_knows_all_kinds_and_reasons():
    mention = SCHEMA["$defs"]["mention"]["properties"]
    assert tuple(mention["kind"]["enum"]) == KINDS
    assert tuple(SCHEMA["$defs"]["evidence"]["properties"]["word"]["enum"]) == EVIDENCE

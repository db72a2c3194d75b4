"""What rules can decide in curated entries: the other side of `distinct_from`, and the traditional form that OpenCC gives."""

from __future__ import annotations

from typing import Any

from glossary import script
from glossary.compile.block import Block
from glossary.compile.check import shared_forms
from glossary.compile.gates import opencc_traditional


def mended_fields(blocks: list[Block]) -> dict[str, dict[str, Any]]:
    """Give the fields, by id, of the entries that a rule can mend.

    - `distinct_from` names both sides and no id that is gone; it is written for entries that share a form and are of
      different kinds, or are two people with different Hanzi. Entries of one kind with the same Hanzi may be one entry twice:
      a person has to look.
    - `hant` of what is no draft is written where the rules of the index do not give it and OpenCC does. Personal names
      are left to a person.
    """
    by_id = {block.id: block for block in blocks}
    mended: dict[str, dict[str, Any]] = {}
    distinct = {id: set(block.fields.get("distinct_from", ())) & set(by_id) for id, block in by_id.items()}
    for id, others in list(distinct.items()):
        for other in others:
            distinct[other].add(id)
    for block, sharing, _ in shared_forms(blocks):
        for other in sharing:
            if _are_two(block, by_id[other]):
                distinct[block.id].add(other)
                distinct[other].add(block.id)
    for id, block in by_id.items():
        changes: dict[str, Any] = {}
        if distinct[id] != set(block.fields.get("distinct_from", ())):
            changes["distinct_from"] = sorted(distinct[id])
        if "hant" not in block.fields and block.fields["kind"] != "person" and block.fields.get("status") != "draft":
            traditional = opencc_traditional(block.fields["hans"])
            if traditional is not None and traditional != script.traditionalise(block.fields["hans"]):
                changes["hant"] = traditional
        if changes:
            mended[id] = {field: value for field, value in {**block.fields, **changes}.items() if value != []}
    return mended


def _are_two(one: Block, other: Block) -> bool:
    differ = {field for field in ("kind", "hans") if one.fields[field] != other.fields[field]}
    return "kind" in differ or (one.fields["kind"] == "person" and "hans" in differ)

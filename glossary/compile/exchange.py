"""Entries as other programs exchange them: CSV for spreadsheets, TBX-Basic for term bases, OmegaT's tab file.

Each gives back what was put in. TBX and OmegaT show translators the names; the fields that they have no place for travel in
a note, or in columns that OmegaT does not show.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from html import escape
from typing import Any

from glossary import script
from glossary.compile.shapes import FIELDS, show, type_name
from glossary.errors import DataError, json_problem
from glossary.index.style import house_style, restyle

Entries = dict[str, dict[str, Any]]
FORMATS = ("csv", "tbx", "omegat")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TBX = "{urn:iso:std:iso:30042:ed-2}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOTE = "glossary: "
_STATUS = {"preferred": "preferredTerm-admn-sts", "admitted": "admittedTerm-admn-sts", "avoid": "deprecatedTerm-admn-sts"}


def export(entries: Entries, to: str) -> str:
    """Write entries in one of FORMATS; a lone surrogate, which no file can hold, is written as U+FFFD outside of JSON.

    Raises:
        DataError: an entry that only hides another, in a format of names.
    """
    hiding = [id for id, fields in entries.items() if "name" not in fields or "hans" not in fields]
    if hiding and to != "csv":
        raise DataError([f"{id}: an entry that hides another has no name to export; write it as CSV" for id in hiding])
    return _SURROGATE.sub("\ufffd", {"csv": to_csv, "tbx": to_tbx, "omegat": to_omegat}[to](entries))


def parse(text: str, source: str, name: str) -> Entries:
    """Read entries from one of FORMATS.

    Raises:
        DataError: the text is not of that format, or holds no entry; the message begins with `name`.
    """
    entries = {"csv": from_csv, "tbx": from_tbx, "omegat": from_omegat}[source](text, name)
    if not entries:
        wanted = {
            "csv": "a line of columns, and below it a line an entry",
            "tbx": "a conceptEntry an entry, as TBX version 3 (ISO 30042:2019) has it",
            "omegat": "a line an entry: Hanzi, a tab and the Indonesian name",
        }
        raise DataError(f"{name}:1: no entry; write {wanted[source]}")
    return entries


# -- CSV ---------------------------------------------------------------------------------------------


def csv_cell(text: str) -> str:
    """Guard a cell that a spreadsheet would run as a formula with an apostrophe; `undo_formula` takes it off.

    >>> csv_cell("=1+1"), undo_formula("'=1+1")
    ("'=1+1", '=1+1')
    """
    return "'" + text if _FORMULA.match(text) else text


def join_cell(items: list[str]) -> str:
    """Join a list to one cell with '|'; a backslash keeps a '|' or a backslash inside an item."""
    return "|".join(re.sub(r"([\\|])", r"\\\1", item) for item in items)


def to_csv(entries: Entries) -> str:
    """Write a table with a column a field; lists are joined by '|', roles are JSON."""
    columns = ["id", *(field for field in FIELDS if any(field in fields for fields in entries.values()))]
    sink = io.StringIO()
    plain, quoted = (csv.writer(sink, quoting=quoting, lineterminator="\n") for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    plain.writerow(columns)
    for id, fields in sorted(entries.items()):
        cells = [csv_cell(_cell({"id": id, **fields}.get(column))) for column in columns]
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)  # before 3.13, minimal quoting misses it
    return sink.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value and isinstance(value[0], dict) else join_cell(value)
    return str(value)


def from_csv(text: str, name: str) -> Entries:
    """Read the table that `to_csv` writes, with the rules of a user's CSV glossary."""
    from glossary.compile.sources import read_csv

    rows, problems = read_csv(name, text)
    if problems:
        raise DataError(problems)
    return {id: fields for id, fields, _, _ in rows}


# -- TBX-Basic, version 3 (ISO 30042:2019), DCA style -------------------------------------------------


def to_tbx(entries: Entries) -> str:
    """Write a TBX-Basic term base: a concept an entry, a section a language, `avoid` as deprecated terms."""
    concepts = "".join(_concept(number, id, fields) for number, (id, fields) in enumerate(sorted(entries.items()), 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="id" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><titleStmt><title>Glosarium nama Tionghoa</title></titleStmt>"
        "<sourceDesc><p>glossary-id-zh</p></sourceDesc></fileDesc></tbxHeader>\n"
        f"<text><body>\n{concepts}</body></text>\n</tbx>\n"
    )


def _concept(number: int, id: str, fields: dict[str, Any]) -> str:
    sections: dict[str, list[tuple[str, str]]] = {"id": [(fields["name"], "preferred")]}
    sections["zh-Hans"] = [(fields["hans"], "preferred")]
    if fields.get("hant"):
        sections["zh-Hant"] = [(fields["hant"], "preferred")]
    if fields.get("english"):
        sections["en"] = [(fields["english"], "preferred")]
    if fields.get("pinyin"):
        sections["zh-Latn-pinyin"] = [(fields["pinyin"], "preferred")]
    for field, status in (("aliases", "admitted"), ("avoid", "avoid")):
        for form in fields.get(field, ()):
            sections["zh-Hans" if script.has_hanzi(form) else "id"].append((form, status))
    definition = f'<descrip type="definition">{_xml(fields["description"])}</descrip>' if fields.get("description") else ""
    languages = "".join(
        f'<langSec xml:lang="{language}">'
        + "".join(
            f'<termSec><term>{_xml(term)}</term><termNote type="administrativeStatus">{_STATUS[status]}</termNote></termSec>'
            for term, status in terms
        )
        + "</langSec>\n"
        for language, terms in sections.items()
    )
    note = _json({"id": id, **fields})
    return (
        f'<conceptEntry id="c{number}"><descrip type="subjectField">{_xml(fields.get("kind", "other"))}</descrip>{definition}'
        f"<note>{_xml(_NOTE + note)}</note>\n{languages}</conceptEntry>\n"
    )


def _json(value: Any) -> str:
    """JSON that XML and UTF-8 can hold: what they forbid is escaped."""
    return _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False, default=str))


def _shown(text: str) -> str:
    """A term as XML can hold it; the note keeps what was replaced."""
    return _NO_XML.sub("\ufffd", text)


def _xml(text: str) -> str:
    return escape(_shown(text), quote=False).replace("\r", "&#13;")


def from_tbx(text: str, name: str) -> Entries:
    """Read a TBX term base. Terms as they stand win over the note, so that what a translator changed comes back."""
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.I):
        raise DataError(f"{name}:1: a document type; TBX files that declare entities are not read")
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        raise DataError(f"{name}:{error.position[0]}: not valid XML: {error}") from None
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise DataError(f"{name}:{line}: not valid XML: the lone surrogate U+{ord(text[error.start]):04X}") from None
    entries: Entries = {}
    for concept in root.iter(f"{_TBX}conceptEntry"):
        note = next((n.text or "" for n in concept.findall(f"{_TBX}note") if (n.text or "").startswith(_NOTE)), _NOTE + "{}")
        fields = _kept(note[len(_NOTE) :], f"{name}: {concept.get('id')}: note")
        id = fields.pop("id", concept.get("id", ""))
        heads = ("name", "hans", "hant", "english", "pinyin")
        kept = {field: value for field, value in fields.items() if field not in heads}
        entries[id] = _in_order({**kept, **_terms(concept, fields)})
    return entries


def _kept(text: str, where: str) -> dict[str, Any]:
    """The fields that travelled as JSON; what a user may have changed there by hand is checked.

    Raises:
        DataError: no JSON object, or a field of another type; the message begins with `where`.
    """
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: {json_problem(error)}") from None
    if not isinstance(fields, dict):
        raise DataError(f"{where}: a JSON object is wanted, not {type_name(fields)}")
    for field, value in fields.items():
        if field in ("aliases", "avoid"):
            if not isinstance(value, list) or not all(isinstance(form, str) for form in value):
                raise DataError(f"{where}: {field}: a list of strings is wanted, not {show(value)}")
        elif field in ("id", "kind", "name", "hans", "hant", "english", "pinyin", "description") and not isinstance(value, str):
            raise DataError(f"{where}: {field}: a string is wanted, not {type_name(value)}")
    return fields


def _terms(concept: ET.Element, noted: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    lists: dict[str, list[str]] = {"aliases": [], "avoid": []}
    heads = {"id": "name", "zh-Hans": "hans", "zh-Hant": "hant", "en": "english", "zh-Latn-pinyin": "pinyin"}
    as_noted = {_shown(form): form for field in lists for form in noted.get(field, ())}
    for section in concept.findall(f"{_TBX}langSec"):
        head = heads.get(section.get(_LANG, ""))
        for term in section.findall(f"{_TBX}termSec"):
            written = term.findtext(f"{_TBX}term", "")
            status = term.findtext(f"{_TBX}termNote", "")
            if status in (_STATUS["avoid"], "supersededTerm-admn-sts"):
                lists["avoid"].append(as_noted.get(written, written))
            elif head is not None and head not in found and status != _STATUS["admitted"]:
                found[head] = noted[head] if _shown(noted.get(head, "")) == written else written
            else:
                lists["aliases"].append(as_noted.get(written, written))
    for field, forms in lists.items():  # in the order of the note, what is new behind it
        known = {form: place for place, form in enumerate(noted.get(field, ()))}
        found[field] = sorted(forms, key=lambda form, known=known: known.get(form, len(known)))  # type: ignore[misc]
    definition = next((d.text for d in concept.iter(f"{_TBX}descrip") if d.get("type") == "definition"), None)
    if definition and " ".join(definition.split()) != " ".join(_shown(noted.get("description", "")).split()):
        found["description"] = definition
    kind = next((d.text for d in concept.iter(f"{_TBX}descrip") if d.get("type") == "subjectField"), None)
    return {**({"kind": kind or "other"} if "kind" not in noted else {}), **found}


def _in_order(fields: dict[str, Any]) -> dict[str, Any]:
    return {field: fields[field] for field in FIELDS if field in fields and fields[field] != []}


# -- OmegaT -------------------------------------------------------------------------------------------


def to_omegat(entries: Entries) -> str:
    """Write OmegaT's glossary: Hanzi, Indonesian name, comment, and two columns that OmegaT does not show: id and fields."""
    lines = ["# hanzi\tnama\tketerangan\tid\tisian"]
    for id, fields in sorted(entries.items()):
        comment = "; ".join(filter(None, (fields.get("pinyin", ""), fields.get("description", ""))))
        forms = (fields["hans"], fields.get("hant"), *filter(script.has_hanzi, fields.get("aliases", ())))
        record = _json(fields)
        for form in dict.fromkeys(map(_first_cell, filter(None, forms))):
            lines.append("\t".join([form, _line(fields["name"]), _line(comment), id, record]))
            record = ""
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(_SURROGATE.sub("\ufffd", text).split())


def _first_cell(form: str) -> str:
    """A form as the first cell of a line, where '#' would begin a comment."""
    return _line(form).lstrip("# ") or _line(form).replace("#", "＃")


def from_omegat(text: str, name: str) -> Entries:
    """Read OmegaT's glossary; lines without our id become entries of kind 'other' under an id made of the name."""
    entries: Entries = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            raise DataError(f"{name}:{number}: {len(cells)} cells; write Hanzi, a tab and the Indonesian name")
        if not script.has_hanzi(cells[0]):
            raise DataError(f"{name}:{number}: no Hanzi in {show(cells[0])}; write Hanzi, a tab and the Indonesian name")
        hans, target, comment, id, record = (*cells, "", "", "")[:5]
        id = id or re.sub(r"[^a-z0-9]+", "-", script.strip_marks(target).lower()).strip("-") or f"baris-{number}"
        if id in entries:
            known = (entries[id]["hans"], entries[id].get("hant") or "", *entries[id].get("aliases", ()))
            if _first_cell(hans) not in map(_first_cell, known):
                entries[id].setdefault("aliases", []).append(hans)
            continue
        fields = {"kind": "other", "hans": hans, **({"description": comment} if comment else {})}
        if record:
            fields = {"hans": hans, **_kept(record, f"{name}:{number}: the fifth cell")}
        entries[id] = _in_order({**fields, "name": target if _line(fields.get("name", "")) != target else fields["name"]})
    return entries


def plain(blocks: Iterable[tuple[str, dict[str, Any]]], profile: str = "tiongkok") -> Entries:
    """Entries by id, with dates as strings; names, descriptions and titles in a house style."""
    entries = {id: json.loads(json.dumps(fields, ensure_ascii=False, default=str)) for id, fields in blocks}
    if profile != "tiongkok":
        for fields in entries.values():
            restyle(fields, profile)
            for role in fields.get("roles", ()):
                role["title"] = house_style(role["title"], profile)
    return entries

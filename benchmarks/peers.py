"""What a careful engineer would have without this library: one small pipeline a peer, over the same glossary where it needs one.

Each is a function that takes the glossary and gives a function from a text to what it finds; it raises ImportError where
its library is not installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import glossary
from glossary.index import Glossary
from glossary.script import HANZI_CLASS, has_hanzi

_RUN = re.compile(rf"[{HANZI_CLASS}]+")
_BEFORE = re.compile(r"((?:[A-Z][\w'’-]*[ \u00a0]?)+)\s?[(（\[【]$")


class Found(NamedTuple):
    start: int
    end: int
    kind: str
    latin: str | None = None
    pinyin: str | None = None
    entry: str | None = None


Annotate = Callable[[str], list[Found]]


def of_annotator(annotator: glossary.Annotator) -> Annotate:
    """The library itself, in the shape of a peer."""

    def annotate(text: str) -> list[Found]:
        return [
            Found(m.start, m.end, m.kind, m.latin.text if m.latin else None, m.pinyin, m.entry.id if m.entry else None)
            for m in annotator.annotate(text).mentions
        ]

    return annotate


def _latin_before(text: str, start: int) -> str | None:
    match = _BEFORE.search(text[max(0, start - 80) : start])
    return match[1].strip() if match else None


def _person_pinyin(run: str) -> str:
    from pypinyin import Style, lazy_pinyin

    first, *rest = lazy_pinyin(run, style=Style.TONE)
    return first.capitalize() + (" " + "".join(rest).capitalize() if rest else "")


def regex_pypinyin(index: Glossary) -> Annotate:
    """Every Hanzi run, the capitalised words before its bracket, pypinyin; two to four Hanzi are a person."""
    import pypinyin  # noqa: F401

    def annotate(text: str) -> list[Found]:
        found = []
        for match in _RUN.finditer(text):
            run = match[0]
            kind = "person" if 2 <= len(run) <= 4 else "organization"
            found.append(Found(match.start(), match.end(), kind, _latin_before(text, match.start()), _person_pinyin(run)))
        return found

    return annotate


_TAGS = {"nr": "person", "ns": "place", "nt": "organization", "nz": "other", "nrt": "person"}


def jieba_pypinyin(index: Glossary) -> Annotate:
    """The names that jieba's tagger finds in each Hanzi run, with pypinyin."""
    import logging
    import warnings

    warnings.filterwarnings("ignore")
    import jieba.posseg
    import pypinyin  # noqa: F401

    jieba.setLogLevel(logging.ERROR)

    def annotate(text: str) -> list[Found]:
        found = []
        for match in _RUN.finditer(text):
            start = match.start()
            for word, tag in jieba.posseg.cut(match[0]):
                if tag in _TAGS:
                    kind = _TAGS[tag]
                    found.append(Found(start, start + len(word), kind, _latin_before(text, start), _person_pinyin(word)))
                start += len(word)
        return found

    return annotate


def _hanzi_forms(index: Glossary) -> dict[str, tuple[str, str, str | None]]:
    return {form: (e.kind, e.id, e.pinyin) for e in index for form in e.forms if has_hanzi(form)}


def spacy_ruler(index: Glossary) -> Annotate:
    """spaCy's EntityRuler with the Hanzi forms of the glossary as patterns."""
    import spacy

    forms = _hanzi_forms(index)
    nlp = spacy.blank("id")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": kind, "pattern": form, "id": id} for form, (kind, id, _) in forms.items()])  # type: ignore[attr-defined]

    def annotate(text: str) -> list[Found]:
        return [
            Found(e.start_char, e.end_char, e.label_, _latin_before(text, e.start_char), forms[e.text][2], e.ent_id_)
            for e in nlp(text).ents
        ]

    return annotate


def flashtext_forms(index: Glossary) -> Annotate:
    """Flashtext with the Hanzi forms of the glossary as keywords."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for form, (kind, id, pinyin) in _hanzi_forms(index).items():
        processor.add_keyword(form, (kind, id, pinyin))

    def annotate(text: str) -> list[Found]:
        return [
            Found(start, end, kind, _latin_before(text, start), pinyin, id)
            for (kind, id, pinyin), start, end in processor.extract_keywords(text, span_info=True)
        ]

    return annotate


PEERS = {
    "regex + pypinyin": regex_pypinyin,
    "jieba.posseg + pypinyin": jieba_pypinyin,
    "spaCy EntityRuler": spacy_ruler,
    "flashtext": flashtext_forms,
}

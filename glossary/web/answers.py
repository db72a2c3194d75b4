"""What the page and the API answer: pure functions from text to plain values."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from glossary.articles.html import html_text
from glossary.articles.html_in_place import annotate_html
from glossary.explain import explain
from glossary.flow import Annotator
from glossary.model import Entry, Mention, as_plain
from glossary.render.choice import address, described, distinct, hanzi_of, heading_of
from glossary.render.units import convert

FORMATS = ("text", "markdown", "html")
LANGUAGES = ("id", "en")


def annotated(
    annotator: Annotator, text: str, format: str = "text", lang: str = "id", repeat: str = "all", offsets: str = "code-points"
) -> dict[str, Any]:
    """One article: its record, the names with reasons, a preview, and what can be copied."""
    shown = html_text(text) if format == "html" else text
    document = annotator.annotate(shown)
    html = annotate_html(text, annotator=annotator, repeat=repeat) if format == "html" else document.to_html(repeat=repeat)
    return {
        "text": shown,
        "record": document.to_dict(offsets=offsets),
        "names": [_name(shown, first, every, lang) for first, every in distinct(document.mentions)],
        "preview": document.to_html(repeat=repeat, tones=True),
        "html": html,
        "markdown": document.to_markdown(repeat="first" if repeat == "all" else repeat),
        "json": document.to_json(),
    }


def _name(text: str, mention: Mention, every: list[Mention], lang: str) -> dict[str, Any]:
    lines = explain(text, (mention,), lang).splitlines()[1:]
    return {
        "name": heading_of(mention),
        "hanzi": hanzi_of(mention),
        "surface": mention.surface,
        "pinyin": mention.pinyin,
        "kind": mention.kind,
        "description": described(mention),
        "id": mention.entry.id if mention.entry is not None else None,
        "url": address(mention.entry),
        "count": len(every),
        "start": mention.start,
        "end": mention.end,
        "reasons": [line.strip().partition(": ")[::2] for line in lines],
        "candidates": [_brief(entry) for entry in mention.candidates],
    }


def _brief(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "name": entry.name, "hanzi": entry.hans, "pinyin": entry.pinyin, "description": entry.description}


def linted(
    annotator: Annotator, text: str, date: str | None = None, lang: str = "id", offsets: str = "code-points"
) -> dict[str, Any]:
    """The problems of one article; `available` is false where the linter is not installed.

    Raises:
        ValueError: the date is none.
    """
    linter = _linter(annotator, lang)
    if linter is None:
        return {"available": False, "problems": []}
    problems = linter.lint(text, date)
    places = convert(text, [place for problem in problems for place in (problem.start, problem.end)], offsets)
    found = [
        {
            **as_plain(problem),
            "start": places[problem.start],
            "end": places[problem.end],
            "seen": text[problem.start : problem.end],
        }
        for problem in problems
    ]
    return {"available": True, "problems": found}


@lru_cache(maxsize=4)
def _linter(annotator: Annotator, lang: str) -> Any:
    """The linter over the annotator's glossary, also for names in Latin letters alone; None where there is no linter."""
    try:
        linter = import_module("glossary.linter")
    except ImportError:
        return None
    return linter.Linter(Annotator(annotator.glossary, latin_mentions=True), lang=lang)


def looked_up(annotator: Annotator, form: str) -> dict[str, Any]:
    """Every entry that answers to a form."""
    return {"form": form, "entries": [as_plain(entry) for entry in annotator.glossary.lookup(form)]}


def read(annotator: Annotator, surface: str, kind: str | None = None, latin: str | None = None) -> dict[str, Any]:
    """How a name is read.

    Raises:
        ValueError: the kind is unknown.
    """
    return {"surface": surface, **as_plain(annotator.read(surface, kind, latin))}

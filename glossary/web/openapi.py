"""The OpenAPI document of the JSON API."""

from __future__ import annotations

from typing import Any

from glossary import __version__
from glossary.model import KINDS
from glossary.web.answers import FORMATS, LANGUAGES

_LANG = {"type": "string", "enum": list(LANGUAGES), "default": "id"}
_UNIT = {"type": "string", "enum": ["code-points", "utf-16", "utf-8"], "default": "code-points"}
_TEXT = {"type": "string", "description": "The article. The most that is taken is said by the answer 422."}
_WORD = {"type": "string"}

# path -> (what it does, properties, required)
OPERATIONS: dict[str, tuple[str, dict[str, dict[str, Any]], tuple[str, ...]]] = {
    "/api/annotate": (
        "Annotate an article: its record, names with reasons, HTML, Markdown and JSON.",
        {
            "text": _TEXT,
            "format": {"type": "string", "enum": list(FORMATS), "default": "text"},
            "lang": _LANG,
            "repeat": {"type": "string", "enum": ["all", "first", "section"], "default": "all"},
            "offsets": _UNIT,
        },
        ("text",),
    ),
    "/api/lint": (
        "Find problems in an article.",
        {"text": _TEXT, "date": {"type": ["string", "null"], "format": "date"}, "lang": _LANG, "offsets": _UNIT},
        ("text",),
    ),
    "/api/lookup": ("Find the entries that answer to a form.", {"form": _WORD}, ("form",)),
    "/api/read": (
        "Read a name in Hanzi.",
        {"surface": _WORD, "kind": {"type": ["string", "null"], "enum": [*KINDS, None]}, "latin": {"type": ["string", "null"]}},
        ("surface",),
    ),
    "/api/report": (
        "Report a name: one entry as a draft with the sentence that fails. Only where the server was given a folder.",
        {
            "text": _TEXT,
            "start": {"type": "integer", "minimum": 0},
            "end": {"type": "integer", "minimum": 1},
            **dict.fromkeys(("id", "kind", "hans", "pinyin", "name", "description", "note"), _WORD),
        },
        ("text", "start", "end"),
    ),
}


def openapi() -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    error = {
        "content": {"application/json": {"schema": {"type": "object", "required": ["error"], "properties": {"error": _WORD}}}},
    }
    paths = {
        path: {
            "post": {
                "summary": summary,
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "properties": properties,
                                "required": list(required),
                                "additionalProperties": False,
                            }
                        }
                    },
                },
                "responses": {
                    "200": {"description": "Done.", "content": {"application/json": {"schema": {"type": "object"}}}},
                    **{
                        code: {"description": said, **error}
                        for code, said in (
                            ("403", "Another site or host asks, or reports are off."),
                            ("422", "The request has no such shape, or is too large."),
                            ("503", "It took too long."),
                        )
                    },
                },
            }
        }
        for path, (summary, properties, required) in OPERATIONS.items()
    }
    return {"openapi": "3.1.0", "info": {"title": "glossary", "version": __version__}, "paths": paths}


def check(path: str, body: Any) -> dict[str, Any]:
    """Check a request by the document.

    Raises:
        ValueError: it has no such shape; the message says what and where.
    """
    _, properties, required = OPERATIONS[path]
    if not isinstance(body, dict):
        raise ValueError("write a JSON object")
    for name in required:
        if name not in body:
            raise ValueError(f"{name!r} is missing")
    for name, value in body.items():
        if name not in properties:
            raise ValueError(f"unknown property {name!r}; known are {', '.join(properties)}")
        types = properties[name]["type"]
        named = {"string": str, "integer": int, "null": type(None)}
        allowed = tuple(named[type_] for type_ in ([types] if isinstance(types, str) else types))
        if not isinstance(value, allowed) or isinstance(value, bool):
            raise ValueError(
                f"{name!r} is {type(value).__name__}; write {' or '.join([types] if isinstance(types, str) else types)}"
            )
        if "enum" in properties[name] and value not in properties[name]["enum"]:
            raise ValueError(
                f"{name!r} is {value!r}; write one of {', '.join(word or 'null' for word in properties[name]['enum'])}"
            )
        if "minimum" in properties[name] and value < properties[name]["minimum"]:
            raise ValueError(f"{name!r} is {value}; the least is {properties[name]['minimum']}")
    return body

"""The application: routes, limits, and the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from glossary.errors import GlossaryError
from glossary.flow import Annotator
from glossary.render.html import asset
from glossary.web import answers
from glossary.web.guard import LOOPBACK, Guard
from glossary.web.openapi import OPERATIONS, check, openapi
from glossary.web.report import save_report
from glossary.web.words import WORDS

HERE = Path(__file__).parent
FILES = {"page.css": "text/css", "page.js": "text/javascript", "glossary.css": "text/css", "glossary.js": "text/javascript"}


class Limits(NamedTuple):
    """The most that one request may ask for."""

    code_points: int = 200_000
    seconds: float = 20.0


class TooLargeError(ValueError):
    """A request that is larger than the limit."""


def create_app(
    annotator: Annotator | None = None,
    *,
    reports: str | None = None,
    hosts: frozenset[str] | None = LOOPBACK,
    limits: Limits = Limits(),  # noqa: B008
) -> Starlette:
    """Make the ASGI application.

    Args:
        annotator: finds the names; with the built-in glossary where None.
        reports: the folder for readers' reports; None: they are off.
        hosts: the host names that are answered to; None: any.
        limits: the most that one request may ask for.
    """
    names = annotator if annotator is not None else Annotator()
    templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)

    async def page(request: Request) -> Response:
        lang = request.query_params.get("lang", "id")
        lang = lang if lang in WORDS else "id"
        words = WORDS[lang]
        shown = templates.get_template("page.html").render(
            lang=lang, words=words, reports=reports is not None, limit=limits.code_points, script_words=json.dumps(words)
        )
        return HTMLResponse(shown)

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            return JSONResponse({"error": "no such file"}, status_code=404)
        content = asset(name) if name.startswith("glossary.") else (HERE / "static" / name).read_text(encoding="utf-8")
        return Response(content, media_type=FILES[name])

    async def schema(request: Request) -> Response:
        return JSONResponse(openapi())

    def report(text: str, start: int, end: int, **fields: str) -> dict[str, Any]:
        if reports is None:
            raise PermissionError("reports are off; start the server with --reports FOLDER")
        return {"saved": save_report(reports, fields, text, start, end)}

    functions: dict[str, Callable[..., dict[str, Any]]] = {
        "/api/annotate": lambda **body: answers.annotated(names, **body),
        "/api/lint": lambda **body: answers.linted(names, **body),
        "/api/lookup": lambda **body: answers.looked_up(names, **body),
        "/api/read": lambda **body: answers.read(names, **body),
        "/api/report": report,
    }

    async def answer(request: Request) -> Response:
        path = request.url.path
        try:
            body = check(path, await _body(request, limits))
            work = run_in_threadpool(functions[path], **body)
            return _json(await asyncio.wait_for(work, limits.seconds))
        except PermissionError as error:
            return _json({"error": str(error)}, 403)
        except TimeoutError:
            return _json({"error": f"it took longer than {limits.seconds:g} seconds; send a shorter text"}, 503)
        except (ValueError, TypeError, GlossaryError) as error:
            return _json({"error": str(error)}, 422)

    routes = [
        Route("/", page),
        Route("/static/{name}", file),
        Route("/favicon.ico", lambda request: Response(status_code=204)),
        Route("/openapi.json", schema),
        *(Route(path, answer, methods=["POST"]) for path in OPERATIONS),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)])


async def _body(request: Request, limits: Limits) -> Any:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ValueError("write JSON, with the header Content-Type: application/json")
    data = bytearray()
    most = 6 * limits.code_points + 10_000  # a code point is at most six bytes of JSON, or twelve for a pair of escapes
    async for chunk in request.stream():
        data += chunk
        if len(data) > 2 * most:
            raise TooLargeError(f"too large; the most is {limits.code_points:,} characters")
    try:
        body = json.loads(bytes(data))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not valid JSON: {error}") from None
    if isinstance(body, dict) and any(isinstance(value, str) and len(value) > limits.code_points for value in body.values()):
        raise TooLargeError(f"too large; the most is {limits.code_points:,} characters")
    return body


def _json(value: Any, status: int = 200) -> Response:
    """JSON in ASCII, so that lone surrogates pass."""
    return Response(json.dumps(value), status_code=status, media_type="application/json")

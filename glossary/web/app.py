"""The application: routes, limits, and the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from glossary.errors import GlossaryError, json_problem
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
    site = _Site(annotator if annotator is not None else Annotator(), reports, limits)
    routes = [
        Route("/", site.page),
        Route("/static/{name}", _file),
        Route("/favicon.ico", lambda request: Response(status_code=204)),
        Route("/openapi.json", lambda request: JSONResponse(openapi())),
        *(Route(path, site.answer, methods=["POST"]) for path in OPERATIONS),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)])


class _Site:
    """What the routes share: the annotator, the folder for reports, the limits."""

    def __init__(self, annotator: Annotator, reports: str | None, limits: Limits) -> None:
        self._reports = reports
        self._limits = limits
        self._page = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True).get_template("page.html")
        self._functions: dict[str, Callable[..., dict[str, Any]]] = {
            "/api/annotate": partial(answers.annotated, annotator),
            "/api/lint": partial(answers.linted, annotator),
            "/api/lookup": partial(answers.looked_up, annotator),
            "/api/read": partial(answers.read, annotator),
            "/api/report": self._report,
        }

    async def page(self, request: Request) -> Response:
        """The page, in the language that `lang` asks for."""
        lang = request.query_params.get("lang", "id")
        lang = lang if lang in WORDS else "id"
        words = WORDS[lang]
        return HTMLResponse(
            self._page.render(lang=lang, words=words, reports=self._reports is not None, script_words=json.dumps(words))
        )

    async def answer(self, request: Request) -> Response:
        """The answer to one request of the interface: what it asks for, or what is wrong with it."""
        path = request.url.path
        try:
            body = check(path, await _body(request, self._limits))
            work = run_in_threadpool(self._functions[path], **body)
            return _json(await asyncio.wait_for(work, self._limits.seconds))
        except PermissionError as error:
            return _json({"error": str(error)}, 403)
        except TimeoutError:
            return _json({"error": f"it took longer than {self._limits.seconds:g} seconds; send a shorter text"}, 503)
        except (ValueError, TypeError, GlossaryError) as error:
            return _json({"error": str(error)}, 422)

    def _report(self, text: str, start: int, end: int, **fields: str) -> dict[str, Any]:
        if self._reports is None:
            raise PermissionError("reports are off; start the server with --reports FOLDER")
        return {"saved": save_report(self._reports, fields, text, start, end)}


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return JSONResponse({"error": "no such file"}, status_code=404)
    content = asset(name) if name.startswith("glossary.") else (HERE / "static" / name).read_text(encoding="utf-8")
    return Response(content, media_type=FILES[name])


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
        raise ValueError(json_problem(error)) from None
    if isinstance(body, dict) and any(isinstance(value, str) and len(value) > limits.code_points for value in body.values()):
        raise TooLargeError(f"too large; the most is {limits.code_points:,} characters")
    return body


def _json(value: Any, status: int = 200) -> Response:
    """JSON in ASCII, so that lone surrogates pass."""
    return Response(json.dumps(value), status_code=status, media_type="application/json")

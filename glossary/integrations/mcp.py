"""Model Context Protocol: a server that lets a language model ask the glossary instead of guessing.

Four tools, all read-only: `lookup`, `annotate`, `check`, `explain`. It speaks over standard input and output, opens no file but
the glossary and no connection.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

import glossary
from glossary.integrations.settings import Settings
from glossary.model import as_plain

MAX_TEXT = 1_000_000  # code points of one text
INSTRUCTIONS = (
    "Chinese names in Indonesian text: their pinyin, the entry they mean, and what is wrong with them. "
    "Offsets count Unicode code points. An entry of null means that no entry of the glossary is that name; do not invent one."
)
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def make_server(settings: Settings = Settings()) -> MCPServer[Any]:  # noqa: B008
    """Make the server of a glossary."""
    server: MCPServer[Any] = MCPServer("glossary", instructions=INSTRUCTIONS, version=glossary.__version__, log_level="WARNING")
    annotator, linter = settings.annotator(), settings.linter()

    def lookup(form: str) -> dict[str, Any]:
        """Give every entry that answers to a form: Hanzi of either script, Indonesian or pinyin, however it is written."""
        return {"entries": [_entry(entry) for entry in annotator.glossary.lookup(_checked(form))]}

    def annotate(text: str) -> dict[str, Any]:
        """Find the Chinese names of an Indonesian text, each with kind, pinyin, Latin form and entry."""
        return annotator.annotate(_checked(text)).to_dict()

    def check(text: str, date: str | None = None) -> dict[str, Any]:
        """Find what is wrong with the Chinese names of a text: spelling, Hanzi, brackets, titles that were outdated on a date.

        `date` is ISO 8601; without it no title is judged. `fix` replaces the characters from `start` to `end`; only a safe one
        may be applied without asking.
        """
        return {"problems": [as_plain(problem) for problem in linter.lint(_checked(text), date)]}

    def explain(text: str, lang: str = "id") -> str:
        """Say in words why each name of a text was found and settled as it was, in Indonesian ('id') or English ('en')."""
        return annotator.annotate(_checked(text)).explain(lang)

    for tool in (lookup, annotate, check, explain):
        server.add_tool(_telling(tool), annotations=READ_ONLY)
    return server


def serve(settings: Settings = Settings()) -> None:  # noqa: B008
    """Serve over standard input and output until the client closes them."""
    make_server(settings).run("stdio")


def _telling(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The same tool, whose wrong arguments are told to the client; the package keeps other errors to itself."""

    @wraps(tool)
    def told(*args: Any, **options: Any) -> Any:
        try:
            return tool(*args, **options)
        except ValueError as error:
            raise ToolError(str(error)) from error

    return told


def _checked(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise ValueError(f"a text of {len(text):,} code points; at most {MAX_TEXT:,} at once")
    return text


def _entry(entry: glossary.Entry) -> dict[str, Any]:
    return {field: value for field, value in as_plain(entry).items() if value not in (None, "", [], False)}

"""Language server: the linter's problems and fixes, and who a name is, in any editor that speaks the protocol.

Problems come as diagnostics while one types; each fix is a quick fix, the safe ones together are `source.fixAll.glossary`.
Hovering over a name shows its pinyin, entry and reason.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from typing import Any
from urllib.parse import quote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

import glossary
from glossary.integrations.settings import Settings
from glossary.model import Mention, Problem
from glossary.survey import as_day, front_matter

SOURCE = "glossary"
FIX_ALL = "source.fixAll.glossary"
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Lines:
    """Converts between offsets in code points and the protocol's positions: lines, and code units within one.

    Line ends are those of the protocol, '\\n', '\\r\\n' and '\\r', and no others that Python knows.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """Index a text; positions count UTF-16 code units unless client and server agreed on another encoding."""
        self._text = text
        self._codec, self._size = _UNITS[encoding]
        self._starts = [0]
        for place, character in enumerate(text):
            if character == "\n" or (character == "\r" and text[place + 1 : place + 2] != "\n"):
                self._starts.append(place + 1)

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        return types.Position(line, len(before.encode(self._codec, "surrogatepass")) // self._size)

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one behind the end of its line is that end."""
        if position.line >= len(self._starts):
            return len(self._text)
        start: int = self._starts[position.line]
        end = self._starts[position.line + 1] if position.line + 1 < len(self._starts) else len(self._text)
        line = self._text[start:end].rstrip("\r\n")
        units = line.encode(self._codec, "surrogatepass")[: position.character * self._size]
        return start + len(units.decode(self._codec, "ignore" if self._codec == "utf-8" else "surrogatepass"))


def make_server(settings: Settings = Settings()) -> LanguageServer:  # noqa: B008
    """Make the server of a glossary."""
    server = LanguageServer("glossary", glossary.__version__)
    linter = settings.linter()

    def opened(uri: str) -> tuple[str, Lines]:
        text = server.workspace.get_text_document(uri).source
        encoding = server.workspace.position_encoding or "utf-16"
        return text, Lines(text, getattr(encoding, "value", encoding))

    def publish(uri: str, version: int | None) -> None:
        text, lines = opened(uri)
        found = [diagnostic(problem, lines) for problem in linter.lint(text, day(text))]
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri, params.text_document.version)

    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri, params.text_document.version)

    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        if uri not in server.workspace.text_documents:
            return []
        text, lines = opened(uri)
        first, last = lines.offset(params.range.start), lines.offset(params.range.end)
        problems = linter.lint(text, day(text))
        return code_actions(text, problems, linter.fix(text, day(text)), lines, uri, first, last, params.context.only)

    def hover(params: types.HoverParams) -> types.Hover | None:
        if params.text_document.uri not in server.workspace.text_documents:
            return None  # closed in the meantime
        text, lines = opened(params.text_document.uri)
        return hovered(settings.annotator().annotate(text).mentions, lines, lines.offset(params.position))

    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL])
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(did_open)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(did_change)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(did_close)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(code_action)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover)
    return server


def day(text: str) -> str | None:
    """The day of an article whose front matter tells it; without one no title is judged."""
    date = as_day(front_matter(text).get("date"))
    return date if date is not None and len(date) == 10 else None


def diagnostic(problem: Problem, lines: Lines) -> types.Diagnostic:
    """A problem as the protocol says it; what has a safe fix is a matter of form, the rest a warning."""
    severity = types.DiagnosticSeverity.Information if problem.safe else types.DiagnosticSeverity.Warning
    return types.Diagnostic(
        lines.range(problem.start, problem.end), problem.message, severity=severity, code=problem.code, source=SOURCE
    )


def code_actions(
    text: str, problems: tuple[Problem, ...], fixed: str, lines: Lines, uri: str, first: int, last: int, only: Any = None
) -> list[types.CodeAction]:
    """The fixes of the problems that touch a span, and all safe ones at once: `fixed`; `only` are the kinds that are wanted."""

    def wanted(kind: str) -> bool:
        return not only or any(kind == want or kind.startswith(f"{getattr(want, 'value', want)}.") for want in only)

    actions = []
    for problem in problems:
        if problem.fix is not None and problem.start <= last and problem.end >= first and wanted("quickfix"):
            edit = types.TextEdit(lines.range(problem.start, problem.end), problem.fix)
            actions.append(
                types.CodeAction(
                    _title(text[problem.start : problem.end], problem.fix),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[diagnostic(problem, lines)],
                    edit=types.WorkspaceEdit(changes={uri: [edit]}),
                    is_preferred=problem.safe,
                )
            )
    if wanted(FIX_ALL) and fixed != text:
        whole = types.TextEdit(lines.range(0, len(text)), fixed)
        edit_all = types.WorkspaceEdit(changes={uri: [whole]})
        actions.append(types.CodeAction("Perbaiki semua yang aman (glossary)", kind=FIX_ALL, edit=edit_all))
    return actions


def hovered(mentions: tuple[Mention, ...], lines: Lines, offset: int) -> types.Hover | None:
    """The card of the name at an offset, or of the name whose Latin form stands there; None where there is none."""
    for mention in mentions:
        latin = mention.latin
        if mention.start <= offset <= mention.end or (latin is not None and latin.start <= offset <= latin.end):
            return types.Hover(
                types.MarkupContent(types.MarkupKind.Markdown, card(mention)), lines.range(mention.start, mention.end)
            )
    return None


def card(mention: Mention) -> str:
    """Who or what a name is, as Markdown."""
    entry = mention.entry
    head = f"**{mention.surface}**" + (f" *{mention.pinyin}*" if mention.pinyin else "")
    if entry is None:
        others = ", ".join(candidate.name for candidate in mention.candidates)
        return f"{head}\n\ntidak ada dalam glosarium" + (f"; bisa jadi {others}" if others else "")
    link = f"[{entry.name}]({quote(entry.url, safe=':/?&=#%{}')})" if entry.url else entry.name
    return f"{head}\n\n{link}" + (f": {entry.description}" if entry.description else "")


def _title(seen: str, fix: str) -> str:
    if not fix.strip():
        return f"Hapus “{seen.strip() or seen}”" if seen.strip() else "Perbaiki spasi"
    return f"Ganti “{seen}” dengan “{fix}”" if seen.strip() else f"Sisipkan “{fix}”"


def serve(settings: Settings = Settings()) -> None:  # noqa: B008
    """Serve over standard input and output until the client says goodbye."""
    handler = logging.StreamHandler()
    handler.addFilter(_in_one_line)
    logging.getLogger("pygls").addHandler(handler)
    make_server(settings).start_io()


def _in_one_line(record: logging.LogRecord) -> bool:
    """A message that cannot be read is told without the traceback of the server; it is the client's fault."""
    if str(record.msg).startswith("Unable to"):
        first, *rest = record.getMessage().splitlines()
        error = record.exc_info[1] if record.exc_info else None
        reason = f"{type(error).__name__}: {error}" if error is not None else next((x for x in rest[::-1] if x[:1].isalpha()), "")
        record.msg, record.args = ": ".join(filter(None, (first, " ".join(reason.split())[:300]))), ()
        record.exc_info = record.exc_text = None
    return True

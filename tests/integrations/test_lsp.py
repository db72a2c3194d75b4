"""The language server: positions, and a conversation with pygls' own client over standard input and output."""

import asyncio
import json
import subprocess
import sys

import pytest

pytest.importorskip("pygls", reason="needs the extra [lsp]")
from lsprotocol import types
from pygls.lsp.client import LanguageClient

import glossary
from glossary.integrations.lsp import Lines, code_actions, day, diagnostic
from glossary.model import Problem

TEXT = "𠀀 baris satu\r\nXi Jinping (习近平)\rtiga\u2028masih tiga 😀习\n"


@pytest.mark.parametrize(
    ("encoding", "units"),
    [("utf-16", "utf-16-le"), ("utf-8", "utf-8"), ("utf-32", "utf-32-le")],
)
def test_positions_and_offsets_are_each_others_inverse(encoding, units):
    """Lines end as the protocol says, and columns count the units that were agreed on."""
    lines = Lines(TEXT, encoding)
    for offset in range(len(TEXT) + 1):
        if TEXT[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two no position exists
        position = lines.position(offset)
        assert lines.offset(position) == offset
    place = lines.position(TEXT.index("习", 30))
    width = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[units]
    assert (place.line, place.character) == (2, len("tiga\u2028masih tiga 😀".encode(units)) // width)


def test_a_position_behind_the_end_is_the_end():
    lines = Lines("ab\ncd")
    assert lines.offset(types.Position(0, 99)) == 2
    assert lines.offset(types.Position(9, 0)) == 5


def test_problems_become_diagnostics_and_fixes():
    text = "😀 Xi Jinping(习近平)"
    problem = Problem("X001", 12, 13, "spasi", " (", True)
    lines = Lines(text)
    shown = diagnostic(problem, lines)
    assert (shown.range.start.character, shown.range.end.character, shown.code) == (13, 14, "X001")
    (action,) = code_actions(text, (problem,), text, lines, "file:///a", 12, 12, [types.CodeActionKind.QuickFix])
    assert action.is_preferred
    assert action.edit.changes["file:///a"][0].new_text == " ("
    assert code_actions(text, (problem,), text, lines, "file:///a", 0, 3, [types.CodeActionKind.QuickFix]) == []
    assert code_actions(text, (problem,), text, lines, "file:///a", 12, 12, [types.CodeActionKind.Refactor]) == []


def talk(conversation):
    """Start `glossary lsp`, and hold a conversation with it."""

    async def run():
        client = LanguageClient("test", "1")
        published = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def keep(params):
            published.put_nowait(params)

        await client.start_io(sys.executable, "-m", "glossary", "lsp")
        await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities(), process_id=None))
        client.initialized(types.InitializedParams())
        try:
            return await asyncio.wait_for(conversation(client, published), 60)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    return asyncio.run(run())


def opened(text, uri="file:///a.md"):
    return types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, text))


def test_hover_shows_who_a_name_is():
    """Also over its Latin form, and behind a character that counts two."""
    text = "😀 Xi Jinping (习近平) dan 吴某某."

    async def conversation(client, published):
        client.text_document_did_open(opened(text))
        document = types.TextDocumentIdentifier("file:///a.md")
        asked = [types.HoverParams(document, types.Position(0, column)) for column in (0, 4, 16, 25)]
        return [await client.text_document_hover_async(params) for params in asked]

    nothing, latin, hanzi, unknown = talk(conversation)
    assert nothing is None
    assert latin.contents.value == hanzi.contents.value
    assert "Xí Jìnpíng" in hanzi.contents.value
    assert (hanzi.range.start.character, hanzi.range.end.character) == (15, 18)
    assert "tidak ada dalam glosarium" in unknown.contents.value


def test_problems_come_while_one_types_and_are_mended():
    """Diagnostics after opening, a fix for them, and none once the fix is applied."""
    text = "😀 Presiden Xi Jinping(习近平) tiba."

    async def conversation(client, published):
        client.text_document_did_open(opened(text))
        first = await published.get()
        document = types.TextDocumentIdentifier("file:///a.md")
        whole = types.Range(types.Position(0, 0), types.Position(0, 99))
        context = types.CodeActionContext(first.diagnostics)
        actions = await client.text_document_code_action_async(types.CodeActionParams(document, whole, context))
        changed = types.TextDocumentContentChangeWholeDocument(glossary.fix(text))
        version = types.VersionedTextDocumentIdentifier(uri="file:///a.md", version=2)
        client.text_document_did_change(types.DidChangeTextDocumentParams(version, [changed]))
        return first, actions, await published.get()

    first, actions, second = talk(conversation)
    problems = glossary.lint(text)
    assert [(d.code, d.message, d.range.start.character) for d in first.diagnostics] == [
        (p.code, p.message, p.start + 1) for p in problems
    ]
    assert problems
    assert not second.diagnostics
    (fix_all,) = [action for action in actions if action.kind == "source.fixAll.glossary"]
    assert fix_all.edit.changes["file:///a.md"][0].new_text == glossary.fix(text)
    assert [action for action in actions if action.is_preferred]


def test_a_date_in_the_front_matter_judges_titles():
    """What the person held then is right, and without a date nothing is judged."""
    assert day("---\ntitle: Kunjungan\ndate: 2024-05-01\n---\n\nTeks") == "2024-05-01"
    assert day("date: 2024-05-01") is None
    assert day("---\ndate: 2024-05\n---\n") is None


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"[1", b"[" * 100_000, b'{"jsonrpc": "2.0", "method": 5}'], ids=lambda body: body[:9]
)
def test_a_message_that_is_none_is_told_without_a_traceback(body):
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "lsp"],
        input=b"Content-Length: %d\r\n\r\n%s" % (len(body), body), capture_output=True, timeout=200, check=False,
    )  # fmt: skip
    told = done.stderr.decode().splitlines()
    assert (done.returncode, 1 <= len(told) <= 2, "Traceback" in "".join(told)) == (0, True, False), told


def framed(*messages):
    """Messages as the protocol sends them."""
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


def test_a_session_that_is_ended_as_the_protocol_says_ends_well():
    """Without a traceback and with 0; what is asked about a document that was closed has no answer."""
    place = {"textDocument": {"uri": "file:///closed.md"}, "position": {"line": 0, "character": 0}}
    span = {"start": place["position"], "end": place["position"]}
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "lsp"],
        input=framed(
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
            {"method": "initialized", "params": {}},
            {"id": 2, "method": "textDocument/hover", "params": place},
            {"id": 3, "method": "textDocument/codeAction", "params": {**place, "range": span, "context": {"diagnostics": []}}},
            {"id": 4, "method": "shutdown"},
            {"method": "exit"},
        ),
        capture_output=True, timeout=200, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert b'"error"' not in done.stdout

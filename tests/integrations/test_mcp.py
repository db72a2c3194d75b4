"""The MCP server, spoken to by the protocol's own client over standard input and output."""

import sys

import pytest

pytest.importorskip("mcp", reason="needs the extra [mcp]")
import anyio
from mcp import ClientSession, StdioServerParameters, stdio_client

import glossary

TEXT = "Presiden Xi Jinping (习近平) bertemu 吴谦."


def asked(*calls):
    """Start `glossary mcp`, call its tools, and give the tools and the answers."""

    async def talk():
        server = StdioServerParameters(command=sys.executable, args=["-m", "glossary", "mcp"])
        with open("/dev/null", "w") as quiet:
            async with stdio_client(server, errlog=quiet) as (incoming, outgoing), ClientSession(incoming, outgoing) as session:
                await session.initialize()
                tools = (await session.list_tools()).tools
                return tools, [await session.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(talk)


def test_the_tools_answer_as_the_library_does():
    tools, answers = asked(
        ("lookup", {"form": "Xi Jinping"}),
        ("lookup", {"form": "tiada"}),
        ("annotate", {"text": TEXT}),
        ("explain", {"text": TEXT, "lang": "en"}),
        ("explain", {"text": TEXT, "lang": "xx"}),
        ("annotate", {"text": "a" * 1_000_001}),
    )
    assert {tool.name for tool in tools} == {"lookup", "annotate", "check", "explain"}
    assert all(tool.annotations.read_only_hint and tool.annotations.open_world_hint is False for tool in tools)
    found, nothing, annotated, explained, language, too_long = answers
    assert [entry["id"] for entry in found.structured_content["entries"]] == ["xi-jinping"]
    assert nothing.structured_content == {"entries": []}
    assert annotated.structured_content["mentions"] == glossary.annotate(TEXT).to_dict()["mentions"]
    assert explained.structured_content == {"result": glossary.annotate(TEXT).explain("en")}
    assert language.is_error
    assert "unknown language 'xx'" in language.content[0].text
    assert too_long.is_error
    assert "1,000,001" in too_long.content[0].text


def test_check_gives_the_problems_of_the_linter():
    text = "Presiden Xi Jinping(习近平) tiba."
    _, (checked, date) = asked(("check", {"text": text}), ("check", {"text": text, "date": "kemarin"}))
    problems = checked.structured_content["problems"]
    assert [(p["code"], p["start"], p["end"], p["fix"]) for p in problems] == [
        (p.code, p.start, p.end, p.fix) for p in glossary.lint(text)
    ]
    assert problems
    assert date.is_error

"""`glossary read`: the pinyin of names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from glossary.cli import as_text, standard_input
from glossary.model import KINDS, as_plain
from glossary.pinyin import STYLES

if TYPE_CHECKING:
    from glossary.model import Reading

_REASONS = {
    "entry": "an entry of the glossary says so",
    "latin": "the Latin form spells it so",
    "name": "the dictionary of proper names has it",
    "surname": "the reading of a surname",
    "given-name": "characters as given names have them",
    "transcription": "a foreign name, written by its sound",
    "place": "characters as place names have them",
    "phrase": "words of the dictionary",
    "character": "the usual reading of each character",
    "unknown": "it cannot be read whole",
}


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), help="What is named; told by the name itself where left out.")
@click.option("--latin", metavar="TEXT", help="The Latin form beside it, which can choose between readings.")
@click.option("--style", type=click.Choice(STYLES), default="marks", show_default=True, help="How the pinyin is written.")
@click.option(
    "--glossary", "glossary_file", metavar="FILE", type=click.Path(), help="Entries of your own, over the built-in ones."
)
@click.option("--explain", is_flag=True, help="Say why, how sure it is, and what else it could be.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a name.")
def read(
    names: tuple[str, ...],
    kind: str | None,
    latin: str | None,
    style: str,
    glossary_file: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Give the pinyin of names in Hanzi, one a line; "-" reads names from standard input, with a Latin form after a tab.

    Ends with 1 when a name could not be read.
    """
    from glossary.compile.load import load
    from glossary.flow import Annotator

    annotator = Annotator(load(glossary_file)) if glossary_file is not None else Annotator()
    failed = False
    for name, beside in _expand(names, latin):
        reading = annotator.read(name, kind, beside)
        failed = failed or reading.pinyin is None
        if as_json:
            record = {"name": name, "styled": reading.styled(style), **as_plain(reading)}
            click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo("\n".join(_lines(name, reading, style, explain)))
    if failed:
        raise SystemExit(1)


def _expand(names: Iterable[str], latin: str | None) -> Iterator[tuple[str, str | None]]:
    """Give every name with its Latin form; "-" stands for the lines of standard input."""
    for name in names:
        if name != "-":
            yield as_text(name), as_text(latin) if latin is not None else None
            continue
        for line in standard_input():
            hanzi, _, beside = line.decode("utf-8-sig", "replace").rstrip("\r\n").partition("\t")
            if hanzi.strip():
                yield hanzi, beside.strip() or latin


def _lines(name: str, reading: Reading, style: str, explain: bool) -> Iterator[str]:
    yield f"{name}\t{reading.styled(style) or '-'}\t{reading.reason}"
    if explain:
        yield f"  why: {_REASONS[reading.reason]}" + ("; bearers of this surname differ" if reading.disputed else "")
        yield f"  sure: {reading.confidence:.1%}"
        if reading.alternatives:
            yield f"  or: {', '.join(reading.alternatives)}"

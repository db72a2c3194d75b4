"""`glossary explain`: why each name of a text was found and settled as it was."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli import as_text, profile_option, standard_input


@click.command()
@click.argument("text")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the explanation.")
@click.option("--latin-mentions", is_flag=True, help="Names in Latin letters alone, too.")
@click.option("--glossary", "own", type=click.Path(path_type=Path), help="Own entries over the built-in ones.")
@profile_option
def explain(text: str, lang: str, latin_mentions: bool, own: Path | None, profile: str) -> None:
    """Say why each mention of TEXT ('-' for standard input) got its span, kind, Latin form, entry and reading."""
    from glossary.compile.load import load
    from glossary.flow import Annotator

    text = as_text(text)
    if text == "-":
        text = standard_input().read().decode("utf-8", "surrogateescape")
    annotator = Annotator(load(*([own] if own else []), profile=profile), latin_mentions=latin_mentions)
    click.echo(annotator.annotate(text).explain(lang=lang))

"""`glossary mcp`: a server for language models."""

from __future__ import annotations

import click

from glossary.cli import profile_option


@click.command()
@click.option("--glossary", "own", multiple=True, help="A file of own entries, over the built-in ones.")
@click.option("--latin-mentions", is_flag=True, help="Names in Latin letters alone, too.")
@profile_option
def mcp(own: tuple[str, ...], latin_mentions: bool, profile: str) -> None:
    """Serve lookup, annotate, check and explain by the Model Context Protocol: read-only, offline."""
    try:
        from glossary.integrations.mcp import serve
    except ImportError as error:
        raise click.ClickException(f"{error.name} is missing; run: pip install 'glossary-id-zh[mcp]'") from None
    from glossary.integrations.settings import Settings

    serve(Settings(own, latin_mentions, profile))

"""`glossary lsp`: a language server for editors."""

from __future__ import annotations

import click

from glossary.cli import profile_option


@click.command()
@click.option("--glossary", "own", multiple=True, help="A file of own entries, over the built-in ones.")
@click.option("--latin-mentions", is_flag=True, help="Names in Latin letters alone, too.")
@profile_option
def lsp(own: tuple[str, ...], latin_mentions: bool, profile: str) -> None:
    """Serve the problems of the linter, their fixes and the names of a text to an editor, over standard input and output."""
    try:
        from glossary.integrations.lsp import serve
    except ImportError as error:
        raise click.ClickException(f"{error.name} is missing; run: pip install 'glossary-id-zh[lsp]'") from None
    from glossary.integrations.settings import Settings

    serve(Settings(own, latin_mentions, profile))

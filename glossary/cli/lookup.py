"""`glossary lookup`: the entries that answer to a form."""

from __future__ import annotations

import click


@click.command()
@click.argument("form")
def lookup(form: str) -> None:
    """Give every entry that answers to a form."""
    from glossary.flow import lookup as look_up

    for entry in look_up(form):
        click.echo(f"{entry.id}\t{entry.name}\t{entry.hans}\t{entry.pinyin}\t{entry.description}")

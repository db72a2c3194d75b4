"""`glossary read`: the pinyin of a name."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
@click.option("--kind", default=None)
@click.option("--latin", default=None, help="The Latin form beside it.")
def read(name: str, kind: str | None, latin: str | None) -> None:
    """Give the pinyin of a name."""
    from glossary.flow import read as read_name

    try:
        reading = read_name(name, kind, latin)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    click.echo(f"{reading.pinyin or '-'}\t{reading.reason}")

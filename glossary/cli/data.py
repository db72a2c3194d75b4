"""`glossary data`: check, format and compile entries."""

from __future__ import annotations

import os

import click


@click.group()
def data() -> None:
    """Check and compile entries."""


@data.command()
@click.argument("paths", nargs=-1)
def check(paths: tuple[str, ...]) -> None:
    """Report every problem of the curated data, or of the files named."""
    from glossary.compile.load import data_folder
    from glossary.compile.sources import KIND_BY_FILE, read_all

    names: list[str | os.PathLike[str]] = list(paths) or [p for k in KIND_BY_FILE if (p := data_folder() / f"{k}.toml").is_file()]
    click.echo(f"{len(read_all(names, builtin=not paths))} entries, no problem")

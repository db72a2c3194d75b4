"""`glossary lookup`: the entries that answer to a form."""

from __future__ import annotations

import json
import sys

import click

from glossary.articles import shown
from glossary.cli import as_text, profile_option

MAX_TOLD = 200  # characters of a form that a message repeats


@click.command()
@click.argument("forms", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON record an entry.")
@click.option("--glossary", "own", multiple=True, help="A file of own entries, over the built-in ones.")
@profile_option
def lookup(forms: tuple[str, ...], as_json: bool, own: tuple[str, ...], profile: str) -> None:
    """Give every entry that answers to the forms: Hanzi of either script, Latin or pinyin, however it is written.

    Ends with 1 when no form is found.
    """
    from glossary.compile.load import load
    from glossary.model import as_plain

    glossary = load(*own, profile=profile)
    found = False
    for form in map(as_text, forms):
        entries = glossary.lookup(form)
        found = found or bool(entries)
        if not entries:
            told = form if len(form) <= MAX_TOLD else form[:MAX_TOLD] + "…"
            click.echo(f"{shown(told)}: not found", err=True)
        for entry in entries:
            if as_json:
                record = {field: value for field, value in as_plain(entry).items() if value not in (None, "", [], False)}
                click.echo(json.dumps({"form": form, **record}, ensure_ascii=False))
            else:
                fields = (entry.id, entry.name, entry.hans, entry.pinyin or "-", " ".join(entry.description.split()))
                click.echo("\t".join(map(shown, fields)))
    if not found:
        sys.exit(1)

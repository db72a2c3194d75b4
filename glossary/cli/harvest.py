"""`glossary harvest`: unknown names of an archive as drafts of entries."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from glossary.articles.inputs import FORMATS, find_inputs
from glossary.cli import profile_option, write_output

if TYPE_CHECKING:
    from glossary.survey import Survey

SHOWN_FAILURES = 20


def archive_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments of every command that reads an archive."""

    def fields(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in value.split(","))
        if len(names) != 5 or not all(names):
            raise click.BadParameter("five names with commas between: text,id,date,title,url")
        return names

    for decorate in (
        click.argument("paths", nargs=-1, required=True),
        click.option("--from", "format", type=click.Choice(list(FORMATS)), help="Input format; else the suffix decides."),
        click.option(
            "--fields",
            default="text,id,date,title,url",
            show_default=True,
            callback=fields,
            help="Names of the fields or columns that hold these five; a.b is b inside a.",
        ),
        click.option("--glossary", "own", multiple=True, metavar="FILE", help="Own entries, over the built-in ones."),
        profile_option,
    ):
        command = decorate(command)
    return command


def take(
    paths: tuple[str, ...],
    format: str | None,
    fields: tuple[str, ...],
    own: tuple[str, ...],
    profile: str,
    *,
    lint: bool = False,
    lang: str = "id",
) -> Survey:
    """Survey the archive that the command line names, with a progress bar at a terminal."""
    from glossary.articles import Fields
    from glossary.articles.read import read_articles
    from glossary.compile.load import load
    from glossary.errors import ArticleError
    from glossary.flow import Annotator
    from glossary.linter import Linter
    from glossary.survey import Survey

    inputs, problems = find_inputs(paths, format)
    glossary = load(*own, profile=profile)
    linter = Linter(Annotator(glossary, latin_mentions=True), lang=lang) if lint else None
    survey = Survey(Annotator(glossary), linter.lint if linter is not None else None)
    survey.failures += problems
    text, id, *extra = fields
    with click.progressbar(inputs, file=sys.stderr, label="files", hidden=not sys.stderr.isatty()) as shown:
        for item in shown:
            try:
                survey.add_all(read_articles(item, Fields(text, id), extra=tuple(extra)), tuple(extra))
            except ArticleError as error:
                survey.failures.append(str(error))
    return survey


def failed(survey: Survey) -> int:
    """Name what could not be read; the exit code."""
    for failure in survey.failures[:SHOWN_FAILURES]:
        click.echo(failure, err=True)
    if len(survey.failures) > SHOWN_FAILURES:
        click.echo(f"… and {len(survey.failures) - SHOWN_FAILURES:,} more", err=True)
    return 1 if survey.failures else 0


@click.command()
@archive_options
@click.option("-o", "--output", metavar="FILE", help="The TOML file to write; standard output without it.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Articles that must print a name.")
@click.option("--most", type=click.IntRange(1), help="The number of drafts, the best first; all where it is left out.")
def harvest(
    paths: tuple[str, ...],
    format: str | None,
    fields: tuple[str, ...],
    own: tuple[str, ...],
    profile: str,
    output: str | None,
    least: int,
    most: int | None,
) -> None:
    """Write the names that an archive prints and the glossary lacks as drafts of entries.

    Above each draft stands what was seen: counts, days, Latin forms, conflicts, places. Fill in the descriptions, take out
    status = "draft", then hold the file to the rules with `glossary data check FILE`.
    """
    from glossary.harvest import drafts, unknown_names

    survey = take(paths, format, fields, own, profile)
    if survey.failures and not survey.articles:
        sys.exit(failed(survey))
    names = unknown_names(survey, least=least)[:most]
    text = drafts(names, survey.annotator.glossary)
    write_output(output, text)
    click.echo(f"{survey.articles:,} articles, {len(names):,} unknown names", err=True)
    sys.exit(failed(survey))

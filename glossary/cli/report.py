"""`glossary report`: one page about an archive."""

from __future__ import annotations

import json
import os
import sys

import click

from glossary.cli import write_output
from glossary.cli.harvest import archive_options


@click.command()
@archive_options
@click.option("-o", "--output", required=True, metavar="FILE", help="The HTML page to write; - is standard output.")
@click.option("--rows", metavar="FILE", help="Also write every outlier as JSON Lines, the surest first.")
@click.option("--no-lint", is_flag=True, help="Leave the linter out: half the time, no problems by rule and no outdated titles.")
@click.option("--title", help="What the page calls the archive; its file name where it is left out.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the page.")
def report(
    paths: tuple[str, ...],
    format: str | None,
    fields: tuple[str, ...],
    own: tuple[str, ...],
    profile: str,
    output: str,
    rows: str | None,
    no_lint: bool,
    title: str | None,
    lang: str,
) -> None:
    """Write one self-contained HTML page about an archive.

    It shows who and what is mentioned by month, who with whom, every spelling with the outliers and their articles, the names
    that the glossary lacks, and the problems by rule.
    """
    from glossary.cli.harvest import failed, take
    from glossary.model import as_plain
    from glossary.report import find_outliers, to_page

    survey = take(paths, format, fields, own, profile, lint=not no_lint, lang=lang)
    if survey.failures and not survey.articles:
        sys.exit(failed(survey))
    if rows == output:
        raise click.UsageError(f"{output}: the page and the outliers need a file each")
    if title is None:
        title = os.path.basename(os.path.normpath(paths[0])) + (" …" if len(paths) > 1 else "")
    written = {output: to_page(survey, title, lang)}
    if rows:
        lines = (json.dumps(as_plain(outlier), ensure_ascii=False) for outlier in find_outliers(survey))
        written[rows] = "".join(f"{line}\n" for line in lines)
    for file, text in written.items():
        write_output(file, text)
    click.echo(f"{survey.articles:,} articles, {survey.mentions:,} mentions: {output}", err=True)
    sys.exit(failed(survey))

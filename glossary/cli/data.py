"""`glossary data`: check, format, compile, count and exchange entries."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from glossary.cli import STANDARD, file_name, profile_option, write_output
from glossary.errors import DataError

if TYPE_CHECKING:
    from glossary.compile.check import Finding


@click.group()
def data() -> None:
    """Check, format, compile and exchange entries."""


@data.command()
@click.argument("paths", nargs=-1)
@click.option("--curated", is_flag=True, help="Hold the files named to the rules of the built-in entries.")
@click.option("--drafts", is_flag=True, help="Hold drafts to all rules too, not to their shape alone.")
@click.option("--summary", is_flag=True, help="Count the problems by rule as well.")
@click.option("--alive", is_flag=True, help="Also put every form into sentences and see that it comes back; takes a minute.")
def check(paths: tuple[str, ...], curated: bool, drafts: bool, summary: bool, alive: bool) -> None:
    """Report every problem of the built-in entries, or of the files named, each with its file and line.

    Files of your own are held to what `glossary.load` needs; with --curated, to all rules of the built-in entries.
    """
    from glossary.compile.check import check_files
    from glossary.compile.load import data_folder, source_files
    from glossary.compile.rules import load_rules
    from glossary.compile.sources import read_all

    findings: list[Finding] = []
    unused = 0
    if paths and not curated:
        blocks = read_all([*paths])
        count, unused = len(blocks), sum(block.fields.get("status") == "draft" for block in blocks)
    else:
        folder = data_folder()
        count, findings = check_files(paths or source_files(folder), load_rules(folder), drafts=drafts)
    if alive and not findings:
        findings = _dead_forms(paths)
    for finding in findings:
        click.echo(f"{finding.message} [{finding.gate}]")
    if summary:
        for gate in sorted({finding.gate for finding in findings}):
            click.echo(f"{gate}: {sum(finding.gate == gate for finding in findings)}", err=True)
    if findings:
        click.echo(f"{count} entries, {len(findings)} problems", err=True)
        sys.exit(1)
    click.echo(f"{count} entries, no problem")
    if unused:
        click.echo(f'{unused} of them are drafts, which are not found in texts; take out status = "draft" to use them', err=True)


def _dead_forms(paths: tuple[str, ...]) -> list[Finding]:
    """The forms of the built-in entries, or of the files named, that no text gives back."""
    from glossary.alive import dead_forms
    from glossary.compile.check import Finding
    from glossary.compile.load import data_folder, load, source_files
    from glossary.compile.sources import read_all

    read = read_all([*paths]) if paths else read_all([*source_files(data_folder())], builtin=True)
    blocks = {block.id: block for block in read}
    found = load(*paths)
    told = "{!r} does not come back from running text ({}); write it as articles print it, or take it out"
    dead = dead_forms(found, filter(None, map(found.entry, blocks)))
    return [Finding("alive", blocks[entry.id].problem(told.format(form, carrier))) for entry, form, carrier in dead]


@data.command("format")
@click.argument("paths", nargs=-1)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; tell which files are not canonical.")
def format_command(paths: tuple[str, ...], only_check: bool) -> None:
    """Write TOML files of entries in their canonical form: the built-in ones, or those named."""
    from glossary.compile.format import format_file, format_problem
    from glossary.compile.load import data_folder, source_files

    problems: list[str] = []
    for path in paths or source_files(data_folder()):
        try:
            if only_check:
                problem = format_problem(path)
                problems += [problem] if problem else []
            elif format_file(path):
                click.echo(f"{path}: written")
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)


@data.command()
@click.argument("paths", nargs=-1)
def mend(paths: tuple[str, ...]) -> None:
    """Write what rules decide into the built-in entries, or the files named: the other side of distinct_from, and hant.

    Traditional forms need OpenCC (pip install opencc). Look the changes over before you keep them.
    """
    from glossary.compile.format import replace_blocks
    from glossary.compile.load import data_folder, source_files
    from glossary.compile.mend import mended_fields
    from glossary.compile.rules import load_rules
    from glossary.compile.sources import read_files

    folder = data_folder()
    kinds = {category.id: category.kind for category in load_rules(folder).categories}
    names = [*(paths or source_files(folder))]
    blocks, problems = read_files([*names], builtin=True, kinds=kinds)
    if problems:
        raise DataError(problems)
    mended = mended_fields(blocks)
    files = {block.id: block.file for block in blocks}
    for name in names:
        changed = {id: fields for id, fields in mended.items() if files[id] == name}
        if changed:
            replace_blocks(name, changed)
            click.echo(f"{name}: {len(changed)} entries: {', '.join(sorted(changed))}")


@data.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", required=True, callback=file_name, help="The index to write, NAME.index.")
@click.option("--no-builtin", is_flag=True, help="These entries alone, without the built-in ones.")
def build(paths: tuple[str, ...], output: str, no_builtin: bool) -> None:
    """Compile files of entries to an index, which `glossary.load` and --glossary take as they take the files."""
    from glossary.compile.load import compile_own
    from glossary.errors import OutputError
    from glossary.index import Glossary, IndexFile
    from glossary.index.file import save

    compiled = compile_own(*paths, builtin=not no_builtin)
    try:
        save(output, compiled)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from None
    click.echo(f"{output}: {len(Glossary(IndexFile(compiled)))} entries, {len(compiled):,} bytes")


@data.command()
@click.option("--svg", default=None, callback=file_name, help="Also draw the table into this file.")
def coverage(svg: str | None) -> None:
    """Count the built-in entries by category and status against the targets."""
    from glossary.compile.coverage import as_markdown, as_svg
    from glossary.compile.coverage import coverage as count
    from glossary.compile.load import data_folder, source_files
    from glossary.compile.rules import load_rules
    from glossary.compile.sources import read_all
    from glossary.index.file import save

    folder = data_folder()
    rows = count(read_all([*source_files(folder)], builtin=True), load_rules(folder).categories)
    click.echo(as_markdown(rows), nl=False)
    if svg:
        save(svg, as_svg(rows).encode())


@data.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option("--ids", is_flag=True, help="Also name the entries.")
def changes(old: str, new: str | None, ids: bool) -> None:
    """Count what was added, changed and retired from OLD to NEW, for the changelog.

    OLD and NEW are folders of curated entries, or revisions of the repository, such as a tag; without NEW, the entries as they
    are. Ends with 1 when an entry is gone that retired.toml does not name.
    """
    from glossary.compile.changes import changes as compare
    from glossary.compile.changes import read_version

    (before, _), (after, retired) = read_version(old), read_version(new)
    found = compare(before, after, retired)
    counts = {name: sum(block.fields.get("status") == name for block in after) for name in ("checked", "sourced", "draft")}
    click.echo(
        f"Entries: {len(found.added):,} added, {len(found.changed):,} changed, {len(found.retired):,} retired; "
        f"{counts['checked'] + counts['sourced']:,} in all, {counts['sourced']:,} of them sourced "
        f"({len(found.sourced):,} newly), {counts['draft']:,} drafts."
    )
    for name, named in found._asdict().items():
        if ids and named:
            click.echo(f"{name}: {', '.join(named)}")
    for id in found.lost:
        click.echo(f"{id}: gone, and retired.toml does not say why; write a block with a reason", err=True)
    if found.lost:
        sys.exit(1)


@data.command()
@click.argument("paths", nargs=-1)
@click.option("--to", "target", type=click.Choice(["csv", "tbx", "omegat"]), required=True, help="The format to write.")
@click.option("-o", "--output", default=None, help="The file to write; standard output without it.")
@click.option("--drafts", is_flag=True, help="Drafts too.")
@profile_option
def export(paths: tuple[str, ...], target: str, output: str | None, drafts: bool, profile: str) -> None:
    """Write the built-in entries, or the files named, as CSV, TBX-Basic or OmegaT's tab file."""
    from glossary.compile import exchange
    from glossary.compile.load import data_folder, source_files
    from glossary.compile.sources import read_all

    blocks = read_all([*paths]) if paths else read_all([*source_files(data_folder())], builtin=True)
    kept = ((block.id, block.fields) for block in blocks if drafts or block.fields.get("status") != "draft")
    write_output(output, exchange.export(exchange.plain(kept, profile), target))


@data.command("import")
@click.argument("path")
@click.option("--from", "source", type=click.Choice(["csv", "tbx", "omegat"]), default=None, help="Told by the name without it.")
@click.option("-o", "--output", required=True, help="The TOML file of entries to write; - is standard output.")
def import_command(path: str, source: str | None, output: str) -> None:
    """Read CSV, TBX-Basic or OmegaT's tab file into a TOML file of entries."""
    from glossary.compile import exchange
    from glossary.compile.format import format_blocks
    from glossary.compile.sources import read_text

    suffixes = {".csv": "csv", ".tbx": "tbx", ".xml": "tbx", ".utf8": "omegat", ".txt": "omegat", ".tab": "omegat", ".tsv": "csv"}
    text, problem = read_text(path, tuple(suffixes))
    if text is None:
        raise DataError(problem)
    source = source or next(kind for suffix, kind in suffixes.items() if path.lower().endswith(suffix))
    entries = exchange.parse(text, source, path)
    write_output(output, format_blocks(entries))
    click.echo(f"{output}: {len(entries)} entries", err=output == STANDARD)

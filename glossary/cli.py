"""The command: arguments and exit codes. 0 all done, 1 some article or data failed, 2 wrong arguments."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from glossary import __version__
from glossary.errors import GlossaryError

SUFFIXES = (".txt", ".md", ".jsonl", ".ndjson")


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """Find Chinese names in Indonesian text, give their pinyin and link them."""


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--to", "target", type=click.Choice(["text", "markdown", "html", "json", "jsonl"]), default=None, help="Output format."
)
@click.option("--latin-mentions", is_flag=True, help="Also names that stand in Latin letters alone.")
@click.option("--glossary", "own", multiple=True, help="A file of own entries, over the built-in ones.")
@click.option("-o", "--output", default=None, help="A file to write to instead of standard output.")
def annotate(paths: tuple[str, ...], target: str | None, latin_mentions: bool, own: tuple[str, ...], output: str | None) -> None:
    """Annotate files, folders, or - for standard input."""
    from glossary.annotate import Annotator
    from glossary.compile.load import load

    annotator = Annotator(load(*own) if own else None, latin_mentions=latin_mentions)
    failed = False
    sink = open(output, "w", encoding="utf-8", errors="surrogatepass", newline="") if output else sys.stdout  # noqa: SIM115
    for name in _files(paths):
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            failed = _complain(f"{name}: cannot be read: {error.strerror or error}")
            continue
        if name.endswith((".jsonl", ".ndjson")):
            for number, line in enumerate(data.splitlines(), 1):
                if line.strip():
                    try:
                        sink.write(annotator.annotate_line(line).decode() + "\n")
                    except GlossaryError as error:
                        failed = _complain(f"{name}:{number}: {error}")
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            failed = _complain(f"{name}:{data.count(10, 0, error.start) + 1}: not UTF-8; save the file as UTF-8")
            continue
        document = annotator.annotate(text)
        write = {"markdown": document.to_markdown, "html": document.to_html, "json": document.to_json, "jsonl": document.to_json}
        shown = write.get(target or "text", document.to_text)()
        sink.write(shown if shown.endswith("\n") else shown + "\n")
    sink.flush()
    if failed:
        sys.exit(1)


def _complain(message: str) -> bool:
    click.echo(message, err=True)
    return True


def _files(paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from (str(file) for file in sorted(Path(path).rglob("*")) if file.suffix in SUFFIXES)
        else:
            yield path


@cli.command()
@click.argument("name")
@click.option("--kind", default=None)
@click.option("--latin", default=None, help="The Latin form beside it.")
def read(name: str, kind: str | None, latin: str | None) -> None:
    """Give the pinyin of a name."""
    from glossary.annotate import read as read_name

    try:
        reading = read_name(name, kind, latin)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    click.echo(f"{reading.pinyin or '-'}\t{reading.reason}")


@cli.command()
@click.argument("form")
def lookup(form: str) -> None:
    """Give every entry that answers to a form."""
    from glossary.annotate import lookup as look_up

    for entry in look_up(form):
        click.echo(f"{entry.id}\t{entry.name}\t{entry.hans}\t{entry.pinyin}\t{entry.description}")


@cli.group()
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


def main() -> None:
    """Run the command; its output is UTF-8 in any locale, and a closed pipe is no error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(standalone_mode=True)
    except GlossaryError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)

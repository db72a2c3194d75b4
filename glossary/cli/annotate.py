"""`glossary annotate`: articles in, annotated articles out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from glossary.errors import GlossaryError

SUFFIXES = (".txt", ".md", ".jsonl", ".ndjson")


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--to", "target", type=click.Choice(["text", "markdown", "html", "json", "jsonl"]), default=None, help="Output format."
)
@click.option("--latin-mentions", is_flag=True, help="Also names that stand in Latin letters alone.")
@click.option("--glossary", "own", multiple=True, help="A file of own entries, over the built-in ones.")
@click.option("-o", "--output", default=None, help="A file to write to instead of standard output.")
def annotate(paths: tuple[str, ...], target: str | None, latin_mentions: bool, own: tuple[str, ...], output: str | None) -> None:
    """Annotate files, folders, or - for standard input."""
    from glossary.compile.load import load
    from glossary.flow import Annotator

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

"""`glossary diff`: what changed between two runs, and why."""

from __future__ import annotations

import json
import sys
from collections import Counter

import click


@click.command()
@click.argument("run1")
@click.argument("run2")
@click.option("--to", "target", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="Output format.")
@click.option("--summary", is_flag=True, help="Only the counts.")
@click.option(
    "--max-unpacked",
    type=click.IntRange(1),
    metavar="BYTES",
    help="The most that a packed result may unpack to. Without it, 200 times its size, and at least 64 MiB.",
)
def diff(run1: str, run2: str, target: str, summary: bool, max_unpacked: int | None) -> None:
    """Show which mentions changed between two runs, and why.

    RUN1 and RUN2 are results of `glossary annotate --to jsonl -o RESULT`: files of records, or folders of them, also packed
    (.gz, .zst) or in Parquet. Each run keeps beside its result, in RESULT.run, with which text, data, code and options it was
    made; a change is put down to what differs. Where several differ, all are named.

    Exit code: 0 no mention changed, 1 some did, 2 a run cannot be read.
    """
    from glossary.batch.diff import compare, open_run
    from glossary.errors import GlossaryError

    counts: Counter[str] = Counter()
    try:
        for change in compare(open_run(run1), open_run(run2), max_unpacked):
            counts[" or ".join(change.causes)] += 1
            if summary:
                continue
            if target == "jsonl":
                row = {**change._asdict(), "fields": change.fields}
                click.echo(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace"))
            else:
                click.echo(change.message())
    except GlossaryError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if target == "text" or summary:
        parts = ", ".join(f"{count} by {why}" for why, count in counts.most_common())
        click.echo(f"{sum(counts.values())} mentions changed" + (f": {parts}" if parts else ""), err=not summary)
    sys.exit(1 if counts else 0)

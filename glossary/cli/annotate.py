"""`glossary annotate`: articles in, annotated articles out."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from contextlib import nullcontext, suppress
from typing import IO, TYPE_CHECKING, Any

import click

from glossary.articles.inputs import FORMATS, STDIN, find_inputs, is_special, split_suffix
from glossary.cli import STANDARD, file_name, profile_option
from glossary.document import Document

if TYPE_CHECKING:
    from glossary.articles.inputs import Input
    from glossary.batch.run import Job, Outcome
    from glossary.batch.work import Failure

TARGETS = sorted(
    {name[3:].replace("_", "-") for name in dir(Document) if name.startswith("to_")} - {"dict"} | {"jsonl", "csv", "parquet"}
)
SMALL = 1 << 20  # bytes; less is done in this process, sooner than others have started
SHOWN_FAILURES = 20
INTERRUPTED, TERMINATED = 130, 143


def _address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from glossary.index.glossary import check_url_base

    try:
        return check_url_base(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--to",
    "target",
    type=click.Choice(TARGETS),
    help="Output format. Without it, the suffix of the output file decides, else the input: text gives text, Markdown gives "
    "Markdown, HTML gives HTML, everything with many articles gives JSON Lines.",
)
@click.option(
    "--from", "format", type=click.Choice(list(FORMATS)), help="Input format. Without it, the suffix of each file decides."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    help="Write to a file, or to a folder with a file for each input: one that exists, a name that ends with a slash, or, with a "
    "folder or several inputs, a name without a suffix. Without it, or with -, to standard output.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Number of processes. Without it, as many as there are processors when the input is large and there is an output file.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted; starts one where there is none.")
@click.option("--latin-mentions", is_flag=True, help="Also names that stand in Latin letters alone, without Hanzi beside them.")
@click.option(
    "--glossary",
    "own",
    multiple=True,
    metavar="FILE",
    help="Own entries, over the built-in ones: TOML, CSV, JSON Lines or compiled.",
)
@profile_option
@click.option(
    "--url-base",
    metavar="ADDRESS",
    callback=_address,
    help="Link names to pages of your own: an address with {id} in it, where the entry's id goes. Without it, to Wikidata.",
)
@click.option(
    "--field-text",
    default="text",
    show_default=True,
    metavar="NAME",
    help="Field or column that holds the article; a.b is b inside a.",
)
@click.option("--field-id", default="id", show_default=True, metavar="NAME", help="Field or column that holds the article's id.")
@click.option("--with-text", is_flag=True, help="Put the article's text into its record too.")
@click.option(
    "--errors",
    callback=file_name,
    metavar="FILE",
    help="Write what failed to this file, as JSON Lines. Without it, beside the output file as FILE.errors.jsonl.",
)
@click.option(
    "--max-unpacked",
    type=click.IntRange(1),
    metavar="BYTES",
    help="The most that a compressed file may unpack to. Without it, 200 times its size, and at least 64 MiB.",
)
def annotate(paths: tuple[str, ...], **chosen: Any) -> None:
    """Annotate articles: add pinyin, explanations and links to the Chinese names in them.

    PATH is a file, a folder (all articles in it), a pattern such as 'news/**/*.md', or - for standard input. Files may be text,
    Markdown, HTML, JSON Lines, CSV, Parquet, WordPress exports or web archives (WARC), all but Parquet also compressed (.gz,
    .zst). A name that begins with a hyphen is written ./-name.

    What fails is named on standard error as file:line, and the rest is done.

    \b
    Exit code:
      0    everything is annotated
      1    some article or file failed, or the output could not be written
      2    wrong arguments
      130  interrupted, or 143, terminated; run the same with --resume to go on

    \b
    Examples:
      glossary annotate article.txt
      glossary annotate news/ --to html -o annotated/
      glossary annotate archive.jsonl -o records.jsonl --jobs 8 --resume
    """
    job, problems = _job(paths, **chosen)
    for problem in problems:
        click.echo(problem, err=True)
    if not job.inputs:
        sys.exit(1)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        outcome = _do(job, chosen["output"] or "standard output")
    except KeyboardInterrupt as interrupt:
        _say_how_to_go_on(job)
        sys.exit(TERMINATED if isinstance(interrupt, _TerminatedError) else INTERRUPTED)
    finally:
        if job.stream is not None:
            _close(job.stream)
    if outcome.errors is not None:
        click.echo(f"{outcome.failed} failed; all are listed in {outcome.errors}", err=True)
    sys.exit(1 if outcome.failed or problems else 0)


class _TerminatedError(KeyboardInterrupt):
    """The end by a signal that a supervisor sends; everything is left in order, as after Ctrl-C."""


def _close(stream: IO[bytes]) -> None:
    """Close a stream that could not be written to; what it says now has been said."""
    with suppress(OSError):
        stream.close()


def _terminate(*_: object) -> None:
    raise _TerminatedError


def _do(job: Job, output: str) -> Outcome:
    """Do the job; what fails is named as it comes, of many only the first."""
    from glossary.articles.output import output_errors

    shown = 0

    def report(failure: Failure) -> None:
        nonlocal shown
        shown += 1
        if shown <= SHOWN_FAILURES or job.output is None:
            click.echo(failure.message(), err=True)

    if job.output is None and not job.jobs:
        from glossary.batch.stream import stream

        with output_errors(output):
            outcome = stream(job, job.stream or sys.stdout.buffer, report)
    else:
        with output_errors(output) if job.output is None else nullcontext():
            outcome = _run(job, report)
    if job.stream is not None:
        with output_errors(output):
            job.stream.close()
    return outcome


def _job(
    paths: tuple[str, ...],
    *,
    target: str | None,
    format: str | None,
    output: str | None,
    jobs: int | None,
    resume: bool,
    own: tuple[str, ...],
    errors: str | None,
    field_text: str,
    field_id: str,
    **options: Any,
) -> tuple[Job, list[str]]:
    """What the arguments mean; and a message for each path that gives nothing."""
    from glossary.articles import Fields, shown
    from glossary.articles.output import check_apart
    from glossary.batch.options import Options
    from glossary.batch.run import Job, result_paths

    output = None if output == STANDARD else output
    if resume and (output is None or is_special(output)):
        raise click.UsageError("--resume needs an output file or folder: name it with -o")
    into_folder = output is not None and _is_folder(output, paths)
    if target is None and output is not None and not into_folder:
        suffix = split_suffix(os.path.basename(output))[1]
        target = _target_of(suffix)
    if target == "parquet" and (output is None or is_special(output)):
        raise click.UsageError("Parquet is written to a file: name it with -o")
    if target == "parquet" and output is not None and not into_folder and output.lower().endswith((".gz", ".zst")):
        raise click.UsageError("Parquet is packed in itself: leave the suffix of compression away")
    inputs, problems = find_inputs(paths, format, output if into_folder else None)
    stream: IO[bytes] | None = None
    if output is not None and is_special(output):
        stream, output = open(output, "wb"), None  # noqa: SIM115
    elif output is None and jobs:
        stream = open(os.dup(sys.stdout.fileno()), "wb")  # noqa: SIM115
    wanted = Options(target=target, fields=Fields(field_text, field_id), **options)
    job = Job(inputs, wanted, output, into_folder, stream, own, errors, _jobs(inputs, output, jobs, resume), resume)
    check_apart(inputs, [*result_paths(job), *([errors] if errors else [])])
    if errors and os.path.realpath(errors) in map(os.path.realpath, result_paths(job)):
        raise click.UsageError(f"{shown(errors)}: this is the result; name another file for what failed")
    return job, problems


def _is_folder(output: str, paths: tuple[str, ...]) -> bool:
    if os.path.isdir(output) or output.endswith(("/", os.sep)):
        if os.path.isfile(output.rstrip("/" + os.sep)):
            raise click.UsageError(f"{output}: this is a file; name a folder")
        return True
    several = len(paths) > 1 or any(path != STDIN and not os.path.isfile(path) for path in paths)
    return several and not os.path.splitext(output)[1] and not os.path.lexists(output)


def _target_of(suffix: str) -> str | None:
    names = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".htm": "html", ".ndjson": "jsonl", ".pq": "parquet"}
    name = names.get(suffix, suffix[1:])
    return name if name in TARGETS else None


def _jobs(inputs: list[Input], output: str | None, jobs: int | None, resume: bool) -> int:
    if jobs is not None:
        return jobs
    size = sum(os.path.getsize(item.path) for item in inputs if os.path.isfile(item.path))
    if output is None or (size < SMALL and not resume):
        return 0
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors if size >= 8 * SMALL else 1


class _Bar:
    """Progress on a terminal: share, rate and time left; nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._articles: dict[int, int] = {}

    def begin(self, weight: int, done: int) -> None:
        import time

        if sys.stderr is None or not sys.stderr.isatty():
            return
        self._start, self._before = time.monotonic(), done
        self._now = time.monotonic
        self._bar = click.progressbar(
            length=weight,
            label="annotating",
            file=sys.stderr,
            item_show_func=lambda _: self._rate(),
            show_eta=False,  # its clock counts what an earlier run did as this one's work
            width=30,
            update_min_steps=1,
        )
        self._bar.pos = done
        self._bar.render_progress()

    def _rate(self) -> str:
        articles, seconds = sum(self._articles.values()), max(self._now() - self._start, 0.1)
        rate = f"{articles:,} articles, {articles / seconds:,.0f}/s"
        done, left = self._bar.pos - self._before, self._bar.length - self._bar.pos
        return f"{rate}, {_clock(seconds * left / done)} left" if done and left else rate

    def at(self, part: int, articles: int) -> None:
        if self._bar is not None:
            self._articles[part] = articles
            self._bar.update(0, current_item=part)
            self._bar.render_progress()

    def done(self, part: int, articles: int, weight: int) -> None:
        if self._bar is not None:
            self._articles[part] = articles
            self._bar.update(weight, current_item=part)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _run(job: Job, report: Any) -> Outcome:
    from glossary.batch.run import run

    bar = _Bar()
    try:
        return run(job, bar, report)
    finally:
        bar.end()


def _say_how_to_go_on(job: Job) -> None:
    if job.output is None or not job.jobs:
        click.echo("interrupted", err=True)
        return
    from glossary.batch.run import parts_done

    done, total = parts_done(job)
    again = [*sys.argv[1:], *([] if "--resume" in sys.argv else ["--resume"])]
    click.echo(f"interrupted; {done} of {total} parts are done and kept. To go on: {shlex.join(['glossary', *again])}", err=True)

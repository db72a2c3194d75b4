"""Articles straight to an open stream, in this process: what the command does without an output file."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from glossary.articles.inputs import STDIN
from glossary.articles.read import read_articles
from glossary.batch.options import annotator_of, open_glossary
from glossary.batch.results import CsvTable
from glossary.batch.run import Job, Outcome, write_failures
from glossary.batch.work import Failure, Sink, do_article
from glossary.errors import ArticleError


def stream(job: Job, out: IO[bytes], report: Callable[[Failure], Any]) -> Outcome:
    """Write the articles of a job one after the other; each failure is reported when it happens.

    Raises:
        OSError: the stream cannot be written to; a closed pipe is a BrokenPipeError.
    """
    annotator = annotator_of(open_glossary(job.glossary, job.options), job.options)
    done: list[int] = []
    failed: list[Failure] = []
    table = CsvTable(out) if job.options.target == "csv" else None

    def fail(failure: Failure) -> None:
        failed.append(failure)
        out.flush()
        report(failure)

    sink = Sink(out.write if table is None else table.add, lambda digest: done.append(1), fail, lambda number: None)
    for item in job.inputs:
        try:
            for article in read_articles(item, job.options.fields, job.options.max_unpacked):
                format = item.format or ("text" if article.line is None else "jsonl")
                do_article(article, job.options.target_of(format), annotator, job.options, sink)
                if item.path == STDIN:
                    out.flush()
        except ArticleError as error:
            fail(Failure(item.path, None, None, str(error)))
    if table is not None:
        table.close()
    out.flush()
    if job.errors is not None:
        write_failures(job.errors, failed)
    return Outcome(len(done), len(failed), job.errors if failed else None)

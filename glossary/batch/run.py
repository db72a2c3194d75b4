"""A run from beginning to end: folder and lock, plan, workers, one result in order; or taken up where it stopped."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, Protocol

from glossary.articles import shown
from glossary.articles.inputs import Input
from glossary.articles.output import clear_scratch, output_errors, output_names, replacing
from glossary.batch import manifest as manifests
from glossary.batch.lead import Leader
from glossary.batch.lock import locked
from glossary.batch.manifest import Manifest
from glossary.batch.options import RECORD_TARGETS, Options, annotator_of, code_stamp, data_stamp, open_glossary, suffix_of
from glossary.batch.plan import Plan, make_plan
from glossary.batch.results import record_lines, write_csv, write_result
from glossary.batch.work import DIGEST_BYTES, Failure
from glossary.batch.worker import part_name, write_part
from glossary.errors import OutputError
from glossary.index import Glossary
from glossary.index.file import save as save_index

RUN_SUFFIX = ".run"
DIGESTS = "digests"


class Job(NamedTuple):
    """What to do: the inputs, where to, and how.

    `output` is a file, or a folder where `into_folder`; None streams the results in order to `stream`. With `jobs` 0 the work is
    done in this process, for what is too small to start others.
    """

    inputs: list[Input]
    options: Options
    output: str | None = None
    into_folder: bool = False
    stream: IO[bytes] | None = None
    glossary: tuple[str, ...] = ()
    errors: str | None = None
    jobs: int = 1
    resume: bool = False


class Progress(Protocol):
    """Hears how far a run is: once what there is to do, then what was done."""

    def begin(self, weight: int, done: int) -> None:
        """Bytes of the whole run, and those that an earlier one did."""

    def at(self, part: int, articles: int) -> None:
        """A worker has come to an article of a part."""

    def done(self, part: int, articles: int, weight: int) -> None:
        """A part is done."""


class Outcome(NamedTuple):
    """How a run ended."""

    articles: int
    failed: int
    errors: str | None = None  # the file that names what failed
    already: bool = False  # all was done before


def errors_file(job: Job) -> str | None:
    """Where failures are written: the file that was named, else beside the result."""
    return job.errors or (job.output.rstrip("/" + os.sep) + ".errors.jsonl" if job.output else None)


def run_folder(output: str) -> str:
    """The folder that a run keeps beside its result; beside the file itself where `output` is a link to it."""
    path = output.rstrip("/" + os.sep)
    return (os.path.realpath(path) if os.path.islink(path) else path) + RUN_SUFFIX


def run(job: Job, progress: Progress, report: Callable[[Failure], Any]) -> Outcome:
    """Do a job, or what is left of it.

    Args:
        job: what to do.
        progress: hears how far it is.
        report: hears every failure, in the order of the input, once the run is done.

    Raises:
        OutputError: a result cannot be written; the run is another's, or not the same as the one to take up.
        GlossaryError: the glossary has problems, or workers do not start.
        KeyboardInterrupt: what is done stays; the same with `resume` goes on.
    """
    with _folder(job) as folder:
        with locked(folder):
            outcome = _run(job, folder, progress, report)
        if not job.jobs and job.output and not any(target in RECORD_TARGETS for target in _targets(job)):
            shutil.rmtree(folder)  # shown articles, done at once: there is nothing to take up or to compare
        return outcome


def _run(job: Job, folder: str, progress: Progress, report: Callable[[Failure], Any]) -> Outcome:
    found = open_glossary(job.glossary, job.options)
    state = manifests.load(folder) if job.resume else None
    if state is None:
        _clear(folder)
    plan = _plan(job, folder)
    fresh = Manifest(_options(job), plan.sources, _outputs(job), data_stamp(found), code_stamp(), plan.parts)
    if state is not None:
        differences = state.differences(fresh)
        if differences:
            raise OutputError(
                f"{shown(folder)}: not the same run: {'; '.join(differences)}. "
                "Run without --resume to start anew, or with what it was begun with"
            )
        if state.finished and _is_complete(job, state):
            return Outcome(state.articles, state.failed, errors_file(job) if state.failed else None, already=True)
    if state is None or state.finished:
        _clear_parts(folder)
        manifests.save(folder, fresh)
    clear_scratch(result_paths(job))
    _work(job, folder, found, plan, progress)
    return _finish(job, folder, plan, fresh, report)


@contextmanager
def _folder(job: Job) -> Iterator[str]:
    if job.output is None:
        with tempfile.TemporaryDirectory(prefix="glossary-") as folder:
            yield folder
        return
    folder = run_folder(job.output)
    with output_errors(folder):
        os.makedirs(folder, exist_ok=True)
        if job.into_folder:
            os.makedirs(job.output, exist_ok=True)
    yield folder


def _clear(folder: str) -> None:
    """Take away what an earlier run left; only files that runs write."""
    with output_errors(folder):
        for name in os.listdir(folder):
            if name != "lock" and _is_ours(name):
                os.unlink(os.path.join(folder, name))


def _clear_parts(folder: str) -> None:
    with output_errors(folder):
        for name in os.listdir(folder):
            if name.startswith(("part-", "position-", ".glossary-")):
                os.unlink(os.path.join(folder, name))


def _is_ours(name: str) -> bool:
    return name in (manifests.FILE, DIGESTS, "glossary.index", "result") or name.startswith(
        ("part-", "input-", "position-", ".glossary-")
    )


def _options(job: Job) -> dict[str, Any]:
    return {**job.options.to_plain(), "into_folder": job.into_folder}


def _targets(job: Job) -> list[str]:
    return [job.options.target_of(item.format) for item in job.inputs]


def _names(job: Job) -> list[str]:
    """The name of each input's result, in a run into a folder."""
    suffixes = [suffix_of(target) for target in _targets(job)]
    by_suffix = {suffix: output_names(job.inputs, suffix) for suffix in set(suffixes)}
    return [by_suffix[suffix][number] for number, suffix in enumerate(suffixes)]


def _outputs(job: Job) -> tuple[str, ...]:
    return tuple(_names(job)) if job.into_folder else (os.path.basename(job.output or ""),)


def _plan(job: Job, folder: str) -> Plan:
    names = _names(job) if job.into_folder else [""] * len(job.inputs)
    return make_plan(
        job.inputs,
        list(zip(_targets(job), names, strict=True)),
        into_folder=job.into_folder,
        folder=folder,
        fields=job.options.fields,
        max_unpacked=job.options.max_unpacked,
    )


def _is_complete(job: Job, state: Manifest) -> bool:
    paths = result_paths(job)
    return len(paths) == len(state.sizes) and all(
        os.path.isfile(path) and os.path.getsize(path) == size for path, size in zip(paths, state.sizes)
    )


def result_paths(job: Job) -> list[str]:
    """The files that a job writes its results to."""
    if job.output is None:
        return []
    if not job.into_folder:
        return [os.path.realpath(job.output)]
    return [os.path.join(job.output, *name.split("/")) for name in _names(job)]


def _index_path(found: Glossary, folder: str) -> str:
    """A file of the compiled index, for the workers: its own, or written out where it was compiled in memory.

    What is written out holds the automata, which one process builds in about the time that each worker would take.
    """
    if os.path.isfile(found.file.name):
        return os.path.abspath(found.file.name)
    from glossary.compile.build import with_automata

    path = os.path.join(folder, "glossary.index")
    with output_errors(path):
        save_index(path, with_automata(found.file))
    return os.path.abspath(path)


def _work(job: Job, folder: str, found: Glossary, plan: Plan, progress: Progress) -> None:
    left = {number: part for number, part in enumerate(plan.parts) if not os.path.exists(part_name(folder, number) + ".out")}
    total = sum(part.weight for part in plan.parts)
    progress.begin(total, total - sum(part.weight for part in left.values()))
    streamed = 0
    results = os.path.abspath(job.output) if job.into_folder and job.output else ""
    if not job.jobs:
        annotator = annotator_of(found, job.options)
        for number, part in left.items():
            count, _ = write_part(number, part, annotator, job.options, folder, {}, results, lambda at: None)
            progress.done(number, count, part.weight)
    elif left:
        leader = Leader(os.path.abspath(folder), results, _index_path(found, folder), job.options, left)
        for event in leader.work(job.jobs):
            if event.word == "at":
                progress.at(event.number, event.articles)
            else:
                progress.done(event.number, event.articles, plan.parts[event.number].weight)
                streamed = _stream(job, folder, streamed)
    if _is_streamed(job):
        _stream(job, folder, streamed)
    elif job.stream is not None:
        write_csv(record_lines(part_name(folder, number) + ".out" for number in range(len(plan.parts))), job.stream)


def _is_streamed(job: Job) -> bool:
    return job.stream is not None and job.options.target != "csv"


def _stream(job: Job, folder: str, number: int) -> int:
    """Give the parts that are done, in order, to the stream; returns the first that is not."""
    if job.stream is None or not _is_streamed(job):
        return number
    while os.path.exists(path := part_name(folder, number) + ".out"):
        with open(path, "rb") as part:
            shutil.copyfileobj(part, job.stream, 1 << 20)
        with open(path, "wb"):
            pass  # its content is where it belongs
        number += 1
    job.stream.flush()
    return number


def parts_done(job: Job) -> tuple[int, int]:
    """How many parts of a job are done, and how many there are; 0 of 0 where it was not yet cut."""
    folder = run_folder(job.output or "")
    state = manifests.load(folder)
    total = len(state.parts) if state is not None else 0
    return sum(os.path.exists(part_name(folder, number) + ".out") for number in range(total)), total


def failures(folder: str, plan: Plan) -> Iterator[Failure]:
    """All that failed, in the order of the input."""
    for source, message in plan.problems:
        yield Failure(source, None, None, message)
    for number in range(len(plan.parts)):
        with open(part_name(folder, number) + ".errors", "rb") as file:
            for line in file:
                yield Failure(*json.loads(line))


def _finish(job: Job, folder: str, plan: Plan, fresh: Manifest, report: Callable[[Failure], Any]) -> Outcome:
    failed = 0
    errors = errors_file(job)
    found = list(failures(folder, plan))
    for failure in found:
        report(failure)
    failed = len(found)
    if errors is not None:
        write_failures(errors, found)
    if job.output is None:
        return Outcome(_done(folder, plan), failed, errors if failed else None)
    _assemble(job, folder, plan)
    articles = _done(folder, plan)
    with replacing(os.path.join(folder, DIGESTS)) as file:
        for number in range(len(plan.parts)):
            _copy(part_name(folder, number) + ".digests", file)
    sizes = tuple(os.path.getsize(path) if os.path.isfile(path) else -1 for path in result_paths(job))
    manifests.save(folder, fresh._replace(finished=True, articles=articles, failed=failed, sizes=sizes, parts=()))
    _clear_parts(folder)
    _clear_copies(folder)
    clear_scratch(result_paths(job))  # of workers that died
    return Outcome(articles, failed, errors if failed else None)


def _clear_copies(folder: str) -> None:
    with output_errors(folder):
        for name in os.listdir(folder):
            if name.startswith("input-") or name == "glossary.index":
                os.unlink(os.path.join(folder, name))


def _done(folder: str, plan: Plan) -> int:
    names = (part_name(folder, number) + ".digests" for number in range(len(plan.parts)))
    return sum(os.path.getsize(name) for name in names) // DIGEST_BYTES


def write_failures(path: str, found: list[Failure]) -> None:
    """Write the list of what failed; where nothing did, an earlier list is taken away."""
    if not found:
        if os.path.isfile(path):
            with output_errors(path):
                os.unlink(path)
        return
    with replacing(path) as file:
        for failure in found:
            file.write(json.dumps(failure._asdict(), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


def _assemble(job: Job, folder: str, plan: Plan) -> None:
    """Join the parts of each result."""
    pieces: dict[int, list[str]] = {}
    for number, part in enumerate(plan.parts):
        if part.kind != "files" or not job.into_folder:
            pieces.setdefault(part.output, []).append(part_name(folder, number) + ".out")
    paths = result_paths(job)
    targets = _targets(job)
    if not job.into_folder:
        pieces.setdefault(0, [])
    for output, names in pieces.items():
        with output_errors(paths[output]):
            os.makedirs(os.path.dirname(paths[output]) or ".", exist_ok=True)
        write_result(
            paths[output], names, targets[output] if job.into_folder or job.options.target is None else job.options.target
        )


def _copy(path: str, file: IO[bytes]) -> None:
    with open(path, "rb") as part:
        shutil.copyfileobj(part, file, 1 << 20)

"""A worker: takes parts as lines of JSON on standard input, writes each as files, reports on standard output.

`python -m glossary.batch.worker FOLDER SLOT` in a process of its own. The number of the article at hand is kept in a file that
is mapped into memory, so that the leader knows, after any death, which article it was.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import struct
import sys
import time
from typing import IO, Any

from glossary.articles.output import replacing, sync_folder
from glossary.batch.manifest import part_from
from glossary.batch.options import Options, annotator_of, open_index
from glossary.batch.plan import Part
from glossary.batch.work import Failure, Sink, do_part
from glossary.errors import OutputError
from glossary.flow import Annotator

POSITION = struct.Struct("=q")
REPORT_SECONDS = 0.25
SUFFIXES = (".errors", ".digests", ".out")  # of a part's files; the last says that it is done


def part_name(folder: str, number: int) -> str:
    """The path of a part's files, without their suffix."""
    return os.path.join(folder, f"part-{number:06d}")


def write_part(
    number: int, part: Part, annotator: Annotator, options: Options, folder: str, skip: dict[int, str], results: str, begin: Any
) -> tuple[int, int]:
    """Do a part and write its three files, each whole or not at all, the results last.

    Returns:
        How many articles there were, and how many failed.
    """
    name = part_name(folder, number)
    failures: list[Failure] = []
    with replacing(name + ".out") as out:
        digests: list[bytes] = []
        count = do_part(part, annotator, options, Sink(out.write, digests.append, failures.append, begin), skip, results)
        with replacing(name + ".errors") as file:
            file.writelines(json.dumps(failure).encode() + b"\n" for failure in failures)
        with replacing(name + ".digests") as file:
            file.write(b"".join(digests))
    sync_folder(folder)
    return count, len(failures)


class _Position:
    """Where the worker stands, for the leader to read after its death; ends the worker when the leader is gone."""

    def __init__(self, path: str, tell: Any) -> None:
        with open(path, "r+b") as file:
            self._map = mmap.mmap(file.fileno(), POSITION.size)
        self._parent = os.getppid()
        self._tell, self._last = tell, time.monotonic()

    def begin(self, number: int) -> None:
        POSITION.pack_into(self._map, 0, number)
        if os.getppid() != self._parent:
            os._exit(1)
        now = time.monotonic()
        if now - self._last > REPORT_SECONDS:
            self._last = now
            self._tell({"at": number})


def main(folder: str, slot: str) -> None:
    """Serve parts until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the leader's to answer
    signal.signal(signal.SIGTERM, _end)
    try:
        _serve(folder, slot)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is leaving anyway


def _end(*_: Any) -> None:
    """Leave in order, so that what was being written is taken away."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _serve(folder: str, slot: str) -> None:
    commands: IO[bytes] = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints does not disturb the answers

    def tell(answer: dict[str, Any]) -> None:
        try:
            answers.write(json.dumps(answer).encode() + b"\n")
        except BrokenPipeError:
            os._exit(1)  # the leader is gone

    setting = json.loads(commands.readline())
    options = Options.from_plain(setting["options"])
    position = _Position(os.path.join(folder, f"position-{slot}"), tell)
    annotator = annotator_of(open_index(setting["index"], options), options)
    for line in commands:
        command = json.loads(line)
        skip = {int(number): reason for number, reason in command["skip"].items()}
        part = part_from(command["part"])
        try:
            count, failed = write_part(
                command["number"], part, annotator, options, folder, skip, setting["results"], position.begin
            )
        except OutputError as error:
            tell({"fatal": str(error)})
            return
        except OSError as error:
            tell({"fatal": f"{folder}: cannot be written: {error.strerror or error}"})
            return
        tell({"done": count, "failed": failed})


if __name__ == "__main__":
    main(*sys.argv[1:])

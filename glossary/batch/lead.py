"""Lead workers: give each the next part, and start a new one when one dies.

A worker is a plain process with a pipe each way, and a thread here that talks to it. A process pool would break as a
whole when one of its workers is killed.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import glossary
from glossary.batch.options import Options
from glossary.batch.plan import Part
from glossary.batch.worker import POSITION
from glossary.errors import GlossaryError, OutputError

DEATHS_BEFORE_WORK = 3  # a worker that dies so often before its first article will not do better
DEATHS_AT_ARTICLE = 2  # the first may have been somebody's kill; an article that is there twice is left out


class Event(NamedTuple):
    """News of a worker: 'at' an article of a part, a part 'done', 'fatal' with a message, or its thread has 'left'."""

    word: str
    number: int = -1
    articles: int = 0
    failed: int = 0
    message: str = ""


class Leader:
    """The workers of a run and the parts they still have to do."""

    def __init__(self, folder: str, results: str, index: str, options: Options, parts: dict[int, Part]) -> None:
        self._folder = folder
        self._setting = {"options": options.to_plain(), "results": results, "index": index}
        self._parts = parts
        self._todo = deque(parts)
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def work(self, jobs: int) -> Iterator[Event]:
        """Do all parts in that many processes; yields what happens.

        Raises:
            OutputError: a worker cannot write.
            GlossaryError: workers die before they begin.
        """
        jobs = min(jobs, len(self._parts))
        threads = [threading.Thread(target=self._serve, args=(slot,), daemon=True) for slot in range(jobs)]
        for thread in threads:
            thread.start()
        try:
            left = 0
            while left < jobs:
                try:
                    event = self._events.get(timeout=0.5)  # a wait without end could not be interrupted on every system
                except queue.Empty:
                    continue
                if event.word == "left":
                    left += 1
                    if event.message:
                        raise GlossaryError(event.message)
                elif event.word == "fatal":
                    raise OutputError(event.message)
                else:
                    yield event
        finally:
            self._stop()
            for thread in threads:
                thread.join(timeout=10)

    def _stop(self) -> None:
        self._stopping = True
        self._todo.clear()
        for process in list(self._processes.values()):
            if process.poll() is None:
                process.terminate()

    def _serve(self, slot: int) -> None:
        message = ""
        try:
            message = self._do_parts(slot)
        except Exception as error:  # a thread's error would be lost
            message = f"{type(error).__name__}: {error}"
        finally:
            self._events.put(Event("left", message=message))

    def _do_parts(self, slot: int) -> str:
        position = os.path.join(self._folder, f"position-{slot}")
        process: subprocess.Popen[bytes] | None = None
        deaths = 0
        try:
            while not self._stopping:
                try:
                    number = self._todo.popleft()
                except IndexError:
                    return ""
                skip: dict[int, str] = {}
                seen: Counter[int] = Counter()
                while not self._stopping:
                    if process is None:
                        process = self._start(slot, position)
                    if self._ask(process, position, number, skip):
                        deaths = 0
                        break
                    _close(process)
                    at = _read_position(position)
                    how = _how(process.returncode)
                    process = None
                    if self._stopping:
                        return ""
                    if at < 0:
                        deaths += 1
                        if deaths >= DEATHS_BEFORE_WORK:
                            return f"a worker died {deaths} times before its first article ({how})"
                        continue
                    seen[at] += 1
                    if seen[at] >= DEATHS_AT_ARTICLE:
                        skip[at] = f"a worker died on this article, twice ({how})"
            return ""
        finally:
            if process is not None:
                _close(process)

    def _start(self, slot: int, position: str) -> subprocess.Popen[bytes]:
        with open(position, "wb") as file:
            file.write(POSITION.pack(-1))
        paths = (os.environ.get("PYTHONPATH", ""), str(Path(glossary.__file__).parent.parent))
        process = subprocess.Popen(
            # -P: a json.py in the working folder is not the library's
            [sys.executable, "-P", "-m", "glossary.batch.worker", self._folder, str(slot)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C at the terminal is for the leader alone
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path), "PYTHONUTF8": "1"},
        )
        self._processes[slot] = process
        self._send(process, self._setting)
        return process

    def _ask(self, process: subprocess.Popen[bytes], position: str, number: int, skip: dict[int, str]) -> bool:
        """Have a part done; False when the worker died over it."""
        with open(position, "r+b") as file:
            file.write(POSITION.pack(-1))
        self._send(process, {"number": number, "part": self._parts[number], "skip": skip})
        assert process.stdout is not None
        for line in process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if "at" in answer:
                self._events.put(Event("at", number, answer["at"]))
            elif "fatal" in answer:
                self._events.put(Event("fatal", message=answer["fatal"]))
                self._stopping = True
                return True
            else:
                self._events.put(Event("done", number, answer["done"], answer["failed"]))
                return True
        return False

    def _send(self, process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(message).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            pass  # it has died; reading its answer tells


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue
    process.wait()


def _read_position(path: str) -> int:
    with open(path, "rb") as file:
        number: int = POSITION.unpack(file.read(POSITION.size))[0]
        return number


def _how(code: int) -> str:
    import signal

    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"

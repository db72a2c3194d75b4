"""A lock on a run's folder that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from glossary.articles import shown
from glossary.articles.output import output_errors
from glossary.errors import OutputError


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Hold the lock of a run.

    The system's own file lock: a process that is killed leaves the file behind but not the lock.

    Raises:
        OutputError: another process holds it.
    """
    path = os.path.join(folder, "lock")
    with output_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
        except OSError:
            owner = os.read(handle, 32).decode("ascii", "replace").strip()
            raise OutputError(
                f"{shown(folder)}: another run is writing here (process {owner or 'unknown'}); wait for it"
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


if os.name == "nt":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, which the other process may read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""The native library, and an annotator that is bound to it."""

from __future__ import annotations

import ctypes
import json
import threading
from functools import cache

from glossary.native import LIBRARY
from glossary.native.answers import Answers, Steps

RECORD = 1 << 16  # bytes of the longest record at first
ANSWER = 1 << 14  # bytes of the longest answer at first
_SIZE = 8  # bytes before an answer that hold its size

_decode = json.JSONDecoder().decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_ASK = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_char_p)


@cache
def library() -> ctypes.PyDLL:
    """The native library."""
    found = ctypes.PyDLL(LIBRARY)
    data = (ctypes.c_char_p, ctypes.c_size_t)
    out = (ctypes.c_void_p, ctypes.c_size_t)
    found.glossary_native_new.argtypes = (_ASK, *data * 4, *(ctypes.c_uint32,) * 3, ctypes.c_bool)
    found.glossary_native_new.restype = ctypes.c_void_p
    found.glossary_native_free.argtypes = (ctypes.c_void_p,)
    found.glossary_native_annotate_line.argtypes = (ctypes.c_void_p, *data, *out)
    found.glossary_native_annotate_line.restype = ctypes.c_int64
    found.glossary_native_take.argtypes = (ctypes.c_void_p, *out)
    found.glossary_native_take.restype = ctypes.c_int64
    return found


def bind(annotator: Steps) -> Native | None:
    """Bind an annotator natively; None where its index is none that the library reads."""
    automaton = annotator.glossary.saved_automaton()
    if automaton is None:
        return None
    native = Native(annotator, automaton, library())
    return native if native.is_bound else None


class _Buffer:
    """Bytes that native code reads or writes, and their address; what asks for it anew is told to an audit hook."""

    def __init__(self, size: int) -> None:
        self.array = ctypes.create_string_buffer(size)
        self.address = ctypes.addressof(self.array)
        self.view = memoryview(self.array).cast("B")


class Native:
    """One annotator, bound natively."""

    def __init__(self, annotator: Steps, automaton: bytes, library: ctypes.PyDLL) -> None:
        """Bind an annotator, whose patterns an automaton finds; `is_bound` tells whether the library reads its index."""
        self._library = library
        self._answers = Answers(annotator)
        self._lock = threading.Lock()  # Python runs while it is asked, and another thread may come here
        self._record = _Buffer(RECORD)
        self._answer = _Buffer(ANSWER)
        self._error: BaseException | None = None
        self._ask = _ASK(self._asked)  # kept: the library calls it
        glossary = annotator.glossary
        keys = (glossary.file.section_bytes("keys.offsets"), glossary.file.section_bytes("keys"))
        self._sections = (glossary.file.section_bytes("readings"), automaton, *keys)  # kept: the library reads them
        sections = (part for data in self._sections for part in (data, len(data)))
        firsts = (glossary.first_single, glossary.first_veil, glossary.first_latin)
        self._core = library.glossary_native_new(self._ask, *sections, *firsts, annotator.latin_mentions)

    def __del__(self) -> None:
        if self.is_bound:
            self._library.glossary_native_free(self._core)

    @property
    def is_bound(self) -> bool:
        """Whether the library reads the index."""
        return bool(getattr(self, "_core", None))

    def annotate_line(self, line: bytes) -> bytes | None:
        """The record of a line; None where the Python steps must give it, or another thread is being served."""
        if type(line) is not bytes or not self._lock.acquire(blocking=False):
            return None
        try:
            self._answers.begin(line)
            record = self._record
            size = self._library.glossary_native_annotate_line(self._core, line, len(line), record.address, len(record.view))
            if self._error is not None:
                error, self._error = self._error, None
                if not isinstance(error, Exception):
                    raise error  # an interruption; what else fails is met again by the Python steps
            if size < 0:
                return None
            if size > len(record.view):
                record = self._record = _Buffer(2 * size)
                self._library.glossary_native_take(self._core, record.address, len(record.view))
            return bytes(record.view[:size])
        finally:
            self._lock.release()

    def _asked(self, question: bytes) -> int | None:
        try:
            name, *arguments = _decode(question.decode())
            answer = _encode(getattr(self._answers, name)(*arguments)).encode()
            end = _SIZE + len(answer)
            if end > len(self._answer.view):
                self._answer = _Buffer(2 * end)
            self._answer.view[:_SIZE] = len(answer).to_bytes(_SIZE, "little")
            self._answer.view[_SIZE:end] = answer
            return self._answer.address
        except BaseException as error:  # must not pass through native code
            self._error = error
            return None

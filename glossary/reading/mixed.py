"""Reads surfaces that hold more than Hanzi: spaces, interpuncts, Latin letters, digits, hyphens, punctuation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from glossary.model import Reading
from glossary.reading.orthography import assemble
from glossary.reading.person import transcribe
from glossary.script import IGNORED, INTERPUNCTS, SPACES, is_hanzi

if TYPE_CHECKING:
    from glossary.reading.tables import Tables

NOTHING = Reading(None)
_PUNCTUATION = dict(zip("：，、！？。.:,!?－—–/+&'’", ":,,!?..:,!?-—–/+&''", strict=True))
_SEPARATORS = frozenset(INTERPUNCTS)
_BLANK = frozenset(SPACES)


def pieces_of(surface: str, tables: Tables) -> list[str] | None:
    """Split a surface into runs of Hanzi, folded, and what stands between them; None where something cannot be read.

    Blanks inside a run of Hanzi mean nothing (孔 夫子); zero-width characters and variation selectors are dropped.
    """
    pieces: list[str] = []
    run = ""
    for character in surface:
        if character in IGNORED:
            continue
        if character == "々" and run:
            run += run[-1]
            continue
        if is_hanzi(character):
            if not tables.characters[tables.folds[character]]:
                return None
            run += tables.folds[character]
            continue
        if character in _BLANK:
            if not run and pieces and pieces[-1] != " ":
                pieces.append(" ")
            continue
        if run:
            pieces.append(run)
            run = ""
        between = _between(character)
        if between is None:
            return None
        pieces.append(between)
    if run:
        pieces.append(run)
    return pieces


def _between(character: str) -> str | None:
    """Give what is written in pinyin for a character that is no Hanzi; None where it may not stand in a name."""
    if character in _SEPARATORS:
        return "·"
    if character.isascii() and character.isalnum():
        return character
    if character in "-‐‑－":
        return "-"
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if "０" <= character <= "ｚ" and (folded := chr(ord(character) - 0xFEE0)).isalnum():
        return folded
    return None


def read_pieces(pieces: list[str], tables: Tables, read_run: Callable[[str, bool], Reading]) -> Reading:
    """Read the pieces of a surface: `read_run(run, alone)` reads a run of Hanzi; `alone` is false where there are several."""
    runs = sum(map(is_hanzi, [piece[0] for piece in pieces]))
    if not runs:
        return NOTHING
    foreign = "·" in pieces
    text = gap = ""
    syllables: tuple[str, ...] = ()
    reason = ""
    confidence = 1.0
    previous = ""
    for piece in pieces:
        if is_hanzi(piece[0]):
            reading = _read_foreign(piece, tables) if foreign else read_run(piece, runs == 1)
            if reading.pinyin is None:
                return NOTHING
            reason = reason or reading.reason
            confidence = min(confidence, reading.confidence)
            syllables += reading.syllables
            text += (gap or (" " if _is_latin(previous) else "")) + reading.pinyin
            gap = ""
        elif piece in "· ":
            gap = " " if text else ""
        elif piece in ":,!?.":
            text += piece
            gap = " "
        elif previous and is_hanzi(previous[0]) and piece.isalnum():
            text += ("-" if previous[-1] == "第" and piece.isdigit() else " ") + piece
            gap = ""
        else:
            text += gap + piece
            gap = ""
        previous = piece
    return Reading(text, syllables, reason, (), confidence)


def _is_latin(piece: str) -> bool:
    return piece.isascii() and piece.isalnum()


def _read_foreign(key: str, tables: Tables) -> Reading:
    """Read one part of a transcribed name (赛福鼎·艾则孜) as one word."""
    entry = tables.words[key]
    if entry is not None and entry[0] in "pn":
        syllables = entry[2] or tuple([tables.characters[c][0] for c in key])
        return assemble(key, (syllables, (len(key),), "name", "name", None), tables)
    return assemble(key, (transcribe(key, tables), (len(key),), "transcription", "transcription", None), tables)

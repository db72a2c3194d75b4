"""What the words around a name say of its kind where no head word before it decides: behind it, ahead of it, in its passage."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glossary import context
from glossary.script import lazy_pattern
from glossary.words import (
    COPULA_FILLERS,
    COPULAS,
    HEADS,
    LOOSE_TITLES,
    SAID_AHEAD,
    SAID_BEHIND,
    SUBJECTS,
    TITLES,
    head_kind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

REACH_BEHIND = 60  # code points behind a name that may close its bracket
BEHIND, AHEAD, APPOSED, QUOTED, SUBJECT = 2.5, 1.5, 2.5, 0.7, 0.6  # log odds
MAX_SUBJECTS = 3  # words of a subject that count
_CLOSING = lazy_pattern(rf"[^()（）\[\]【】]{{0,{REACH_BEHIND}}}[)）\]】]")
_MARKS = "\"“”‘’'*_»)）]】 \t"
_OPEN_QUOTES = frozenset("\"“‘'*_")
_SAYING = lazy_pattern("adalah|merupakan|ialah|yaitu|yakni|, se|, salah|, suatu")
_ENDS = frozenset(".,;:!?)")


@lru_cache(maxsize=4)
def words_behind(after: str) -> tuple[tuple[str, ...], bool]:
    """The words in small letters behind a name and its bracket, up to the first mark; and whether a comma leads them in."""
    closing = _CLOSING.match(after)
    place = closing.end() if closing is not None else 0
    rest = after[place : place + REACH_BEHIND]
    rest = rest.lstrip(_MARKS)
    is_apposed = rest[:1] in (",", "–", "—")
    words = []
    for piece in rest.lstrip(",–— ").split(None, 6)[:6]:
        if piece[0] in "(（[【":
            break
        word = piece.strip("\"“”'*_.,;:!?)").lower()
        if word:
            words.append(word)
        if piece[-1] in _ENDS:
            break
    return tuple(words), is_apposed


def said_to_be(after: str) -> str | None:
    """The kind of what a sentence says that the name before it is: 'adalah salah satu kota', ', sebuah perusahaan'."""
    if not _SAYING.search(after):
        return None
    words, is_apposed = words_behind(after)
    if words[:1] and words[0] in COPULAS:
        rest = words[1:]
    elif is_apposed and words[:1] and words[0] in ("sebuah", "seorang", "salah", "suatu"):
        rest = words
    else:
        return None
    return _kind_of_words(rest)


def _kind_of_words(words: tuple[str, ...]) -> str | None:
    while words and words[0] in COPULA_FILLERS:
        words = words[1:]
    if not words:
        return None
    if words[0] == "seorang":
        return "person"
    if words[:2] == ("ibu", "kota"):
        return "place"
    kind = head_kind(" ".join(words[:2]))
    if kind is None and words[0] in TITLES and words[0] not in LOOSE_TITLES:
        return "person"
    return kind


@lru_cache(maxsize=4)  # several rules ask of the same words
def cues_beside(before: str, after: str) -> Mapping[str, float]:
    """How far the words next to a name speak for each kind, as log odds."""
    found: dict[str, float] = {}
    words, is_apposed = words_behind(after)
    _add(found, _said_behind(words, is_apposed), BEHIND)
    if before.rstrip(" ")[-1:] in _OPEN_QUOTES:
        _add(found, "work", QUOTED)
    for word in context.words_before(before)[:2]:
        if word in SAID_AHEAD:
            _add(found, SAID_AHEAD[word], AHEAD)
            break
    _add(found, _apposed_before(before), APPOSED)
    return found


@lru_cache(maxsize=4)
def cues(before: str, after: str) -> Mapping[str, float]:
    """How far the words around a name, next to it and farther away, speak for each kind, as log odds."""
    found = _subjects(f"{before} {after}")
    for kind, weight in cues_beside(before, after).items():
        _add(found, kind, weight)
    return found


def _add(found: dict[str, float], kind: str | None, weight: float) -> None:
    if kind is not None:
        found[kind] = found.get(kind, 0.0) + weight


def _said_behind(words: tuple[str, ...], is_apposed: bool) -> str | None:
    for word in words[:2]:
        if word in SAID_BEHIND:
            return SAID_BEHIND[word]
    return _kind_of_words(words) if is_apposed else None


def _apposed_before(before: str) -> str | None:
    """The head of a phrase that a comma or a colon sets before the name it describes: 'Album ketiganya, ', 'Judul: '."""
    end = before.rstrip(" \"“‘'*_")
    if end[-1:] not in (",", ":"):
        return None
    words = context.words_before(end[:-1])
    if end[-1] == ":":
        return next((HEADS[word] for word in words[:2] if word in HEADS), None)
    if not any(word.endswith("nya") for word in words[:3]):
        return None
    return next((HEADS[bare] for word in words[:4] if (bare := word.removesuffix("nya")) in HEADS), None)


def _subjects(passage: str) -> dict[str, float]:
    words = set(passage.lower().replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").split())
    found: dict[str, float] = {}
    for word in words & SUBJECTS.keys():
        kind = SUBJECTS[word]
        found[kind] = min(found.get(kind, 0.0) + SUBJECT, SUBJECT * MAX_SUBJECTS)
    return found

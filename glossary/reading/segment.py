"""Words inside a run of Hanzi: the cheapest cover of it by the words of the dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

UNKNOWN_COST = 64  # of one character that no word covers; a word costs 10 to 70
LONGEST_WORD = 8
_ONE_AND_ONE = (1, 1)


def cover_entries(run: str, words: Any) -> list[tuple[int, int, tuple[Any, ...] | None]]:
    """Cover a run by words, cheapest first: (start, end, entry of the dictionary or None) from left to right.

    The cost of a word is its negative log frequency, so the fewest and commonest words win. Time grows with the length of
    the run times the longest word.
    """
    length = len(run)
    costs = {length: 0}  # start -> of the cheapest cover from there to the end
    steps: dict[int, tuple[int, Any]] = {}
    for start in reversed(range(length)):
        best = costs[start + 1] + UNKNOWN_COST
        step: tuple[int, Any] = (start + 1, None)
        for end in range(start + 2, min(start + LONGEST_WORD, length) + 1):
            entry = words[run[start:end]]
            if entry is not None and (start == 0 or entry[3] != _ONE_AND_ONE):  # 华山 only at the head: not in 九华山
                cost = costs[end] + entry[1]
                if cost < best:
                    best, step = cost, (end, entry)
        costs[start] = best
        steps[start] = step
    pieces = []
    start = 0
    while start < length:
        end, entry = steps[start]
        pieces.append((start, end, entry))
        start = end
    return pieces

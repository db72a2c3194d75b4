"""What a name's own Hanzi and Latin letters make likely: weights that the names of the glossary gave, by their kind.

The weights are written by `scripts/make_kinds.py`: a linear model over the features below, one weight a kind.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from glossary.heads import TRANSCRIBING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.reading import Tables

KINDS = ("person", "organization", "place", "work", "event", "concept", "project", "title")
# Log odds by which names that nothing else tells differ from those of a glossary: more works, and persons seldom are left;
# a place mostly has a preposition before it.
LEFT = {"work": 0.6, "concept": 0.3, "person": -1.0, "title": -1.0, "place": -0.4}
LEFT_SPELLED = {"place": -0.8}
SCALE = 10  # weights are written as whole tenths


def features(plain: str, latin: str | None, is_spelled: bool) -> list[str]:
    """Name what is seen of a name.

    Args:
        plain: its Hanzi alone, simplified, two at least.
        latin: its Latin form.
        is_spelled: whether that spells the Hanzi; a translation or another name else.
    """
    size = len(plain)
    seen = [f"n{min(size, 7)}", "l" + plain[-1], "f" + plain[0], *("c" + c for c in dict.fromkeys(plain))]
    if size > 2:
        seen += ["L" + plain[-2:], "F" + plain[:2]]
    seen += ["b" + plain[n : n + 2] for n in range(1, size - 2)]
    if latin is None:
        return seen
    words = latin.split()
    if is_spelled:
        return [*seen, f"s{min(len(words), 4)}", f"s{min(len(words), 4)}-{min(size, 4)}"]
    lower = latin.lower().split()
    is_title = all(word[:1].isupper() for word in words)
    case = "U" if latin.isupper() else "T" if is_title else "M" if latin[:1].isupper() else "l"
    seen += [f"w{min(len(words), 5)}", "case" + case, "h" + lower[0], "t" + lower[-1], *("x" + w for w in dict.fromkeys(lower))]
    seen.append(f"r{sum(c in TRANSCRIBING for c in plain) * 3 // size}-{min(len(words), 2)}")  # Hanzi that spell foreign sounds
    if any(c.isdigit() for c in latin):
        seen.append("digit")
    return seen


def likely_kind(plain: str, latin: str | None, is_spelled: bool, cues: Mapping[str, float], tables: Tables) -> tuple[str, float]:
    """The likeliest kind and its probability, from a name's letters and what the words around it say (log odds a kind)."""
    weights = tables.kinds
    shift = LEFT_SPELLED if is_spelled else LEFT
    rows = [[cues.get(kind, 0.0) + shift.get(kind, 0.0) for kind in KINDS]]
    for feature in ("bias", *features(plain, latin, is_spelled)):
        row = weights.get(feature)
        if row is None:
            continue
        if isinstance(row, str):
            row = weights[feature] = [int(weight) / SCALE for weight in row.split()]
        rows.append(row)
    scores = list(map(sum, zip(*rows, strict=True)))
    best = max(range(len(KINDS)), key=scores.__getitem__)
    return KINDS[best], 1 / sum(exp(score - scores[best]) for score in scores)

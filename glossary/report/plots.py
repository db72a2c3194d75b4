"""Plots as inline SVG: bars, a heat map of months, a matrix of company. Numbers stand in titles, so nothing needs a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt

INK = "#b3261e"
LABELS = 210  # width of the labels at the left


def columns(values: Sequence[tuple[str, int]], *, height: int = 150) -> str:
    """Upright bars, one a label; a label stands below where there is room."""
    if not values:
        return ""
    most = max(count for _, count in values) or 1
    step = max(10.0, min(74.0, 900 / len(values)))
    width = round(step * len(values)) + 50
    parts = [_open(width, height + 42)]
    for share in (0, 0.5, 1):
        y = 12 + height * (1 - share)
        parts.append(f'<line class="grid" x1="44" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick" x="40" y="{y + 4:.1f}" text-anchor="end">{round(most * share):,}</text>')
    every = max(1, round(46 / step))
    for place, (label, count) in enumerate(values):
        size = height * count / most
        x = 48 + place * step
        parts.append(
            f'<rect class="bar" x="{x:.1f}" y="{12 + height - size:.1f}" width="{step * 0.78:.1f}" height="{size:.1f}" rx="1.5">'
            f"<title>{escape(label)}: {count:,}</title></rect>"
        )
        if place % every == 0:
            parts.append(
                f'<text class="tick" x="{x + step * 0.39:.1f}" y="{height + 30}" text-anchor="middle">{escape(label)}</text>'
            )
    return "".join([*parts, "</svg>"])


def bars(values: Sequence[tuple[str, int]], *, width: int = 860) -> str:
    """Lying bars with their labels and counts."""
    if not values:
        return ""
    most = max(count for _, count in values) or 1
    room = width - LABELS - 70
    parts = [_open(width, 24 * len(values) + 6)]
    for place, (label, count) in enumerate(values):
        y = 24 * place + 4
        parts.append(f'<text class="label" x="{LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(_short(label))}</text>')
        size = max(1.5, room * count / most)
        parts.append(f'<rect class="bar" x="{LABELS}" y="{y + 1}" width="{size:.1f}" height="17" rx="2"/>')
        parts.append(f'<text class="tick" x="{LABELS + size + 6:.1f}" y="{y + 14}">{count:,}</text>')
    return "".join([*parts, "</svg>"])


def months(rows: Sequence[tuple[str, Mapping[str, int]]], labels: Sequence[str]) -> str:
    """A heat map: a row a name, a column a month; the darker, the more articles."""
    if not rows or not labels:
        return ""
    most = max((count for _, counts in rows for count in counts.values()), default=1) or 1
    step = max(9.0, min(60.0, 730 / len(labels)))
    width = round(LABELS + step * len(labels)) + 8
    parts = [_open(width, 22 * len(rows) + 30)]
    for place, (name, counts) in enumerate(rows):
        y = 22 * place
        parts.append(f'<text class="label" x="{LABELS - 8}" y="{y + 15}" text-anchor="end">{escape(_short(name))}</text>')
        for column, month in enumerate(labels):
            count = counts.get(month, 0)
            x = LABELS + column * step
            shade = f'fill="{INK}" fill-opacity="{0.12 + 0.88 * sqrt(count / most):.2f}"' if count else 'class="none"'
            parts.append(
                f'<rect x="{x:.1f}" y="{y + 1}" width="{step - 1.5:.1f}" height="19" rx="2" {shade}>'
                f"<title>{escape(name)}, {escape(month)}: {count:,}</title></rect>"
            )
    every = max(1, round(52 / step))
    for column, month in enumerate(labels):
        if column % every == 0:
            x = LABELS + (column + 0.5) * step
            parts.append(f'<text class="tick" x="{x:.1f}" y="{22 * len(rows) + 18}" text-anchor="middle">{escape(month)}</text>')
    return "".join([*parts, "</svg>"])


def matrix(names: Sequence[str], counts: Mapping[tuple[int, int], int]) -> str:
    """Who with whom: a square for each two names, the darker, the more articles name both."""
    if len(names) < 2:
        return ""
    most = max(counts.values(), default=1) or 1
    step, top = 24, 150
    parts = [_open(LABELS + step * len(names) + 60, top + step * len(names) + 6)]
    for place, name in enumerate(names):
        x, y = LABELS + place * step, top + place * step
        parts.append(f'<text class="label" x="{LABELS - 8}" y="{y + 16}" text-anchor="end">{escape(_short(name))}</text>')
        parts.append(
            f'<text class="label" transform="translate({x + 15} {top - 8}) rotate(-55)">{escape(_short(name, 22))}</text>'
        )
        for other, other_name in enumerate(names):
            if place == other:
                continue
            count = counts.get((min(place, other), max(place, other)), 0)
            shade = f'fill="{INK}" fill-opacity="{0.12 + 0.88 * sqrt(count / most):.2f}"' if count else 'class="none"'
            parts.append(
                f'<rect x="{LABELS + other * step}" y="{y}" width="22" height="22" rx="3" {shade}>'
                f"<title>{escape(name)} + {escape(other_name)}: {count:,}</title></rect>"
            )
    return "".join([*parts, "</svg>"])


def _open(width: int, height: int) -> str:
    return f'<svg viewBox="0 0 {width} {height}" style="width:min(100%,{width}px)" role="img" xmlns="http://www.w3.org/2000/svg">'


def _short(label: str, most: int = 27) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"

"""How far the glossary has come: entries by category and status against the targets."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import NamedTuple

from glossary.compile.block import Block
from glossary.compile.rules import Category


class Coverage(NamedTuple):
    """The entries of one category by status."""

    category: Category
    checked: int
    sourced: int
    draft: int


def coverage(blocks: list[Block], categories: tuple[Category, ...]) -> list[Coverage]:
    """Count entries by category and status, in the order of the targets."""
    count = Counter((block.fields.get("category"), block.fields.get("status")) for block in blocks)
    return [Coverage(c, *(count[c.id, status] for status in ("checked", "sourced", "draft"))) for c in categories]


_WORDS = {
    "id": ("kategori | diperiksa | bersumber | draf | target | tercapai", "jumlah",
           "bersumber (hijau tua), diperiksa (hijau), draf (abu-abu), target pertama (garis)"),
    "en": ("category | checked | sourced | draft | target | reached", "all",
           "sourced (dark green), checked (green), draft (grey), first target (line)"),
}  # fmt: skip


def _title(category: Category, lang: str) -> str:
    return category.indonesian if lang == "id" else category.title


def as_markdown(rows: list[Coverage], lang: str = "id") -> str:
    """A table; checked and sourced entries count against the target, drafts do not."""
    head, total, _ = _WORDS[lang]
    lines = [f"| | {head} |", "|---|---|--:|--:|--:|--:|--:|"]
    for c, checked, sourced, draft in rows:
        reached = (checked + sourced) / max(c.first, 1)
        told = _title(c, lang).replace("|", "/")
        lines.append(f"| {c.id} | {told} | {checked} | {sourced} | {draft} | {c.first} | {reached:.0%} |")
    checked, sourced, draft = (sum(counts) for counts in zip(*(row[1:] for row in rows), strict=True))
    first = sum(row.category.first for row in rows)
    share = (checked + sourced) / max(first, 1)
    return "\n".join([*lines, f"| | {total} | {checked} | {sourced} | {draft} | {first} | {share:.0%} |"]) + "\n"


def as_svg(rows: list[Coverage], lang: str = "id") -> str:
    """A bar a category: sourced, checked and drafts beside each other; a mark where the first target is."""
    height, left, width = 18, 48, 560
    scale = width / max((max(c.first, a + b + d) for c, a, b, d in rows), default=1)
    parts = []
    for number, (category, checked, sourced, draft) in enumerate(rows):
        top, at = number * height + 24, float(left)
        parts.append(f'<text x="4" y="{top + 11}">{escape(category.id)}<title>{escape(_title(category, lang))}</title></text>')
        for amount, colour in ((sourced, "#1b7837"), (checked, "#5aae61"), (draft, "#d9d9d9")):
            parts.append(f'<rect x="{at:.1f}" y="{top}" width="{amount * scale:.1f}" height="13" fill="{colour}"/>')
            at += amount * scale
        mark = left + category.first * scale
        parts.append(f'<path d="M{mark:.1f} {top - 1}v15" stroke="#762a83" stroke-width="2"/>')
        parts.append(f'<text x="{max(at, mark) + 5:.1f}" y="{top + 11}">{checked + sourced}/{category.first}</text>')
    total = len(rows) * height + 32
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 70} {total}" '
        'font-family="sans-serif" font-size="11">'
        f'<text x="4" y="14">{escape(_WORDS[lang][2])}</text>'
        f"{''.join(parts)}</svg>\n"
    )

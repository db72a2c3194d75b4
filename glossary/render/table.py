"""A CSV index of the names in a text, one row a name, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from glossary.model import Mention
from glossary.render.choice import address, described, distinct, hanzi_of, heading_of, one_line, pinyin_of

COLUMNS = ("name", "hanzi", "pinyin", "kind", "description", "id", "url", "count", "starts", "latin")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "|", "%")  # what a spreadsheet calculates


def to_csv(mentions: tuple[Mention, ...], *, pinyin: str | None = "marks") -> str:
    """Write the names in order of first mention, with a heading row; lines end with CR LF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for first, every in distinct(mentions):
        latin = dict.fromkeys(one_line(mention.latin.text) for mention in every if mention.latin is not None)
        writer.writerow(
            [
                *map(
                    safe,
                    (
                        heading_of(first),
                        hanzi_of(first),
                        pinyin_of(first, pinyin) or "",
                        first.kind,
                        described(first),
                        first.entry.id if first.entry else "",
                        address(first.entry) or "",
                    ),
                ),
                len(every),
                " ".join(str(mention.start) for mention in every),
                safe("; ".join(latin)),
            ]
        )
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it.

    Source: OWASP, CSV Injection.

    >>> safe("=1+1"), safe("习近平")
    ("'=1+1", '习近平')
    """
    cell = cell.replace("\0", "\ufffd")
    return "'" + cell if cell.lstrip(" \u00a0\u3000").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell

"""One text through the library and each peer that is installed: what each finds, side by side.

python benchmarks/compare.py TEXT
"""

from __future__ import annotations

import sys

import peers

import glossary


def rows(text: str) -> list[tuple[str, list[peers.Found] | None]]:
    """What each system finds; None where its library is absent."""
    index = glossary.Annotator().glossary
    found: list[tuple[str, list[peers.Found] | None]] = [("glossary", peers.of_annotator(glossary.Annotator(index))(text))]
    for name, make in peers.PEERS.items():
        try:
            found.append((name, make(index)(text)))
        except ImportError:
            found.append((name, None))
    return found


def table(text: str) -> str:
    """The comparison as a Markdown table."""
    lines = ["| system | found | kind | Latin form | pinyin | entry |", "|---|---|---|---|---|---|"]
    for name, found in rows(text):
        if not found:
            lines.append(f"| {name} | {'absent' if found is None else '–'} | | | | |")
        for number, mention in enumerate(found or ()):
            cells = (text[mention.start : mention.end], mention.kind, mention.latin, mention.pinyin, mention.entry)
            lines.append(f"| {'' if number else name} | {' | '.join(cell or '–' for cell in cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(table(sys.argv[1]))

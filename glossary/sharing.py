"""Equal parts of the mentions of one long text, kept once: what a mention costs is its place.

A text of 100 MB may hold ten million mentions, nearly all of them of a few names. A mention that was settled step by step brings
its own surface, evidence and resolution, some 700 bytes; with those shared it is 180.
"""

from __future__ import annotations

from typing import Any

from glossary.model import LatinForm, Mention, Resolution

MAX_TEXTS = 1 << 15  # surfaces and Latin forms that are kept
MAX_RESOLUTIONS = 1 << 15


class Shared:
    """What the mentions of a text had in common so far."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._resolutions: dict[tuple[Any, ...], Resolution] = {}

    def mention(self, mention: Mention) -> Mention:
        """An equal mention of the parts that are kept."""
        start, end, surface, latin, resolution = mention
        if latin is not None:
            first, last, text, agreement, system, slip = latin
            latin = LatinForm(first, last, self._text(text), agreement, system, slip)
        return Mention(start, end, self._text(surface), latin, self._resolution(resolution))

    def _text(self, text: str) -> str:
        if len(self._texts) >= MAX_TEXTS:
            self._texts.clear()
        return self._texts.setdefault(text, text)

    def _resolution(self, resolution: Resolution) -> Resolution:
        kind, reading, entry, candidates, evidence = resolution
        if len(self._resolutions) >= MAX_RESOLUTIONS:
            self._resolutions.clear()
        # entries are told apart by identity, which a glossary keeps, for to compare them field by field takes long
        key = (kind, reading, id(entry), tuple(map(id, candidates)), evidence)
        return self._resolutions.setdefault(key, resolution)

"""Facts about marks: which brackets belong together, which are wide, and what Chinese prose uses."""

from __future__ import annotations

ROUND = "(（"
CJK_MARKS = frozenset("，。、；：？！“”《》〈〉「」『』…—")
WIDE = {"（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}"}
ORNATE = {"【": "(", "】": ")", "〔": "(", "〕": ")", "〖": "(", "〗": ")"}
WIDE_MARKS = {"，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?", "．": "."}
_FAMILIES = ("()（）", "[]［］", "{}｛｝", "【】", "〔〕", "〖〗")
_FAMILY = {mark: number for number, marks in enumerate(_FAMILIES) for mark in marks}
_CLOSER = {"(": ")", "[": "]", "{": "}", "（": ")", "［": "]", "｛": "}", "【": "】", "〔": "〕", "〖": "〗"}


def family(mark: str) -> int:
    """The number of the sort of bracket: round, square, curly ..."""
    return _FAMILY[mark]


def closer(mark: str) -> str:
    """The bracket, as Indonesian prints it, that closes an opening one."""
    return _CLOSER[mark]

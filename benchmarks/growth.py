"""Whether time is linear in hostile text: each shape is doubled and timed, the ratio should stay near 2.

What is steeper than the limit is doubled once more, and the smaller ratio counts: a step, where a cache is full or a text is
scanned in windows, is behind it then, while what grows with the square stays as steep.

python benchmarks/growth.py [--work annotate lint fix ...] [--size CODE_POINTS] [--limit RATIO] [--shape NAME] [--json OUT.json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import glossary

_rng = random.Random(7)
_HANZI = [chr(code) for code in range(0x4E00, 0x9FA5)]


def _random_hanzi(size: int) -> str:
    return "".join(_rng.choices(_HANZI, k=size))


def _times(piece: str, tail: str = "") -> Callable[[int], str]:
    return lambda size: piece * max(1, size // len(piece)) + tail


# A shape gives a text of about as many code points as it is asked for.
SHAPES: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda size: "(" * (size // 2) + "习近平" + ")" * (size // 2),
    "open brackets": _times("(", "习近平"),
    "closed brackets": _times(")", "习近平"),
    "full-width open brackets": _times("（", "习近平"),
    "mixed brackets": _times("([（【", "习近平"),
    "brackets with Hanzi": _times("(习近平"),
    "capitalised words before a bracket": _times("Aaaa ", "(习近平)"),
    "capitalised words and commas": _times("Aaaa, ", "(习近平)"),
    "lower-case words before a bracket": _times("aaaa ", "(习近平)"),
    "one long word": _times("a", " (习近平)"),
    "one long capital": _times("A", " (习近平)"),
    "unknown Hanzi": _random_hanzi,
    "one Hanzi again": _times("习"),
    "numerals": _times("一二三四五六七八九十"),
    "surnames": _times("王张李陈"),
    "names in a row": _times("习近平"),
    "names and titles": _times("外交部发言人王毅"),
    "list marks": _times("王毅、李强、"),
    "Hanzi and spaces": _times("习 近 平 "),
    "Hanzi and zero-width": _times("习\u200b近\u200b平\u200b"),
    "Hanzi and line ends": _times("习\n近\n平\n"),
    "interpuncts": _times("阿·"),
    "only interpuncts": _times("·", "阿"),
    "variation selectors": _times("习\ufe00"),
    "only selectors": _times("\ufe00", "习"),
    "bidirectional marks": _times("\u202e习\u202c"),
    "pairs": _times("Xi Jinping (习近平) "),
    "pairs without spaces": _times("XiJinping(习近平)"),
    "apostrophes": _times("Xi'an'"),
    "hyphens": _times("Xi-"),
    "labels": _times("Hanzi: Pinyin: ", "习近平"),
    "labels in a bracket": lambda size: "(" + "Hanzi: " * (size // 7) + "习近平)",
    "quotes": _times('"', "习近平"),
    "tags": _times("<a ", "习近平"),
    "closed tags": _times("<b>习</b>"),
    "comments": _times("<!-- ", "习近平"),
    "backticks": _times("`", "习近平"),
    "addresses": _times("http://a.b/习"),
    "long address": lambda size: "http://" + "a/" * (size // 2) + "习近平",
    "mail": _times("a@", "习近平"),
    "long mail": lambda size: "a." * (size // 2) + "习@b.c",
    "paths": _times("/a", "习近平"),
    "back slashes": _times("\\", "习近平"),
    "dots": _times("a.", "习近平"),
    "equals": _times('a="', "习近平"),
    "ampersands": _times("&a=", "习近平"),
    "percent": _times("%E4", "习近平"),
    "tabs": _times("\t", "习近平"),
    "spaces": _times(" ", "习近平"),
    "line ends": _times("\n", "习近平"),
    "combining marks": _times("X\u0301i ", "(习近平)"),
    "lone surrogates": _times("\ud800习"),
    "kana": _times("習あ"),
    "Hangul": _times("習가"),
    "title marks": _times("《习"),
    "wikitext": _times("{{lang|zh|习}}"),
    "table": _times("| Xi Jinping | 习近平 |\n"),
    "degrees": _times(", M.M.", " (习近平)"),
    "short mentions": lambda size: "Xi Jinping tiba. " + "Xi " * (size // 3),
    "long joints": lambda size: "习" + "\u200b" * size + "近平",
    "spaces before a bracket": lambda size: "Xi Jinping" + " " * size + "(习近平)",
    "names without a space": _times("Presiden Xi Jinping (习近平) dan Wang Yi(王毅) bertemu di Beijing (北京). "),
    "layers of mojibake": _times("Ã¤Â¹Â Ã¨Â¿â€˜ "),
    "homonyms": _times("diplomat Zhang Jun (张军) "),
    "names in brackets of names": _times("(Xi Jinping (习近平", ")"),
    "many persons": lambda size: "".join(f"Wang A{n % 977} (王毅) " for n in range(size // 14)),
}


_annotator = lru_cache(maxsize=1)(lambda: glossary.Annotator(latin_mentions=True))

WRITERS = [name for name in dir(glossary.Document) if name.startswith("to_")]
# 'written' is all that a document can be written as; 'html-in-place' takes the text as HTML.
WORKS: dict[str, Callable[[str], object]] = {
    "annotate": lambda text: _annotator().annotate(text),
    "line": lambda text: _annotator().annotate_line(json.dumps({"text": text}).encode()),
    "lint": lambda text: glossary.lint(text, "2020-07-09"),
    "fix": glossary.fix,
    "written": lambda text: [
        getattr(_annotator().annotate(text), name)() for name in dir(glossary.Document) if name[:3] == "to_"
    ],
    "html-in-place": lambda text: glossary.annotate_html(text, annotator=_annotator()),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
        if best > 5:
            break
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", choices=WORKS, nargs="+", default=list(WORKS), help="all where none is named")
    parser.add_argument("--size", type=int, default=50_000, help="code points of the smaller text")
    parser.add_argument("--limit", type=float, default=2.8, help="the largest ratio that passes")
    parser.add_argument("--shape", help="one shape")
    parser.add_argument("--json", type=Path, help="also write the ratios here, the worst work of each shape")
    options = parser.parse_args()
    too_steep = []
    ratios: dict[str, float] = {}
    print(f"{'work':14} {'shape':36} {'ms':>9} {'ms, doubled':>12} {'ratio':>6}")
    for name in options.work:
        work = WORKS[name]
        work("Xi Jinping (习近平)")
        for shape, make in SHAPES.items():
            if options.shape not in (None, shape):
                continue
            small, large = seconds(work, make(options.size)), seconds(work, make(2 * options.size))
            ratio = large / max(small, 1e-4)
            if ratio > options.limit:
                ratio = min(ratio, seconds(work, make(4 * options.size)) / large)
            print(f"{name:14} {shape:36} {1000 * small:9.1f} {1000 * large:12.1f} {ratio:6.2f}", flush=True)
            ratios[shape] = max(ratio, ratios.get(shape, 0))
            if ratio > options.limit and large > 0.01:
                too_steep.append(f"{name} of {shape}")
    if options.json:
        options.json.write_text(json.dumps(ratios, indent=1, ensure_ascii=False))
    if too_steep:
        sys.exit(f"steeper than {options.limit}: {', '.join(too_steep)}")


if __name__ == "__main__":
    main()

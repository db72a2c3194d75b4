"""An HTML fragment: ruby, tooltip and link for each mention; everything else escaped."""

from __future__ import annotations

from html import escape

from glossary.model import Mention


def to_html(text: str, mentions: tuple[Mention, ...]) -> str:
    """Write plain text as HTML with its names annotated."""
    parts, last = [], 0
    for mention in mentions:
        parts += [escape(text[last : mention.start], quote=False), _annotated(mention)]
        last = mention.end
    return "".join([*parts, escape(text[last:], quote=False)])


def _annotated(mention: Mention) -> str:
    inner = escape(mention.surface)
    if mention.latin is not None or mention.reading is not None:
        has_hanzi = any(c >= "\u2e80" for c in mention.surface)
        if has_hanzi and mention.pinyin:
            inner = f'<ruby lang="zh">{inner}<rp>(</rp><rt lang="zh-Latn-pinyin">{escape(mention.pinyin)}</rt><rp>)</rp></ruby>'
    entry = mention.entry
    title = f' title="{escape(entry.name + ": " + entry.description)}"' if entry else ""
    url = entry.url if entry else None
    if url and url.startswith(("https://", "http://")):
        return f'<a class="glossary-{mention.kind}" href="{escape(url)}"{title}>{inner}</a>'
    return f'<span class="glossary-{mention.kind}"{title}>{inner}</span>'

"""The readable text of an HTML document: what a reader sees, block by block."""

from __future__ import annotations

import re

from glossary.errors import ArticleError

# The content of these is no running text: code of the page, drawings, choices of a form, readings over a word.
HIDDEN = frozenset("head script style template noscript iframe noembed noframes svg math select textarea rt rp".split())
BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SPACES = re.compile(r"[ \t\r\f]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def html_text(html: str, *, keep_lines: bool = False) -> str:
    """Take the readable text out of HTML.

    Args:
        html: a document or a fragment.
        keep_lines: line ends in the source are line ends of the text, as in the body of a WordPress post.

    Returns:
        The text with one line end between blocks; other white space is one space.

    Raises:
        ArticleError: the package that reads HTML is missing.
    """
    try:
        import turbohtml
    except ImportError:
        raise ArticleError("HTML needs its package; run: pip install 'glossary-id-zh[html]'") from None
    kinds = turbohtml.TokenType
    parts: list[str] = []
    hidden: list[str] = []
    for token in turbohtml.tokenize(html, resolve_references=True, capture_source=False, capture_attributes=False):
        if token.type is kinds.TEXT:
            if not hidden:
                data = token.data or ""
                parts.append(data if keep_lines else data.replace("\n", " "))
            continue
        tag = token.tag
        if token.type is kinds.START_TAG:
            if tag in HIDDEN and not token.self_closing:
                hidden.append(tag)
            elif tag == "body":
                hidden.clear()  # a head that was never closed
        elif token.type is kinds.END_TAG and tag in hidden:
            del hidden[hidden.index(tag) :]
        if tag in BLOCKS and not hidden:
            parts.append("\n")
    return _BREAKS.sub("\n", _SPACES.sub(" ", "".join(parts))).strip()

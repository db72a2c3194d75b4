"""spaCy: the component `glossary`, which any pipeline adds with `nlp.add_pipe("glossary")`.

It writes one span a mention to `doc.spans["glossary"]`: `label_` is the kind, `kb_id_` the id of the entry (empty where no entry
is it), `span._.pinyin`, `span._.latin`, `span._.description` and `span._.url` what an editor wants to see. All of it survives
`to_bytes` and `DocBin`. spaCy finds the component by itself once both packages are installed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from glossary.integrations.settings import Settings
from glossary.model import Mention

EXTENSIONS: dict[str, Callable[[Mention], str | None]] = {
    "pinyin": lambda mention: mention.pinyin,
    "latin": lambda mention: mention.latin.text if mention.latin else None,
    "description": lambda mention: (mention.entry.description or None) if mention.entry else None,
    "url": lambda mention: mention.entry.url if mention.entry else None,
}
"""The attributes below `span._` of every mention; None where there is none."""


@Language.factory(
    "glossary",
    default_config={"glossary": [], "latin_mentions": False, "profile": "tiongkok", "spans_key": "glossary", "set_ents": False},
)
def make_glossary(
    nlp: Language, name: str, glossary: list[str], latin_mentions: bool, profile: str, spans_key: str, set_ents: bool
) -> GlossaryComponent:
    """Make the component of a pipeline; the options are those of its constructor."""
    return GlossaryComponent(Settings(tuple(glossary), latin_mentions, profile), spans_key=spans_key, set_ents=set_ents)


class GlossaryComponent:
    """Marks the Chinese names of a text as spans; immutable, so that it may be shared."""

    def __init__(self, settings: Settings = Settings(), *, spans_key: str = "glossary", set_ents: bool = False) -> None:  # noqa: B008
        """Bind the settings.

        Args:
            settings: entries, Latin mentions, house style.
            spans_key: the group of `doc.spans` that is written.
            set_ents: also add the spans to `doc.ents`, where they do not overlap an entity that is there.
        """
        self.settings, self.spans_key, self.set_ents = settings, spans_key, set_ents
        for extension in EXTENSIONS:
            if not Span.has_extension(extension):
                Span.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Add the spans to a document; tokens are split where a name begins or ends inside them."""
        mentions = self.settings.annotator().annotate(doc.text).mentions
        split_tokens(doc, sorted({place for mention in mentions for place in (mention.start, mention.end)}))
        spans = [span for mention in mentions if (span := _span(doc, mention)) is not None]
        doc.spans[self.spans_key] = spans
        if self.set_ents:
            doc.set_ents(filter_spans([*doc.ents, *spans]))
        return doc


def split_tokens(doc: Doc, places: list[int]) -> None:
    """Split tokens so that one begins at each place.

    spaCy keeps `Jinping(习近平)juga` as one token, and a span begins and ends with tokens. Parts after the first depend on the
    first, so that a parse stays a tree.

    Args:
        doc: changed in place; its text stays the same.
        places: code points, sorted.
    """
    with doc.retokenize() as retokenizer:
        number = 0
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            while number < len(places) and places[number] <= start:
                number += 1
            cuts = []
            while number < len(places) and places[number] < end:
                cuts.append(places[number] - start)
                number += 1
            if cuts:
                parts = [token.text[here:there] for here, there in pairwise([0, *cuts, len(token)])]
                head = (token, 0) if token.head == token else token.head
                retokenizer.split(token, parts, [head] + [(token, 0)] * len(cuts), _attributes(token, len(parts)))


def _attributes(token: Token, count: int) -> dict[str | int, list[Any]]:
    """What the parts inherit; left to itself, spaCy would give them what the tokens behind had."""
    return {
        "DEP": [token.dep_] + (["dep"] if token.dep_ else [""]) * (count - 1),
        "POS": [token.pos_] * count,
        "TAG": [token.tag_] * count,
        "ENT_TYPE": [token.ent_type_] * count,
    }


def _span(doc: Doc, mention: Mention) -> Span | None:
    entry = mention.entry
    span = doc.char_span(mention.start, mention.end, label=mention.kind, kb_id=entry.id if entry else "")
    if span is not None:
        for name, value in EXTENSIONS.items():
            _, method, getter, setter = Span.get_extension(name)
            if setter is not None or (method is None and getter is None):  # else another package computes it
                span._.set(name, value(mention))
    return span

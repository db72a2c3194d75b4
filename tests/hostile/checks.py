"""What holds for any str at all: one check that every hostile text goes through."""

import itertools
import json
from html.parser import HTMLParser

import glossary

WRITERS = sorted(name for name in dir(glossary.Document) if name.startswith("to_"))


class Printed(HTMLParser):
    """The text that a fragment prints without what ruby adds, and the tags and attributes it holds."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.parts, self.tags, self.attributes, self.others = [], [], [], []
        self._added = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._added += tag in ("rt", "rp")

    def handle_endtag(self, tag):
        self._added -= tag in ("rt", "rp")

    def handle_data(self, data):
        if not self._added:
            self.parts.append(data)

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def text(self):
        return "".join(self.parts)


def is_within(text, longer):
    """Tell whether the text is left when some characters of the longer one are taken out."""
    letters = iter(longer)
    return all(letter in letters for letter in text)


def check_mentions(text, mentions):
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert mention.kind in ("person", "organization", "place", "work", "event", "concept", "project", "title", "other")
        if mention.latin is not None:
            assert text[mention.latin.start : mention.latin.end] == mention.latin.text
            assert mention.latin.agreement in ("entry", "spelling", "near", "none")
    for first, second in itertools.pairwise(mentions):
        assert first.end <= second.start


def check_fragment(text, html):
    """The fragment prints the text, and nothing of the text became markup."""
    printed = Printed(html)
    assert printed.text == text
    assert not printed.others
    assert set(printed.tags) <= {"a", "span", "ruby", "rt", "rp"}
    assert not [name for name, _ in printed.attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert all(value.startswith(("https://", "http://")) for name, value in printed.attributes if name == "href")


def check_document(text, document):
    assert document.text == text
    check_mentions(text, document.mentions)
    for name in WRITERS:
        getattr(document, name)()
    assert json.loads(document.to_json().encode("utf-8")) == json.loads(json.dumps(document.to_dict()))
    assert is_within(text, document.to_text())
    assert is_within(text, document.to_markdown())
    check_fragment(text, document.to_html())
    for lang in ("id", "en"):
        assert isinstance(document.explain(lang), str)


def check(text, annotator):
    """Annotate, write and read a text in every way, and give its document."""
    document = annotator.annotate(text)
    check_document(text, document)
    assert annotator.annotate(text) == document
    assert list(annotator.pipe([text, text])) == [document, document]
    line = json.dumps({"id": 1, "text": text}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert json.loads(annotator.annotate_line(line))["mentions"] == json.loads(document.to_json())["mentions"]
    glossary.lookup(text)
    for latin in (None, text):
        assert glossary.read(text, "person", latin).pinyin is None or text
    if hasattr(glossary, "lint"):
        for problem in glossary.lint(text):
            assert 0 <= problem.start <= problem.end <= len(text)
        fixed = glossary.fix(text)
        assert glossary.fix(fixed) == fixed
    return document

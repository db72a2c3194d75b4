"""Jupyter: what a notebook shows of a document."""

from html.parser import HTMLParser

import pytest

import glossary

TEXT = "Presiden Xi Jinping (习近平) <b>tiba</b>.\n\n& “吴谦”"


class Words(HTMLParser):
    """The text that a reader sees, readings left out."""

    def __init__(self):
        super().__init__()
        self.words, self.tags = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.tags.pop() == tag

    def handle_data(self, data):
        if not {"rt", "rp"} & set(self.tags):
            self.words.append(data)


def test_a_notebook_shows_the_text_as_it_was():
    """Markup in an article is text, and every tag is closed."""
    page = Words()
    page.feed(glossary.annotate(TEXT)._repr_html_())
    page.close()
    assert "".join(page.words) == TEXT
    assert page.tags == []


def test_ipython_asks_for_it():
    formatters = pytest.importorskip("IPython.core.formatters", reason="IPython is no extra; the test runs where it is installed")
    shown = formatters.DisplayFormatter().formatters["text/html"](glossary.annotate(TEXT))
    assert "Xí Jìnpíng" in shown

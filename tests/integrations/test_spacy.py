"""spaCy: the component in a real pipeline."""

import pytest

spacy = pytest.importorskip("spacy", reason="needs the extra [spacy]")
from spacy.tokens import Doc, DocBin, Span  # noqa: E402

import glossary  # noqa: E402

TEXT = "Presiden Tiongkok, Xi Jinping(习近平)juga menelepon Wu Qian (吴谦), Putin, dan王毅。"


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("id")
    pipeline.add_pipe("glossary")
    return pipeline


def names(doc):
    return [(span.text, span.kb_id_) for span in doc.spans["glossary"]]


def test_spans_are_the_mentions_of_annotate(nlp):
    """Every mention is one span: its offsets, kind, entry and pinyin."""
    doc = nlp(TEXT)
    spans = [(s.start_char, s.end_char, s.text, s.label_, s.kb_id_ or None, s._.pinyin) for s in doc.spans["glossary"]]
    mentions = glossary.annotate(TEXT).mentions
    assert spans == [(m.start, m.end, m.surface, m.kind, m.entry.id if m.entry else None, m.pinyin) for m in mentions]
    assert [s.text for s in doc.spans["glossary"]] == ["习近平", "吴谦", "王毅"]
    assert doc.spans["glossary"][0]._.latin == "Xi Jinping"


def test_the_text_stays_as_it_was(nlp):
    """Splitting tokens changes no character, and the pieces join to the token they came from."""
    doc = nlp(TEXT)
    assert doc.text == TEXT
    words = [token.text for token in doc]
    assert ")juga" in words
    assert "习近平" in words


def test_documents_survive_their_bytes(nlp):
    """Spans keep label, entry and attributes through to_bytes and DocBin."""
    doc = nlp(TEXT)
    wanted = [(s.text, s.label_, s.kb_id_, s._.pinyin, s._.latin, s._.description, s._.url) for s in doc.spans["glossary"]]
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    binned = next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))
    for copy in (again, binned):
        spans = copy.spans["glossary"]
        assert [(s.text, s.label_, s.kb_id_, s._.pinyin, s._.latin, s._.description, s._.url) for s in spans] == wanted
    assert wanted[0][3] == "Xí Jìnpíng"


def test_pipe_gives_what_single_calls_give(nlp):
    texts = [TEXT, "", "Tanpa nama.", "习近平"]
    piped = [names(doc) for doc in nlp.pipe(texts, batch_size=2)]
    assert piped == [names(nlp(text)) for text in texts]
    assert piped[1:3] == [[], []]


def test_pipeline_is_saved_and_loaded(nlp, tmp_path):
    """The configuration holds all there is to know, so a saved pipeline needs nothing else."""
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert loaded.pipe_names == ["glossary"]
    assert names(loaded(TEXT)) == names(nlp(TEXT))


def test_options_choose_entries_group_and_entities(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[kedai-naga]\nkind = "organization"\nhans = "龙茶馆"\nname = "Kedai Naga"\n', encoding="utf-8")
    nlp = spacy.blank("xx")
    nlp.add_pipe("glossary", config={"glossary": [str(own)], "spans_key": "nama", "set_ents": True, "latin_mentions": True})
    doc = nlp("Di Kedai Naga(龙茶馆)itu Xi Jinping minum.")
    assert ("龙茶馆", "kedai-naga") in [(s.text, s.kb_id_) for s in doc.spans["nama"]]
    assert ("Xi Jinping", "person") in [(e.text, e.label_) for e in doc.ents]


def test_a_parse_stays_a_tree():
    """Parts of a split token depend on its first part, so every token still has one root above it."""
    from glossary.integrations.spacy import split_tokens

    nlp = spacy.blank("xx")
    doc = Doc(nlp.vocab, words=["Jinping(习近平)juga", "menelepon"], spaces=[True, False], heads=[1, 1], deps=["nsubj", "ROOT"])
    split_tokens(doc, [8, 11])
    assert [token.text for token in doc] == ["Jinping(", "习近平", ")juga", "menelepon"]
    assert [token.head.text for token in doc] == ["menelepon", "Jinping(", "Jinping(", "menelepon"]
    assert [token.dep_ for token in doc] == ["nsubj", "dep", "dep", "ROOT"]


@pytest.mark.parametrize("own", [{"default": "theirs"}, {"getter": lambda span: "theirs"}])
def test_extension_of_another_package_is_left_alone(nlp, own):
    """`span._.pinyin` may belong to somebody else already, and may be one that cannot be written."""
    from glossary.integrations.spacy import GlossaryComponent

    GlossaryComponent()
    ours = Span.remove_extension("pinyin")
    Span.set_extension("pinyin", **own)
    try:
        GlossaryComponent()
        assert Span.get_extension("pinyin") == (own.get("default"), None, own.get("getter"), None)
        doc = nlp(TEXT)
        first = doc.spans["glossary"][0]
        assert (first.text, first._.pinyin) == ("习近平", "theirs" if "getter" in own else "Xí Jìnpíng")
        assert first._.description == glossary.lookup("习近平")[0].description
    finally:
        Span.remove_extension("pinyin")
        Span.set_extension("pinyin", default=ours[0])

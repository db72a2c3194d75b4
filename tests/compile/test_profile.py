"""House styles: name and abbreviation change together, quotations and proper names do not."""

import pytest

import glossary
from glossary.index.style import house_style


@pytest.mark.parametrize(
    ("tiongkok", "china"),
    [
        ("Tiongkok", "China"),
        ("Partai Komunis Tiongkok (PKT)", "Partai Komunis China (PKC)"),
        ("Republik Rakyat Tiongkok (RRT)", "Republik Rakyat China (RRC)"),
        ("ASEAN-Tiongkok dan PRESIDEN TIONGKOK", "ASEAN-China dan PRESIDEN CHINA"),
        ("Bank of China di Tiongkok", "Bank of China di China"),
    ],
)
def test_the_styles_are_written_into_each_other(tiongkok, china):
    assert house_style(tiongkok, "china") == china
    assert house_style(china, "china") == china
    assert house_style(tiongkok, "tiongkok") == tiongkok
    if "Bank" not in china:
        assert house_style(china, "tiongkok") == tiongkok


@pytest.mark.parametrize(
    "text",
    ["Bank of China", "Air China", "China Daily", "South China Morning Post", "Bahasa Cina", "“China kuat”", 'kata "RRC"',
     "https://x.id/China", "Made in China", "China Mobile", "chinalco", "Laut Cina Selatan"],
)  # fmt: skip
def test_quotations_addresses_and_proper_names_stay(text):
    assert house_style(text, "tiongkok") == text


def test_an_annotator_prints_its_style_and_finds_both():
    found = glossary.Annotator(glossary.load(profile="china"))
    for name in ("Partai Komunis Tiongkok", "Partai Komunis China"):
        mention = found.annotate(f"{name} (中国共产党)").mentions[0]
        assert (mention.entry.name, mention.latin.agreement) == ("Partai Komunis China", "entry")
    shared = glossary.load().with_profile("china")
    assert shared.entry("xi-jinping").description == shared.entry("xi-jinping").description.replace("Tiongkok", "China")
    assert "Tiongkok" in glossary.load().entry("xi-jinping").description

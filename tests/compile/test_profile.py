"""House styles: name and abbreviation change together, quotations and proper names do not."""

import pytest
from click.testing import CliRunner

import glossary
from glossary.cli import cli
from glossary.index.style import house_style
from glossary.linter import Linter


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


def test_forms_change_together_and_the_curated_ones_stay():
    found = glossary.load(profile="china")
    party, state = found.entry("zhongguo-gongchandang"), found.entry("zhongguo")
    assert (party.name, state.name) == ("Partai Komunis China", "China")
    assert {"PKC", "PKT", "Partai Komunis Tiongkok"} <= set(party.aliases)
    assert {"RRC", "RRT", "Republik Rakyat China", "Republik Rakyat Tiongkok"} <= set(state.aliases)
    for entry in found:
        assert entry.name not in entry.aliases
        assert len(set(entry.aliases)) == len(entry.aliases)


def test_titles_of_works_and_registered_names_stay():
    """A published title and a body's registered name are proper names."""
    found = glossary.load(profile="china")
    assert found.entry("xi-jinping-tan-zhiguo-lizheng").name == "Xi Jinping: Tata Kelola Tiongkok"
    assert found.entry("yinni-gongshang-huiguan-zhongguo-weiyuanhui").name == "Kadin Indonesia Komite Tiongkok"


def test_no_description_and_no_title_is_left_in_the_other_style():
    """What the other style would still change is in quotation marks, an address or a proper name."""
    for entry in glossary.load(profile="china"):
        for text in (entry.description, *(role.title for role in entry.roles)):
            assert house_style(text, "china") == text
            assert "RRT" not in text
            assert "PKT" not in text


# What is called, and what it prints in each style.
COMMANDS = {
    "annotate": (["annotate", "{file}"], "yang memerintah Republik Rakyat {}"),
    "annotate records": (["annotate", "{file}", "--to", "jsonl"], '"Partai Komunis {}"'),
    "lookup": (["lookup", "中国共产党"], "Partai Komunis {}"),
    "explain": (["explain", "Partai itu (中国共产党)"], "Partai Komunis {}"),
    "lint": (["lint", "{file}", "--select", "T01"], "{}"),
    "fix": (["lint", "{file}", "--select", "T01", "--diff", "--unsafe-fixes"], " (北京). Pemerintah {} diam."),
    "export csv": (["data", "export", "--to", "csv", "{own}"], "Partai Komunis {}"),
    "export tbx": (["data", "export", "--to", "tbx", "{own}"], "<term>Partai Komunis {}</term>"),
    "export omegat": (["data", "export", "--to", "omegat", "{own}"], "\tPartai Komunis {}\t"),
}  # fmt: skip
OWN = '[partai-uji]\nkind = "organization"\nhans = "中国共产党"\nname = "Partai Komunis Tiongkok"\n'


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("profile", ["tiongkok", "china"])
def test_every_command_that_prints_names_takes_the_style(tmp_path, monkeypatch, command, profile):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Partai itu (中国共产党) di Beijing (北京). Pemerintah Cina diam.\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    arguments, wanted = COMMANDS[command]
    called = [argument.format(file="a.txt", own="own.toml") for argument in arguments]
    printed = CliRunner().invoke(cli, [*called, "--profile", profile]).stdout
    assert wanted.format({"tiongkok": "Tiongkok", "china": "China"}[profile]) in printed


def test_the_linter_s_house_style_is_that_of_the_names_it_prints():
    text = "Pemerintah Cina diam."
    assert [problem.fix for problem in Linter(house="china").lint(text)] == ["China"]
    assert [problem.fix for problem in Linter(house="tiongkok").lint(text)] == ["Tiongkok"]
    assert Linter(house="china").annotator.glossary.profile == "china"


def test_both_styles_are_read_alike_whatever_is_printed():
    """A style decides what is printed, never what is found."""
    text = "Presiden China Xi Jinping (习近平) bertemu Presiden Tiongkok dan pejabat PKC, PKT, RRC, RRT di Beijing (北京)."
    found = [
        [
            (m.start, m.end, m.kind, m.entry and m.entry.id)
            for m in glossary.Annotator(house, latin_mentions=True).annotate(text).mentions
        ]
        for house in (glossary.load(), glossary.load(profile="china"))
    ]
    assert found[0] == found[1]
    assert len(found[0]) >= 7

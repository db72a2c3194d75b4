"""Unknown names of an archive as drafts."""

import re
import tomllib

import pytest
from click.testing import CliRunner

from glossary.cli import cli
from glossary.flow import Annotator
from glossary.harvest import drafts, unknown_names
from glossary.survey import Survey

ARTICLES = [
    ("2020-01-02", "Peneliti Wang Xiaoming (王晓茗) tiba. Menurut Wang Xiaoming (王晓茗), hujan."),
    ("2020-03-04", "Peneliti Wang Xiaoming (王曉茗) pulang."),
    ("2020-02-03", "Peneliti Wang Xiaomin (王晓茗) dan Li Guoqiangg (李国嫱) hadir, juga Xi Jinping (习近平)."),
    ("2020-05-06", "Ungkapan 加油 dan 王晓 tanpa Latin."),
]


@pytest.fixture(scope="module")
def survey():
    survey = Survey(Annotator())
    for number, (date, text) in enumerate(ARTICLES):
        survey.add(text, f"a{number}", {"date": date})
    return survey


def test_names_are_grouped_counted_and_ranked(survey):
    first, second = unknown_names(survey)
    assert (first.hans, first.hant, first.kind, first.pinyin) == ("王晓茗", "王曉茗", "person", "Wáng Xiǎomíng")
    assert (first.mentions, first.articles, first.first, first.last) == (4, 3, "2020-01-02", "2020-03-04")
    assert first.latins[0] == ("Wang Xiaoming", 3, "spelling")
    assert first.name == "Wang Xiaoming"
    assert second.hans == "李国嫱"
    assert first.score > second.score


def test_what_must_be_settled_is_said(survey):
    first, _ = unknown_names(survey)
    assert any("Wang Xiaomin" in conflict for conflict in first.conflicts)


def test_a_form_that_an_entry_has_is_a_conflict():
    survey = Survey(Annotator())
    survey.add("Penyanyi Xi Jinping (席锦萍) tampil.", "a", {})
    (name,) = unknown_names(survey)
    assert any("xi-jinping" in conflict for conflict in name.conflicts)


def test_least_leaves_rare_names_out(survey):
    assert [name.hans for name in unknown_names(survey, least=2)] == ["王晓茗"]


def test_drafts_pass_the_check_once_they_are_described(survey, tmp_path):
    """Both as a glossary of one's own and by the rules of the built-in entries."""
    text = drafts(unknown_names(survey), survey.annotator.glossary)
    entries = tomllib.loads(text)
    assert entries["wang-xiaoming"]["pinyin"] == "Wáng Xiǎomíng"
    assert all(entry["status"] == "draft" for entry in entries.values())
    file = tmp_path / "drafts.toml"
    file.write_text(
        re.sub('description = ""', 'description = "peneliti rekaan yang muncul dalam contoh ini"', text), encoding="utf-8"
    )
    for arguments in ([], ["--curated"]):
        result = CliRunner().invoke(cli, ["data", "check", *arguments, str(file)])
        assert result.exit_code == 0, result.output


def test_ids_are_new_and_unique(survey):
    """A namesake of an entry gets a number."""
    own = Survey(Annotator())
    own.add("Koki Xi Jinping (席锦萍) dan Xi Jinping (奚金平).", "a", {})
    ids = list(tomllib.loads(drafts(unknown_names(own), own.annotator.glossary)))
    assert ids == ["xi-jinping-2", "xi-jinping-3"]


def test_the_command_writes_a_file(tmp_path):
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "x", "date": "2020-01-02", "text": "Peneliti Wang Xiaoming (王晓茗) tiba."}\n', encoding="utf-8")
    result = CliRunner().invoke(cli, ["harvest", str(archive), "-o", str(tmp_path / "drafts.toml")])
    assert result.exit_code == 0, result.output
    written = (tmp_path / "drafts.toml").read_text(encoding="utf-8")
    assert "# x: …Peneliti Wang Xiaoming (王晓茗) tiba.…" in written
    assert CliRunner().invoke(cli, ["harvest", str(tmp_path / "none.jsonl")]).exit_code == 1


def test_drafts_are_said_to_be_unused_and_are_found_once_they_are_none(tmp_path):
    """What the page about archives says, step by step."""
    archive, file = tmp_path / "a.jsonl", tmp_path / "drafts.toml"
    archive.write_text('{"id": "x", "text": "Peneliti Wang Xiaoming (王晓茗) tiba."}\n', encoding="utf-8")
    CliRunner().invoke(cli, ["harvest", str(archive), "-o", str(file)])
    assert "1 of them are drafts" in CliRunner().invoke(cli, ["data", "check", str(file)]).output
    text = file.read_text(encoding="utf-8").replace('description = ""', 'description = "peneliti"')
    file.write_text(text.replace('status = "draft"\n', ""), encoding="utf-8")
    assert "drafts" not in CliRunner().invoke(cli, ["data", "check", str(file)]).output
    explained = CliRunner().invoke(cli, ["explain", "--glossary", str(file), "Wang Xiaoming (王晓茗) tiba."]).output
    assert "wang-xiaoming" in explained

"""What a changelog counts: entries added, changed, retired."""

import shutil
import subprocess

import pytest
from click.testing import CliRunner

from glossary.cli import cli
from glossary.compile.changes import changes, read_version
from glossary.compile.load import data_folder

BLOCK = """\
[{id}]
hans = "王一"
pinyin = "Wáng Yī"
name = "{name}"
priority = {priority}
status = "{status}"
reviewed = "2026-11-25"
"""


def version(tmp_path, folder, *entries, retired=""):
    place = tmp_path / folder
    place.mkdir()
    blocks = (BLOCK.format(id=id, name=name, priority=priority, status=status) for id, name, priority, status in entries)
    (place / "people.toml").write_text("\n".join(blocks), encoding="utf-8")
    (place / "retired.toml").write_text(retired, encoding="utf-8")
    return str(place)


@pytest.fixture
def versions(tmp_path):
    old = version(
        tmp_path, "old", ("a", "A A", 3, "checked"), ("b", "B B", 3, "checked"), ("c", "C C", 3, "checked"),
        ("d", "D D", 3, "draft"), ("e", "E E", 3, "checked"), ("f", "F F", 3, "draft"),
    )  # fmt: skip
    new = version(
        tmp_path, "new", ("a", "A A", 3, "sourced"), ("b", "B Bb", 3, "checked"), ("d", "D D", 3, "checked"),
        ("f", "F F", 2, "draft"), ("g", "G G", 1, "checked"),
        retired='[c]\nreason = "kembar"\non = "2026-11-25"\n',
    )  # fmt: skip
    return old, new


def test_entries_are_counted_by_what_readers_see(versions):
    """A draft is no entry yet, and a source or a status is no change."""
    (old, _), (new, retired) = map(read_version, versions)
    assert changes(old, new, retired) == (("d", "g"), ("b",), ("c",), ("a",), ("e",))


def test_the_command_writes_the_changelog_s_line_and_names_what_was_lost(versions):
    result = CliRunner().invoke(cli, ["data", "changes", *versions, "--ids"])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (
        "Entries: 2 added, 1 changed, 1 retired; 4 in all, 1 of them sourced (1 newly), 1 drafts."
    )
    assert "changed: b" in result.stdout
    assert result.stderr == "e: gone, and retired.toml does not say why; write a block with a reason\n"


def test_nothing_changes_from_the_data_to_itself():
    result = CliRunner().invoke(cli, ["data", "changes", data_folder()])
    assert result.exit_code == 0
    assert result.stdout.startswith("Entries: 0 added, 0 changed, 0 retired; ")


def test_a_revision_of_the_repository_is_a_version(monkeypatch, versions):
    monkeypatch.setattr("glossary.compile.changes.data_folder", lambda: versions[1])
    git = ["git", "-C", versions[1], "-c", "user.name=a", "-c", "user.email=a@b.c"]
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"], ["tag", "v1"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    assert [block.id for block in read_version("v1")[0]] == ["a", "b", "d", "f", "g"]


@pytest.mark.parametrize("version", ["no-such-thing", "--output=x"])
def test_what_is_no_version_is_named(version):
    result = CliRunner().invoke(cli, ["data", "changes", "--", version])
    assert (result.exit_code, str(result.exception)) == (
        1,
        f"{version}: neither a folder of entries nor a revision that holds some",
    )

"""`glossary lint`: exit codes, formats, configuration, mending in place."""

import json
import os

import pytest
from click.testing import CliRunner

from glossary.cli.lint import lint
from glossary.linter.config import read_config
from glossary.linter.metadata import date_of
from glossary.linter.output import columns

FAULTY = "Presiden Xi Jingping (习近平) tiba.\nXi Jinping(习近平) hadir.\n"


def run(*arguments, stdin=None):
    result = CliRunner().invoke(lint, list(map(str, arguments)), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_clean_is_zero_and_problems_are_one(article):
    """The exit code tells."""
    assert run("a.md").exit_code == 1
    article.write_text("Xi Jinping (习近平) tiba.\n", encoding="utf-8")
    assert run("a.md").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["none.txt"],
        ["a.md", "--select", "X1"],
        ["a.md", "--date", "kemarin"],
        ["a.md", "--unsafe-fixes"],
        ["a.md", "--config", "no.toml"],
        ["a.md", "--glossary", "no.toml"],
    ],
)
def test_wrong_arguments_are_two(article, arguments):
    """What cannot be meant is refused before anything is done."""
    assert run(*arguments).exit_code == 2


def test_caret_stands_under_the_name(article):
    """Hanzi are two columns wide, and the caret is moved by as much."""
    lines = run("a.md", "--select", "N01").stdout.splitlines()
    assert lines[0].startswith("a.md:1:10: N01 ")
    assert lines[2].index("Xi Jingping") == lines[3].index("^")
    assert lines[3].count("^") == len("Xi Jingping")
    article.write_text("Temu 王毅 dan Xi Jingping (习近平).\n", encoding="utf-8")
    lines = run("a.md", "--select", "N01").stdout.splitlines()
    before, _ = lines[2].split("Xi Jingping")
    assert columns(before) == lines[3].index("^")


def test_fix_writes_only_safe_fixes_and_keeps_bytes(article):
    """Byte order mark, line ends and mode stay."""
    article.write_bytes(b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode())
    os.chmod(article, 0o640)
    assert run("a.md", "--fix").exit_code == 1
    expected = FAULTY.replace("Jinping(", "Jinping (").replace("\n", "\r\n")
    assert article.read_bytes() == b"\xef\xbb\xbf" + expected.encode()
    assert article.stat().st_mode & 0o777 == 0o640
    assert run("a.md", "--fix", "--unsafe-fixes", "--ignore", "N08").exit_code == 0
    assert "Xi Jinping (习近平) tiba" in article.read_text(encoding="utf-8-sig")


def test_diff_writes_nothing(article):
    """--diff shows what --fix would do."""
    result = run("a.md", "--diff")
    assert (result.exit_code, article.read_text(encoding="utf-8")) == (1, FAULTY)
    assert "+Xi Jinping (习近平) hadir." in result.stdout


def test_standard_input_is_mended_to_standard_output(article):
    """A filter: text in, mended text out, what is left on standard error."""
    result = run("-", "--fix", stdin=FAULTY)
    assert result.stdout == FAULTY.replace("Jinping(", "Jinping (")
    assert "N01" in result.stderr


def test_json_has_places_and_offsets(article):
    """Offsets count code points of the text, lines and columns begin with 1."""
    records = json.loads(run("a.md", "--format", "json").stdout)
    assert [(r["code"], r["line"], r["column"], r["start"], r["end"]) for r in records if r["code"] == "N01"] == [
        ("N01", 1, 10, 9, 20)
    ]


def test_sarif_is_accepted_by_a_reader_of_others(article):
    """A model of SARIF 2.1.0 that is not ours reads the log, and it says where and what."""
    sarif = pytest.importorskip("sarif_pydantic", reason="needs sarif-pydantic")
    log = sarif.Sarif.model_validate_json(run("a.md", "--format", "sarif", "--lang", "en").stdout)
    results = {result.rule_id: result for result in log.runs[0].results}
    region = results["N01"].locations[0].physical_location.region
    assert (region.start_line, region.start_column, region.end_column) == (1, 10, 21)
    assert log.runs[0].tool.driver.rules[results["N01"].rule_index].id == "N01"


def test_github_annotations_escape(article):
    """One workflow command a problem."""
    lines = run("a.md", "--format", "github", "--lang", "en").stdout.splitlines()
    assert any(line.startswith("::error file=a.md,line=1,col=10,") and "title=N01" in line for line in lines)


def test_articles_in_json_lines_are_reported_by_record(article, tmp_path):
    """Of a file with many articles each is judged by itself."""
    (tmp_path / "b.jsonl").write_text('{"text": "bersih"}\n{"text": "Xi Jinping(习近平) ok"}\n', encoding="utf-8")
    records = json.loads(run("b.jsonl", "--format", "json").stdout)
    assert [(r["record"], r["code"]) for r in records] == [(2, "S01")]


def test_what_cannot_be_read_is_not_called_clean(article, tmp_path):
    """A file that is no UTF-8 is counted at the end, and nobody says that nothing is wrong."""
    (tmp_path / "gbk.txt").write_bytes("Xi Jinping(习近平) tiba.".encode("gbk"))
    result = run("gbk.txt", "--lang", "en")
    assert result.exit_code == 1
    assert "No problems" not in result.output
    assert result.output.endswith("Articles not read: 1.\n")


def test_only_what_can_be_mended_is_promised(article, tmp_path):
    """Articles in JSON Lines are checked only, so that --fix is not said to mend them."""
    (tmp_path / "a.jsonl").write_text('{"text": "Xi Jinping(习近平) tiba."}\n', encoding="utf-8")
    assert "--fix mends 0 of them" in run("a.jsonl", "--lang", "en").output


def test_configuration_of_a_project(article, tmp_path):
    """pyproject.toml says which rules run, for which files, in which house style and language."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.glossary.lint]\nignore = ["S"]\nlang = "en"\n[tool.glossary.lint.per-file-ignores]\n"*.md" = ["N08"]\n',
        encoding="utf-8",
    )
    records = json.loads(run("a.md", "--format", "json").stdout)
    assert [r["code"] for r in records] == ["N01"]
    assert "did you mean" in records[0]["message"]
    assert {r["code"] for r in json.loads(run("a.md", "--format", "json", "--select", "S,N").stdout)} == {"N01"}


@pytest.mark.parametrize("wrong", ["ignor = []", 'select = "S01"', 'house = "cina"', 'select = ["Q"]', "x = ["])
def test_wrong_configuration_is_refused(article, tmp_path, wrong):
    """An unknown key or value is no silence."""
    (tmp_path / "glossary.toml").write_text(f"[lint]\n{wrong}\n", encoding="utf-8")
    result = run("a.md")
    assert result.exit_code == 2
    assert wrong.split(" ")[0] in result.stderr or "TOML" in result.stderr or "Q" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('select = ["X99"]', "select: unknown rule 'X99'"),
        ('ignore = ["S01", ""]', "ignore: unknown rule ''"),
        ('per-file-ignores = { "*.md" = ["X99"] }', "per-file-ignores.*.md: unknown rule 'X99'"),
        ('glossary = ["none.toml"]', "glossary: 'none.toml' is not there; write "),
        ('glossary = ["own"]', "glossary: 'own' is a folder; write "),
    ],
)
@pytest.mark.parametrize(("name", "table"), [("glossary.toml", "lint"), ("pyproject.toml", "tool.glossary.lint")])
def test_a_wrong_value_is_told_with_file_and_key(article, tmp_path, name, table, wrong, told):
    (tmp_path / "own").mkdir()
    (tmp_path / name).write_text(f"[{table}]\n{wrong}\n", encoding="utf-8")
    result = run("a.md")
    assert (result.exit_code, f"{tmp_path / name}: {told}" in result.stderr) == (2, True), result.stderr


def test_an_unknown_rule_of_the_command_line_is_not_put_down_to_the_file(article, tmp_path):
    (tmp_path / "glossary.toml").write_text('[lint]\nselect = ["S"]\n', encoding="utf-8")
    result = run("a.md", "--select", "X99")
    assert (result.exit_code, "X99" in result.stderr, "glossary.toml" in result.stderr) == (2, True, False)


def test_file_without_a_table_says_nothing(tmp_path):
    """A pyproject.toml of another project is passed over."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert read_config(str(tmp_path / "pyproject.toml")) is None


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\ndate: 2020-07-09T10:00:00Z\n---\nIsi",
        '+++\r\ndate = "2020-07-09"\r\n+++\r\nIsi',
        '<meta property="article:published_time" content="2020-07-09T08:00:00+07:00">',
        '<article><time datetime="2020-07-09">Kamis</time></article>',
        '<script type="application/ld+json">{"datePublished": "2020-07-09"}</script>',
    ],
)
def test_article_tells_its_date(text):
    """Front matter, a meta or time element and JSON-LD are read."""
    found = date_of(text)
    assert found is not None
    assert found.isoformat() == "2020-07-09"


def test_date_of_the_article_judges_titles(article):
    """Without --date the article's own metadata says when; without that, no title is judged."""
    text = "Presiden Tiongkok Hu Jintao (胡锦涛) akan berkunjung.\n"
    article.write_text(f"---\ntanggal: 2020-07-09\n---\n{text}", encoding="utf-8")
    assert "D01" in run("a.md").stdout
    article.write_text(text, encoding="utf-8")
    assert run("a.md").exit_code == 0
    assert "D01" in run("a.md", "--date", "2020-07-09").stdout

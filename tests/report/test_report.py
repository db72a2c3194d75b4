"""The report of an archive: what stands out, and the page."""

import importlib.util
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary.cli import cli
from glossary.flow import Annotator
from glossary.model import Problem
from glossary.report import find_outliers, to_page
from glossary.survey import Survey

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
USUAL = "Presiden Xi Jinping (习近平) dan Li Qiang (李强) hadir."


def survey_of(*texts, lint=None):
    survey = Survey(Annotator(), lint)
    for number, text in enumerate([*texts, *[USUAL] * 6]):
        survey.add(
            text, f"a{number}", {"date": f"2020-{number % 3 + 1:02d}-01", "title": "<b>Judul</b>", "url": "https://contoh.id/"}
        )
    return survey


@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [
        ("Presiden Xi Jingping (习近平) tiba.", "latin", "Xi Jingping (习近平)"),
        ("Presiden Xi Jinping (习进平) tiba.", "hanzi", "Xi Jinping (习进平)"),
        ("Presiden Xi Jinping (李强) tiba.", "other", "Xi Jinping (李强)"),
        ("Presiden Xi Jinping (習近平) tiba.", "script", "Xi Jinping (習近平)"),
    ],
)
def test_each_kind_stands_out(text, kind, seen):
    """With its article, and first among the rows."""
    first = find_outliers(survey_of(text))[0]
    assert (first.kind, first.entry, first.seen, first.mentions) == (kind, "xi-jinping", seen, 1)
    assert [place.article for place in first.places] == ["a0"]


@pytest.mark.parametrize(
    "text", ["Xi Jinping (习近平) tiba.", "Xi (习近平) pulang.", "Beijing (北京) dan Hebei (河北).", "李强 tanpa Latin."]
)
def test_usual_forms_do_not_stand_out(text):
    assert find_outliers(survey_of(text)) == []


def test_an_archive_in_traditional_hanzi_is_judged_by_itself():
    survey = Survey(Annotator())
    for number in range(8):
        survey.add("Xi Jinping (習近平) tiba.", number, {})
    survey.add("Xi Jinping (习近平) tiba.", 8, {})
    (outlier,) = find_outliers(survey)
    assert (outlier.kind, outlier.seen, outlier.usual) == ("script", "Xi Jinping (习近平)", "習近平")


class Page(HTMLParser):
    """Checks that every element is closed and nothing is loaded."""

    VOID = frozenset(("meta", "br", "line", "rect"))

    def __init__(self):
        super().__init__()
        self.open, self.loaded, self.words = [], [], []

    def handle_starttag(self, tag, attributes):
        self.loaded += [
            value for name, value in attributes if name in ("src", "srcset", "data") or (tag, name) == ("link", "href")
        ]
        assert tag != "script"
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_is_whole_and_loads_nothing(lang):
    survey = survey_of(
        "Presiden Xi Jingping (习近平) & <script>alert(1)</script> Wang Xiaoming (王晓茗).",
        lint=lambda text, date: [Problem("N01", 0, 4, "pesan <i>", None)],
    )
    page = Page()
    html = to_page(survey, "arsip <script>", lang)
    page.feed(html)
    page.close()
    assert page.open == []
    assert page.loaded == []
    assert "url(" not in html
    words = "".join(page.words)
    for shown in (
        "Xi Jingping (习近平)",
        "王晓茗",
        "Wáng Xiǎomíng",
        "pesan <i>",
        "a0 · 2020-01-01 · <b>Judul</b>",
        "arsip <script>",
    ):
        assert shown in words


def test_an_empty_archive_has_a_page():
    assert "</html>" in to_page(Survey(Annotator()), "kosong")
    with pytest.raises(ValueError, match="unknown language"):
        to_page(Survey(Annotator()), "kosong", "fr")


@pytest.fixture(scope="module")
def plant():
    sys.path.insert(0, str(BENCHMARKS))
    try:
        spec = importlib.util.spec_from_file_location("plant", BENCHMARKS / "plant.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCHMARKS))
    return module


def test_planted_inconsistencies_are_found(plant, tmp_path):
    """Nine in ten, of every kind at least seven in ten, in an archive of 300 articles and within half as many rows again."""
    plant.write(tmp_path, articles=300, count=50, seed=2)
    arguments = [
        "report",
        str(tmp_path / "archive.jsonl"),
        "-o",
        str(tmp_path / "report.html"),
        "--rows",
        str(tmp_path / "rows.jsonl"),
    ]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    found = plant.found(tmp_path / "rows.jsonl", tmp_path / "plants.jsonl", first=75)
    assert sum(hits for hits, _ in found.values()) >= 45, found
    assert all(hits >= 7 for hits, _ in found.values()), found
    assert json.loads((tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()[0])["score"] > 0

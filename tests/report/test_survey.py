"""What a survey counts of an archive."""

import datetime
import json

import pytest

from glossary.articles.inputs import find_inputs
from glossary.articles.read import read_articles
from glossary.flow import Annotator
from glossary.survey import Survey, as_day

TEXT = "Presiden Xi Jinping (习近平) bertemu Wang Yi (王毅). Xi Jinping (习近平) pulang."


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-07-09", "2020-07-09"),
        ("2020-07-09T10:00:00+07:00", "2020-07-09"),
        ("2020/7/9 10.00", "2020-07-09"),
        ("9/7/2020", "2020-07-09"),
        ("09-07-2020", "2020-07-09"),
        ("2020-07", "2020-07"),
        (datetime.date(2020, 7, 9), "2020-07-09"),
        (datetime.datetime(2020, 7, 9, 10), "2020-07-09"),
        ("2020-02-31", None),
        ("kemarin", None),
        ("", None),
        (1594252800, None),
        (None, None),
    ],
)
def test_dates_of_many_kinds(value, day):
    assert as_day(value) == day


def test_names_are_counted_by_article_month_and_company():
    survey = Survey(Annotator())
    survey.add(TEXT, 1, {"date": "2020-07-09"})
    survey.add("习近平", 2, {"date": "2020-08-01"})
    survey.add("Tanpa nama.", 3, {})
    assert (survey.articles, survey.mentions) == (3, 4)
    assert dict(survey.months) == {"2020-07": 1, "2020-08": 1}
    assert survey.entry_articles["xi-jinping"] == 2
    assert survey.entry_months["xi-jinping", "2020-07"] == 1
    assert list(survey.company.values()) == [1]
    (tally,) = [tally for form, tally in survey.forms.items() if form.surface == "习近平" and form.latin == "Xi Jinping"]
    assert (tally.count, tally.articles, tally.first, tally.last) == (2, 1, "2020-07-09", "2020-07-09")
    assert tally.places[0].seen == "Xi Jinping (习近平"
    assert tally.places[0].before == "Presiden "


ROW = {"nomor": 7, "isi": TEXT, "terbit": "2020-07-09", "judul": "Pulang", "tautan": "https://contoh.id/7"}
NAMES = ("terbit", "judul", "tautan")


def write_jsonl(path):
    path.write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")


def write_csv(path):
    path.write_text(",".join(ROW) + "\n" + ",".join(f'"{value}"' for value in ROW.values()) + "\n", encoding="utf-8")


def write_parquet(path):
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({name: [value] for name, value in ROW.items()}), path)


@pytest.mark.parametrize(("name", "write"), [("a.jsonl", write_jsonl), ("a.csv", write_csv), ("a.parquet", write_parquet)])
def test_date_title_and_address_are_read_from_every_table(tmp_path, name, write):
    from glossary.articles import Fields

    write(tmp_path / name)
    survey = Survey(Annotator())
    (item,) = find_inputs((str(tmp_path / name),))[0]
    survey.add_all(read_articles(item, Fields("isi", "nomor"), extra=NAMES), NAMES)
    place = next(iter(survey.forms.values())).places[0]
    assert (place.article, place.date, place.title, place.url) == ("7", "2020-07-09", "Pulang", "https://contoh.id/7")


def test_front_matter_dates_a_markdown_file(tmp_path):
    file = tmp_path / "a.md"
    file.write_text(f'---\ntitle: "Pulang"\ndate: 2020-07-09\n---\n\n{TEXT}\n', encoding="utf-8")
    survey = Survey(Annotator())
    (item,) = find_inputs((str(file),))[0]
    survey.add_all(read_articles(item))
    place = next(iter(survey.forms.values())).places[0]
    assert (place.date, place.title) == ("2020-07-09", "Pulang")


def test_articles_that_cannot_be_read_are_named(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": 1}\n{"text": "习近平"}\n', encoding="utf-8")
    survey = Survey(Annotator())
    survey.add_all(read_articles(find_inputs((str(file),))[0][0]))
    assert survey.articles == 1
    assert survey.failures[0].startswith(f"{file}:1: not an article")

"""The page and its API: answers, limits, headers, and who is refused."""

import json
import tomllib

import pytest

pytest.importorskip("starlette", reason="the page needs the extra [web]")
pytest.importorskip("httpx2", reason="the test client needs httpx2, of the extra [browser]")
pytest.importorskip("turbohtml", reason="the page needs the extra [html]")

import time

from starlette.testclient import TestClient

from glossary.web import answers
from glossary.web.app import Limits, create_app
from glossary.web.openapi import OPERATIONS
from glossary.web.report import save_report

TEXT = "😀 Presiden Xi Jinping(习近平) & penulis Zhang Changhao (张长浩)."


@pytest.fixture
def client(tmp_path):
    return TestClient(create_app(reports=str(tmp_path / "reports"), limits=Limits(2000)), base_url="http://127.0.0.1:8765")


def test_an_article_is_annotated(client):
    answer = client.post("/api/annotate", json={"text": TEXT}).json()
    assert [name["name"] for name in answer["names"]] == ["Xi Jinping", "Zhang Changhao"]
    assert answer["names"][0]["reasons"][0][0] == "Bentang"
    assert "<ruby" in answer["html"]
    assert "Xí Jìnpíng" in answer["markdown"]
    assert json.loads(answer["json"])["mentions"] == answer["record"]["mentions"]


def test_html_is_annotated_in_place_and_previewed_as_text(client):
    html = "<script>alert(1)</script><p onclick='x()'>Xi Jinping (习近平)</p>"
    answer = client.post("/api/annotate", json={"text": html, "format": "html"}).json()
    assert answer["html"].startswith("<script>alert(1)</script><p onclick='x()'>Xi Jinping (<")
    assert "<script" not in answer["preview"]
    assert "onclick" not in answer["preview"]


def test_names_are_looked_up_and_read(client):
    assert client.post("/api/lookup", json={"form": "习近平"}).json()["entries"][0]["id"] == "xi-jinping"
    assert client.post("/api/read", json={"surface": "单田芳", "kind": "person"}).json()["pinyin"] == "Shàn Tiánfāng"
    assert "problems" in client.post("/api/lint", json={"text": TEXT, "offsets": "utf-16"}).json()


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/api/annotate", {"text": "x" * 2001}, "too large"),
        ("/api/annotate", {"text": "x" * 60_000}, "too large"),
        ("/api/annotate", {}, "'text' is missing"),
        ("/api/annotate", {"text": 1}, "'text' is int"),
        ("/api/annotate", {"text": "", "format": "pdf"}, "write one of text, markdown, html"),
        ("/api/annotate", {"text": "", "x": 1}, "unknown property 'x'"),
        ("/api/annotate", [], "write a JSON object"),
        ("/api/report", {"text": TEXT, "start": 500, "end": 501}, "no name at"),
        ("/api/report", {"text": TEXT, "start": True, "end": 3}, "'start' is bool"),
    ],
)
def test_what_is_no_request_is_refused(client, path, body, said):
    answer = client.post(path, json=body)
    assert answer.status_code == 422
    assert said in answer.json()["error"]


def test_only_json_is_taken(client):
    assert client.post("/api/annotate", content='{"text": ""}', headers={"content-type": "text/plain"}).status_code == 422
    assert client.post("/api/annotate", content="{", headers={"content-type": "application/json"}).status_code == 422


def test_other_hosts_and_sites_are_refused(client):
    """A page elsewhere can neither point its name here nor send a request."""
    assert client.get("/", headers={"host": "jahat.example"}).status_code == 403
    assert client.get("/", headers={"host": "127.0.0.1.jahat.example:8765"}).status_code == 403
    assert client.get("/", headers={"host": "[::1]:8765"}).status_code == 200
    assert client.post("/api/lookup", json={"form": "x"}, headers={"origin": "https://jahat.example"}).status_code == 403
    assert client.post("/api/lookup", json={"form": "x"}, headers={"origin": "http://127.0.0.1:8765"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/?lang=en", "/static/page.js", "/static/glossary.css", "/openapi.json", "/nothing", "/static/x"]
)
def test_every_answer_has_safe_headers(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_the_page_has_no_inline_script_or_style(client):
    for lang, said in (("id", "Artikel"), ("en", "Article"), ("<x>", "Artikel")):
        page = client.get("/", params={"lang": lang}).text
        assert said in page
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick" not in page
        assert page.count("<script") == page.count("<script src=")
        assert "built-in method" not in page


def test_lone_surrogates_pass(client):
    answer = client.post(
        "/api/annotate", content=b'{"text": "\\ud800 \\u4e60\\u8fd1\\u5e73"}', headers={"content-type": "application/json"}
    )
    assert answer.status_code == 200


def test_an_answer_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(answers, "looked_up", lambda annotator, form: time.sleep(0.5) or {})
    client = TestClient(create_app(limits=Limits(seconds=0.05)), base_url="http://localhost")
    assert client.post("/api/lookup", json={"form": "x"}).status_code == 503


def test_reports_are_drafts_with_a_failing_case(client, tmp_path):
    start = TEXT.index("张长浩")
    body = {
        "text": TEXT,
        "start": start,
        "end": start + 3,
        "id": "",
        "kind": "person",
        "name": 'Zhang "x"\n]',
        "hans": "张长浩",
        "note": "\ud800",
    }
    first, second = (
        client.post("/api/report", content=json.dumps(body), headers={"content-type": "application/json"}) for _ in "ab"
    )
    assert first.status_code == 200
    assert first.json() == second.json()
    (file,) = (tmp_path / "reports").iterdir()
    report = tomllib.loads(file.read_text(encoding="utf-8"))
    (case,) = report.pop("case")
    ((_, entry),) = report.items()
    assert (entry["status"], entry["name"], entry["hans"]) == ("draft", 'Zhang "x"\n]', "张长浩")
    (mention,) = case["mentions"]
    assert case["text"][mention["start"] :].startswith(mention["surface"])


def test_a_report_stays_in_its_folder(tmp_path):
    name = save_report(str(tmp_path / "r"), {"id": "../../etc/passwd", "name": "x"}, "习近平", 0, 3)
    assert name.startswith("etc-passwd-")
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_reports_are_off_without_a_folder():
    client = TestClient(create_app(), base_url="http://localhost")
    assert client.post("/api/report", json={"text": "习近平", "start": 0, "end": 3}).status_code == 403


def test_the_api_is_described(client):
    schema = client.get("/openapi.json").json()
    assert set(schema["paths"]) == set(OPERATIONS)
    for path in OPERATIONS:
        assert client.get(path).status_code == 405

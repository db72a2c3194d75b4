"""The pages of the catalogue: each entry once, where its address says, with links that lead somewhere."""

import re
import runpy
import shutil
from pathlib import Path

import html5lib
import pytest

import glossary

SCRIPT = Path(__file__).parents[1] / "scripts" / "make_catalogue.py"
MOST = 700_000  # bytes of a page before the theme is laid around it
BASE = "https://contoh.id/katalog/{letter}/#{id}"


@pytest.fixture(scope="module")
def made():
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def pages(made):
    return made["pages"](made["read_catalogue"]())


def anchors(pages, made):
    home = made["FOLDERS"]["id"]
    here = {path.stem: text for path, text in pages.items() if path.parent == home}
    return {name: re.findall(r'<h2 id="([^"]*)"', text) for name, text in here.items()}


def test_every_entry_stands_once_where_its_address_says(pages, made):
    found = anchors(pages, made)
    for entry in glossary.load(url_base=BASE):
        page, _, anchor = entry.url.removeprefix("https://contoh.id/katalog/").partition("/#")
        assert found[page].count(anchor) == 1
        found[page].remove(anchor)
    assert not any(found.values())


def test_links_between_entries_lead_to_one(pages, made):
    places = {f"../{page}/#{id}" for page, ids in anchors(pages, made).items() for id in ids}
    links = {link for text in pages.values() for link in re.findall(r'href="(\.\./[^"]*)"', text)}
    assert len(links) == len(glossary.load())
    assert links <= places


def test_pages_are_light_and_well_formed(pages):
    for path, text in pages.items():
        assert len(text.encode()) < MOST or path.name == "entri.js", path.name
        if path.suffix == ".md":
            parser = html5lib.HTMLParser(strict=True)
            block = re.sub(r"\A---.*?---\n", "", text, flags=re.S)
            parser.parseFragment(re.search(r"(<div|<ul|\Z).*", block, re.S)[0].partition("\n## ")[0])


def test_what_an_entry_holds_is_escaped(made):
    entry = glossary.load().entry("xi-jinping")._replace(name="<b>&", description="<script>", aliases=('"><i>',))
    block = made["entry_block"](entry, {}, {})
    assert "<script>" not in block
    assert "<i>" not in block
    assert "&lt;b&gt;&amp;" in block


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (("2013-03-14", None), "A, sejak 14 Maret 2013"),
        (("2013-03", "2018"), "A, Maret 2013 – 2018"),
        (("2013", "?"), "A, sejak 2013, sudah berakhir"),
        ((None, "?"), "A, sudah berakhir"),
        ((None, "2018-12-01"), "A, sampai 1 Desember 2018"),
        ((None, None), "A"),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(made, role, text):
    assert made["role_text"](glossary.Role("A", *role)) == text


FOUND = {
    "习近平": "x/#xi-jinping",
    "習近平": "x/#xi-jinping",
    "Xí Jìnpíng": "x/#xi-jinping",
    "xi jin-ping": "x/#xi-jinping",
    "PKT": "z/#zhongguo-gongchandang",
    "Liem Sioe Liong": "l/#lin-shaoliang",
}


@pytest.mark.browser
def test_the_search_finds_every_form(pages, made, tmp_path):
    """In a browser, from a folder on disk, without a server and without the docs around it."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra [browser]")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    home = made["FOLDERS"]["id"]
    (tmp_path / "katalog").mkdir()
    (tmp_path / "katalog" / "entri.js").write_text(pages[home / "entri.js"], encoding="utf-8")
    shutil.copytree(home.parent / "assets", tmp_path / "assets")
    box = re.search(r'<div class="catalogue-search".*</script>', pages[home / "index.md"], re.S)[0]
    (tmp_path / "katalog" / "index.html").write_text(f"<!doctype html><meta charset=utf-8><body>{box}", encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto((tmp_path / "katalog" / "index.html").as_uri())
        for query, id in FOUND.items():
            page.fill("#catalogue-query", query)
            links = page.locator(".catalogue-results a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
            assert id in links[:3], (query, links[:5])
        page.fill("#catalogue-query", "zzzzq")
        assert page.inner_text(".catalogue-count") == "Tidak ada entri"
        browser.close()

"""The page in a real browser: by mouse, by keyboard, on a phone, and by an accessibility checker."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the browser is driven by playwright, of the extra [browser]")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="accessibility is checked by axe, of the extra [browser]"
)
pytest.importorskip("starlette", reason="the page needs the extra [web]")
CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's package chromium"),
    pytest.mark.xdist_group("browser"),
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PICTURES = os.environ.get("GLOSSARY_PICTURES")  # a folder to keep screenshots in


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "glossary", "serve", "--port", str(port), "--reports", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/", folder
        server.terminate()
        out, errors = server.communicate(timeout=10)
    assert "习近平" not in (out + errors).decode()  # no article is logged


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1180, "height": 860})
    page = context.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address[0])
    yield page
    context.close()
    assert errors == []


def example(page):
    page.click("#example")
    page.wait_for_selector("#names .card")
    page.wait_for_selector("#form:not([aria-busy])")


def keep(page, name, **options):
    if PICTURES:
        playwright.expect(page.locator("#status")).to_be_empty(timeout=8000)
        page.screenshot(path=os.path.join(PICTURES, name), **options)


def test_an_article_is_explained_and_copied(page):
    example(page)
    assert page.locator("#preview ruby").count() >= 5
    assert page.locator("#names .card h3").first.inner_text() == "Xi Jinping"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-copy=html]")
    playwright.expect(page.locator("#status")).to_have_text("Tersalin.")
    assert "<ruby" in page.evaluate("navigator.clipboard.readText()")
    page.hover("#preview .glossary >> nth=0")
    assert "Xí Jìnpíng" in page.locator("[role=tooltip]").inner_text()
    keep(page, "page.png")


def test_the_keyboard_is_enough(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#text")
    page.keyboard.insert_text("Presiden Xi Jinping (习近平) tiba.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#names .card")
    for _ in range(14):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('glossary')"):
            break
    assert "pemimpin" in page.locator("[role=tooltip]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[role=tooltip]").is_hidden()


def test_pinyin_is_hidden_by_a_switch(page):
    example(page)
    page.click("[data-glossary-switch=pinyin]")
    assert page.locator("#preview rt").first.is_hidden()
    assert page.get_attribute("[data-glossary-switch=pinyin]", "aria-pressed") == "false"
    page.reload()
    assert page.get_attribute("[data-glossary-switch=pinyin]", "aria-pressed") == "false"


def test_accessibility_is_clean(page, address):
    for lang in ("id", "en"):
        page.goto(f"{address[0]}?lang={lang}")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        example(page)
        page.focus("#preview .glossary >> nth=0")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_a_phone_needs_no_sideways_scrolling(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address[0]}?lang=en")
    example(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep(page, "phone.png")


def test_a_report_is_written(page, address):
    example(page)
    page.locator("#names .card button").nth(3).click()
    page.fill("#report [name=description]", "penulis Tiongkok")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#status")).to_contain_text("Laporan tersimpan")
    assert any("penulis Tiongkok" in file.read_text(encoding="utf-8") for file in address[1].iterdir())


def test_no_script_of_an_article_runs(page):
    page.fill("#text", "<img src=x onerror=\"document.title='!'\"><script>document.title='!'</script> Xi Jinping (习近平)")
    for format in ("text", "html", "markdown"):
        page.select_option("#format", format)
        page.click("button[type=submit]")
        page.wait_for_selector("#names .card")
        page.wait_for_selector("#form:not([aria-busy])")
        assert page.title() == "Glosarium nama Tionghoa"
        assert page.locator("#preview img").count() == 0


def test_a_file_is_chosen(page):
    page.set_input_files("#file", {"name": "a.html", "mimeType": "text/html", "buffer": "<p>Xi Jinping (习近平)</p>".encode()})
    page.wait_for_selector("#names .card")
    assert page.input_value("#format") == "html"


def test_what_was_pasted_follows_into_the_other_language(page):
    page.fill("#text", "Xi Jinping (习近平) tiba.")
    page.select_option("#repeat", "first")
    page.click("a.lang")
    page.wait_for_url("**/?lang=en")
    assert (page.input_value("#text"), page.input_value("#repeat")) == ("Xi Jinping (习近平) tiba.", "first")
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_text_that_is_too_long_is_refused_and_not_cut(browser, address):
    """The message stays: it is what the reader has to act on."""
    page = browser.new_page()
    page.goto(f"{address[0]}?lang=en")
    page.fill("#text", "x" * 200_001)
    page.click("button[type=submit]")
    playwright.expect(page.locator("#status")).to_contain_text("the most is 200,000 characters")
    assert len(page.input_value("#text")) == 200_001
    page.wait_for_timeout(4500)
    playwright.expect(page.locator("#status")).to_contain_text("the most is 200,000 characters")
    page.close()


def test_a_whole_page_has_tooltips_without_a_script(browser):
    import glossary

    text = (
        "Presiden Tiongkok, Xi Jinping (习近平), bertemu penulis Zhang Changhao (张长浩) di Beijing (北京市). Pameran di "
        "Universitas Tsinghua (清华大学) itu memuat karya Ouyang Xiu (欧阳修) dan lukisan kuno tentang Sungai Kuning (黄河)."
    )
    document = glossary.annotate(text)
    page = browser.new_page(viewport={"width": 760, "height": 300})
    page.set_content(document.to_html(page=True, title="Contoh", tones=True))
    page.keyboard.press("Tab")
    assert "pemimpin" in page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    if PICTURES:
        page.screenshot(path=os.path.join(PICTURES, "html.png"))
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()

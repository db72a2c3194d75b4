"""Python-Markdown: the extension, alone and beside others."""

import pytest

markdown = pytest.importorskip("markdown", reason="needs the extra [mkdocs]")
import re  # noqa: E402


def render(text, *others, **options):
    return markdown.markdown(text, extensions=["glossary", *others], extension_configs={"glossary": options})


def without_glosses(html):
    """Take the elements of the names out again."""
    html = re.sub(r"<rp>\(</rp><rt[^>]*>[^<]*</rt><rp>\)</rp>", "", html)
    html = re.sub(r"</?ruby[^>]*>", "", html)
    return re.sub(r'<(span|a) class="glossary-[^>]*>(.*?)</\1>', r"\2", html)


PAGE = """# Kunjungan 习近平

Presiden **Xi Jinping** (习近平) bertemu *Wu Qian* (吴谦) dan [王毅](https://contoh.id/), lalu `习近平` lagi.

- pertama 吴谦  
  baris kedua 国防部
    - dalam: 王毅

> Kutipan 人民日报

    kode 习近平

<div title="习近平">习近平</div>

| Nama | Hanzi |
|------|-------|
| Xi   | 习近平 |
"""  # noqa: W291


def test_names_are_explained_by_ruby_tooltip_and_link():
    html = render("Presiden **Xi Jinping** (习近平) tiba.", url_base="https://contoh.id/{id}")
    assert '<ruby lang="zh">习近平<rp>(</rp><rt lang="zh-Latn-pinyin">Xí Jìnpíng</rt><rp>)</rp></ruby>' in html
    assert 'title="Xi Jinping: ' in html
    assert 'href="https://contoh.id/xi-jinping"' in html


@pytest.mark.parametrize("first", [True, False])
def test_the_page_is_what_it_was_but_for_the_names(first):
    """Taking the elements out again gives what Markdown alone makes of the page."""
    plain = markdown.markdown(PAGE, extensions=["tables", "toc"])
    annotated = render(PAGE, "tables", "toc", first=first)
    assert annotated != plain
    assert without_glosses(annotated) == plain


def test_code_headings_raw_html_and_attributes_stay_as_they_are():
    html = render(PAGE, "tables", first=False)
    for untouched in (
        "<h1>Kunjungan 习近平</h1>",
        "<code>习近平</code>",
        "<code>kode 习近平\n</code>",
        '<div title="习近平">习近平</div>',
    ):
        assert untouched in html


def test_a_link_gets_no_link_inside():
    html = render("[王毅](https://contoh.id/) tiba.", url_base="https://contoh.id/{id}")
    assert html.count("<a ") == 1
    assert "Wáng Yì" in html


def test_first_explains_each_name_once_a_page():
    text = "习近平 dan 习近平.\n\n习近平 lagi, 吴谦."
    assert render(text).count("<ruby") == 2
    assert render(text, first=False).count("<ruby") == 4


def test_pages_do_not_know_of_each_other():
    """One Markdown object renders many pages; each begins anew."""
    md = markdown.Markdown(extensions=["glossary"])
    assert md.convert("习近平") == md.reset().convert("习近平")


def test_own_entries_and_latin_names(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[kedai-naga]\nkind = "organization"\nhans = "龙茶馆"\nname = "Kedai Naga"\ndescription = "kedai \\"teh\\" <b>"\n',
        encoding="utf-8",
    )
    html = render("Di Kedai Naga dan 龙茶馆.", glossary=[str(own)], latin_mentions=True, first=False)
    assert html.count('class="glossary-organization"') == 2
    assert "kedai &quot;teh&quot; &lt;b&gt;" in html

"""MkDocs: a small site, built with the plugin."""

import pytest

pytest.importorskip("mkdocs", reason="needs the extra [mkdocs]")
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

PAGES = {
    "index.md": "# Berita\n\nPresiden Xi Jinping (习近平) tiba di 龙茶馆.\n\n```\n习近平\n```\n",
    "tanpa.md": "---\nglossary: false\n---\n\nPresiden Xi Jinping (习近平) tiba.\n",
    "sesudah.md": "吴谦 berbicara.\n",
}
OWN = '[kedai-naga]\nkind = "organization"\nhans = "龙茶馆"\nname = "Kedai Naga"\ndescription = "kedai teh"\n'


def site(folder, options="", **pages):
    (folder / "docs").mkdir()
    for name, text in PAGES.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(f"site_name: Situs\nuse_directory_urls: false\nplugins:\n  - glossary:\n{options}", encoding="utf-8")
    return load_config(str(config))


def test_pages_are_explained_when_the_site_is_built(tmp_path):
    build(site(tmp_path, "      glossary: [own.toml]\n"))
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Xí Jìnpíng" in index
    assert 'title="Kedai Naga: kedai teh"' in index
    assert "<code>习近平\n</code>" in index
    assert "Wú Qiān" in (tmp_path / "site" / "sesudah.html").read_text(encoding="utf-8")


def test_front_matter_turns_a_page_off(tmp_path):
    build(site(tmp_path, "      first: false\n"))
    assert "<ruby" not in (tmp_path / "site" / "tanpa.html").read_text(encoding="utf-8")
    assert "<ruby" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_file_that_is_not_there_stops_the_build(tmp_path):
    with pytest.raises(Abort):
        site(tmp_path, "      glossary: [tiada.toml]\n")


def test_an_unknown_option_is_warned_of(tmp_path, caplog):
    """By MkDocs itself; the site is built."""
    build(site(tmp_path, "      frist: true\n"))
    assert "frist" in caplog.text
    assert "<ruby" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_wrong_address_stops_the_build_without_a_traceback(tmp_path):
    with pytest.raises(Abort):
        build(site(tmp_path, '      url_base: "https://contoh.id/{ID}"\n'))

"""Write a page a rule of the linter from its docstring: docs/lint/ in Indonesian, docs/en/lint/ in English, and their lists.

Run it after a rule was added or changed; a test compares the pages with the docstrings.
"""

from __future__ import annotations

import re
from pathlib import Path

from glossary.linter import run  # noqa: F401  registers the rules
from glossary.linter.rule import RULES, Rule

ROOT = Path(__file__).parents[1]
WORDS = {
    "id": ("Contoh yang salah", "Contoh yang benar", "Perbaikan", "aman, diterapkan oleh `--fix`",
           "diterapkan hanya dengan `--fix --unsafe-fixes`, bila teksnya menunjukkan apa yang benar",
           "Pesan", "Semua aturan", "Tanggal artikel", "Gaya rumah"),
    "en": ("Wrong", "Right", "Fix", "safe, applied by `--fix`",
           "applied with `--fix --unsafe-fixes` only, where the text tells what is right", "Message",
           "All rules", "Date of the article", "House style"),
}  # fmt: skip


def parts(rule: Rule, lang: str) -> tuple[str, dict[str, str]]:
    """The explanation in a language and the fields of a docstring."""
    fields = dict(re.findall(r"^ *(Bad|Good|Date|House): (.*)$", rule.doc, re.M))
    body = re.split(r"^ *(?:Bad|Date|House): ", rule.doc, maxsplit=1, flags=re.M)[0]
    english, _, indonesian = body.partition("id: ")
    text = indonesian if lang == "id" else english
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n[ \t]*\n", text)]
    return "\n\n".join(filter(None, paragraphs)), fields


def visible(text: str) -> str:
    """Characters that the eye does not see, written as U+XXXX."""
    return re.sub("[\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def page(rule: Rule, lang: str) -> str:
    """One rule's page."""
    bad, good, fix, safe, unsafe, message, _, date, house = WORDS[lang]
    text, fields = parts(rule, lang)
    extra = "".join(f"{word}: {fields[name]}\n\n" for name, word in (("Date", date), ("House", house)) if name in fields)
    return (
        f"# {rule.code}: {rule.name}\n\n{text}\n\n{extra}## {bad}\n\n```text\n{visible(fields['Bad'])}\n```\n\n"
        f"## {good}\n\n```text\n{visible(fields['Good'])}\n```\n\n"
        f"{message}: {rule.messages[lang]}\n\n{fix}: {safe if rule.safe else unsafe}.\n"
    )


def index(lang: str) -> str:
    """The list of all rules."""
    rows = [f"| [{code}]({code}.md) | {parts(rule, lang)[0].splitlines()[0]} |" for code, rule in sorted(RULES.items())]
    return f"# {WORDS[lang][6]}\n\n| | |\n|---|---|\n" + "\n".join(rows) + "\n"


def pages() -> dict[Path, str]:
    """Every page with its path."""
    found: dict[Path, str] = {}
    for lang, folder in (("id", ROOT / "docs" / "lint"), ("en", ROOT / "docs" / "en" / "lint")):
        found[folder / "index.md"] = index(lang)
        found.update((folder / f"{code}.md", page(rule, lang)) for code, rule in RULES.items())
    return found


def main() -> None:
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

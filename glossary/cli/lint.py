"""`glossary lint`: what is wrong with the names of articles, and mending it."""

from __future__ import annotations

import codecs
import difflib
import os
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from glossary.articles import readable
from glossary.articles.inputs import STDIN, find_inputs
from glossary.cli import profile_option

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from glossary.articles.inputs import Input
    from glossary.linter import Linter
    from glossary.linter.config import Config
    from glossary.linter.output import Linted

_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--fix", "mend", is_flag=True, help="Write the safe fixes into the files: spaces, brackets, zero-width marks.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: also names, Hanzi, pinyin, titles and terms.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--date", metavar="DATE", help="Day of the articles, such as 2020-07-09. Without it, their own metadata says.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True)
@click.option("--select", metavar="CODES", help="Only these rules: codes or their first letters, such as S,B01.")
@click.option("--ignore", metavar="CODES", help="Not these rules.")
@click.option(
    "--house", type=click.Choice(["tiongkok", "china"]), help="Also report the other name of the state; sets --profile."
)
@profile_option
@click.option("--lang", type=click.Choice(["id", "en"]), help="Language of the messages; Indonesian where nothing is said.")
@click.option("--glossary", "own", multiple=True, metavar="FILE", help="Own entries, over the built-in ones.")
@click.option("--config", metavar="FILE", help="Configuration; without it the nearest glossary.toml or pyproject.toml.")
def lint(paths: tuple[str, ...], mend: bool, unsafe: bool, show_diff: bool, form: str, date: str | None, **chosen: Any) -> None:
    """Find what is wrong with the Chinese names of articles, and mend it.

    PATH is a file, a folder, a pattern or - for standard input. Text, Markdown and HTML are read as they stand and can be
    mended in place; of JSON Lines, CSV and archives the texts are read, and reported by record.

    \b
    Exit code:
      0  nothing is wrong
      1  problems were found (with --fix: are left), or an article cannot be read
      2  wrong arguments or configuration

    \b
    Examples:
      glossary lint article.md
      glossary lint news/ --fix
      glossary lint news/ --format sarif > glossary.sarif
    """
    from glossary.linter.output import Linted
    from glossary.linter.run import as_date

    if unsafe and not (mend or show_diff):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    try:
        day = as_date(date)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    linters, lang = _linters(**chosen)
    inputs = _inputs(paths)
    found: list[Linted] = []
    unread = 0
    changed = False
    for item in inputs:
        for path, record, text, message in _articles(item):
            if text is None:
                click.echo(message, err=True)
                unread += 1
                continue
            linter = linters(path)
            own_day = day if day is not None else _own_date(text)
            if mend or show_diff:
                mended = linter.fix(text, own_day, unsafe=unsafe)
                if show_diff:
                    changed |= _write_diff(path, text, mended)
                    continue
                text = _write(item, record, text, mended)
            linted = Linted(readable(path), record, text, linter.lint(text, own_day))
            found.append(linted)
            is_piped = mend and item.path == STDIN
            if form == "text" and linted.problems:
                _echo_problems(linted, to_stderr=is_piped)
    if show_diff:
        sys.exit(1 if changed or unread else 0)
    _report(found, form, lang, unread)
    sys.exit(1 if unread or any(linted.problems for linted in found) else 0)


def _linters(
    select: str | None,
    ignore: str | None,
    house: str | None,
    profile: str,
    lang: str | None,
    own: tuple[str, ...],
    config: str | None,
) -> tuple[Any, str]:
    """What gives the linter for a path, by the configuration and the options over it; and the language."""
    from functools import lru_cache

    from glossary.compile.load import load
    from glossary.errors import DataError
    from glossary.flow import Annotator
    from glossary.linter import Linter
    from glossary.linter.config import find_config, read_config

    try:
        settings: Config | None = read_config(config) if config else find_config(".")
    except DataError as error:
        raise click.UsageError(str(error)) from None
    if settings is None:
        raise click.UsageError(f"{config}: holds no table [lint] (glossary.toml) or [tool.glossary.lint] (pyproject.toml)")
    files = [*(os.path.join(settings.folder, name) for name in settings.glossary), *own]
    try:
        terms = load(*files, profile=house or settings.house or profile)
    except DataError as error:
        raise click.UsageError(str(error)) from None
    annotator = Annotator(terms, latin_mentions=True)
    _check_codes(settings, in_use=select is None)
    selected = _codes(select) if select is not None else settings.select
    ignored = (*settings.ignore, *_codes(ignore))
    language = lang or settings.lang or "id"

    @lru_cache(maxsize=64)
    def linter(more: tuple[str, ...]) -> Linter:
        return Linter(annotator, select=selected, ignore=(*ignored, *more), house=house or settings.house, lang=language)

    try:
        linter(())
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return (lambda path: linter(settings.ignored_in(path))), language


def _check_codes(settings: Config, *, in_use: bool) -> None:
    """Refuse codes in the configuration that no rule has, with its file and key; `select` where it is in use."""
    from glossary.linter.run import choose

    named = [("select", settings.select if in_use else ()), ("ignore", settings.ignore)]
    named += [(f"per-file-ignores.{pattern}", codes) for pattern, codes in settings.per_file_ignores]
    problems = []
    for key, codes in named:
        try:
            choose((), codes)
        except ValueError as error:
            problems.append(f"{settings.path}: {key}: {error}")
    if problems:
        raise click.UsageError("\n".join(problems))


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").replace(",", " ").upper().split())


def _inputs(paths: tuple[str, ...]) -> list[Input]:
    inputs, problems = find_inputs(paths)
    problems += [f"{item.path}: no such file" for item in inputs if item.path != STDIN and not os.path.exists(item.path)]
    if problems:
        raise click.UsageError("\n".join(problems))
    return inputs


def _own_date(text: str) -> datetime.date | None:
    from glossary.linter.metadata import date_of

    return date_of(text)


def _articles(item: Input) -> Iterator[tuple[str, int | None, str | None, str]]:
    """Path, record, text and, where there is none, the reason."""
    from glossary.articles import place
    from glossary.articles.read import read_articles
    from glossary.errors import ArticleError

    whole = item._replace(format="text") if item.is_whole or item.path == STDIN else item
    try:
        for article in read_articles(whole):
            if article.text is None:
                yield article.source, article.line, None, f"{place(article.source, article.line)}: {article.reason}"
            else:
                yield article.source, article.line, article.text, ""
    except ArticleError as error:
        yield item.path, None, None, str(error)


def _write(item: Input, record: int | None, text: str, mended: str) -> str:
    """Write a mended text where it came from; give what stands there now."""
    if item.path == STDIN:
        sys.stdout.buffer.write(mended.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
        return mended
    if mended == text:
        return text
    if record is not None or not item.is_whole or item.path.endswith((".gz", ".zst")):
        click.echo(f"{item.path}: not mended: only plain text, Markdown and HTML files are", err=True)
        return text
    path = os.path.realpath(item.path)
    with open(path, "rb") as file:
        head = file.read(4)
    codec = next((name for name, mark in _MARKS.items() if head.startswith(mark)), None)
    data = _MARKS[codec] + mended.encode(codec) if codec else mended.encode("utf-8")
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "xb") as file:
            file.write(data)
        os.chmod(part, os.stat(path).st_mode & 0o7777)
        os.replace(part, path)
    except OSError as error:
        if os.path.exists(part):
            os.unlink(part)
        click.echo(f"{item.path}: cannot be written: {error.strerror}", err=True)
        return text
    return mended


def _write_diff(path: str, text: str, mended: str) -> bool:
    lines = difflib.unified_diff(text.splitlines(keepends=True), mended.splitlines(keepends=True), path, path)
    for line in lines:
        click.echo(line, nl=not line.endswith("\n"))
    return mended != text


def _echo_problems(linted: Linted, *, to_stderr: bool) -> None:
    from glossary.linter.output import to_text

    _echo_all(to_text(linted), to_stderr=to_stderr)


def _echo_all(lines: Iterable[str], *, to_stderr: bool = False) -> None:
    """Print many lines, some at once."""
    rest = iter(lines)
    while some := list(islice(rest, 1 << 10)):
        click.echo("\n".join(some), err=to_stderr)


def _report(found: list[Linted], form: str, lang: str, unread: int) -> None:
    from glossary import __version__
    from glossary.linter import output

    if form == "json":
        _echo_all(output.to_json(found))
    elif form == "sarif":
        click.echo(output.to_sarif(found, lang, __version__))
    elif form == "github":
        for linted in found:
            _echo_all(output.to_github(linted))
    else:
        count = sum(len(linted.problems) for linted in found)
        safe = sum(problem.safe for linted in found if linted.record is None for problem in linted.problems)
        none, some, lost = {
            "id": (
                "Tidak ada masalah.",
                f"{count} masalah; {safe} di antaranya ([*]) dapat diperbaiki dengan --fix.",
                f"{unread} artikel tidak terbaca.",
            ),
            "en": ("No problems.", f"Problems: {count}; --fix mends {safe} of them ([*]).", f"Articles not read: {unread}."),
        }[lang]
        if count or found or not unread:
            click.echo(some if count else none, err=True)
        if unread:
            click.echo(lost, err=True)

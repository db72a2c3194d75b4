"""The command: arguments and exit codes, a file a command. 0 all done, 1 some article or data failed, 2 wrong arguments."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

import click

from glossary import __version__
from glossary.errors import GlossaryError

# Each command is the object of its own name in the module of that name; only the one that is called is imported.
COMMANDS = ("annotate", "data", "diff", "explain", "harvest", "lint", "lookup", "lsp", "mcp", "read", "report", "serve")


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"glossary.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Call the command; a closed pipe is no error, and nothing more is written to it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close_pipe()
            ctx.exit(0)


def _close_pipe() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=LazyGroup)
@click.version_option(__version__)
def cli() -> None:
    """Find Chinese names in Indonesian text, give their pinyin and link them."""


def profile_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--profile`: the house style of every name that a command prints."""
    choice = click.Choice(["tiongkok", "china"])
    told = "House style of the names that are printed: Tiongkok, RRT, PKT, or China, RRC, PKC."
    return click.option("--profile", type=choice, default="tiongkok", show_default=True, help=told)(command)


def as_text(argument: str) -> str:
    """An argument that is text, not a path, as UTF-8 in any locale."""
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


STANDARD = "-"  # the name of standard input, and of standard output


def write_output(path: str | None, text: str) -> None:
    """Write a result whole to a file, or to standard output where there is no name or it is '-'.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None or path == STANDARD:
        click.echo(text, nl=False)
        return
    from glossary.articles.output import output_errors, replacing

    with output_errors(path), replacing(path) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))


def file_name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a file that is written; for `click.option(callback=...)` where standard output cannot take its place."""
    if value == STANDARD:
        raise click.BadParameter("this is written to a file, not to standard output: name it (./- is a file of that name)")
    return value


def standard_input() -> IO[bytes]:
    """The bytes of standard input.

    Raises:
        ClickException: it is closed.
    """
    if sys.stdin is None:
        raise click.ClickException("standard input is closed")
    return sys.stdin.buffer


def _open_closed() -> None:
    """Take the places of streams that are closed, so that no file that is opened gets their number; what is printed is lost."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                if os.open(os.devnull, os.O_RDWR) == number and number:
                    setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115


def _as_name(error: UnicodeError) -> tuple[str | bytes, int]:
    """What is printed for lone surrogates: the UTF-8 of a file name that a plain locale read as bytes, else their escapes."""
    if isinstance(error, UnicodeEncodeError):
        try:
            name = error.object[error.start : error.end].encode("utf-8", "surrogateescape")
            name.decode("utf-8")
        except UnicodeError:
            return codecs.backslashreplace_errors(error)
        return name, error.end
    raise error


def main() -> None:
    """Run the command; its output is UTF-8 in any locale, and a closed pipe is no error."""
    _open_closed()
    codecs.register_error("glossary-name", _as_name)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="glossary-name")
    try:
        code = cli(standalone_mode=False)
        if sys.stdout is not None and not sys.stdout.closed:  # the language server closes it when it ends
            sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except GlossaryError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        _close_pipe()
        sys.exit(0)
    except OSError as error:
        click.echo(f"{error.filename or 'standard output'}: {error.strerror or error}", err=True)
        if error.filename is None:
            _close_pipe()
        sys.exit(1)

"""`glossary serve`: the page to paste an article into."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket

import click

from glossary.cli import profile_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; the default is this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port to listen on.")
@click.option("--reports", type=click.Path(file_okay=False), metavar="FOLDER", help="Let readers report names into this folder.")
@click.option("--allow-host", "allowed", multiple=True, metavar="NAME", help="A further host name that the page is reached by.")
@click.option("--glossary", "own", multiple=True, metavar="FILE", help="Own entries, over the built-in ones.")
@click.option("--latin-mentions", is_flag=True, help="Also names that stand in Latin letters alone.")
@profile_option
def serve(
    host: str,
    port: int,
    reports: str | None,
    allowed: tuple[str, ...],
    own: tuple[str, ...],
    latin_mentions: bool,
    profile: str,
) -> None:
    """Serve a page to paste an article into, and a JSON API (described at /openapi.json).

    Nothing that is pasted is kept or logged; a report is written only when a reader sends one.

    \b
    Exit code:
      1  a glossary is wrong, or the port is taken or not allowed
      2  wrong arguments: an address that is none of this machine, a folder that cannot be written to
    """
    try:
        import uvicorn

        from glossary.web.app import create_app
    except ImportError as error:
        raise click.ClickException(f"the page needs its packages; run: pip install 'glossary-id-zh[web]' ({error})") from error
    from glossary.compile.load import load
    from glossary.errors import OutputError
    from glossary.flow import Annotator
    from glossary.web.guard import LOOPBACK
    from glossary.web.report import check_folder

    _check_address(host, port)
    annotator = Annotator(load(*own, profile=profile), latin_mentions=latin_mentions)
    if reports is not None:
        try:
            check_folder(reports)
        except OutputError as error:
            raise click.BadParameter(str(error), param_hint="--reports") from None
    hosts = LOOPBACK | {name.lower() for name in allowed}
    if not _is_everywhere(host):
        hosts |= {f"[{host.lower()}]" if ":" in host else host.lower()}
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/", err=True)
    app = create_app(annotator, reports=reports, hosts=hosts)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _check_address(host: str, port: int) -> None:
    """Refuse what cannot be listened on before the server begins, whose own message names neither.

    Raises:
        BadParameter: no address of this machine.
        ClickException: its port is taken, or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, ValueError) as error:  # a name may hold a NUL, or a label that is too long
        raise _no_address(host, error) from None
    foreign: OSError | None = None
    for family, kind, protocol, _, address in found:
        try:
            with socket.socket(family, kind, protocol) as trial:
                if os.name == "posix":
                    trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(address)
                return
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                told = f"{host}: port {port}: {os.strerror(error.errno)}; write another --port"
                raise click.ClickException(told) from None
            foreign = error
    raise _no_address(host, foreign)


def _no_address(host: str, error: Exception | None) -> click.BadParameter:
    reason = getattr(error, "strerror", None) or error
    told = f"{host[:100]!r} is no address of this machine ({reason}); write one such as 127.0.0.1, or 0.0.0.0 for all"
    return click.BadParameter(told, param_hint="--host")


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False

"""`glossary serve`: the page to paste an article into."""

from __future__ import annotations

import ipaddress

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
    """
    try:
        import uvicorn

        from glossary.web.app import create_app
    except ImportError as error:
        raise click.ClickException(f"the page needs its packages; run: pip install 'glossary-id-zh[web]' ({error})") from error
    from glossary.compile.load import load
    from glossary.flow import Annotator
    from glossary.web.guard import LOOPBACK

    annotator = Annotator(load(*own, profile=profile), latin_mentions=latin_mentions)
    hosts = LOOPBACK | {name.lower() for name in allowed}
    if not _is_everywhere(host):
        hosts |= {f"[{host.lower()}]" if ":" in host else host.lower()}
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/", err=True)
    app = create_app(annotator, reports=reports, hosts=hosts)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False

"""What stands before every answer: who may ask, how much, and the headers that keep a browser safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def host_name(value: str) -> str:
    """The name in a Host header, without its port: 'localhost:8765' -> 'localhost', '[::1]:80' -> '[::1]'."""
    value = value.strip().lower()
    if value.startswith("["):
        return value.partition("]")[0] + "]"
    return value.partition(":")[0]


class Guard:
    """Refuses foreign hosts and origins, and adds the safe headers to every answer.

    A page elsewhere that lets its name point here (DNS rebinding) still sends its own name as Host.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        """Bind the application and the host names it answers to; None: to any."""
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(key, value) for key, value in message.get("headers", []) if key.decode("latin-1").lower() not in HEADERS]
                message["headers"] = [*kept, *((key.encode(), value.encode()) for key, value in HEADERS.items())]
            await send(message)

        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        host = headers.get("host", "")
        if self.hosts is not None and host_name(host) not in self.hosts:
            await _refuse(scope, receive, send_safely, "unknown host")
            return
        origin = headers.get("origin")
        if scope["method"] == "POST" and origin is not None and origin.partition("://")[2].lower() != host.lower():
            await _refuse(scope, receive, send_safely, "the request comes from another site")
            return
        await self.app(scope, receive, send_safely)


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str) -> None:
    from starlette.responses import JSONResponse

    await JSONResponse({"error": why}, status_code=403)(scope, receive, send)

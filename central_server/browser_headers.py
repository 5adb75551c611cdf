"""What a browser must be told, on every answer: whoever opens one in it is shown nothing else.

A page that is meant for browsers says its own policy; what an answer says itself stays.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TWO_YEARS = 2 * 365 * 24 * 3600  # seconds
_ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)
# Whether other names below this one are ready for it is not ours to say.
_OVER_TLS = (b"strict-transport-security", b"max-age=%d" % _TWO_YEARS)


class BrowserHeaders:
    """ASGI middleware; whether TLS was used a trusted proxy says, as uvicorn is told."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = (*_ALWAYS, _OVER_TLS) if scope["scheme"] == "https" else _ALWAYS

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = list(message.get("headers", ()))
                said = {name.lower() for name, _ in told}
                message["headers"] = [*told, *(one for one in wanted if one[0] not in said)]
            await send(message)

        await self._app(scope, receive, send_on)

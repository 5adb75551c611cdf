"""Takes in the whole body of a JSON request, unpacked, and refuses one that is too large."""

from __future__ import annotations

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central_server.errors import too_large, unreadable

LARGEST_BODY = 4 * 1024 * 1024
# What is over the limit is still read, up to here, so that the sender hears why it is refused
# instead of meeting a closed door.
_READ_AT_MOST = 8 * LARGEST_BODY
_GZIP = 16 + zlib.MAX_WBITS
_COUNTED_BY_THEIR_PATHS = ("/v1/files/", "/v1/kurir")


class BodyLimit:
    """ASGI middleware; raises RequestError. The paths of files and bundles count for themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_COUNTED_BY_THEIR_PATHS):
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        match Headers(scope=scope).get("content-encoding", "identity").lower():
            case "identity":
                pass
            case "gzip":
                body = _unpacked(body)
                scope = _without_encoding(scope, len(body))
            case _:
                raise unreadable()
        await self._app(scope, _giving(body, receive), send)


async def _read(receive: Receive) -> bytes:
    body = bytearray()
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        size += len(part)
        if size <= LARGEST_BODY:
            body += part
        more = message.get("more_body", False) and size <= _READ_AT_MOST
    if size > LARGEST_BODY:
        raise too_large()
    return bytes(body)


def _unpacked(packed: bytes) -> bytes:
    """Unpack without ever holding more than the limit, however much would come out."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        body = unpacker.decompress(packed, LARGEST_BODY + 1)
    except zlib.error as error:
        raise unreadable() from error
    if len(body) > LARGEST_BODY:
        raise too_large()
    if not unpacker.eof or unpacker.unused_data:
        raise unreadable()
    return body


def _without_encoding(scope: Scope, length: int) -> Scope:
    headers = MutableHeaders(raw=list(scope["headers"]))
    del headers["content-encoding"]
    headers["content-length"] = str(length)
    return {**scope, "headers": headers.raw}


def _giving(body: bytes, receive: Receive) -> Receive:
    """Hand the body over once; after that, what the connection has to say."""
    waiting = [body]

    async def give() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return give

"""What every path needs: the server's parts, and which device is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.background import BackgroundTask

from central_server.api.shapes import ErrorAnswer
from central_server.database import Database
from central_server.errors import RequestError, no_token
from central_server.files import FileShelf
from central_server.rate_limit import Turnstile
from central_server.server_card import ServerCard
from central_server.tokens import SignedIn, signed_in


@dataclass(frozen=True, slots=True)
class Parts:
    """What a request works with; only the turnstiles change while the server runs."""

    database: Database
    files: FileShelf
    card: ServerCard
    clock: Callable[[], datetime]
    devices: Turnstile
    addresses: Turnstile


async def parts_of(request: Request) -> Parts:
    """Return the parts of the application that got the request."""
    parts: Parts = request.app.state.parts
    return parts


_bearer = HTTPBearer(auto_error=False, description="the token of POST /v1/token")


async def visitor_of(request: Request, parts: Annotated[Parts, Depends(parts_of)]) -> str:
    """Return the address of somebody without a token; raises RequestError BUSY."""
    address = "" if request.client is None else request.client.host
    parts.addresses.pass_through(address)
    return address


def device_of(
    request: Request,
    parts: Annotated[Parts, Depends(parts_of)],
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> SignedIn:
    """Return the device of the token; raises RequestError TOKEN, DEVICE_REVOKED, BUSY."""
    try:
        if credentials is None:
            raise no_token()
        with parts.database.read() as connection:
            device = signed_in(connection, credentials.credentials, parts.clock())
    except RequestError:
        # Whoever guesses at tokens is a visitor.
        parts.addresses.pass_through("" if request.client is None else request.client.host)
        raise
    parts.devices.pass_through(device.device_uid)
    return device


UsedParts = Annotated[Parts, Depends(parts_of)]
Sender = Annotated[SignedIn, Depends(device_of)]
AS_VISITOR = [Depends(visitor_of)]

# As in the table of docs/sync-protocol.md.
_ERRORS = {
    400: "`UNREADABLE`: not JSON, or not this shape; a bundle that is cut off or altered",
    401: "`TOKEN`: no token, unknown or expired",
    403: "`DEVICE_REVOKED`: the device may no longer take part",
    404: "`UNKNOWN_CODE`, `NOT_FOUND`: no such enrolment code; nothing of this name in scope",
    405: "`METHOD`: the path does not take this method",
    409: (
        "`CODE_USED`, `DIGEST`, `OFFSET`, `CLONE`, `EPOCH`, `FOREIGN`: the code was used; the file "
        "is not that or not there; a copy of the device; another life of the database; a bundle "
        "for another server"
    ),
    413: "`TOO_LARGE`: body, file or number of changes over the limit",
    422: "`SCHEMA_OLD`, `SCHEMA_NEW`: this version of the protocol is not spoken",
    429: "`BUSY`: too many requests; wait `Retry-After` seconds",
    500: "`FAILED`: a bug; nothing of the request was kept",
    503: "`BUSY`: wait `Retry-After` seconds",
}


_SECONDS = {"description": "seconds", "required": True, "schema": {"type": "integer"}}
_WAIT = {"headers": {"Retry-After": _SECONDS}}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Declare the errors a path may answer with, for OpenAPI; 429, 500 and 503 any path may."""
    return {
        status: {"model": ErrorAnswer, "description": _ERRORS[status]}
        | (_WAIT if status in {429, 503} else {})
        for status in (*statuses, 429, 500, 503)
    }


def answer(
    content: dict[str, Any], *, status: int = 200, then: BackgroundTask | None = None
) -> JSONResponse:
    """Answer with what is JSON already; `then` is done when the answer is on its way."""
    return JSONResponse(content, status_code=status, background=then)


def json_answer(text: str) -> Response:
    """Answer with JSON text."""
    return Response(text, media_type="application/json")

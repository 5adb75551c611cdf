"""What every path needs: the server's parts, and which device is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from central_server.api.shapes import ErrorAnswer
from central_server.database import Database
from central_server.errors import no_token
from central_server.files import FileShelf
from central_server.server_card import ServerCard
from central_server.tokens import SignedIn, signed_in


@dataclass(frozen=True, slots=True)
class Parts:
    """What a request works with; nothing in it changes while the server runs."""

    database: Database
    files: FileShelf
    card: ServerCard
    clock: Callable[[], datetime]


def parts_of(request: Request) -> Parts:
    """Return the parts of the application that got the request."""
    parts: Parts = request.app.state.parts
    return parts


_bearer = HTTPBearer(auto_error=False, description="the token of POST /v1/token")


def device_of(
    parts: Annotated[Parts, Depends(parts_of)],
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> SignedIn:
    """Return the device of the token; raises RequestError TOKEN, DEVICE_REVOKED."""
    if credentials is None:
        raise no_token()
    with parts.database.read() as connection:
        return signed_in(connection, credentials.credentials, parts.clock())


UsedParts = Annotated[Parts, Depends(parts_of)]
Sender = Annotated[SignedIn, Depends(device_of)]

_ERRORS = {
    400: "`UNREADABLE`: not JSON, or not this shape",
    401: "`TOKEN`: no token, unknown or expired",
    403: "`DEVICE_REVOKED`: the device may no longer take part",
    404: "`UNKNOWN_CODE`, `NOT_FOUND`: no such enrolment code; no such file in scope",
    409: "`CODE_USED`, `DIGEST`: the code was used; the content differs from its name",
    413: "`TOO_LARGE`: body or file over the limit",
    422: "`SCHEMA`: this version of the protocol is not spoken",
    500: "`FAILED`: a bug; nothing of the request was kept",
    503: "`BUSY`: wait `Retry-After` seconds",
}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Declare the errors a path may answer with, for OpenAPI; 500 and 503 may come from any."""
    return {
        status: {"model": ErrorAnswer, "description": _ERRORS[status]}
        for status in (*statuses, 500, 503)
    }


def answer(content: dict[str, Any], *, status: int = 200) -> JSONResponse:
    """Answer with what is JSON already."""
    return JSONResponse(content, status_code=status)

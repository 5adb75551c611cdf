"""What every path needs: the server's parts, and which device is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.models import HTTPBearer
from fastapi.responses import JSONResponse
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param
from pydantic_core import to_json
from sqlalchemy import Row
from starlette.background import BackgroundTask
from typing_extensions import override

from central_server import tokens
from central_server.api.shapes import ErrorAnswer
from central_server.database import Database
from central_server.error_net import answer_to
from central_server.errors import RequestError, no_token, unreadable
from central_server.files import FileShelf
from central_server.lapsing import Lapses
from central_server.rate_limit import Turnstile
from central_server.server_card import ServerCard
from central_server.tokens import SignedIn


@dataclass(frozen=True, slots=True)
class Parts:
    """What a request works with; only the last three change while the server runs."""

    database: Database
    files: FileShelf
    card: ServerCard
    clock: Callable[[], datetime]
    devices: Turnstile
    addresses: Turnstile
    lapses: Lapses


async def parts_of(request: Request) -> Parts:
    """Return the parts of the application that got the request."""
    parts: Parts = request.app.state.parts
    return parts


async def visitor_of(request: Request, parts: Annotated[Parts, Depends(parts_of)]) -> str:
    """Return the address of somebody without a token; raises RequestError BUSY."""
    address = "" if request.client is None else request.client.host
    parts.addresses.pass_through(address)
    return address


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody with a token, which is looked up when what they ask is done."""

    parts: Parts
    token: str
    address: str

    def let_in(self, found: Row[*tuple[Any, ...]] | None) -> SignedIn:
        """Return the device of what was found; raises RequestError TOKEN, DEVICE_REVOKED, BUSY."""
        try:
            device = tokens.let_in(found, self.parts.clock())
        except RequestError:
            # Whoever guesses at tokens is a visitor.
            self.parts.addresses.pass_through(self.address)
            raise
        self.parts.devices.pass_through(device.device_uid)
        return device

    def looked_up(self) -> SignedIn:
        """Return the device by itself; raises as `let_in` does."""
        with self.parts.database.glance() as connection:
            found = tokens.find(connection, self.token)
        return self.let_in(found)


class _Bearer(SecurityBase):
    """Reads who asks in one step: the framework takes its time over each part of a question."""

    def __init__(self) -> None:
        self.model = HTTPBearer(description="the token of POST /v1/token")
        self.scheme_name = "HTTPBearer"

    async def __call__(self, request: Request) -> Asking:
        """Return who asks; raises RequestError TOKEN without any token, BUSY."""
        parts = await parts_of(request)
        address = "" if request.client is None else request.client.host
        scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
        if scheme.lower() != "bearer" or not token:
            parts.addresses.pass_through(address)
            raise no_token()
        asking = Asking(parts, token, address)
        request.state.asking = asking
        return asking


_asking_of = _Bearer()


def device_of(request: Request, asking: Annotated[Asking, Depends(_asking_of)]) -> SignedIn:
    """Return the device of the token; raises RequestError TOKEN, DEVICE_REVOKED, BUSY."""
    request.state.asking = None
    return asking.looked_up()


async def wrong_shape(request: Request, _error: RequestValidationError) -> Response:
    """Answer a body or path that is not of its shape; what was wrong may be personal.

    Where the token was not looked up yet this is done first: it counts as any other request.
    """
    asking: Asking | None = getattr(request.state, "asking", None)
    if asking is not None:
        await run_in_threadpool(asking.looked_up)
    return answer_to(unreadable())


UsedParts = Annotated[Parts, Depends(parts_of)]
Asker = Annotated[Asking, Depends(_asking_of)]
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


class _Json(JSONResponse):
    """JSON as pydantic writes it, several times faster than the standard library."""

    @override
    def render(self, content: Any) -> bytes:
        return to_json(content)


def answer(
    content: dict[str, Any], *, status: int = 200, then: BackgroundTask | None = None
) -> JSONResponse:
    """Answer with what is JSON already; `then` is done when the answer is on its way."""
    return _Json(content, status_code=status, background=then)


def json_answer(text: str) -> Response:
    """Answer with JSON text."""
    return Response(text, media_type="application/json")

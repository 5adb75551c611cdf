"""The outermost net: every request is logged, and every failure answered in one form."""

from __future__ import annotations

import logging
import time

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central_server.database import is_trouble
from central_server.errors import (
    RequestError,
    busy,
    failed,
    not_found,
    unreadable,
    wrong_method,
)
from central_server.logs import new_ticket
from central_server.path_names import PathNames

_log = logging.getLogger(__name__)
# A method may be any word, as a path may.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class ErrorNet:
    """ASGI middleware: answers what was raised, writes one line of log without content."""

    def __init__(self, app: ASGIApp, names: PathNames) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except ClientDisconnect:
            status = status or 499
        except Exception as error:
            if status:
                _log.exception("answer broke off")
                raise
            await answer_to(_request_error(error))(scope, receive, send_on)
        finally:
            facts = {
                "method": scope["method"] if scope["method"] in _METHODS else "(another)",
                "path": self._names.of(scope["path"]),
                "status": status,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            }
            _log.info("request", extra={"facts": facts})


def answer_to(error: RequestError) -> Response:
    """Write an error as it goes over the wire."""
    return JSONResponse(error.body(), status_code=error.status, headers=error.headers)


async def no_such_path(_request: Request, error: HTTPException) -> Response:
    """Answer what the framework itself refuses."""
    match error.status_code:
        case 404:
            return answer_to(not_found())
        case 405:
            return answer_to(wrong_method())
        case _:
            return answer_to(unreadable())


def _request_error(error: Exception) -> RequestError:
    match error:
        case RequestError():
            return error
        case PoolTimeoutError():
            return busy()
        case DBAPIError() if is_trouble(error):
            _log.warning("database trouble", extra={"facts": {"error": type(error.orig).__name__}})
            return busy()
        case _:
            ticket = new_ticket()
            _log.error("request failed", exc_info=error, extra={"facts": {"ticket": ticket}})
            return failed(ticket)

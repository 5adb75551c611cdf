"""What a failed request means, in the words the rest of the program knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPException

import requests
import urllib3

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync import wire

# The code of a 404 that names none: the answer to a HEAD, or of a server that lacks this path.
NOTHING_THERE = "404"

_CODE = re.compile(r"[A-Z][A-Z_]{1,39}")
_LONGEST_WAIT = 9  # digits
_BROKEN_BODY = (
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)


def unreachable(reason: str) -> ExpectedError:
    """Make the trouble of a line that does not carry: timeout, certificate or connection."""
    return ExpectedError(Trouble.SERVER_UNREACHABLE, facts={"reason": reason})


def failure_of_line(error: requests.RequestException) -> ExpectedError:
    """Tell a line that does not carry from one that brings something that is not HTTP.

    Where there was no line at all, the fact `sent` is "no".
    """
    causes = list(_causes(error))
    if isinstance(error, requests.exceptions.SSLError):
        return unreachable("certificate")
    if any(isinstance(cause, urllib3.exceptions.NewConnectionError) for cause in causes):
        return ExpectedError(
            Trouble.SERVER_UNREACHABLE, facts={"reason": "connection", "sent": "no"}
        )
    if any(_is_timeout(cause) for cause in causes):
        return unreachable("timeout")
    if isinstance(error, _BROKEN_BODY):
        return ExpectedError(Trouble.SERVER_NONSENSE)
    hung_up = any(isinstance(cause, ConnectionError) for cause in causes)
    if not hung_up and any(isinstance(cause, HTTPException) for cause in causes):
        return ExpectedError(Trouble.SERVER_NONSENSE)
    return unreachable("connection")


def _is_timeout(cause: BaseException) -> bool:
    return isinstance(cause, TimeoutError | urllib3.exceptions.TimeoutError)


def failure_of_status(answer: requests.Response, content: bytes) -> ExpectedError:
    """Say what a status other than 2xx means."""
    status = answer.status_code
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        told = answer.headers.get("Retry-After", "").strip()
        is_wait = told.isdecimal() and len(told) <= _LONGEST_WAIT
        facts = {"retry_after": told} if is_wait else {}
        return ExpectedError(Trouble.SERVER_BUSY, facts=facts)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return ExpectedError(Trouble.SERVER_TOO_LARGE)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ExpectedError(Trouble.SERVER_FAILED, facts={"code": str(status)})
    # A hotel's sign-in page or an office's proxy is not our server, whatever it forbids.
    is_page = "html" in answer.headers.get("Content-Type", "").lower()
    if status < HTTPStatus.BAD_REQUEST or is_page:
        return ExpectedError(Trouble.SERVER_NONSENSE)
    return refusal(status, content)


_BY_CODE = {
    "UNKNOWN_CODE": Trouble.CODE_UNKNOWN,
    "CODE_USED": Trouble.CODE_UNKNOWN,
    "DEVICE_REVOKED": Trouble.DEVICE_REVOKED,
    "CLONE": Trouble.DEVICE_CLONED,
    "EPOCH": Trouble.SERVER_RESTORED,
    "SCHEMA_OLD": Trouble.PROGRAM_TOO_OLD,
    "SCHEMA_NEW": Trouble.SERVER_TOO_OLD,
    "SCHEMA": Trouble.SERVER_TOO_OLD,  # what a server of version 1 says to anything newer
    "FOREIGN": Trouble.BUNDLE_FOREIGN,
}


def refusal(status: int, content: bytes) -> ExpectedError:
    """Say what the body of a refusal means."""
    try:
        answer = wire.read(wire.ErrorAnswer, content)
    except ExpectedError:
        answer = None
    facts = {"code": str(status)}
    if answer is not None and _CODE.fullmatch(answer.error.code):
        facts["code"] = answer.error.code
        if answer.epoch is not None:
            facts["epoch"] = answer.epoch
        if answer.offset is not None:
            facts["offset"] = str(answer.offset)
        if answer.device is not None:
            facts["device"] = answer.device
    unsigned = status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    usual = Trouble.DEVICE_UNKNOWN if unsigned else Trouble.SERVER_REFUSED
    return ExpectedError(_BY_CODE.get(facts["code"], usual), facts=facts)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield what an exception of requests wraps; the libraries hand causes on as arguments."""
    yield error
    inner = [error.__cause__, getattr(error, "reason", None), *error.args]
    for cause in inner:
        if isinstance(cause, BaseException):
            yield from _causes(cause)

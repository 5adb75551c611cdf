"""What the server answers when it cannot do what a whole request asks."""

from __future__ import annotations


class RequestError(Exception):
    """An answer other than 2xx; `message` is for engineers and holds no personal data."""

    def __init__(
        self, status: int, code: str, message: str, *, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


class OperatorError(Exception):
    """Something the operator at the command line can put right; the message says what."""


def unreadable() -> RequestError:
    """Not JSON, or not the shape this path takes."""
    return RequestError(400, "UNREADABLE", "the body is not JSON of the expected shape")


def no_token() -> RequestError:
    """No token, or one that is unknown or expired."""
    return RequestError(
        401, "TOKEN", "no token, or unknown or expired", headers={"WWW-Authenticate": "Bearer"}
    )


def device_revoked() -> RequestError:
    """The device may no longer take part."""
    return RequestError(403, "DEVICE_REVOKED", "this device may no longer take part")


def unknown_code() -> RequestError:
    """No such enrolment code."""
    return RequestError(404, "UNKNOWN_CODE", "no such enrolment code, or it has expired")


def not_found() -> RequestError:
    """No such thing, or none that this device may know of: the two cannot be told apart."""
    return RequestError(404, "NOT_FOUND", "nothing here within the scope of this device")


def code_used() -> RequestError:
    """The enrolment code enrolled another device."""
    return RequestError(409, "CODE_USED", "this enrolment code was used")


def wrong_digest() -> RequestError:
    """A file does not hold what its name says."""
    return RequestError(409, "DIGEST", "the content differs from its name")


def too_large() -> RequestError:
    """The body or file is over the limit."""
    return RequestError(413, "TOO_LARGE", "the body is over the limit")


def unknown_schema() -> RequestError:
    """Another version of the protocol."""
    return RequestError(422, "SCHEMA", "this server speaks version 1 of the protocol")


def failed(ticket: str) -> RequestError:
    """A bug; the ticket leads to it in the log."""
    return RequestError(500, "FAILED", f"the server failed; nothing was kept; ticket {ticket}")


def busy() -> RequestError:
    """The database cannot be had now."""
    return RequestError(503, "BUSY", "the database is busy", headers={"Retry-After": "5"})

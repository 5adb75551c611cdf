"""What the server answers when it cannot do what a whole request asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

# The oldest and the newest version of the protocol that this server speaks.
SPOKEN = (1, 2)


class RequestError(Exception):
    """An answer other than 2xx; `message` is for engineers and holds no personal data.

    What is in `beside` stands beside `error` in the body.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        beside: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.beside = dict(beside or {})

    def body(self) -> dict[str, Any]:
        """Return the error as it is told."""
        return {"error": {"code": self.code, "message": self.message}, **self.beside}


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


def device_revoked(device: UUID) -> RequestError:
    """The device may no longer take part; a bundle has another than the one that carries it."""
    return RequestError(
        403,
        "DEVICE_REVOKED",
        "this device may no longer take part",
        beside={"device": str(device)},
    )


def unknown_code() -> RequestError:
    """No such enrolment code."""
    return RequestError(404, "UNKNOWN_CODE", "no such enrolment code, or it has expired")


def not_found() -> RequestError:
    """No such thing, or none that this device may know of: the two cannot be told apart."""
    return RequestError(404, "NOT_FOUND", "nothing here within the scope of this device")


def wrong_method() -> RequestError:
    """The path does not take this method."""
    return RequestError(405, "METHOD", "this path does not take this method")


def code_used() -> RequestError:
    """The enrolment code enrolled another device."""
    return RequestError(409, "CODE_USED", "this enrolment code was used")


def wrong_digest() -> RequestError:
    """A file does not hold what its name says."""
    return RequestError(409, "DIGEST", "the content differs from its name")


def wrong_offset(kept: int) -> RequestError:
    """A part of a file does not begin where the `kept` bytes end."""
    return RequestError(
        409, "OFFSET", "the part does not begin where the file ends", beside={"offset": kept}
    )


def clone() -> RequestError:
    """The device behind the request is not the one that pushed last."""
    return RequestError(
        409,
        "CLONE",
        "another device with this identity has pushed, or this desk was restored from an old copy",
    )


def other_epoch(epoch: UUID) -> RequestError:
    """The desk knows another life of the database than this one."""
    return RequestError(
        409,
        "EPOCH",
        "the database is not the one this desk knows",
        beside={"epoch": str(epoch)},
    )


def foreign() -> RequestError:
    """A bundle for another server."""
    return RequestError(409, "FOREIGN", "this bundle is for another server")


def too_large() -> RequestError:
    """The body or file is over the limit."""
    return RequestError(413, "TOO_LARGE", "the body is over the limit")


def schema_old() -> RequestError:
    """A version of the protocol that is no longer spoken here."""
    return RequestError(
        422,
        "SCHEMA_OLD",
        "this version of the protocol is no longer spoken",
        beside={"speaks": list(SPOKEN)},
    )


def schema_new() -> RequestError:
    """A version of the protocol that is not spoken yet."""
    return RequestError(
        422,
        "SCHEMA_NEW",
        "this version of the protocol is not spoken yet",
        beside={"speaks": list(SPOKEN)},
    )


def too_often(seconds: int) -> RequestError:
    """This device or address asks more often than it may."""
    return RequestError(429, "BUSY", "too many requests", headers={"Retry-After": str(seconds)})


def failed(ticket: str) -> RequestError:
    """A bug; the ticket leads to it in the log."""
    return RequestError(500, "FAILED", f"the server failed; nothing was kept; ticket {ticket}")


def busy() -> RequestError:
    """The database cannot be had now."""
    return RequestError(503, "BUSY", "the database is busy", headers={"Retry-After": "5"})

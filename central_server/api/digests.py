"""How a desk whose digest differs finds out what differs, and reads only that again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlalchemy import Connection

from central_server import digests, exchange, pull
from central_server.api.access import Parts, Sender, UsedParts, answer, errors, json_answer
from central_server.api.shapes import (
    DigestAnswer,
    DigestRequest,
    DigestRowsAnswer,
    DigestRowsRequest,
    Reading,
    RowsAnswer,
    RowsRequest,
)
from central_server.errors import not_found
from central_server.tokens import SignedIn
from desktop_app.domain.digest import hash_text

_ERRORS = errors(400, 401, 403, 404, 409, 413, 422)

router = APIRouter(tags=["digest"])


@router.post("/digest", response_model=DigestAnswer, responses=_ERRORS)
def digest(request: DigestRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Give the digest of a scope in 256 parts."""
    with _reading(parts, sender, request, request.scope) as connection:
        seq = digests.newest(connection, request.scope)
        buckets = digests.of_buckets(connection, request.scope)
    return answer(
        {
            "seq": seq,
            "buckets": [[held.count, hash_text(held.sum)] for held in buckets],
            "epoch": str(request.epoch),
        }
    )


@router.post("/digest/rows", response_model=DigestRowsAnswer, responses=_ERRORS)
def digest_rows(request: DigestRowsRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """List the rows of the buckets that differ."""
    with _reading(parts, sender, request, request.scope) as connection:
        seq = digests.newest(connection, request.scope)
        rows = digests.rows_of(connection, request.scope, request.buckets)
    listed = [
        {
            "kind": row.kind,
            "id": str(row.uid),
            "gone": row.hash is None,
            "hash": None if row.hash is None else hash_text(row.hash),
        }
        for row in rows
    ]
    return answer({"seq": seq, "rows": listed, "epoch": str(request.epoch)})


@router.post("/rows", response_model=RowsAnswer, responses=_ERRORS)
def rows(request: RowsRequest, sender: Sender, parts: UsedParts) -> Response:
    """Give rows once more, by name."""
    items = [(item.kind, item.id) for item in request.items]
    with _reading(parts, sender, request, request.scope) as connection:
        found = pull.rows_of(connection, sender, request.scope, items)
    return json_answer(exchange.with_rows(found, {"epoch": str(request.epoch)}))


@contextmanager
def _reading(parts: Parts, reader: SignedIn, request: Reading, scope: str) -> Iterator[Connection]:
    """Read one moment of a scope of one's own; another is not there for this device."""
    if scope not in pull.own_scopes(reader):
        raise not_found()
    # A desk compares in the middle of a round, and may have sent what was not answered.
    with exchange.stamped(parts.database, reader, request, now=parts.clock(), waits=True) as moment:
        yield moment.connection

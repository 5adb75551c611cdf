"""Files of cases: sent whole, given whole, and only through a case the device may see."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from central_server import scope
from central_server.api.access import Parts, Sender, UsedParts, errors
from central_server.errors import not_found
from central_server.tokens import SignedIn

Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the content")]

_CONTENT = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}

router = APIRouter(tags=["files"])


@router.put(
    "/files/{case}/{sha256}",
    response_class=Response,
    responses={
        200: {"description": "was there"},
        201: {"description": "kept"},
        **errors(400, 401, 403, 404, 409, 413),
    },
    openapi_extra={"requestBody": {"required": True, "content": _CONTENT}},
)
async def put_file(
    case: UUID, sha256: Digest, request: Request, *, sender: Sender, parts: UsedParts
) -> Response:
    """Keep a file that a record of the case names."""
    await run_in_threadpool(_demand_right_to_send, parts, sender, case, sha256)
    if await run_in_threadpool(parts.files.holds, case, sha256):
        return Response(status_code=200)
    with parts.files.arriving(case, sha256) as arriving:
        async for part in request.stream():
            await run_in_threadpool(arriving.write, part)
        await run_in_threadpool(arriving.keep)
    return Response(status_code=201)


@router.get(
    "/files/{case}/{sha256}",
    response_class=FileResponse,
    responses={200: {"content": _CONTENT}, **errors(400, 401, 403, 404)},
)
def get_file(case: UUID, sha256: Digest, sender: Sender, parts: UsedParts) -> FileResponse:
    """Give a file."""
    _demand_held(parts, sender, case, sha256)
    return FileResponse(parts.files.path_of(case, sha256), media_type="application/octet-stream")


@router.head(
    "/files/{case}/{sha256}",
    response_class=Response,
    responses={200: {"description": "it is there"}, **errors(400, 401, 403, 404)},
)
def has_file(case: UUID, sha256: Digest, sender: Sender, parts: UsedParts) -> Response:
    """Say whether a file is there."""
    _demand_held(parts, sender, case, sha256)
    return Response()


def _demand_right_to_send(parts: Parts, sender: SignedIn, case: UUID, sha256: str) -> None:
    with parts.database.read() as connection:
        if not scope.may_send_file(connection, sender.office, case, sha256):
            raise not_found()


def _demand(parts: Parts, sender: SignedIn, case: UUID, sha256: str) -> None:
    with parts.database.read() as connection:
        if not scope.sees_file(connection, sender.office, case, sha256):
            raise not_found()


def _demand_held(parts: Parts, sender: SignedIn, case: UUID, sha256: str) -> None:
    _demand(parts, sender, case, sha256)
    if not parts.files.holds(case, sha256):
        raise not_found()

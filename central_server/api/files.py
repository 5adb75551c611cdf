"""Files of cases: sent whole or in parts, given from any byte, only through a case in scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from central_server import erasing, scope, uploads
from central_server.api.access import Parts, Sender, UsedParts, answer, errors
from central_server.api.shapes import Shape
from central_server.errors import not_found, too_large
from central_server.tokens import SignedIn
from desktop_app.domain.attachments import MEBIBYTE
from desktop_app.domain.people import Office

LARGEST_PART = MEBIBYTE

Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the content")]
Bytes = Annotated[int, Header(ge=0, le=2**53)]

_BINARY = "application/octet-stream"
_CONTENT = {_BINARY: {"schema": {"type": "string", "format": "binary"}}}
_COUNT = {"required": True, "schema": {"type": "integer"}}
_PLACE = {"schema": {"type": "string"}, "description": "bytes n-last/size"}
_FROM_BYTE = re.compile(r"bytes=([0-9]{1,15})-")

router = APIRouter(tags=["files"])


class PartAnswer(Shape):
    """How many bytes of the file are here now."""

    offset: int


@router.patch(
    "/files/{case}/{sha256}",
    response_model=PartAnswer,
    responses={
        200: {"description": "kept; there is more to come"},
        201: {"description": "the whole is kept", "model": PartAnswer},
        **errors(400, 401, 403, 404, 409, 413),
    },
    openapi_extra={"requestBody": {"required": True, "content": _CONTENT}},
)
async def add_part(
    case: UUID,
    sha256: Digest,
    request: Request,
    *,
    upload_offset: Bytes,
    upload_length: Bytes,
    sender: Sender,
    parts: UsedParts,
) -> JSONResponse:
    """Keep the bytes of a file from an offset on, also those of a part whose line was cut."""
    await run_in_threadpool(_demand, scope.may_send_file, parts, sender, case=case, sha256=sha256)
    content, is_cut = await _read_part(request)
    reached = await run_in_threadpool(
        uploads.add_part,
        parts.database,
        parts.files,
        case,
        sha256,
        offset=upload_offset,
        size=upload_length,
        content=content,
    )
    await run_in_threadpool(_demand_named, parts, case, sha256)
    if is_cut:
        raise ClientDisconnect
    status = 201 if reached.offset == reached.size else 200
    return answer({"offset": reached.offset}, status=status)


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
    await run_in_threadpool(_demand, scope.may_send_file, parts, sender, case=case, sha256=sha256)
    if await run_in_threadpool(parts.files.holds, case, sha256):
        return Response(status_code=200)
    with parts.files.arriving(case, sha256) as arriving:
        async for part in request.stream():
            await run_in_threadpool(arriving.write, part)
        await run_in_threadpool(arriving.keep)
    await run_in_threadpool(_demand_named, parts, case, sha256)
    return Response(status_code=201)


@router.get(
    "/files/{case}/{sha256}",
    response_class=StreamingResponse,
    responses={
        200: {"content": _CONTENT},
        206: {
            "content": _CONTENT,
            "description": "from the byte that `Range: bytes=n-` names",
            "headers": {"Content-Range": _PLACE},
        },
        **errors(400, 401, 403, 404),
    },
)
def get_file(
    case: UUID,
    sha256: Digest,
    sender: Sender,
    parts: UsedParts,
    from_byte: Annotated[str, Header(alias="Range", max_length=100)] = "",
) -> StreamingResponse:
    """Give a file; a range of another form, or beyond its end, gets the whole."""
    _demand(scope.sees_file, parts, sender, case=case, sha256=sha256)
    if not parts.files.holds(case, sha256):
        raise not_found()
    size = parts.files.path_of(case, sha256).stat().st_size
    asked = _FROM_BYTE.fullmatch(from_byte)
    start = int(asked[1]) if asked and int(asked[1]) < size else 0
    headers = {"Content-Length": str(size - start), "Accept-Ranges": "bytes"}
    if start:
        headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
    return StreamingResponse(
        parts.files.pieces(case, sha256, start),
        status_code=206 if start else 200,
        media_type=_BINARY,
        headers=headers,
    )


@router.head(
    "/files/{case}/{sha256}",
    response_class=Response,
    responses={
        200: {
            "description": "`Upload-Offset` bytes of `Upload-Length` are here",
            "headers": {"Upload-Offset": _COUNT, "Upload-Length": _COUNT},
        },
        **errors(400, 401, 403, 404),
    },
)
def how_far(case: UUID, sha256: Digest, sender: Sender, parts: UsedParts) -> Response:
    """Say how much of a file is here."""
    _demand(scope.may_send_file, parts, sender, case=case, sha256=sha256)
    reached = uploads.reached(parts.database, parts.files, case, sha256)
    if reached is None:
        raise not_found()
    numbers = {"Upload-Offset": str(reached.offset), "Upload-Length": str(reached.size)}
    return Response(headers=numbers)


async def _read_part(request: Request) -> tuple[bytes, bool]:
    """Read what comes of a part, and whether the line was cut before its end."""
    content = bytearray()
    try:
        async for piece in request.stream():
            content += piece
            if len(content) > LARGEST_PART:
                raise too_large()
    except ClientDisconnect:
        return bytes(content), True
    return bytes(content), False


def _demand_named(parts: Parts, case: UUID, sha256: str) -> None:
    """Keep nothing of a file whose record was erased while it came."""
    with parts.database.read() as connection:
        is_named = erasing.is_named(connection, case, sha256)
    if not is_named:
        parts.files.remove(case, sha256)
        raise not_found()


def _demand(
    may: Callable[[Connection, Office, UUID, str], bool],
    parts: Parts,
    sender: SignedIn,
    *,
    case: UUID,
    sha256: str,
) -> None:
    with parts.database.read() as connection:
        if not may(connection, sender.office, case, sha256):
            raise not_found()

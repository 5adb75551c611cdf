"""POST /v1/kurir: a device with a line brings the bundle of one without."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from central_server.api.access import UsedParts, device_of, errors
from central_server.errors import too_large
from central_server.kurir.answering import KurirPost
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE

_PIECE = 64 * 1024
_BINARY = "application/octet-stream"
_CONTENT = {_BINARY: {"schema": {"type": "string", "format": "binary"}}}

router = APIRouter(tags=["kurir"])


@router.post(
    "/kurir",
    response_class=StreamingResponse,
    # The bundle says itself whose it is; the carrier only has to be one of us.
    dependencies=[Depends(device_of)],
    responses={
        200: {"content": _CONTENT, "description": "the answer bundle, for the desk that wrote"},
        **errors(400, 401, 403, 409, 413),
    },
    openapi_extra={"requestBody": {"required": True, "content": _CONTENT}},
)
async def carry(request: Request, parts: UsedParts) -> StreamingResponse:
    """Judge a bundle by the device in its header and answer it."""
    post = KurirPost(parts.database, parts.files, parts.card, parts.clock)
    with TemporaryFile() as source:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            if size > LARGEST_BUNDLE:
                raise too_large()
            await run_in_threadpool(source.write, piece)
        source.seek(0)
        target = TemporaryFile()  # noqa: SIM115 - lives until the answer has been sent
        try:
            await run_in_threadpool(post.answer, source, target)
        except BaseException:
            target.close()
            raise
    return StreamingResponse(_pieces(target), media_type=_BINARY)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece

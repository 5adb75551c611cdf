"""How a desk gets the numbers of its letters."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server import letter_blocks
from central_server.api.access import Sender, UsedParts, answer, errors
from central_server.api.enrolment import written_block
from central_server.api.shapes import LetterBlocksAnswer, LetterBlocksRequest
from central_server.epochs import current_epoch
from central_server.errors import other_epoch

router = APIRouter(tags=["letters"])


@router.post(
    "/letter-blocks",
    response_model=LetterBlocksAnswer,
    responses=errors(400, 401, 403, 409, 413, 422),
)
def blocks(request: LetterBlocksRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Give the blocks of a year, with a new one to a desk that has few numbers left."""
    with parts.database.write() as connection:
        epoch = current_epoch(connection)
        if request.epoch != epoch:
            raise other_epoch(epoch)
        given = letter_blocks.blocks_for(
            connection,
            sender.office,
            sender.device_uid,
            year=request.year,
            last=request.last,
            left=request.left,
            now=parts.clock(),
        )
    return answer({"blocks": [written_block(block) for block in given], "epoch": str(epoch)})

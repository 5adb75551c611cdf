"""How a desk gets the numbers of its letters."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server import exchange
from central_server.api.access import Sender, UsedParts, answer, errors
from central_server.api.shapes import LetterBlocksAnswer, LetterBlocksRequest

router = APIRouter(tags=["letters"])


@router.post(
    "/letter-blocks",
    response_model=LetterBlocksAnswer,
    responses=errors(400, 401, 403, 409, 413, 422),
)
def blocks(request: LetterBlocksRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Give the blocks of a year, with a new one to a desk that has few numbers left."""
    return answer(exchange.letter_blocks(parts.database, sender, request, parts.clock()))

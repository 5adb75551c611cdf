"""The two halves of a round: what a desk made, and what it has not seen yet."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

from central_server import exchange, glance, stamping
from central_server.api.access import Asker, UsedParts, answer, errors, json_answer
from central_server.api.shapes import PullAnswer, PullRequest, PushAnswer, PushRequest

router = APIRouter(tags=["sync"])


@router.post("/push", response_model=PushAnswer, responses=errors(400, 401, 403, 409, 413, 422))
def push(request: PushRequest, asker: Asker, parts: UsedParts) -> JSONResponse:
    """Apply changes; sending them again is always safe."""
    told = exchange.push(parts.database, asker.looked_up(), request, parts.clock())
    return answer(told, then=BackgroundTask(stamping.stamp, parts.database))


@router.post("/pull", response_model=PullAnswer, responses=errors(400, 401, 403, 409, 413, 422))
def pull(request: PullRequest, asker: Asker, parts: UsedParts) -> Response:
    """Give the next page beyond the cursors."""
    parts.lapses.end_due(parts.clock())
    with parts.database.glance() as connection:
        seen = glance.look(connection, asker.token, request.cursors)
    reader, now = asker.let_in(seen.known), parts.clock()
    return json_answer(exchange.pull_page(parts.database, reader, request, now, seen=seen))

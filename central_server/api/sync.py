"""The two halves of a round: what a desk made, and what it has not seen yet."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTasks

from central_server import erasing, exchange, glance, stamping
from central_server.api.access import Asker, answer, errors, json_answer
from central_server.api.shapes import PullAnswer, PullRequest, PushAnswer, PushRequest
from desktop_app.domain.changes import Operation

router = APIRouter(tags=["sync"])


@router.post("/push", response_model=PushAnswer, responses=errors(400, 401, 403, 409, 413, 422))
def push(request: PushRequest, asker: Asker) -> JSONResponse:
    """Apply changes; sending them again is always safe."""
    parts = asker.parts
    told = exchange.push(parts.database, asker.looked_up(), request, parts.clock())
    then = BackgroundTasks()
    then.add_task(stamping.stamp, parts.database)
    if any(change.op == Operation.REPORTER_ERASE.value for change in request.changes):
        then.add_task(erasing.take_files, parts.database, parts.files)
        then.add_task(parts.database.clear_log)
    return answer(told, then=then)


@router.post("/pull", response_model=PullAnswer, responses=errors(400, 401, 403, 409, 413, 422))
def pull(request: PullRequest, asker: Asker) -> Response:
    """Give the next page beyond the cursors."""
    parts = asker.parts
    parts.lapses.end_due(parts.clock())
    with parts.database.glance() as connection:
        seen = glance.look(connection, asker.token, request.cursors)
    reader, now = asker.let_in(seen.known), parts.clock()
    return json_answer(exchange.pull_page(parts.database, reader, request, now, seen=seen))

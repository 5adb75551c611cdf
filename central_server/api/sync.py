"""The two halves of a round: what a desk made, and what it has not seen yet."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server import feed, pull
from central_server.api.access import Sender, UsedParts, answer, errors
from central_server.api.shapes import PullAnswer, PullRequest, PushAnswer, PushRequest
from central_server.errors import too_large
from central_server.push.apply import push as apply_push

MOST_CHANGES = 500

router = APIRouter(tags=["sync"])


@router.post("/push", response_model=PushAnswer, responses=errors(400, 401, 403, 413, 422))
def push(request: PushRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Apply changes; sending them again is always safe."""
    if len(request.changes) > MOST_CHANGES:
        raise too_large()
    now = parts.clock()
    changes = [sent.change() for sent in request.changes]
    answers = apply_push(parts.database, sender, changes, now)
    feed.stamp(parts.database)
    return answer({"answers": answers, "epoch": str(parts.card.epoch), "time": now.isoformat()})


@router.post("/pull", response_model=PullAnswer, responses=errors(400, 401, 403, 413, 422))
def pull_page(request: PullRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Give the next page beyond the cursors."""
    feed.stamp(parts.database)
    limit = min(request.limit, pull.LARGEST_PAGE)
    with parts.database.read() as connection:
        page = pull.page(connection, sender, request.cursors, limit=limit)
    return answer(
        {
            "rows": page.rows,
            "cursors": page.cursors,
            "more": page.more,
            "epoch": str(parts.card.epoch),
            "time": parts.clock().isoformat(),
        }
    )

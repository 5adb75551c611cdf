"""GET /v1/health: is the server there, and is it the right one."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server.api.access import AS_VISITOR, UsedParts, answer, errors
from central_server.api.shapes import SCHEMA, HealthAnswer
from central_server.errors import SPOKEN

router = APIRouter(tags=["health"])


@router.get("/health", response_model=HealthAnswer, responses=errors(), dependencies=AS_VISITOR)
def health(parts: UsedParts) -> JSONResponse:
    """Say who this server is; no token is needed."""
    return answer(
        {
            "name": "loket-aduan",
            "schema": SCHEMA,
            "speaks": list(SPOKEN),
            "server_id": str(parts.card.server_id),
            "time": parts.clock().isoformat(),
        }
    )

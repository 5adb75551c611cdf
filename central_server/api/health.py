"""GET /v1/health: is the server there, and is it the right one."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server.api.access import UsedParts, answer, errors
from central_server.api.shapes import SCHEMA, HealthAnswer

router = APIRouter(tags=["health"])


@router.get("/health", response_model=HealthAnswer, responses=errors())
def health(parts: UsedParts) -> JSONResponse:
    """Say who this server is; no token is needed."""
    return answer(
        {
            "name": "loket-aduan",
            "schema": SCHEMA,
            "server_id": str(parts.card.server_id),
            "time": parts.clock().isoformat(),
        }
    )

"""Desks bring what their audit trails say, to be kept where nobody there can alter it."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server.api.access import Sender, UsedParts, answer, errors
from central_server.api.audit_shapes import AuditAnswer, AuditRequest
from central_server.audit import keeping
from desktop_app.domain.audit import Link, hash_from

router = APIRouter(tags=["audit"])


@router.post("/audit", response_model=AuditAnswer, responses=errors(400, 401, 403, 404, 413, 422))
def audit(request: AuditRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Keep entries, or say how far a chain is kept; bringing them again is always safe."""
    chain = hash_from(request.chain)
    if not request.entries:
        points = [Link(number, hash_from(text)) for number, text in request.points]
        with parts.database.read() as connection:
            return answer(asdict(keeping.highest_of(connection, sender, chain, points)))
    brought = keeping.Brought(
        chain,
        keeping.read_entries([entry.record() for entry in request.entries]),
        request.signature,
        loose=request.loose,
    )
    now, server_id = parts.clock(), parts.card.server_id
    with parts.database.write() as connection:
        kept = keeping.keep(connection, sender, brought, server_id=server_id, now=now)
    return answer(asdict(kept))

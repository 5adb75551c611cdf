"""How a desk joins and proves itself: enrol, challenge, token."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from central_server import enrolment, tokens
from central_server.api.access import UsedParts, answer, errors
from central_server.api.shapes import (
    ChallengeAnswer,
    ChallengeRequest,
    EnrolAnswer,
    EnrolRequest,
    TokenAnswer,
    TokenRequest,
)
from desktop_app.domain.records import office_record, person_record

router = APIRouter(tags=["enrolment"])


@router.post("/enrol", response_model=EnrolAnswer, responses=errors(400, 404, 409, 413, 422))
def enrol(request: EnrolRequest, parts: UsedParts) -> JSONResponse:
    """Use a one-time code; sent again with the same key it gets the same answer."""
    now = parts.clock()
    with parts.database.write() as connection:
        new = enrolment.enrol(
            connection, request.code, request.public_key, name=request.device_name, now=now
        )
    return answer(
        {
            "server_id": str(parts.card.server_id),
            "epoch": str(parts.card.epoch),
            "device": {"uid": str(new.device_uid), "letter": new.letter},
            "office": office_record(new.office),
            "person": person_record(new.person),
            "letter_block": asdict(new.letter_block),
            "time": now.isoformat(),
        }
    )


@router.post("/challenge", response_model=ChallengeAnswer, responses=errors(400, 413))
def challenge(request: ChallengeRequest, parts: UsedParts) -> JSONResponse:
    """Give a challenge, to an unknown device too, so that nothing is learnt."""
    made = tokens.make_challenge(parts.card, request.device, parts.clock())
    return answer({"challenge": made})


@router.post("/token", response_model=TokenAnswer, responses=errors(400, 401, 403, 413))
def token(request: TokenRequest, parts: UsedParts) -> JSONResponse:
    """Give a token for a signed challenge, which is good once and for five minutes."""
    with parts.database.write() as connection:
        given = tokens.take_token(
            connection,
            parts.card,
            request.device,
            challenge=request.challenge,
            signature=request.signature,
            now=parts.clock(),
        )
    return answer({"token": given.text, "expires_at": given.expires_at.isoformat()})

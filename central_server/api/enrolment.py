"""How a desk joins and proves itself: enrol, challenge, token, renew."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import Connection

from central_server import enrolment, marks, tokens
from central_server.api.access import AS_VISITOR, Parts, Sender, UsedParts, answer, errors
from central_server.api.enrolment_shapes import (
    ChallengeAnswer,
    ChallengeRequest,
    EnrolAnswer,
    EnrolRequest,
    RenewRequest,
    TokenAnswer,
    TokenRequest,
)
from central_server.devices import is_known
from central_server.enrolment import Enrolment
from central_server.epochs import begin_epoch, current_epoch
from central_server.server_card import ServerCard
from desktop_app.domain.records import office_record, person_record

router = APIRouter(tags=["enrolment"])


@router.post(
    "/enrol",
    response_model=EnrolAnswer,
    responses=errors(400, 404, 409, 413, 422),
    dependencies=AS_VISITOR,
)
def enrol(request: EnrolRequest, parts: UsedParts) -> JSONResponse:
    """Use a one-time code; sent again with the same key it gets the same answer."""
    before = request.before
    if before is not None:

        def told(connection: Connection) -> UUID | None:
            """Believe whoever holds an unused code."""
            unused = enrolment.is_unused(connection, request.code, parts.clock())
            return before.epoch if unused else None

        _notice_a_restore(parts, before.device, told)
    now = parts.clock()
    with parts.database.write() as connection:
        new = enrolment.enrol(
            connection, request.code, request.public_key, name=request.device_name, now=now
        )
        epoch = current_epoch(connection)
    return answer(_written(parts.card, new, epoch, now))


@router.post("/renew", response_model=EnrolAnswer, responses=errors(400, 401, 403, 413, 422))
def renew(request: RenewRequest, sender: Sender, parts: UsedParts) -> JSONResponse:
    """Make a new device in the place of one that has a copy; with the same key the same answer."""
    before = request.before
    if before is not None:

        def shown(connection: Connection) -> UUID | None:
            return marks.epoch_of(connection, before.device, before.mark)

        _notice_a_restore(parts, before.device, shown)
    now = parts.clock()
    with parts.database.write() as connection:
        new = enrolment.renew(
            connection, sender.device_uid, request.public_key, name=request.device_name, now=now
        )
        epoch = current_epoch(connection)
    return answer(_written(parts.card, new, epoch, now))


@router.post(
    "/challenge",
    response_model=ChallengeAnswer,
    responses=errors(400, 413),
    dependencies=AS_VISITOR,
)
def challenge(request: ChallengeRequest, parts: UsedParts) -> JSONResponse:
    """Give a challenge, to an unknown device too, so that nothing is learnt."""
    made = tokens.make_challenge(parts.card, request.device, parts.clock())
    return answer({"challenge": made})


@router.post(
    "/token",
    response_model=TokenAnswer,
    responses=errors(400, 401, 403, 413),
    dependencies=AS_VISITOR,
)
def token(request: TokenRequest, parts: UsedParts) -> JSONResponse:
    """Give a token for a signed challenge, which is good once and for five minutes."""
    # Where the same request comes twice at once, the slower one finds its challenge used.
    given = parts.database.write_repeatedly(
        lambda connection, _: tokens.take_token(
            connection,
            parts.card,
            request.device,
            challenge=request.challenge,
            signature=request.signature,
            now=parts.clock(),
        )
    )
    return answer(
        {
            "token": given.text,
            "expires_at": given.expires_at.isoformat(),
            "kurir_key": _kurir_key(parts.card),
        }
    )


def _notice_a_restore(
    parts: Parts, forgotten: UUID, known_epoch: Callable[[Connection], UUID | None]
) -> None:
    """Begin a new epoch where this server has forgotten a device of the standing one.

    `known_epoch` is the one that whoever was that device knows. The new epoch has a transaction of
    its own, so it is older than the numbers that are leased next.
    """
    now = parts.clock()
    with parts.database.write() as connection:
        if not is_known(connection, forgotten):
            epoch = known_epoch(connection)
            if epoch is not None:
                begin_epoch(connection, now, after=epoch)


def _written(card: ServerCard, new: Enrolment, epoch: UUID, now: datetime) -> dict[str, Any]:
    return {
        "server_id": str(card.server_id),
        "epoch": str(epoch),
        "device": {"uid": str(new.device_uid), "letter": new.letter},
        "office": office_record(new.office),
        "person": person_record(new.person),
        "letter_block": new.letter_block.written(),
        "kurir_key": _kurir_key(card),
        "time": now.isoformat(),
    }


def _kurir_key(card: ServerCard) -> str:
    return base64.b64encode(card.kurir_public_key).decode("ascii")

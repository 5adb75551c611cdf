"""Answers are kept, so that asking again gets the same one and does nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from central_server.push.change import Change, Clash, Outcome
from central_server.schema import answered_change, conflict
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Answer
from desktop_app.domain.records import case_record


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored outcome and the device it was given to."""

    device_uid: UUID
    outcome: Outcome


def kept_answers(connection: Connection, uids: Collection[UUID]) -> dict[UUID, Kept]:
    """Return what was answered to these changes before."""
    clashes: dict[UUID, list[Clash]] = defaultdict(list)
    for row in connection.execute(
        select(conflict).where(conflict.c.change_uid.in_(uids)).order_by(conflict.c.field)
    ):
        clashes[row.change_uid].append(Clash(row.field, row.mine, row.theirs))
    rows = connection.execute(select(answered_change).where(answered_change.c.uid.in_(uids)))
    return {
        row.uid: Kept(
            row.device_uid,
            Outcome(Answer(row.outcome), row.version, row.code, row.words, tuple(clashes[row.uid])),
        )
        for row in rows
    }


def keep_answers(
    connection: Connection,
    device_uid: UUID,
    answered: Sequence[tuple[Change, Outcome]],
    *,
    now: datetime,
) -> None:
    """Store the outcomes of changes, in the transaction that holds their effects."""
    answers = [
        {
            "uid": change.uid,
            "device_uid": device_uid,
            "n": change.n,
            "tx": change.tx,
            "op": change.op,
            "op_version": change.op_version,
            "entity_uid": change.entity_uid,
            "case_uid": change.case_uid,
            "person_uid": change.person_uid,
            "made_at": change.made_at,
            "answered_at": now,
            "outcome": outcome.answer.value,
            "code": outcome.code,
            "words": outcome.words,
            "version": outcome.version,
        }
        for change, outcome in answered
    ]
    clashes = [
        {
            "change_uid": change.uid,
            "field": clash.field,
            "mine": clash.mine,
            "theirs": clash.theirs,
        }
        for change, outcome in answered
        for clash in outcome.clashes
    ]
    if answers:
        connection.execute(insert(answered_change), answers)
    if clashes:
        connection.execute(insert(conflict), clashes)


def written_answer(
    change: Change, outcome: Outcome, *, repeated: bool, current: Case | None
) -> dict[str, Any]:
    """Write an answer as it goes over the wire; `current` only where the device may see it."""
    written: dict[str, Any] = {"uid": str(change.uid), "answer": outcome.answer.value}
    if repeated:
        written |= {"answer": Answer.REPEATED.value, "outcome": outcome.answer.value}
    if outcome.version is not None:
        written["version"] = outcome.version
    if outcome.answer is Answer.REJECTED:
        written |= {"code": outcome.code, "words": outcome.words}
    if outcome.answer is Answer.CONFLICT:
        written["fields"] = [
            {"field": clash.field, "mine": clash.mine, "theirs": clash.theirs}
            for clash in outcome.clashes
        ]
    if outcome.answer is not Answer.DONE and current is not None:
        written["current"] = {**case_record(current), "version": current.version}
    return written

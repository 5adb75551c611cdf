"""Answers are kept, so that asking again gets the same one and does nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from central_server.bulk import add_rows
from central_server.case_store import StandingCase
from central_server.database import among
from central_server.push.change import Author, Change, Clash, Outcome
from central_server.schema import answered_change, conflict
from desktop_app.domain.changes import Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored outcome and the device it was given to."""

    device_uid: UUID
    outcome: Outcome


def kept_answers(connection: Connection, uids: Collection[UUID]) -> dict[UUID, Kept]:
    """Return what was answered to these changes before."""
    query = select(
        answered_change.c.uid,
        answered_change.c.device_uid,
        answered_change.c.outcome,
        answered_change.c.version,
        answered_change.c.code,
        answered_change.c.words,
    )
    rows = connection.execute(query.where(among(connection, answered_change.c.uid, uids))).all()
    clashing = [row.uid for row in rows if row.outcome == Answer.CONFLICT.value]
    clashes = _kept_clashes(connection, clashing)
    return {
        row.uid: Kept(
            row.device_uid,
            Outcome(Answer(row.outcome), row.version, row.code, row.words, tuple(clashes[row.uid])),
        )
        for row in rows
    }


def _kept_clashes(connection: Connection, uids: Collection[UUID]) -> Mapping[UUID, Sequence[Clash]]:
    clashes: defaultdict[UUID, list[Clash]] = defaultdict(list)
    if not uids:
        return clashes
    query = (
        select(conflict)
        .where(among(connection, conflict.c.change_uid, uids))
        .order_by(conflict.c.field)
    )
    for row in connection.execute(query):
        author = Author(row.by, row.office_uid, row.at)
        clashes[row.change_uid].append(Clash(row.field, row.mine, row.theirs, author))
    return clashes


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
            "by": clash.author.person_name,
            "office_uid": clash.author.office_uid,
            "at": clash.author.at,
        }
        for change, outcome in answered
        for clash in outcome.clashes
    ]
    add_rows(connection, answered_change, answers)
    add_rows(connection, conflict, clashes)


def written_answer(
    change: Change, outcome: Outcome, *, repeated: bool, current: StandingCase | None
) -> dict[str, Any]:
    """Write an answer as it goes over the wire; `current` where the case is to be told."""
    written: dict[str, Any] = {"uid": str(change.uid), "answer": outcome.answer.value}
    if outcome.answer is Answer.LATER:
        return written | {"code": outcome.code}
    if repeated:
        written |= {"answer": Answer.REPEATED.value, "outcome": outcome.answer.value}
    if outcome.version is not None:
        written["version"] = outcome.version
    if outcome.answer is Answer.REJECTED:
        written |= {"code": outcome.code, "words": outcome.words}
    if outcome.answer is Answer.CONFLICT:
        written["fields"] = [_written_clash(clash) for clash in outcome.clashes]
    if current is not None:
        written["current"] = {**current.record, "version": current.version}
    return written


def _written_clash(clash: Clash) -> dict[str, Any]:
    author = clash.author
    return {
        "field": clash.field,
        "mine": clash.mine,
        "theirs": clash.theirs,
        "by": author.person_name,
        "office": None if author.office_uid is None else str(author.office_uid),
        "at": None if author.at is None else author.at.isoformat(),
    }

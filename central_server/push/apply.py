"""One push: each save is applied whole or not at all, and every change gets its answer."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from central_server import case_store, directory, scope
from central_server.database import Database, is_trouble, lost_a_race
from central_server.logs import new_ticket
from central_server.push import case_operations, record_operations, refusals
from central_server.push.answers import keep_answers, kept_answers, written_answer
from central_server.push.bench import Bench
from central_server.push.change import Change, Outcome, RefusedError
from central_server.push.reading import reading, refuse_unstorable
from central_server.schema import device
from central_server.tokens import SignedIn
from desktop_app.domain.changes import Operation
from desktop_app.domain.records import moment

_log = logging.getLogger(__name__)

_Handler = Callable[[Change, Bench], Outcome]

# By operation and its version: a new meaning gets a new row, an old one stays as it is.
_HANDLERS: Mapping[tuple[str, int], _Handler] = {
    (Operation.CASE_CREATE.value, 1): case_operations.create_case,
    (Operation.CASE_SET.value, 1): case_operations.set_fields,
    (Operation.CASE_MOVE.value, 1): case_operations.move_case,
    (Operation.REPORTER_PUT.value, 1): record_operations.put_reporter,
    (Operation.ENTRY_ADD.value, 1): record_operations.add_entry,
    (Operation.ATTACHMENT_LINK.value, 1): record_operations.link_attachment,
    (Operation.LETTER_ISSUE.value, 1): record_operations.issue_letter,
}


def push(
    database: Database, sender: SignedIn, changes: Sequence[Change], now: datetime
) -> list[dict[str, Any]]:
    """Apply changes in one transaction and return their answers in the order sent."""
    return database.write_repeatedly(
        lambda connection, attempts_left: _Push(
            connection, sender, now, is_last=attempts_left == 0
        ).run(changes)
    )


class _Push:
    """The work of one push inside its transaction."""

    def __init__(
        self, connection: Connection, sender: SignedIn, now: datetime, *, is_last: bool
    ) -> None:
        self._connection = connection
        self._sender = sender
        self._now = now
        self._is_last = is_last

    def run(self, changes: Sequence[Change]) -> list[dict[str, Any]]:
        self._hold_device()
        self._people = directory.active_people_of(self._connection, self._sender.office.uid)
        self._kept = kept_answers(self._connection, {change.uid for change in changes})
        self._cases = case_store.locked_cases(
            self._connection, {change.case_uid for change in changes}
        )
        new = {change.uid: change for change in reversed(changes) if change.uid not in self._kept}
        in_order = [change for change in changes if new.get(change.uid) is change]
        outcomes: dict[UUID, Outcome] = {}
        for save in _saves(in_order):
            outcomes |= self._apply(save)
        keep_answers(
            self._connection,
            self._sender.device_uid,
            [(change, outcomes[change.uid]) for change in in_order],
            now=self._now,
        )
        return [
            self._answer(change, outcomes, repeated=new.get(change.uid) is not change)
            for change in changes
        ]

    def _hold_device(self) -> None:
        """Let a device have one push at a time, or a request sent twice would race itself."""
        held = select(device.c.uid).where(device.c.uid == self._sender.device_uid)
        self._connection.execute(held.with_for_update(key_share=True))

    def _apply(self, save: Sequence[Change]) -> dict[UUID, Outcome]:
        """Apply one save within a savepoint; whatever goes wrong in it stays in it."""
        try:
            with self._connection.begin_nested():
                bench = Bench(
                    self._connection,
                    self._sender.office,
                    self._people,
                    cases=self._cases,
                    now=self._now,
                )
                outcomes = {change.uid: _judged(change, bench) for change in save}
                bench.share()
        except RefusedError as refusal:
            return {change.uid: refusal.outcome() for change in save}
        except Exception as error:
            if isinstance(error, DBAPIError) and self._concerns_all(error):
                raise
            # The log gets the place of the bug and nothing of the content.
            ticket = new_ticket()
            facts = {"ticket": ticket, "ops": [change.op for change in save]}
            _log.exception("change failed", extra={"facts": facts})
            return {change.uid: refusals.server_error(ticket).outcome() for change in save}
        self._cases = bench.cases
        return outcomes

    def _concerns_all(self, error: DBAPIError) -> bool:
        """Say whether the whole request must be given up, to be tried again."""
        return is_trouble(error) or (lost_a_race(error) and not self._is_last)

    def _answer(
        self, change: Change, outcomes: Mapping[UUID, Outcome], *, repeated: bool
    ) -> dict[str, Any]:
        kept = self._kept.get(change.uid)
        if kept is None:
            outcome = outcomes[change.uid]
        elif kept.device_uid == self._sender.device_uid:
            outcome = kept.outcome
        else:
            # Another device's change: what was answered to it is not for this one.
            outcome, repeated = refusals.unreadable().outcome(), False
        case = self._cases.get(change.case_uid)
        seen = case is not None and scope.sees(self._sender.office, case)
        return written_answer(change, outcome, repeated=repeated, current=case if seen else None)


def _saves(changes: Iterable[Change]) -> Iterable[list[Change]]:
    saves: dict[UUID, list[Change]] = defaultdict(list)
    for change in changes:
        saves[change.tx].append(change)
    return saves.values()


def _judged(change: Change, bench: Bench) -> Outcome:
    handler = _HANDLERS.get((change.op, change.op_version))
    if handler is None:
        raise refusals.operation_unknown()
    refuse_unstorable(change.body)
    with reading():
        moment(change.made_at)
    return handler(change, bench)

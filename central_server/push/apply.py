"""One push: each save is applied whole or not at all, and every change gets its answer.

Everything is judged in memory and written at the end, once for each table; docs/decisions/0026.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row
from sqlalchemy.exc import DBAPIError

from central_server import erasing, marks, scope
from central_server.case_store import StandingCase
from central_server.database import Database, is_trouble, lost_a_race
from central_server.devices import family
from central_server.logs import new_ticket
from central_server.push import (
    bodies,
    case_operations,
    identity_operations,
    record_operations,
    refusals,
    release_operations,
    unheard,
    void_operations,
)
from central_server.push.answers import Kept, keep_answers, kept_answers, written_answer
from central_server.push.bench import Bench
from central_server.push.bodies import Body, read_body
from central_server.push.change import Change, Outcome, RefusedError
from central_server.push.loading import load
from central_server.push.writing import write
from central_server.tokens import SignedIn
from desktop_app.domain.changes import Answer

_log = logging.getLogger(__name__)

# A save: the changes of one `tx`, each read.
_Save = Sequence[tuple[Change, Body | RefusedError]]

_HANDLERS: Mapping[type[Body], Callable[[Change, Any, Bench], Outcome]] = {
    bodies.NewCase: case_operations.create_case,
    bodies.Correction: case_operations.set_fields,
    bodies.Step: case_operations.move_case,
    bodies.TakingBack: void_operations.void_case,
    bodies.BringingBack: void_operations.revive_case,
    bodies.WhoReported: identity_operations.put_reporter,
    bodies.IdentityCorrection: identity_operations.set_reporter,
    bodies.Restriction: identity_operations.restrict_reporter,
    bodies.Erasure: identity_operations.erase_reporter,
    bodies.Writing: record_operations.add_entry,
    bodies.LinkedFile: record_operations.link_attachment,
    bodies.IssuedLetter: record_operations.issue_letter,
    bodies.SpoiltNumber: record_operations.void_letter_number,
    bodies.Releasing: release_operations.write_release,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a desk shows of its standing; desks of schema 1 know of none of it."""

    mark: str
    epoch: UUID
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answers in the order sent, as they go over the wire, and the new mark."""

    answers: list[dict[str, Any]]
    mark: str


def push(
    database: Database,
    sender: SignedIn,
    changes: Sequence[Change],
    now: datetime,
    *,
    shown: Shown | None = None,
) -> Pushed:
    """Apply changes in one transaction; raises what `marks.admit` raises.

    Without `shown` (schema 1) no mark is judged, and the new one is empty.
    """
    read = {
        change.uid: (change, read_body(change, sender.office.uid)) for change in reversed(changes)
    }

    def run(*, in_parts: bool) -> Pushed:
        return database.write_repeatedly(
            lambda connection, left: _Push(
                connection, sender, now, is_last=left == 0, in_parts=in_parts
            ).run(changes, read, shown)
        )

    try:
        return run(in_parts=False)
    except _UnwritableError:
        return run(in_parts=True)


class _UnwritableError(Exception):
    """Something of a push cannot be written; what it is shows when it is written in parts."""


class _Push:
    """The work of one push inside its transaction.

    `in_parts` guards each part with a savepoint, which most pushes need not pay for.
    """

    def __init__(
        self,
        connection: Connection,
        sender: SignedIn,
        now: datetime,
        *,
        is_last: bool,
        in_parts: bool,
    ) -> None:
        self._connection = connection
        self._sender = sender
        self._now = now
        self._is_last = is_last
        self._in_parts = in_parts
        self._outcomes: dict[UUID, Outcome] = {}

    def run(
        self,
        changes: Sequence[Change],
        read: Mapping[UUID, tuple[Change, Body | RefusedError]],
        shown: Shown | None,
    ) -> Pushed:
        held = marks.hold(self._connection, self._sender)
        kept = kept_answers(self._connection, read.keys())
        own = sum(one.device_uid == self._sender.device_uid for one in kept.values())
        admitted = None if shown is None else _admitted(shown, held, own=own)
        new = [read[uid] for uid in {change.uid: None for change in changes} if uid not in kept]
        self._known = load(
            self._connection,
            self._sender,
            [(change, body) for change, body in new if isinstance(body, Body)],
            {change.case_uid for change in changes},
        )
        self._apply(_saves(new))
        judged = [(change, self._outcomes[change.uid]) for change, _ in new]
        answered = [one for one in judged if one[1].answer is not Answer.LATER]
        keep_answers(self._connection, self._sender.device_uid, answered, now=self._now)
        # After what did not stand in this very push was kept.
        erasing.forget_clashes(self._connection, self._known.standing.erased.keys())
        mark = ""
        if admitted is not None:
            brings_news = own + len(judged) - len(answered) < len(read)
            mark = marks.receipt(self._connection, held, admitted, brings_news=brings_news)
        return Pushed(self._answers(changes, kept), mark)

    def _apply(self, saves: Sequence[_Save]) -> None:
        """Judge saves and write what they made; one that cannot be written is found by halves.

        What goes wrong with one save stays in it.
        """
        if not saves:
            return
        standing = self._known.standing
        begun = standing.point()
        try:
            outcomes = self._judged(saves)
            with self._connection.begin_nested() if self._in_parts else nullcontext():
                made = standing.made_since(begun)
                held = write(self._connection, made, standing, self._known.who, self._now)
        except Exception as error:
            for cause in _database_errors(error):
                if self._concerns_all(cause):
                    raise cause from error
            if not self._in_parts:
                raise _UnwritableError from error
            standing.undo(begun)
            if len(saves) == 1:
                self._outcomes |= _failed(saves[0])
            else:
                self._apply(saves[: len(saves) // 2])
                self._apply(saves[len(saves) // 2 :])
        else:
            standing.holdings |= held
            self._outcomes |= outcomes

    def _judged(self, saves: Sequence[_Save]) -> dict[UUID, Outcome]:
        """Judge saves one after the other; one that is not taken leaves nothing behind."""
        standing = self._known.standing
        bench = Bench(self._known, self._now)
        outcomes: dict[UUID, Outcome] = {}
        for save in saves:
            changes = [change for change, _ in save]
            if unheard.is_held(changes, standing):
                outcomes |= unheard.put_off(changes, bench)
                continue
            begun = standing.point()
            erased = unheard.unheard_of(changes, standing)
            try:
                made = {change.uid: _outcome(change, body, bench) for change, body in save}
            except RefusedError as refusal:
                standing.undo(begun)
                made = {change.uid: refusal.outcome() for change in changes}
            else:
                told = unheard.still_told(erased, standing) if erased else ()
                if told:
                    standing.undo(begun)
                    made = unheard.put_off(changes, bench, told)
            outcomes |= made
        return outcomes

    def _concerns_all(self, error: DBAPIError) -> bool:
        """Say whether the whole request must be given up, to be tried again."""
        return is_trouble(error) or (lost_a_race(error) and not self._is_last)

    def _answers(
        self, changes: Sequence[Change], kept: Mapping[UUID, Kept]
    ) -> list[dict[str, Any]]:
        answers = []
        told: set[UUID] = set()
        senders = {one.device_uid for one in kept.values()} | {self._sender.device_uid}
        self._family = (
            family(self._connection, self._sender.device_uid) if len(senders) > 1 else senders
        )
        moved_on = self._moved_on(changes, kept)
        for change in changes:
            repeated = change.uid in kept or change.uid in told
            told.add(change.uid)
            answers.append(
                self._answer(
                    change,
                    kept.get(change.uid),
                    repeated=repeated,
                    moved_on=moved_on.get(change.case_uid) == change.uid,
                )
            )
        return answers

    def _moved_on(
        self, changes: Sequence[Change], kept: Mapping[UUID, Kept]
    ) -> Mapping[UUID, UUID]:
        """Return, of each case that went on since, the last change answered before.

        With its answer the case is told anew: whoever never heard the first one may have laid the
        change over what came after it.
        """
        last: dict[UUID, UUID] = {}
        if not kept:
            return last
        for change in changes:
            case = self._known.standing.cases.get(change.case_uid)
            before = None if change.uid not in kept else kept[change.uid].outcome.version
            if case is not None and before is not None and before < case.version:
                last[change.case_uid] = change.uid
        return last

    def _answer(
        self, change: Change, kept: Kept | None, *, repeated: bool, moved_on: bool
    ) -> dict[str, Any]:
        if kept is None:
            outcome = self._outcomes[change.uid]
        elif kept.device_uid in self._family:
            outcome = kept.outcome
        else:
            # Another device's change: what was answered to it is not for this one.
            outcome, repeated = refusals.unreadable().outcome(), False
        is_told = moved_on or outcome.answer is not Answer.DONE
        current = self._seen_case(change) if is_told else None
        return written_answer(change, outcome, repeated=repeated, current=current)

    def _seen_case(self, change: Change) -> StandingCase | None:
        """Return the case of a change where whoever made it may know of it now."""
        case, home = self._known.standing.cases.get(change.case_uid), self._sender.office
        if case is None or case.voided_at is not None or not scope.sees(home, case):
            return None
        return case if scope.knows(home, change.person_uid, case) else None


def _admitted(shown: Shown, held: Row[Any], *, own: int) -> marks.Admitted:
    """Judge the mark of a push that repeats so many changes of its own device."""
    return marks.admit(
        held, mark=shown.mark, epoch=shown.epoch, answer_may_be_lost=own > 0 or shown.unsure
    )


def _database_errors(error: BaseException | None) -> Iterator[DBAPIError]:
    """Yield an error and those it came of.

    A full disk makes SQLite take everything back; that its savepoint is missed then hides why.
    """
    while error is not None:
        if isinstance(error, DBAPIError):
            yield error
        error = error.__context__


def _saves(changes: Iterable[tuple[Change, Body | RefusedError]]) -> list[_Save]:
    saves: defaultdict[UUID, list[tuple[Change, Body | RefusedError]]] = defaultdict(list)
    for change, body in changes:
        saves[change.tx].append((change, body))
    return list(saves.values())


def _outcome(change: Change, body: Body | RefusedError, bench: Bench) -> Outcome:
    if isinstance(body, RefusedError):
        raise body
    return _HANDLERS[type(body)](change, body, bench)


def _failed(save: _Save) -> dict[UUID, Outcome]:
    """Answer a save that met a bug of ours; to be called where the error is caught."""
    # The log gets the place of the bug and nothing of the content.
    ticket = new_ticket()
    facts = {"ticket": ticket, "ops": [change.op for change, _ in save]}
    _log.exception("save failed", extra={"facts": facts})
    return {change.uid: refusals.server_error(ticket).outcome() for change, _ in save}

"""What to send, what to lay over what arrives, what a failure means for the rest: pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.records import (
    CORRECTABLE,
    UNREADABLE,
    case_from,
    case_record,
    reporter_from,
    reporter_record,
    standing_record,
)
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind

FIRST_BATCH = 1000
MOST_IN_BATCH = 2000
FIRST_PAGE = 2000
LEAST_PAGE = 50
MANY_CASES = 50
MANY_OF_ALL = 20  # one in so many


@dataclass(frozen=True, slots=True)
class Parcel:
    """One change as it will travel."""

    change: PendingChange
    written: bytes

    @property
    def numbered(self) -> tuple[int, bytes]:
        """Return it beside its number."""
        return self.change.sequence, self.written


def next_batch(
    parcels: Sequence[Parcel], most: int, *, most_bytes: int, held: Collection[UUID]
) -> list[Parcel]:
    """Take whole saves from the front, up to a number of changes and of bytes.

    The first save goes even when it alone is over the limits. A save that touches a held case
    stays, and so does every later one of the cases it touches: order within a case is kept.
    """
    batch: list[Parcel] = []
    size = 0
    held = set(held)
    # Numbers are compared ten times as fast as UUIDs, and there are thousands.
    for _, group in groupby(parcels, key=lambda parcel: parcel.change.transaction.int):
        save = list(group)
        if held:
            cases = {parcel.change.case_uid for parcel in save}
            if cases & held:
                held |= cases
                continue
        size += sum(len(parcel.written) + 1 for parcel in save)
        if batch and (len(batch) + len(save) > most or size > most_bytes):
            break
        batch += save
    return batch


def saves_in(batch: Sequence[Parcel]) -> int:
    """Count the saves of a batch."""
    return len({parcel.change.transaction.int for parcel in batch})


def halved(size: int) -> int:
    """Return the batch size after a batch that was too much."""
    return max(1, size // 2)


def grown(size: int) -> int:
    """Return the batch size after a batch that went well."""
    return min(MOST_IN_BATCH, size * 2)


def smaller_page(rows: int) -> int:
    """Return the page size after a page that did not arrive."""
    return max(LEAST_PAGE, rows // 2)


def larger_page(rows: int) -> int:
    """Return the page size after a page that arrived."""
    return min(FIRST_PAGE, rows * 2)


def would_remove_many(leaving: int, held: int) -> bool:
    """Say whether a round takes more cases off a desk that holds so many than goes unasked."""
    return leaving > MANY_CASES and leaving * MANY_OF_ALL > held


_LESS_MAY_PASS = frozenset(
    {Trouble.SERVER_FAILED, Trouble.SERVER_UNREACHABLE, Trouble.SERVER_NONSENSE}
)


class Step(Enum):
    """What to do after a push that failed as a whole."""

    SMALLER = "smaller"
    SET_ASIDE = "set_aside"
    STOP = "stop"
    STOP_SMALLER = "stop_smaller"


def after_failed_push(trouble: Trouble, saves: int, *, failed_alone: int) -> Step:
    """Decide by what went wrong, how many saves were sent, how many had failed alone before.

    Too much is cut down at once. A server that fails is left in peace, but the next round sends
    less, until the one save it stumbles over stands alone and no longer holds up the others.
    """
    alone = saves == 1
    if trouble is Trouble.SERVER_TOO_LARGE:
        return Step.SET_ASIDE if alone else Step.SMALLER
    if trouble is Trouble.SERVER_FAILED and alone and not failed_alone:
        return Step.SET_ASIDE
    if trouble in _LESS_MAY_PASS:
        return Step.STOP_SMALLER
    return Step.STOP


MOST_FILES_FAILED = 3
_OF_THIS_FILE = frozenset(
    {
        Trouble.SERVER_REFUSED,
        Trouble.SERVER_TOO_LARGE,
        Trouble.FILE_MISSING,
        Trouble.FILE_UNREADABLE,
    }
)
_PERHAPS_OF_THIS_FILE = frozenset({Trouble.SERVER_FAILED, Trouble.SERVER_NONSENSE})


def goes_on_after(error: ExpectedError, failed_in_a_row: int) -> bool:
    """Say whether the other files have a chance after one that failed."""
    reason = error.facts.get("reason")
    if error.trouble in _OF_THIS_FILE or reason == "digest":
        return True
    if error.trouble in _PERHAPS_OF_THIS_FILE or reason == "timeout":
        return failed_in_a_row < MOST_FILES_FAILED
    return False


def laid_over(case: Case, waiting: Sequence[PendingChange]) -> Case:
    """Lay the desk's own unsent changes over a case as the server knows it, oldest first."""
    for change in waiting:
        case = _laid(case, change)
    return case


def _laid(case: Case, change: PendingChange) -> Case:
    match change.operation:
        case Operation.CASE_SET:
            fields: Collection[str] = CORRECTABLE
        case Operation.CASE_MOVE:
            fields = standing_record(case)
        case Operation.REPORTER_RESTRICT if case.identity_state is not IdentityState.ERASED:
            is_on = change.body.get("restricted") is True
            state = IdentityState.RESTRICTED if is_on else IdentityState.OPEN
            return replace(case, identity_state=state)
        case Operation.ENTRY_ADD if change.body.get("kind") == EntryKind.REPLY.value:
            return replace(case, has_reply=True)
        case _:
            return case
    try:
        own = {name: value for name, value in change.body["set"].items() if name in fields}
        return case_from(
            {**case_record(case), **own}, version=case.version, server_time=case.server_time
        )
    except UNREADABLE:
        # The server will answer for this change; the case itself must arrive all the same.
        return case


def reporter_laid_over(reporter: Reporter, waiting: Sequence[PendingChange]) -> Reporter:
    """Lay the desk's own unsent words on who reported over the block that arrives."""
    for change in waiting:
        if change.operation in {Operation.REPORTER_PUT, Operation.REPORTER_SET}:
            told = change.body.get("set", change.body)
            try:
                reporter = reporter_from({**reporter_record(reporter), **told})
            except UNREADABLE:
                continue
    return reporter


def is_taken_back(waiting: Sequence[PendingChange]) -> bool:
    """Say whether the newest word of this desk is that the case was a mistake."""
    words = [
        change.operation
        for change in waiting
        if change.operation in {Operation.CASE_VOID, Operation.CASE_REVIVE}
    ]
    return bool(words) and words[-1] is Operation.CASE_VOID

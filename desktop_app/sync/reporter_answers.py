"""What an answer means for who reported: the server tells of the block itself in the feed alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import UNREADABLE, reporter_from, reporter_record
from desktop_app.domain.reporters import (
    IDENTITY_FIELDS,
    NAMED_BESIDE_CASE,
    IdentityState,
    Reporter,
)
from desktop_app.sync.answers import Effect, LostField
from desktop_app.sync.plan import reporter_laid_over

_OF_REPORTER = frozenset({Operation.REPORTER_SET, Operation.REPORTER_ERASE})


def erased_here(told: Iterable[tuple[PendingChange, Effect]], work: UnitOfWork) -> set[UUID]:
    """Name the cases of these answers whose reporter this desk has erased.

    Only answers that tell of the case itself may name them, if they were given before the server
    knew; most tell nothing. Where the erasure itself is refused, the
    server's word stands.
    """
    told = list(told)
    refused = {
        change.case_uid
        for change, effect in told
        if change.operation is Operation.REPORTER_ERASE and effect.refused is not None
    }
    telling = {change.case_uid for change, effect in told if effect.lost or effect.current}
    cases = map(work.cases.get, telling - refused)
    return {
        case.uid
        for case in cases
        if case is not None and case.identity_state is IdentityState.ERASED
    }


def as_sent(change: PendingChange, lost: Iterable[LostField]) -> Iterator[LostField]:
    """Tell what is mine as it lies here: the server forgets its copy of that with who reported."""
    sent = change.body.get("set", {})
    for one in lost:
        name = NAMED_BESIDE_CASE.get(one.field, one.field)
        yield replace(one, mine=sent.get(name, one.mine))


def without_reporter(lost: Iterable[LostField]) -> Iterator[LostField]:
    """Leave out who reported, and what stood instead; what is mine was struck here with them."""
    for one in lost:
        if one.field not in NAMED_BESIDE_CASE:
            yield replace(one, theirs=STRUCK)


def let_reporter_stand(change: PendingChange, lost: Iterable[LostField], work: UnitOfWork) -> None:
    """Let the values stand that the server kept, under what still waits here."""
    stands = {
        NAMED_BESIDE_CASE[one.field]: one.theirs for one in lost if one.field in NAMED_BESIDE_CASE
    }
    if change.operation is Operation.REPORTER_SET and stands:
        _put(change, stands, work)


def take_back_reporter(change: PendingChange, work: UnitOfWork) -> None:
    """Let things be as they were before a change of who reported that the server refused.

    The server is asked anew, as the sums of both sides differ without its rows: nothing is left of
    what was erased, and what a correction was laid over may have been refused before it.
    """
    identity = work.state.identity() if change.operation in _OF_REPORTER else None
    if identity is None:
        return
    scope = f"office:{identity.office_uid}"
    if change.operation is Operation.REPORTER_ERASE:
        work.feed.remove_case(scope, change.case_uid)
    else:
        _put(change, change.body.get("base", {}), work)
        work.feed.remove(scope, "reporter", change.case_uid)


def _put(change: PendingChange, fields: Mapping[str, Any], work: UnitOfWork) -> None:
    known = work.reporters.get(change.case_uid) or Reporter(change.case_uid)
    told = {name: value for name, value in fields.items() if name in IDENTITY_FIELDS}
    try:
        stands = reporter_from({**reporter_record(known), **told})
    except UNREADABLE:
        return  # of another version of the program; the feed will tell
    waiting = [one for one in work.outbox.of_case(change.case_uid) if one.uid != change.uid]
    work.reporters.put(reporter_laid_over(stands, waiting))

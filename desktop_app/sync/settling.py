"""Takes in what the server answered to changes: some hundred at a time, each whole or not at all.

The receipt of the push is stored first, before the next push shows it; the rest is settled while
that one is on its way. What a power cut leaves unsettled is sent again and gets its old answer,
whatever is sent beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid5

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import (
    RELEASE_OPERATIONS,
    FieldConflict,
    Operation,
    PendingChange,
    RejectCode,
)
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ids import succeeding
from desktop_app.domain.ports import OpenWork, UnitOfWork
from desktop_app.domain.reporters import IdentityState
from desktop_app.services.personal_data.struck_changes import without_known
from desktop_app.services.sync_centre.told_change import entries_of
from desktop_app.sync.answers import (
    Effect,
    Refused,
    brought_up,
    comes_later,
    effect_of,
    is_repeated,
)
from desktop_app.sync.desk import Desk
from desktop_app.sync.leftovers import look_for_leftovers
from desktop_app.sync.plan import is_taken_back, laid_over
from desktop_app.sync.renumbering import number_anew
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.reporter_answers import (
    as_sent,
    erased_here,
    let_reporter_stand,
    take_back_reporter,
    without_reporter,
)
from desktop_app.sync.slices import slices
from desktop_app.sync.taking_away import take_away
from desktop_app.sync.wire import ChangeAnswer

# A save waits for what is being settled.
MOST_AT_ONCE = 250
# What follows in the same request upon a case that was not taken.
_NOT_WITHOUT_ITS_CASE = frozenset({RejectCode.NUMBER_TAKEN.value, RejectCode.CASE_UNKNOWN.value})


@dataclass(frozen=True, slots=True)
class _Told:
    """A change and what its answer means."""

    change: PendingChange
    effect: Effect
    is_repeated: bool


class Settling:
    """Answers to changes that still wait, taken in slice by slice.

    `mark` is the receipt of their push where it counts, `at` when the server answered: how long
    they are kept is counted by its clock. `unanswered` are the cases of changes that stay, because
    they are to come later or have no answer that makes sense, `renumbered` those that get a new
    number, in the first slice; `goes_again` says that something is sent anew at once.
    """

    def __init__(
        self,
        desk: Desk,
        changes: Sequence[PendingChange],
        answers: Sequence[ChangeAnswer],
        tally: Tally,
        *,
        mark: str | None,
        at: datetime,
    ) -> None:
        self._desk = desk
        self._tally = tally
        self._mark = mark
        self._at = at
        by_uid = {answer.uid.int: answer for answer in answers}
        told: list[_Told] = []
        unanswered: set[UUID] = set()
        for change in changes:
            answer = by_uid.get(change.uid.int)
            effect = None if answer is None else effect_of(answer)
            if answer is not None and comes_later(answer):
                unanswered.add(change.case_uid)
            elif answer is None or effect is None:
                unanswered.add(change.case_uid)
                tally.note(ExpectedError(Trouble.SERVER_NONSENSE))
            else:
                told.append(_Told(change, effect, is_repeated(answer)))
        self.unanswered = frozenset(unanswered)
        self.renumbered = frozenset(one.change.case_uid for one in told if _number_is_taken(one))
        self.goes_again = bool(self.renumbered) or any(map(_case_has_come, told))
        self._slices = _slices(desk, told, self.renumbered)

    def settle_first(self) -> None:
        """Store the receipt for good, with the first slice: the next push may go."""
        for some in islice(self._slices, 1):
            self._settle(some, self._desk.open_work, mark=self._mark)

    def settle_rest(self) -> None:
        """Settle what is left, if anything.

        A power cut may take it back: without the receipt it would be told again.
        """
        for some in self._slices:
            self._settle(some, self._desk.open_fetched, mark=None)

    def _settle(self, some: Sequence[_Told], open_work: OpenWork, *, mark: str | None) -> None:
        self._desk.counter.give_way()
        with open_work() as work:
            if mark is not None:
                marks = work.state.sync_marks()
                work.state.set_sync_marks(replace(marks, mark=mark, unsure=False))
            _settle(self._desk, work, some, self.renumbered, at=self._at)
            work.commit()
        _count(some, self.renumbered, self._tally)


def _slices(
    desk: Desk, told: Sequence[_Told], renumbered: frozenset[UUID]
) -> Iterator[Sequence[_Told]]:
    """Yield what is settled together: first, and whole, the cases that get a new number.

    The rest of such a case was refused for want of it; settled apart it would stand there refused.
    Where many answers follow there is nothing else in the first: the next push waits for it.
    """
    whole = [one for one in told if renumbered and one.change.case_uid in renumbered]
    rest = [one for one in told if not renumbered or one.change.case_uid not in renumbered]
    if whole or not rest or len(rest) > MOST_AT_ONCE:
        yield whole
    if rest:
        yield from slices(rest, MOST_AT_ONCE, desk.counter)


def _settle(
    desk: Desk,
    work: UnitOfWork,
    some: Sequence[_Told],
    renumbered: frozenset[UUID],
    *,
    at: datetime,
) -> None:
    taken = [one.change for one in some if one.effect.refused is None]
    work.outbox.take([change.uid for change in taken], at)
    for change in taken:
        if change.operation is Operation.REPORTER_ERASE:
            work.outbox.rewrite(without_known(change))
        if change.operation is Operation.CASE_VOID and not work.feed.knows_case(change.case_uid):
            # No row says that it is gone, of a case that none has told of.
            take_away([change.case_uid], work)
    if any(one.is_repeated and one.change.operation is Operation.CASE_CREATE for one in some):
        # Who sent it first may have taken the case back before the feed ever told of it.
        look_for_leftovers(work)
    erased = erased_here(((one.change, one.effect) for one in some), work)
    for one in some:
        if one.effect.refused is not None:
            _set_aside(desk, work, one, one.effect.refused, renumbered)
        fields = tuple(as_sent(one.change, one.effect.lost))
        if one.change.case_uid in erased:
            fields = tuple(without_reporter(fields))
        let_reporter_stand(one.change, fields, work)
        for lost in fields:
            work.conflicts.add(
                FieldConflict(
                    # The same each time the answer is told, so that it is kept once.
                    uid=uuid5(one.change.uid, lost.field),
                    case_uid=one.change.case_uid,
                    field=lost.field,
                    mine=lost.mine,
                    theirs=lost.theirs,
                    person_uid=one.change.person_uid,
                    noticed_at=desk.clock(),
                    by=lost.by,
                    office_uid=lost.office_uid,
                    at=lost.at,
                )
            )
    _bring_up(work, some, erased)


def _set_aside(
    desk: Desk,
    work: UnitOfWork,
    told: _Told,
    refused: Refused,
    renumbered: frozenset[UUID],
) -> None:
    change = told.change
    follows = change.case_uid in renumbered and refused.code in _NOT_WITHOUT_ITS_CASE
    if follows and change.operation is Operation.CASE_CREATE:
        number_anew(desk, work, change)
        return
    if follows or _case_has_come(told):
        work.outbox.retry(change.uid, succeeding(change.uid))
        return
    work.outbox.reject(change.uid, refused.code, refused.words)
    for entry_uid in entries_of(change):
        work.timeline.set_refused(entry_uid, refused=True)
    if change.operation is Operation.CASE_VOID:
        work.cases.set_voided(change.case_uid, voided=False)
    if change.operation in RELEASE_OPERATIONS:
        work.releases.remove(change.entity_uid)
    take_back_reporter(change, work)


def _bring_up(work: UnitOfWork, some: Sequence[_Told], erased: Collection[UUID]) -> None:
    """Write the cases as they stand now, with what still waits laid over them.

    Not as a server has them that did not know yet of who was `erased` here: its rows will come.
    Nor as it tells of an erasure that is not known here: its rows say whom to strike out.
    """
    versions: dict[UUID, int] = {}
    told_whole: dict[UUID, list[Effect]] = {}
    for one in some:
        case_uid, effect = one.change.case_uid, one.effect
        versions[case_uid] = max(effect.version, versions.get(case_uid, 0))
        if effect.current is not None and not (
            case_uid in erased and effect.current.identity_state is not IdentityState.ERASED
        ):
            told_whole.setdefault(case_uid, []).append(effect)
    work.cases.raise_versions({uid: version for uid, version in versions.items() if version})
    for case_uid, effects in told_whole.items():
        local = work.cases.get(case_uid)
        case = None
        for effect in effects:
            case = brought_up(case or local, effect) or case
        if case is not None and not _tells_of_erasure(case, local):
            server_time = None if local is None else local.server_time
            waiting = work.outbox.of_case(case_uid)
            work.cases.put(laid_over(replace(case, server_time=server_time), waiting))
            if not is_taken_back(waiting):
                work.cases.show_again([case_uid])  # a case that is told was not taken back


def _tells_of_erasure(told: Case, local: Case | None) -> bool:
    return told.identity_state is IdentityState.ERASED and (
        local is None or local.identity_state is not IdentityState.ERASED
    )


def _number_is_taken(one: _Told) -> bool:
    refused = one.effect.refused
    return (
        one.change.operation is Operation.CASE_CREATE
        and refused is not None
        and refused.code == RejectCode.NUMBER_TAKEN.value
    )


def _case_has_come(one: _Told) -> bool:
    """Say whether the case was unknown in a push whose answer was lost, and is known by now."""
    refused = one.effect.refused
    return (
        one.is_repeated
        and one.effect.current is not None
        and refused is not None
        and refused.code == RejectCode.CASE_UNKNOWN.value
    )


def _count(some: Sequence[_Told], renumbered: frozenset[UUID], tally: Tally) -> None:
    for one in some:
        tally.touched.add(one.change.case_uid)
        tally.conflicts += len(one.effect.lost)
        if one.effect.refused is None:
            tally.sent += 1
        elif one.change.case_uid not in renumbered and not _case_has_come(one):
            tally.rejected += 1
    tally.tell(Stage.SENDING, tally.sent + tally.rejected)

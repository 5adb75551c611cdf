"""Changes to a case whose desk has not heard that who reported it was erased: they come later.

Their words may name them, and nobody here knows any more whom to look for. Their desk does: it is
told with the case, strikes them out of what waits there, and sends that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from central_server.push.bench import Bench
from central_server.push.change import Change, Outcome
from central_server.push.standing import Standing
from desktop_app.domain.changes import ERASURE_UNHEARD, Answer

_LATER = Outcome(Answer.LATER, code=ERASURE_UNHEARD)


def is_held(save: Sequence[Change], standing: Standing) -> bool:
    """Say whether something before it of one of its cases is to come later."""
    return bool(standing.held) and any(change.case_uid in standing.held for change in save)


def unheard_of(save: Sequence[Change], standing: Standing) -> Mapping[UUID, bool]:
    """Name the erased cases of which its desk does not know that; say which were taken back."""
    found: dict[UUID, bool] = {}
    for change in save:
        case = None if change.knows_erased else standing.cases.get(change.case_uid)
        if case is not None and case.is_erased:
            found[case.uid] = case.voided_at is not None
    return found


def still_told(unheard: Mapping[UUID, bool], standing: Standing) -> list[UUID]:
    """Name those of them that their desk will hear of, after the save was judged.

    Of a case that was taken back and stays so nobody hears any more.
    """
    return [
        uid
        for uid, was_gone in unheard.items()
        if not was_gone or standing.cases[uid].voided_at is None
    ]


def put_off(
    save: Sequence[Change], bench: Bench, told: Collection[UUID] = ()
) -> dict[UUID, Outcome]:
    """Let a save, of which nothing was done, come later, and all that follows in its cases.

    What it would have brought back comes back now, or its desk would not hear of it.
    """
    for change in save:
        bench.standing.set(bench.standing.held, change.case_uid, value=True)
        if change.case_uid in told:
            bench.case_of(change)
    return {change.uid: _LATER for change in save}

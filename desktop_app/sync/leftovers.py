"""Cases that lie on a desk and that the server did not deliver.

The server may have forgotten them when it was set back; then they stay, and somebody may offer them
again. One that it knows and that is not for this office goes, as it would have gone by a row of the
feed: a server that was set back does not know any more who ever held it.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.removals import may_remove
from desktop_app.sync.report import Tally
from desktop_app.sync.server import CentralServer
from desktop_app.sync.taking_away import take_away

_LEFT_OVER = "left_over_cases"
_TO_BE_FOUND = "to be found"


def look_for_leftovers(work: UnitOfWork) -> None:
    """Note that the feed may never tell of some of what is here.

    So it is where everything is read anew, and where a copy of this desk was faster.
    """
    work.state.set_fact(_LEFT_OVER, _TO_BE_FOUND)


def has_leftovers(work: UnitOfWork) -> bool:
    """Say whether there is anything to ask for."""
    return work.state.fact(_LEFT_OVER) is not None


def ask_for_leftovers(
    desk: Desk, server: CentralServer, tally: Tally, *, may_remove_many: bool = False
) -> None:
    """Take away the cases that the server says are not for this office.

    Called after a reading that ended with both sides equal. Those that the server does not know are
    asked for again in the next round.
    """
    with desk.open_read() as work:
        noted = work.state.fact(_LEFT_OVER) or []
        marks = work.state.sync_marks()
        identity = server.identity
        here = work.feed.cases_without()
    if noted != _TO_BE_FOUND:
        here = [uid for uid in here if str(uid) in noted]
    scope = f"office:{identity.office_uid}"
    gone: list[UUID] = []
    for first in range(0, len(here), wire.MOST_ITEMS):
        asked = [("case", str(uid)) for uid in here[first : first + wire.MOST_ITEMS]]
        rows = server.rows(marks, scope, asked).rows
        gone += [UUID(row.id) for row in rows if row.gone and row.kind == "case"]
    _take_away(desk, here, gone, tally=tally, may_remove_many=may_remove_many)


def _take_away(
    desk: Desk, here: Sequence[UUID], gone: Sequence[UUID], *, tally: Tally, may_remove_many: bool
) -> None:
    if not may_remove(desk, tally, len(gone), may_remove_many=may_remove_many):
        return
    with desk.open_work() as work:
        # What was written here is sent first.
        going = set(gone) - work.outbox.of_cases(gone).keys()
        take_away(going, work)
        left = [str(uid) for uid in here if uid not in going]
        work.state.set_fact(_LEFT_OVER, left or None)
        work.commit()
    tally.received += len(going)
    tally.touched |= going

"""Whether cases may go from this desk: of many at once a person is asked before."""

from __future__ import annotations

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import would_remove_many
from desktop_app.sync.report import Tally


def may_remove(desk: Desk, tally: Tally, count: int, *, may_remove_many: bool) -> bool:
    """Say whether so many cases may go now; if not, note WOULD_REMOVE_MANY (facts `count`)."""
    if not count or may_remove_many:
        return True
    with desk.open_read() as work:
        held = work.cases.count()
    if not would_remove_many(count, held):
        return True
    tally.note(ExpectedError(Trouble.WOULD_REMOVE_MANY, facts={"count": str(count)}))
    return False

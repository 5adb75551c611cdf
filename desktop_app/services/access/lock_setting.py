"""After how many minutes without anybody this PC locks itself; one setting for all who use it."""

from __future__ import annotations

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.idling import LONGEST_MINUTES, SHORTEST_MINUTES, USUAL_MINUTES
from desktop_app.domain.permissions import Right
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand

_FACT = "lock_after_minutes"


def lock_after(context: DeskContext) -> int:
    """Return the minutes, within their bounds whatever is written."""
    with context.open_read() as work:
        written = work.state.fact(_FACT)
    minutes = written if isinstance(written, int) else USUAL_MINUTES
    return min(max(minutes, SHORTEST_MINUTES), LONGEST_MINUTES)


def set_lock_after(minutes: int, context: DeskContext) -> None:
    """Choose them for this PC; raises NOT_ALLOWED, ValueError out of bounds."""
    demand(Right.LET_IN, context)
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise ValueError(minutes)
    with context.open_work() as work:
        facts = {"what": "lock_after", "to": str(minutes)}
        note(AuditKind.SETTINGS_CHANGED, context, work=work, facts=facts)
        work.state.set_fact(_FACT, minutes)
        work.commit()

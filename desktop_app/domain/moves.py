"""What a case looks like after a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from desktop_app.domain.cases import PAUSED, Case, Status
from desktop_app.domain.deadlines import WorkCalendar, after_pause
from desktop_app.domain.workflow import MOVES, MoveName


def moved(
    case: Case,
    move_name: MoveName,
    today: date,
    *,
    work_calendar: WorkCalendar,
    to_office_uid: UUID | None = None,
) -> Case:
    """Apply a move that `workflow.judge` has allowed; a pause that ends moves the due dates."""
    target = MOVES[move_name].target
    changed = replace(case, status=target, has_reply=case.has_reply or _answers(move_name))
    if move_name is MoveName.ASSIGN:
        changed = replace(changed, assigned_office_uid=to_office_uid)
    elif move_name in {MoveName.RETURN, MoveName.RESUME}:
        changed = replace(changed, assigned_office_uid=None)
    if case.paused_since is not None and target not in PAUSED:
        due = after_pause(case.due, case.paused_since, today, work_calendar)
        changed = replace(changed, due=due, paused_since=None)
    elif target in PAUSED:
        changed = replace(changed, paused_since=today)
    return changed


def _answers(move_name: MoveName) -> bool:
    return MOVES[move_name].target in {Status.FOLLOWED_UP, Status.NOT_OUR_AUTHORITY, Status.CLOSED}

"""What rounds found out that people must know of; each stays until somebody has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.notices import Notice
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.sync_centre.case_label import CaseLabel, label_of


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """A notice beside the case it is about; None where it is about no case."""

    notice: Notice
    about: CaseLabel | None


def read_notices(context: DeskContext) -> tuple[ToldNotice, ...]:
    """List what nobody has put away yet."""
    with context.open_read() as work:
        found = []
        for notice in work.notices.all():
            case = work.cases.get(notice.case_uid) if notice.case_uid else None
            found.append(ToldNotice(notice, label_of(case) if case else None))
        return tuple(found)


def put_notice_away(notice_uid: UUID, context: DeskContext) -> None:
    """Take a notice off the list, for everybody at this desk; raises NOT_ALLOWED."""
    demand(Right.KEEP_IN_STEP, context)
    with context.open_work() as work:
        work.notices.remove(notice_uid)
        work.commit()

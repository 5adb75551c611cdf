"""Matters that wait for a person, put into a desk as rounds put them there."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.changes import FieldConflict
from desktop_app.domain.notices import NoticeKind
from tests.builders import VILLAGE_UID, a_notice
from tests.desk import Desk
from tests.services.refusing import overrule


def a_title_overruled(desk: Desk, case_uid: UUID, **changes: object) -> FieldConflict:
    """Somebody at the village gave the case another title first."""
    with desk.context.open_read() as work:
        case = work.cases.get(case_uid)
    assert case is not None
    values: dict[str, object] = {
        "mine": "Judul dari saya",
        "theirs": case.title,
        "office_uid": VILLAGE_UID,
    }
    return overrule(desk, case_uid, **(values | changes))


def tell(desk: Desk, kind: NoticeKind, **changes: object) -> UUID:
    """Have a round find something out."""
    notice = a_notice(kind=kind, **changes)
    with desk.context.open_work() as work:
        work.notices.add(notice)
        work.commit()
    return notice.uid

"""What became of work that was late."""

from __future__ import annotations

from desktop_app.domain.cases import Status
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.peers.time_travel import days_later
from tests.sync.enrolled import EnrolledDesk

DAYS_LATE = 200


def test_a_case_far_beyond_its_deadline_is_worked_on_like_any_other(
    desk: EnrolledDesk, other: EnrolledDesk
):
    """Sapawarga locks a report for editing once its deadline has passed: late work is lost work."""
    case = desk.register()
    desk.good_round()
    desk = days_later(desk, DAYS_LATE)
    assert case.due.resolution < desk.context.today()
    desk.correct(case, title="Judul yang diperbaiki sesudah tenggat", place=case.place)
    for name, text in (
        (MoveName.VERIFY, ""),
        (MoveName.START, ""),
        (MoveName.FOLLOW_UP, "Sudah diperbaiki."),
        (MoveName.CLOSE, ""),
    ):
        desk.move(case, name, text)
    reply = WriteEntry(case.uid, EntryKind.REPLY, "Maaf terlambat; sudah selesai.")
    write_entry(reply, desk.context)
    report = desk.good_round()
    assert (report.rejected, report.conflicts) == (0, 0)
    other.good_round()
    stands = other.case(case)
    assert stands.status is Status.CLOSED
    assert stands.title == "Judul yang diperbaiki sesudah tenggat"

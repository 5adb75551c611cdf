"""What waits, what needs a person and when both sides last agreed, in counts."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from desktop_app.services.keep_file import keep_file
from desktop_app.services.sync_centre.sync_summary import SyncSummary, sync_summary
from tests.builders import NOW, a_notice, a_round
from tests.desk import Desk
from tests.services.refusing import a_refused_note_with_a_photo, overrule


def test_a_new_desk_waits_for_nothing(desk: Desk) -> None:
    assert sync_summary(desk.context) == SyncSummary(0, 0, 0, 0, None)


def test_every_save_waits_until_the_server_has_it(desk: Desk) -> None:
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    desk.registered(files=((photo.sha256, photo.name),))
    desk.registered()
    summary = sync_summary(desk.context)
    assert (summary.waiting, summary.files_waiting) == (3, 1)


def test_it_tells_when_the_last_round_ended(desk: Desk) -> None:
    with desk.context.open_work() as work:
        work.state.set_round_times(level_at=NOW)
        work.commit()
    assert sync_summary(desk.context).last_round_at == NOW


def test_it_tells_when_both_sides_were_last_found_equal(desk: Desk) -> None:
    later = NOW + timedelta(hours=3)
    with desk.context.open_work() as work:
        work.rounds.add(a_round())
        work.rounds.add(
            a_round(started_at=later, ended_at=later, verified=False, trouble="server_unreachable")
        )
        work.commit()
    assert sync_summary(desk.context).verified_at == a_round().ended_at


def test_a_refused_save_counts_once_however_many_changes_it_has(desk: Desk) -> None:
    assert len(a_refused_note_with_a_photo(desk)) == 2
    summary = sync_summary(desk.context)
    assert (summary.refused, summary.needs_person) == (1, 1)


def test_values_count_for_their_author_alone(desk: Desk) -> None:
    case = desk.registered().case
    overrule(desk, case.uid)
    overrule(desk, case.uid, person_uid=uuid4())
    assert sync_summary(desk.context).conflicts == 1


def test_what_a_person_must_know_of_counts_until_it_is_put_away(desk: Desk) -> None:
    notice = a_notice()
    with desk.context.open_work() as work:
        work.notices.add(notice)
        work.commit()
    assert sync_summary(desk.context).needs_person == 1

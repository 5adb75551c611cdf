"""What waits, what was refused and what did not stand, in counts and in full."""

from __future__ import annotations

from uuid import UUID, uuid4

from desktop_app.domain.changes import PendingChange
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.sync_summary import (
    SyncSummary,
    conflict_seen,
    needs_attention,
    send_again,
    sync_summary,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import NOW, a_conflict
from tests.desk import Desk
from tests.services.looking import last_save_of, outbox_of


def refuse_last_save(desk: Desk, case_uid: UUID) -> list[PendingChange]:
    """Set the newest save of a case aside as the server does: all of it."""
    save = last_save_of(desk.context, case_uid)
    with desk.context.open_work() as work:
        for change in save:
            work.outbox.reject(change.uid, "NO_RIGHT", "Hanya untuk verifikator.")
        work.commit()
    return save


def a_refused_note_with_a_photo(desk: Desk) -> list[PendingChange]:
    case = desk.registered().case
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Di lokasi.", (photo,)), desk.context)
    return refuse_last_save(desk, case.uid)


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
        work.state.set_last_round_at(NOW)
        work.commit()
    assert sync_summary(desk.context).last_round_at == NOW


def test_what_was_refused_is_listed_with_reason_and_number_of_its_case(desk: Desk) -> None:
    case = desk.registered().case
    refuse_last_save(desk, case.uid)
    (refused,) = needs_attention(desk.context).refused
    assert refused.register_number == case.register_number
    assert (refused.change.reject_code, refused.change.reject_words) == (
        "NO_RIGHT",
        "Hanya untuk verifikator.",
    )
    summary = sync_summary(desk.context)
    assert (summary.waiting, summary.refused) == (0, 1)


def test_a_refused_change_of_a_case_that_went_away_is_listed_all_the_same(desk: Desk) -> None:
    case = desk.registered().case
    refuse_last_save(desk, case.uid)
    with desk.context.open_work() as work:
        work.cases.remove(case.uid)
        work.commit()
    (refused,) = needs_attention(desk.context).refused
    assert refused.register_number == "-"
    assert refused.change.body["case"]["title"] == case.title


def test_a_refused_save_is_sent_again_whole(desk: Desk) -> None:
    note, link = a_refused_note_with_a_photo(desk)
    send_again(link.uid, desk.context)
    again = outbox_of(desk.context, note.case_uid)[-2:]
    assert [change.body for change in again] == [note.body, link.body]
    assert {change.transaction for change in again} == {note.transaction}
    assert sync_summary(desk.context).refused == 0


def test_what_is_sent_again_is_asked_anew_and_keeps_its_place(desk: Desk) -> None:
    """Under its old uid the server would only repeat the refusal it keeps."""
    note, link = a_refused_note_with_a_photo(desk)
    write_entry(WriteEntry(note.case_uid, EntryKind.NOTE, "Sesudahnya."), desk.context)
    send_again(note.uid, desk.context)
    again = outbox_of(desk.context, note.case_uid)
    assert {note.uid, link.uid}.isdisjoint(change.uid for change in again)
    assert [change.sequence for change in again] == [1, note.sequence, link.sequence, 4]


def test_other_refused_saves_stay_until_they_are_sent_again_themselves(desk: Desk) -> None:
    first, _ = a_refused_note_with_a_photo(desk)
    a_refused_note_with_a_photo(desk)
    send_again(first.uid, desk.context)
    assert sync_summary(desk.context).refused == 2


def test_sending_again_what_is_no_longer_refused_does_nothing(desk: Desk) -> None:
    case = desk.registered().case
    before = outbox_of(desk.context, case.uid)
    send_again(before[0].uid, desk.context)
    send_again(uuid4(), desk.context)
    assert outbox_of(desk.context, case.uid) == before


def test_a_value_that_did_not_stand_is_kept_until_its_author_has_seen_it(desk: Desk) -> None:
    first, second = a_conflict(mine="Jalan rusak"), a_conflict(mine="Jembatan rusak")
    with desk.context.open_work() as work:
        work.conflicts.add(first)
        work.conflicts.add(second)
        work.commit()
    assert sync_summary(desk.context).conflicts == 2
    assert needs_attention(desk.context).conflicts == (first, second)
    conflict_seen(first.uid, desk.context)
    assert needs_attention(desk.context).conflicts == (second,)

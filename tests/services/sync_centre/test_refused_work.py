"""What the server refused can be read, is sent again whole, and holds nothing else up."""

from __future__ import annotations

from uuid import uuid4

from desktop_app.domain.changes import Operation
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.sync_centre.refused_work import refused_saves, send_again
from desktop_app.services.sync_centre.told_change import ToldPart
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.desk import Desk
from tests.services.looking import entries_of, outbox_of
from tests.services.refusing import a_refused_note_with_a_photo, refuse_last_save


def test_a_refused_save_is_one_matter_with_what_was_typed_in_it(desk: Desk) -> None:
    note, _ = a_refused_note_with_a_photo(desk)
    (save,) = refused_saves(desk.context)
    assert [part.operation for part in save.changes] == [
        Operation.ENTRY_ADD,
        Operation.ATTACHMENT_LINK,
    ]
    assert save.changes[0].parts == (ToldPart("text", "Di lokasi."),)
    assert save.changes[1].parts == (ToldPart("file", "jalan.jpg"),)
    assert (save.code, save.words) == ("NO_RIGHT", "Hanya untuk verifikator.")
    assert (save.uid, save.author) == (note.uid, desk.context.person.name)
    assert not save.can_void_again


def test_a_refused_report_of_a_case_that_went_away_still_has_its_number(desk: Desk) -> None:
    case = desk.registered().case
    refuse_last_save(desk, case.uid)
    with desk.context.open_work() as work:
        work.cases.remove(case.uid)
        work.commit()
    (save,) = refused_saves(desk.context)
    assert (save.about.register_number, save.about.is_here) == (case.register_number, False)
    assert ToldPart("title", case.title) in save.changes[0].parts


def test_who_reported_is_told_only_to_whoever_may_know(desk: Desk) -> None:
    case = desk.registered(reporter_name="Wagiman Contoh").case
    refuse_last_save(desk, case.uid)
    names = {part.name for part in refused_saves(desk.context)[0].changes[0].parts}
    assert "reporter_name" in names
    as_executor = refused_saves(desk.with_roles(Role.EXECUTOR))
    told = {part.name: part.value for part in as_executor[0].changes[0].parts}
    assert "Wagiman Contoh" not in str(told)
    assert told["title"] == case.title


def test_a_refused_save_is_sent_again_whole(desk: Desk) -> None:
    note, link = a_refused_note_with_a_photo(desk)
    send_again(link.uid, desk.context)
    again = outbox_of(desk.context, note.case_uid)[-2:]
    assert [change.body for change in again] == [note.body, link.body]
    assert {change.transaction for change in again} == {note.transaction}
    assert refused_saves(desk.context) == ()


def test_what_is_sent_again_is_no_longer_shown_as_refused(desk: Desk) -> None:
    note, _ = a_refused_note_with_a_photo(desk)
    assert [entry.refused for entry in entries_of(desk.context, note.case_uid)] == [
        False,
        True,
        True,
    ]
    done = send_again(note.uid, desk.context)
    assert done.touched == {note.case_uid}
    assert not any(entry.refused for entry in entries_of(desk.context, note.case_uid))


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
    second, _ = a_refused_note_with_a_photo(desk)
    send_again(first.uid, desk.context)
    assert [save.uid for save in refused_saves(desk.context)] == [second.uid]


def test_sending_again_what_is_no_longer_refused_does_nothing(desk: Desk) -> None:
    case = desk.registered().case
    before = outbox_of(desk.context, case.uid)
    send_again(before[0].uid, desk.context)
    send_again(uuid4(), desk.context)
    assert outbox_of(desk.context, case.uid) == before

"""Somebody writes to a case: a note inside, a reply outside, news of the work."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.people import Role
from desktop_app.domain.records import entry_from
from desktop_app.domain.timeline import TEXT_LENGTH, EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.keep_file import keep_file
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import NOW, VILLAGE_UID
from tests.desk import Desk
from tests.services.looking import (
    attachments_of,
    entries_of,
    everything,
    last_save_of,
    stored_case,
)
from tests.services.people import at_the_village


@pytest.mark.parametrize(
    ("kind", "public"),
    [(EntryKind.NOTE, False), (EntryKind.REPLY, True), (EntryKind.PROGRESS, False)],
)
def test_only_a_reply_may_be_shown_to_the_reporter(
    desk: Desk, kind: EntryKind, public: bool
) -> None:
    case = desk.registered().case
    write_entry(WriteEntry(case.uid, kind, " Sudah ditelepon. "), desk.context)
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.kind, entry.public, entry.text) == (kind, public, "Sudah ditelepon.")
    assert (entry.person_uid, entry.person_name) == (
        desk.context.person.uid,
        desk.context.person.name,
    )
    assert (entry.office_uid, entry.device_time) == (desk.context.office.uid, NOW)


def test_the_entry_waits_for_the_server_as_it_was_written(desk: Desk) -> None:
    case = desk.registered().case
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Foto menyusul."), desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.ENTRY_ADD
    assert entry_from(change.body) == entries_of(desk.context, case.uid)[-1]


def test_the_first_reply_meets_the_limit_for_an_answer(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    assert stored_case(desk.context, case.uid).due_on == case.due.response
    write_entry(WriteEntry(case.uid, EntryKind.REPLY, "Kami periksa."), desk.context)
    assert stored_case(desk.context, case.uid).due_on == case.due.resolution


def test_a_note_meets_no_limit(desk: Desk) -> None:
    case = desk.registered().case
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Kami periksa."), desk.context)
    assert stored_case(desk.context, case.uid) == case


def test_a_photo_comes_with_the_news(desk: Desk) -> None:
    case = desk.registered().case
    photo = keep_file(b"\x89PNG\r\n\x1a\n", "lokasi.png", desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Di lokasi.", (photo,)), desk.context)
    assert [file.name for file in attachments_of(desk.context, case.uid)] == ["lokasi.png"]
    changes = last_save_of(desk.context, case.uid)
    assert [change.operation for change in changes] == [
        Operation.ENTRY_ADD,
        Operation.ATTACHMENT_LINK,
    ]


def test_the_village_tells_of_its_work_on_what_it_was_given(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    village = at_the_village(desk)
    write_entry(WriteEntry(case.uid, EntryKind.PROGRESS, "Tiang diganti besok."), village)
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.office_uid, entry.text) == (VILLAGE_UID, "Tiang diganti besok.")


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.CLERK, EntryKind.REPLY),
        (Role.CLERK, EntryKind.PROGRESS),
        (Role.EXECUTOR, EntryKind.REPLY),
        (Role.SIGNER, EntryKind.PROGRESS),
        (Role.MONITOR, EntryKind.NOTE),
    ],
)
def test_nobody_writes_what_their_role_does_not_write(
    desk: Desk, role: Role, kind: EntryKind
) -> None:
    case = desk.registered().case
    context = desk.with_roles(role)
    assert kind not in open_case(case.uid, context).may_write
    before = everything(context, case.uid)
    with pytest.raises(ExpectedError) as refused:
        write_entry(WriteEntry(case.uid, kind, "Teks"), context)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert everything(context, case.uid) == before


def test_an_office_without_the_case_writes_nothing_to_it(desk: Desk) -> None:
    case = desk.registered().case
    village = at_the_village(desk, *Role)
    with pytest.raises(ExpectedError) as refused:
        write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Teks"), village)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert len(entries_of(desk.context, case.uid)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n\t", ProblemCode.REQUIRED),
        ("\0", ProblemCode.REQUIRED),
        ("x" * (TEXT_LENGTH + 1), ProblemCode.TOO_LONG),
    ],
)
def test_nothing_and_too_much_are_named_at_the_field(
    desk: Desk, text: str, code: ProblemCode
) -> None:
    case = desk.registered().case
    with pytest.raises(ExpectedError) as refused:
        write_entry(WriteEntry(case.uid, EntryKind.NOTE, text), desk.context)
    assert refused.value.problems == (Problem("text", code),)
    assert len(entries_of(desk.context, case.uid)) == 1


def test_an_ended_case_can_still_be_written_to(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.ARCHIVE, "Ganda."), desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Pelapor menelepon lagi."), desk.context)
    assert entries_of(desk.context, case.uid)[-1].text == "Pelapor menelepon lagi."


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        write_entry(WriteEntry(uuid4(), EntryKind.NOTE, "Teks"), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE

"""What holds for every save: all of it or nothing, and nothing that the server is not told of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from desktop_app.domain.cases import Classification
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.records import attachment_record, entry_record, letter_record
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.issue_letter import issue_letter
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import VILLAGE_UID
from tests.desk import Desk, an_intake
from tests.services.letter_writing import a_letter_about
from tests.services.looking import everything
from tests.services.power_cut import PowerCutError, about_to_lose_power

Saving = Callable[[DeskContext, UUID], Done]


def registering(context: DeskContext, _: UUID) -> Done:
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", context)
    draft = an_intake(context, files=((photo.sha256, photo.name),))
    return register_case(RegisterCase(draft), context).done


def answering_at_once(context: DeskContext, _: UUID) -> Done:
    draft = an_intake(
        context, classification=Classification.INFORMATION_REQUEST, answer="Bawa KTP."
    )
    return register_case(RegisterCase(draft), context).done


def assigning(context: DeskContext, case_uid: UUID) -> Done:
    return move_case(MoveCase(case_uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), context)


def following_up(context: DeskContext, case_uid: UUID) -> Done:
    photo = keep_file(b"\xff\xd8\xff sesudah", "sesudah.jpg", context)
    return move_case(MoveCase(case_uid, MoveName.FOLLOW_UP, "Beres.", files=(photo,)), context)


def replying(context: DeskContext, case_uid: UUID) -> Done:
    photo = keep_file(b"\xff\xd8\xff lokasi", "lokasi.jpg", context)
    return write_entry(WriteEntry(case_uid, EntryKind.REPLY, "Kami periksa.", (photo,)), context)


def correcting(context: DeskContext, case_uid: UUID) -> Done:
    return correct_case(CorrectCase(case_uid, title="Judul lain", place="RT 09"), context).done


def issuing(context: DeskContext, case_uid: UUID) -> Done:
    return issue_letter(a_letter_about(case_uid, context), context).done


SAVINGS = (
    registering,
    answering_at_once,
    assigning,
    following_up,
    replying,
    correcting,
    issuing,
)
every_save = pytest.mark.parametrize("saving", SAVINGS, ids=lambda saving: saving.__name__)


def a_verified_case(desk: Desk) -> UUID:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    return case.uid


def waiting_changes(context: DeskContext) -> list[PendingChange]:
    with context.open_read() as work:
        return work.outbox.waiting(10_000)


@every_save
def test_a_power_cut_right_before_the_end_leaves_nothing_and_burns_no_number(
    desk: Desk, saving: Saving
) -> None:
    case_uid = a_verified_case(desk)
    before = everything(desk.context, case_uid)
    with pytest.raises(PowerCutError):
        saving(about_to_lose_power(desk.context), case_uid)
    assert everything(desk.context, case_uid) == before
    saving(desk.context, case_uid)
    assert desk.registered().case.register_number[:15] == (
        "BBS/26/A-000003" if saving in {registering, answering_at_once} else "BBS/26/A-000002"
    )


@every_save
def test_what_was_typed_before_a_power_cut_can_be_saved_after_it(
    desk: Desk, saving: Saving
) -> None:
    case_uid = a_verified_case(desk)
    with pytest.raises(PowerCutError):
        saving(about_to_lose_power(desk.context), case_uid)
    done = saving(desk.context, case_uid)
    (touched,) = done.touched
    assert everything(desk.context, touched).case is not None


@every_save
def test_every_save_is_one_transaction_in_the_name_of_who_made_it(
    desk: Desk, saving: Saving
) -> None:
    case_uid = a_verified_case(desk)
    earlier = len(waiting_changes(desk.context))
    desk.clock.pass_days(1)
    (touched,) = saving(desk.context, case_uid).touched
    new = waiting_changes(desk.context)[earlier:]
    assert new
    assert {change.transaction for change in new} == {new[0].transaction}
    assert {change.case_uid for change in new} == {touched}
    assert {change.person_uid for change in new} == {desk.context.person.uid}
    assert {change.made_at for change in new} == {desk.clock.now}
    assert [change.sequence for change in new] == [earlier + n + 1 for n in range(len(new))]


@every_save
def test_whatever_is_saved_waits_for_the_server_too(desk: Desk, saving: Saving) -> None:
    case_uid = a_verified_case(desk)
    (touched,) = saving(desk.context, case_uid).touched
    saved = everything(desk.context, touched)
    bodies = str([change.body for change in saved.outbox])
    records = [
        *map(entry_record, saved.entries),
        *map(attachment_record, saved.attachments),
        *map(letter_record, saved.letters),
    ]
    assert len(records) >= 2
    assert all(bodies.count(str(record)) == 1 for record in records)
    files = {file.sha256 for file in saved.attachments} | {one.sha256 for one in saved.letters}
    assert {sha256 for uid, sha256 in saved.uploads if uid == touched} == files
    assert all(desk.context.files.has(sha256) for sha256 in files)


@every_save
def test_every_entry_names_person_office_and_time(desk: Desk, saving: Saving) -> None:
    case_uid = a_verified_case(desk)
    known = {entry.uid for entry in everything(desk.context, case_uid).entries}
    desk.clock.pass_days(1)
    (touched,) = saving(desk.context, case_uid).touched
    new = [e for e in everything(desk.context, touched).entries if e.uid not in known]
    assert new
    for entry in new:
        assert entry.person_uid == desk.context.person.uid
        assert entry.person_name == desk.context.person.name
        assert entry.office_uid == desk.context.office.uid
        assert (entry.device_time, entry.server_time) == (desk.clock.now, None)


@every_save
def test_two_people_at_one_desk_are_told_apart(desk: Desk, saving: Saving) -> None:
    case_uid = a_verified_case(desk)
    colleague = replace(desk.context.person, uid=VILLAGE_UID, name="Rekan Contoh")
    (touched,) = saving(replace(desk.context, person=colleague), case_uid).touched
    last = everything(desk.context, touched)
    assert last.entries[-1].person_name == "Rekan Contoh"
    assert last.outbox[-1].person_uid == colleague.uid


@every_save
def test_the_moment_of_the_last_save_is_remembered(desk: Desk, saving: Saving) -> None:
    case_uid = a_verified_case(desk)
    desk.clock.pass_days(1)
    saving(desk.context, case_uid)
    assert everything(desk.context, case_uid).last_entry_at == desk.clock.now

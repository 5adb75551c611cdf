"""A case opened shows what this person may see, and what they may do next."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName, Refusal
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.issue_letter import issue_letter
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case, read_file
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import AGENCY_UID, REGENCY_UID, VILLAGE_UID, an_attachment, an_office
from tests.desk import Desk
from tests.services.letter_writing import a_letter_about
from tests.services.people import at_office, at_the_village


def test_everything_about_the_case_is_there(desk: Desk) -> None:
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    case = desk.registered(files=((photo.sha256, photo.name),)).case
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Catatan."), desk.context)
    issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    view = open_case(case.uid, desk.context)
    assert view.case == case
    assert view.reporter is not None
    assert view.reporter.name == "Contoh Pelapor"
    assert view.identity_hidden is False
    assert [entry.kind for entry in view.entries] == [
        EntryKind.REGISTERED,
        EntryKind.FILE,
        EntryKind.NOTE,
        EntryKind.LETTER,
    ]
    assert [file.name for file in view.attachments] == ["jalan.jpg"]
    assert len(view.letters) == 1
    assert {office.name for office in view.offices.values()} == {
        "Kecamatan Bobotsari",
        "Desa Gandasuli",
        "Dinas Perhubungan",
    }


def test_every_move_has_its_verdict_and_a_closed_one_says_why(desk: Desk) -> None:
    case = desk.registered().case
    view = open_case(case.uid, desk.with_roles(Role.CLERK))
    assert set(view.verdicts) == set(MoveName)
    assert view.verdicts[MoveName.VERIFY].refusal is Refusal.NO_RIGHT
    assert view.verdicts[MoveName.CLOSE].refusal is Refusal.WRONG_STATUS


def test_what_is_shown_as_open_is_what_can_be_done(desk: Desk) -> None:
    case = desk.registered().case
    executor = open_case(case.uid, desk.with_roles(Role.EXECUTOR))
    assert executor.may_write == {EntryKind.NOTE, EntryKind.PROGRESS}
    assert (executor.may_correct, executor.may_issue_letter) == (False, True)
    verifier = open_case(case.uid, desk.with_roles(Role.VERIFIER))
    assert verifier.may_write == {EntryKind.NOTE, EntryKind.REPLY, EntryKind.PROGRESS}
    assert (verifier.may_correct, verifier.may_issue_letter) == (True, True)
    monitor = open_case(case.uid, desk.with_roles(Role.MONITOR))
    assert monitor.may_write == frozenset()
    assert (monitor.may_correct, monitor.may_issue_letter) == (False, False)


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.SIGNER, Role.MONITOR, Role.OFFICE_ADMIN])
def test_who_reported_is_hidden_from_roles_that_need_not_know(desk: Desk, role: Role) -> None:
    case = desk.registered().case
    view = open_case(case.uid, desk.with_roles(role))
    assert (view.reporter, view.identity_hidden) == (None, True)
    assert "Contoh Pelapor" not in str(view)


@pytest.mark.parametrize("kind", [OfficeKind.REGENCY, OfficeKind.AGENCY])
def test_who_reported_is_hidden_from_every_other_office(desk: Desk, kind: OfficeKind) -> None:
    """Even where the record lay on this desk by mistake."""
    case = desk.registered().case
    uid = REGENCY_UID if kind is OfficeKind.REGENCY else AGENCY_UID
    other = at_office(desk, an_office(uid=uid, kind=kind), *Role)
    view = open_case(case.uid, other)
    assert (view.reporter, view.identity_hidden) == (None, True)
    assert "Contoh Pelapor" not in str(view)


def test_the_village_sees_its_case_and_not_who_reported_it(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    view = open_case(case.uid, at_the_village(desk, Role.EXECUTOR, Role.VERIFIER))
    assert view.case.reporter_words == case.reporter_words
    assert view.reporter is None
    assert view.verdicts[MoveName.FOLLOW_UP].allowed
    assert not view.verdicts[MoveName.CLOSE].allowed


def test_a_case_without_any_identity_hides_nothing(desk: Desk) -> None:
    case = desk.registered(anonymous=True, reporter_name="", reporter_phone="").case
    view = open_case(case.uid, desk.context)
    assert (view.reporter, view.identity_hidden) == (None, False)


def test_it_says_how_much_of_the_case_has_not_reached_the_server(desk: Desk) -> None:
    case = desk.registered().case
    desk.registered()
    assert open_case(case.uid, desk.context).unsent == 1
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Catatan."), desk.context)
    assert open_case(case.uid, desk.context).unsent == 2
    with desk.context.open_work() as work:
        for change in work.outbox.of_case(case.uid):
            work.outbox.remove(change.uid)
        work.commit()
    assert open_case(case.uid, desk.context).unsent == 0


def test_it_says_which_files_lie_here_and_which_are_still_on_their_way(desk: Desk) -> None:
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    case = desk.registered(files=((photo.sha256, photo.name),)).case
    elsewhere = an_attachment(case_uid=case.uid)
    with desk.context.open_work() as work:
        work.attachments.put(elsewhere)
        work.commit()
    assert open_case(case.uid, desk.context).held_files == {photo.sha256}
    assert read_file(photo.sha256, desk.context) == b"\xff\xd8\xff foto"
    with pytest.raises(ExpectedError) as missing:
        read_file(elsewhere.sha256, desk.context)
    assert missing.value.trouble is Trouble.FILE_MISSING


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        open_case(uuid4(), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE

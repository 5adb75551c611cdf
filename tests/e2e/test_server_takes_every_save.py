"""Whatever the use cases save, a real server takes; what it had to refuse, it takes when it can."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from desktop_app.domain.cases import Classification, Status
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.issue_letter import issue_letter
from desktop_app.services.lookups import read_lookups
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case, read_file
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.refused_work import refused_saves, send_again
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import OpenDesk
from tests.desk import an_intake
from tests.e2e.conftest import Regency
from tests.services.letter_writing import a_letter_about

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8


def all_is_taken(desk: OpenDesk) -> None:
    """Do a round; nothing is left waiting and nothing was refused."""
    end = desk.run_round()
    assert end.trouble is None, end.trouble
    assert refused_saves(desk.context) == ()
    summary = sync_summary(desk.context)
    assert (summary.waiting, summary.files_waiting, summary.conflicts) == (0, 0, 0)


def office(desk: OpenDesk, code: str) -> UUID:
    return next(item.uid for item in read_lookups(desk.context).offices if item.code == code)


def registered(desk: OpenDesk, **changes: object) -> UUID:
    photo = keep_file(PHOTO, "jalan.jpg", desk.context)
    draft = an_intake(desk.context, files=((photo.sha256, photo.name),), **changes)
    return register_case(RegisterCase(draft), desk.context).case.uid


def test_a_case_with_everything_in_it(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    all_is_taken(district)
    village = regency.desk("gandasuli")
    here, there = district.context, village.context
    uid = registered(district, anonymous=True, happened_words="Rabu malam")
    move_case(MoveCase(uid, MoveName.ASK_REPORTER, "Di sebelah mana?"), here)
    all_is_taken(district)
    move_case(MoveCase(uid, MoveName.REPORTER_ANSWERED), here)
    undo = correct_case(CorrectCase(uid, title="Judul lain", place="RT 09"), here).undo
    correct_case(undo, here)
    move_case(MoveCase(uid, MoveName.VERIFY), here)
    move_case(MoveCase(uid, MoveName.ASSIGN, to_office_uid=office(district, "GDS")), here)
    issue_letter(a_letter_about(uid, here), here)
    write_entry(WriteEntry(uid, EntryKind.REPLY, "Kami teruskan ke desa."), here)
    all_is_taken(district)
    all_is_taken(village)
    move_case(MoveCase(uid, MoveName.START), there)
    photo = keep_file(PHOTO + b"sesudah", "sesudah.jpg", there)
    write_entry(WriteEntry(uid, EntryKind.PROGRESS, "Tiang dicek.", (photo,)), there)
    move_case(MoveCase(uid, MoveName.FOLLOW_UP, "Lampu diganti.", files=(photo,)), there)
    issue_letter(a_letter_about(uid, there, manual_number="470/1/2026"), there)
    all_is_taken(village)
    all_is_taken(district)
    move_case(MoveCase(uid, MoveName.CLOSE), here)
    move_case(MoveCase(uid, MoveName.OBJECT, "Padam lagi."), here)
    all_is_taken(district)
    all_is_taken(village)
    one, other = open_case(uid, here), open_case(uid, there)
    assert one.case.status is Status.UNDER_REVIEW
    assert replace(one.case, version=0) == replace(other.case, version=0)
    assert [entry.uid for entry in one.entries] == [entry.uid for entry in other.entries]
    assert len(one.attachments) == 3


def test_a_request_answered_at_the_counter_with_its_file(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    uid = registered(
        district, classification=Classification.INFORMATION_REQUEST, answer="Bawa KTP."
    )
    all_is_taken(district)
    assert open_case(uid, district.context).case.status is Status.CLOSED


def test_a_case_handed_back_with_a_file_that_says_why(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    all_is_taken(district)
    village = regency.desk("gandasuli")
    uid = registered(district)
    move_case(MoveCase(uid, MoveName.VERIFY), district.context)
    village_uid = office(district, "GDS")
    move_case(MoveCase(uid, MoveName.ASSIGN, to_office_uid=village_uid), district.context)
    all_is_taken(district)
    all_is_taken(village)
    scan = keep_file(b"%PDF-1.4 peta", "peta.pdf", village.context)
    back = MoveCase(uid, MoveName.RETURN, "Bukan wilayah kami.", files=(scan,))
    move_case(back, village.context)
    all_is_taken(village)
    all_is_taken(district)
    seen = open_case(uid, district.context)
    assert (seen.case.status, seen.case.assigned_office_uid) == (Status.VERIFIED, None)
    assert [file.name for file in seen.attachments] == ["jalan.jpg", "peta.pdf"]
    assert read_file(scan.sha256, district.context) == b"%PDF-1.4 peta"


def test_what_was_refused_is_taken_when_it_is_sent_again_in_time(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    all_is_taken(district)
    village = regency.desk("gandasuli")
    uid = registered(district)
    village_uid = office(district, "GDS")
    move_case(MoveCase(uid, MoveName.VERIFY), district.context)
    move_case(MoveCase(uid, MoveName.ASSIGN, to_office_uid=village_uid), district.context)
    all_is_taken(district)
    all_is_taken(village)
    photo = keep_file(PHOTO + b"sesudah", "sesudah.jpg", village.context)
    done = MoveCase(uid, MoveName.FOLLOW_UP, "Lampu diganti.", files=(photo,))
    move_case(done, village.context)
    move_case(
        MoveCase(uid, MoveName.ASSIGN, to_office_uid=office(district, "DINHUB")), district.context
    )
    all_is_taken(district)
    village.run_round()
    assert sync_summary(village.context).refused == 1

    move_case(MoveCase(uid, MoveName.ASSIGN, to_office_uid=village_uid), district.context)
    all_is_taken(district)
    assert village.run_round().trouble is None
    (refused,) = refused_saves(village.context)
    send_again(refused.uid, village.context)
    all_is_taken(village)
    all_is_taken(district)
    seen = open_case(uid, district.context)
    assert seen.case.status is Status.FOLLOWED_UP
    assert [file.name for file in seen.attachments] == ["jalan.jpg", "sesudah.jpg"]

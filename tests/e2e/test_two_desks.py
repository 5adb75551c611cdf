"""A case goes from the counter to a village and back, with the plug pulled in between."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest

from desktop_app.domain.cases import Status
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.compose_letter import start_letter
from desktop_app.services.letters.issue_letter import IssueLetter, issue_letter, letter_pdf
from desktop_app.services.lookups import read_lookups
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case, read_file
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import OpenDesk
from tests.desk import an_intake
from tests.e2e.conftest import Regency
from tests.services.letter_writing import completed

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
NAME = "Pelapor Penanda Satu"


def assigned_to_village(desk: OpenDesk, **changes: object) -> UUID:
    """Register a case and assign it to the village office."""
    context = desk.context
    saved = register_case(RegisterCase(an_intake(context, **changes)), context)
    uid = saved.case.uid
    move_case(MoveCase(uid, MoveName.VERIFY), context)
    village = office(context, "GDS")
    move_case(MoveCase(uid, MoveName.ASSIGN, to_office_uid=village), context)
    return uid


def office(context: DeskContext, code: str) -> UUID:
    return next(item.uid for item in read_lookups(context).offices if item.code == code)


def round_of(desk: OpenDesk) -> frozenset[UUID]:
    end = desk.run_round()
    assert end.trouble is None, end.trouble
    return end.touched


def nothing_waits(desk: OpenDesk) -> bool:
    summary = sync_summary(desk.context)
    return not (summary.waiting or summary.files_waiting or summary.refused or summary.conflicts)


def test_a_case_travels_to_the_village_and_its_answer_comes_back(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    round_of(district)
    uid = assigned_to_village(district)
    write_entry(WriteEntry(uid, EntryKind.NOTE, "Catatan untuk desa."), district.context)
    round_of(district)

    village = regency.desk("gandasuli")
    assert uid in round_of(village)
    seen = open_case(uid, village.context)
    assert seen.case.status is Status.ASSIGNED
    assert "Catatan untuk desa." in [entry.text for entry in seen.entries]

    regency.server.kill()
    photo = keep_file(PHOTO, "lampu.jpg", village.context)
    result = MoveCase(uid, MoveName.FOLLOW_UP, text="Lampu sudah diganti.", files=(photo,))
    move_case(result, village.context)
    offline = village.run_round()
    assert offline.trouble is not None
    assert offline.trouble.trouble is Trouble.SERVER_UNREACHABLE
    assert sync_summary(village.context).waiting == 2

    regency.server.start()
    round_of(village)
    assert nothing_waits(village)
    assert uid in round_of(district)
    seen = open_case(uid, district.context)
    assert seen.case.status is Status.FOLLOWED_UP
    (file,) = seen.attachments
    assert read_file(file.sha256, district.context) == PHOTO
    assert all(entry.server_time is not None for entry in seen.entries)


def test_work_goes_on_while_the_server_is_away_and_nothing_is_doubled(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    round_of(district)
    regency.server.kill()
    uids = [assigned_to_village(district) for _ in range(3)]
    for _ in range(2):
        assert district.run_round().trouble is not None
    assert sync_summary(district.context).waiting == 9
    regency.server.start()
    round_of(district)
    round_of(district)
    assert nothing_waits(district)
    village = regency.desk("gandasuli")
    assert round_of(village) >= set(uids)
    for uid in uids:
        here, there = open_case(uid, district.context), open_case(uid, village.context)
        assert [entry.uid for entry in here.entries] == [entry.uid for entry in there.entries]
        assert replace(here.case, version=0) == replace(there.case, version=0)


def test_a_desk_that_was_closed_goes_on_where_it_stopped(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    uid = register_case(RegisterCase(an_intake(district.context)), district.context).case.uid
    district.close()
    again = regency.sign_in("bobotsari")
    assert sync_summary(again.context).waiting == 1
    round_of(again)
    assert nothing_waits(again)
    assert open_case(uid, again.context).unsent == 0


def test_the_village_never_holds_the_identity_block(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    round_of(district)
    uid = assigned_to_village(district, reporter_name=NAME, reporter_phone="0812-9999-8888")
    round_of(district)
    village = regency.desk("gandasuli")
    round_of(village)
    seen = open_case(uid, village.context)
    assert seen.reporter is None
    assert seen.identity_hidden
    with village.context.open_read() as work:
        assert work.reporters.get(uid) is None
    assert open_case(uid, district.context).reporter is not None


def test_the_office_complained_about_is_never_told(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    round_of(district)
    context = district.context
    village_uid = office(context, "GDS")
    saved = register_case(
        RegisterCase(an_intake(context, complained_office_uid=village_uid)), context
    )
    move_case(MoveCase(saved.case.uid, MoveName.VERIFY), context)
    with pytest.raises(ExpectedError) as refused:
        move_case(MoveCase(saved.case.uid, MoveName.ASSIGN, to_office_uid=village_uid), context)
    assert refused.value.trouble is Trouble.PROBLEMS
    round_of(district)
    village = regency.desk("gandasuli")
    assert saved.case.uid not in round_of(village)
    with village.context.open_read() as work:
        assert work.cases.get(saved.case.uid) is None


def test_a_letter_is_numbered_offline_from_the_block_and_its_pdf_reaches_the_server(
    regency: Regency,
) -> None:
    district = regency.desk("bobotsari")
    round_of(district)
    uid = assigned_to_village(district)
    regency.server.kill()
    text = completed(start_letter(uid, district.context).text)
    first = issue_letter(IssueLetter(uid, text), district.context)
    second = issue_letter(IssueLetter(uid, text), district.context)
    assert (first.letter.sequence, second.letter.sequence) == (1, 2)
    assert letter_pdf(first.letter.uid, district.context) == first.pdf
    regency.server.start()
    round_of(district)
    assert nothing_waits(district)
    kept = list((regency.server.folder / "files").rglob(first.letter.sha256))
    assert [path.read_bytes() for path in kept] == [first.pdf]


def test_two_pcs_of_one_office_never_share_a_letter_or_a_number(regency: Regency) -> None:
    first, second = regency.desk("bobotsari"), regency.desk("bobotsari", profile="second-pc")
    assert [first.context.device.letter, second.context.device.letter] == ["A", "B"]
    round_of(first)
    round_of(second)
    registered, issued = set(), set()
    for desk in (first, second):
        uid = assigned_to_village(desk)
        text = completed(start_letter(uid, desk.context).text)
        issued.add(issue_letter(IssueLetter(uid, text), desk.context).letter.number)
        registered.add(open_case(uid, desk.context).case.register_number)
    assert len(registered) == len(issued) == 2
    round_of(first)
    round_of(second)
    assert nothing_waits(first)
    assert nothing_waits(second)


def test_the_log_of_the_server_names_nobody(regency: Regency) -> None:
    district = regency.desk("bobotsari")
    register_case(RegisterCase(an_intake(district.context, reporter_name=NAME)), district.context)
    round_of(district)
    log = regency.server.log
    assert "/v1/push" in log
    assert NAME not in log
    assert "Lampu di depan sekolah" not in log
    for line in log.splitlines():
        assert json.loads(line)["level"] in {"INFO", "WARNING"}

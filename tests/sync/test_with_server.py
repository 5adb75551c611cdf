"""Two desks and the real server: what one writes the other reads, whatever happens between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.cases import Status
from desktop_app.domain.changes import Operation, PendingChange, RejectCode
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.records import entry_record, standing_record
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.sync.enrolment import enrol, reach, reachable
from tests.server_process import ServerProcess
from tests.sync.bad_line import BadLine
from tests.sync.enrolled import (
    AGENCY,
    HADI,
    RINA,
    SARI,
    TONO,
    VILLAGE,
    EnrolledDesk,
    a_regency,
    an_enrolled_desk,
    code_for,
)

PHOTO = b"\xff\xd8\xff\xe0" + b"tiang lampu nomor 14 " * 20_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with a_regency(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def district(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "district", server, RINA) as desk:
        yield desk


@pytest.fixture
def village(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "village", server, SARI) as desk:
        yield desk


def assigned_to_village(desk: EnrolledDesk, **changes: object):
    """A case that the district took, verified and gave to the village."""
    desk.good_round()  # brings the list of offices
    case = desk.register(**changes)
    desk.move(case, MoveName.VERIFY)
    desk.move(case, MoveName.ASSIGN, office=VILLAGE)
    return desk.case(case)


def test_the_second_desk_gets_the_case_and_the_first_one_its_news(
    district: EnrolledDesk, village: EnrolledDesk
):
    case = assigned_to_village(district, files=(district.attach(PHOTO, "tiang.jpg"),))
    sent = district.good_round()
    assert (sent.rejected, sent.files_sent, district.waiting()) == (0, 1, [])

    got = village.good_round()
    assert case.uid in got.touched
    there = village.case(case)
    assert there == replace(case, version=there.version, server_time=there.server_time)
    assert (there.status, there.assigned_office_uid) == (Status.ASSIGNED, VILLAGE)
    assert there.version == district.case(case).version > 0
    assert {entry.uid for entry in village.entries(case)} == {
        entry.uid for entry in district.entries(case)
    }
    with village.profile.read() as work:
        assert work.reporters.get(case.uid) is None
        [attachment] = work.attachments.of_case(case.uid)
        assert work.directory.office(case.office_uid) == district.context.office
    assert village.profile.files.read(attachment.sha256) == PHOTO

    village.move(case, MoveName.FOLLOW_UP, "Lampu sudah diganti.")
    village.note(case, "Foto sesudah.", (PHOTO[::-1], "sesudah.jpg"))
    village.good_round()
    district.good_round()
    assert district.case(case).status is Status.FOLLOWED_UP
    assert [entry.text for entry in district.entries(case)][-3:] == [
        entry.text for entry in village.entries(case)
    ][-3:]
    assert len(district.entries(case)) == len(village.entries(case))
    with district.profile.read() as work:
        names = {a.name: a.sha256 for a in work.attachments.of_case(case.uid)}
    assert district.profile.files.read(names["sesudah.jpg"]) == PHOTO[::-1]


def test_a_second_round_has_nothing_to_do(district: EnrolledDesk):
    district.register()
    district.good_round()
    again = district.good_round()
    assert (again.sent, again.received, again.files_sent, again.touched) == (0, 0, 0, frozenset())


def test_an_office_that_has_no_part_in_a_case_gets_nothing_of_it(
    district: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    case = assigned_to_village(district)
    district.good_round()
    with an_enrolled_desk(tmp_path / "other", server, HADI) as other:
        other.good_round()
        assert not other.knows(case)
        assert other.entries(case) == []


def test_the_plug_pulled_between_push_and_answer_loses_nothing_and_doubles_nothing(
    server: ServerProcess, village: EnrolledDesk, tmp_path: Path
):
    with (
        BadLine(server.url) as line,
        an_enrolled_desk(tmp_path / "district", server, RINA, line=line.url) as district,
    ):
        district.good_round()
        case = assigned_to_village(district, files=(district.attach(PHOTO, "tiang.jpg"),))
        made = len(district.waiting())

        line.loses_answers = True
        report = district.round()
        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
        assert line.answers_lost > 0
        assert (report.sent, len(district.waiting())) == (0, made)

        server.kill()
        line.loses_answers = False
        report = district.round()
        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
        assert len(district.waiting()) == made

        server.start()
        report = district.good_round()
        assert (report.sent, report.rejected, district.waiting()) == (made, 0, [])
        village.good_round()
        assert [e.uid for e in village.entries(case)] == [e.uid for e in district.entries(case)]
        with village.profile.read() as work:
            assert len(work.attachments.of_case(case.uid)) == 1
        assert village.case(case).version == district.case(case).version


def test_work_goes_on_while_the_server_is_away(server: ServerProcess, district: EnrolledDesk):
    district.good_round()
    server.kill()
    try:
        assert not reachable(server.url)
        case = district.register()
        for _ in range(2):
            report = district.round()
            assert report.trouble is not None
            assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
            district.note(case, "Masih tanpa jaringan.")
    finally:
        server.start()
    assert reach(server.url).server_id == district.context.device.server_id
    assert district.good_round().sent == 3
    assert district.waiting() == []


def test_a_refused_change_is_set_aside_and_the_rest_goes_on(district: EnrolledDesk):
    case = district.register()
    district.good_round()
    closed = replace(district.case(case), status=Status.CLOSED)
    with district.profile.write() as work:  # as a program with another table of moves would
        work.cases.put(closed)
        work.outbox.add(_a_move(district, closed, "close"))
        work.commit()
    after = district.register()

    report = district.good_round()

    assert (report.sent, report.rejected, district.waiting()) == (1, 1, [])
    [kept] = district.rejected()
    assert kept.reject_code == "MOVE_NOT_ALLOWED"
    assert kept.reject_words
    assert district.case(case).status is Status.RECEIVED
    assert district.case(after).version > 0


def test_what_a_server_is_too_old_for_is_kept_with_its_words_and_the_rest_goes_on(
    district: EnrolledDesk,
):
    case = district.register()
    district.good_round()
    district.note(case, "Dengan isian baru.")
    with district.profile.write() as work:  # as a program that came after this server would
        [change] = work.outbox.waiting(10)
        work.outbox.renumber(replace(change, operation_version=2))
        work.commit()
    district.note(case, "Seperti biasa.")
    after = district.register()

    report = district.good_round()

    assert (report.sent, report.rejected, district.waiting()) == (2, 1, [])
    [refused] = refused_saves(district.context)
    assert (refused.uid, refused.code) == (change.uid, RejectCode.OPERATION_UNKNOWN.value)
    assert refused.words
    assert district.rejected()[0].body == change.body
    taken = {entry.text: entry.server_time for entry in district.entries(case)}
    assert taken["Dengan isian baru."] is None
    assert taken["Seperti biasa."]
    assert district.case(after).version > 0


def _a_move(desk: EnrolledDesk, case, name: str) -> PendingChange:
    new_uid = desk.context.new_uid
    entry = desk.entries(case)[0]
    moved = replace(entry, uid=new_uid(), kind=EntryKind.MOVED, move=name, to_status=case.status)
    return PendingChange(
        uid=new_uid(),
        transaction=new_uid(),
        operation=Operation.CASE_MOVE,
        entity_uid=case.uid,
        case_uid=case.uid,
        person_uid=desk.context.person.uid,
        body={
            "move": name,
            "from": "followed_up",
            "set": standing_record(case),
            "entry": entry_record(moved),
        },
        made_at=desk.context.clock(),
    )


def test_of_two_titles_one_stands_and_the_other_is_kept(
    district: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    with an_enrolled_desk(tmp_path / "second", server, TONO) as second:
        case = district.register(title="Lampu mati", place="Pasar")
        district.good_round()
        second.good_round()
        district.correct(case, title="Lampu jalan padam", place="Pasar")
        second.correct(case, title="Penerangan padam", place="Balai desa")
        district.good_round()

        report = second.good_round()

        assert (report.sent, report.conflicts, report.rejected) == (1, 1, 0)
        assert second.waiting() == []
        here = second.case(case)
        assert (here.title, here.place) == ("Lampu jalan padam", "Balai desa")
        with second.profile.read() as work:
            [kept] = work.conflicts.all()
        assert (kept.field, kept.mine, kept.theirs) == (
            "title", "Penerangan padam", "Lampu jalan padam",
        )  # fmt: skip
        assert kept.person_uid == second.context.person.uid
        district.good_round()
        assert district.case(case) == here


def test_unsent_work_stands_over_what_the_server_brings(
    district: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    with an_enrolled_desk(tmp_path / "second", server, TONO) as second:
        case = district.register(title="Lampu mati", place="Pasar")
        other = district.register()
        district.good_round()
        second.good_round()
        district.correct(case, title="Lampu mati", place="Balai desa")
        district.good_round()
        with second.profile.write() as work:
            work.outbox.add(_a_change_too_large(second, case))
            work.commit()
        second.correct(case, title="Judul baru", place="Pasar")
        second.note(other, "Kasus lain tidak tertahan.")

        report = second.round()

        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.SERVER_TOO_LARGE
        assert report.sent == 1
        shown = second.case(case)
        assert (shown.title, shown.place) == ("Judul baru", "Balai desa")
        waiting = second.waiting()
        assert [change.case_uid for change in waiting] == [case.uid, case.uid]

        with second.profile.write() as work:
            work.outbox.remove(waiting[0].uid)
            work.commit()
        second.good_round()
        district.good_round()
        for desk in (district, second):
            assert (desk.case(case).title, desk.case(case).place) == ("Judul baru", "Balai desa")


def _a_change_too_large(desk: EnrolledDesk, case) -> PendingChange:
    move = _a_move(desk, case, "close")
    return replace(move, body=move.body | {"padding": "x" * 4_300_000})


def test_a_case_that_went_elsewhere_leaves_the_village_and_its_words_do_not(
    district: EnrolledDesk, village: EnrolledDesk
):
    case = assigned_to_village(district)
    district.good_round()
    village.good_round()
    village.note(case, "Ditulis tanpa jaringan.")
    district.move(case, MoveName.ASSIGN, office=AGENCY)
    district.good_round()

    report = village.good_round()

    assert case.uid in report.touched
    assert not village.knows(case)
    assert village.entries(case) == []
    assert village.waiting() == []
    kept = [change.body["text"] for change in village.rejected()]
    assert kept == ["Ditulis tanpa jaringan."]
    assert district.knows(case)


def test_a_file_that_was_damaged_on_the_server_is_refused(
    server: ServerProcess, district: EnrolledDesk, village: EnrolledDesk
):
    assigned_to_village(district, files=(district.attach(PHOTO + b"1", "tiang.jpg"),))
    district.good_round()
    with district.profile.read() as work:
        sha256 = district.context.files.keep(PHOTO + b"1")
        assert work.transfers.uploads() == []
    [stored] = [path for path in (server.folder / "files").rglob("*") if path.name == sha256]
    stored.write_bytes(PHOTO + b"2")

    report = village.round()

    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert not village.profile.files.has(sha256)
    stored.write_bytes(PHOTO + b"1")
    assert village.good_round().files_received == 1
    assert village.profile.files.has(sha256)


def test_a_code_is_good_once(server: ServerProcess):
    code = code_for(server, HADI)
    enrolled = enrol(server.url, code.lower(), device_name="PC")
    assert enrolled.office.code == "KRN"
    assert enrolled.letter_block.remaining == 50
    for typed, reason in ((code, "CODE_USED"), ("ABCD-EFGH-JKLM", "UNKNOWN_CODE")):
        with pytest.raises(ExpectedError) as caught:
            enrol(server.url, typed, device_name="PC")
        assert caught.value.trouble is Trouble.CODE_UNKNOWN
        assert caught.value.facts == {"code": reason}

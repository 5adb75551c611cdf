"""Who reported, between two desks of one office, another office, and the real server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import pytest

from desktop_app.domain.cases import Case
from desktop_app.domain.erasure import NO_FILE, STRUCK
from desktop_app.domain.people import Role
from desktop_app.domain.releases import ReleaseKind
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.privacy.release import GiveRelease, give_release
from desktop_app.services.sync_centre.overruled_values import overruled_values
from desktop_app.services.sync_centre.restore_value import restore_value
from desktop_app.services.void_case import VoidCase, void_case
from tests.server_process import ServerProcess
from tests.sync.enrolled import (
    RINA,
    SARI,
    TONO,
    VILLAGE,
    EnrolledDesk,
    a_regency,
    an_enrolled_desk,
)

NAME = "Wening Purnama"
NAMED = f"{NAME} melapor dari 0812 3456 7890."
CARD = b"\xff\xd8\xff" + b"kartu rekaan" * 30_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """One for each test: what another one took in would name people too."""
    with a_regency(tmp_path / "server") as started:
        yield started


@pytest.fixture
def district(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "district", server, RINA) as desk:
        desk.good_round()
        yield desk


@pytest.fixture
def second(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    """Another PC of the same office."""
    with an_enrolled_desk(tmp_path / "second", server, TONO) as desk:
        yield desk


@pytest.fixture
def village(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "village", server, SARI) as desk:
        yield desk


def taken_in(desk: EnrolledDesk, **changes: object) -> Case:
    case = desk.register(reporter_name=NAME, words=NAMED, **changes)
    desk.move(case, MoveName.VERIFY)
    desk.move(case, MoveName.ASSIGN, office=VILLAGE)
    return case


def let_village_know(desk: EnrolledDesk, case: Case) -> None:
    until = desk.context.today().replace(day=28)
    request = GiveRelease(case.uid, ReleaseKind.IDENTITY, VILLAGE, "Menjawab langsung.", until)
    give_release(request, desk.context)


def reporter(desk: EnrolledDesk, case: Case) -> Reporter | None:
    with desk.profile.read() as work:
        return work.reporters.get(case.uid)


def name_at(desk: EnrolledDesk, case: Case) -> str:
    found = reporter(desk, case)
    assert found is not None
    return found.name


def tables_naming(desk: EnrolledDesk, mark: str) -> list[str]:
    """The tables of a desk in which somebody is still named."""
    with desk.profile.read() as work:
        connection = work._connection  # past every repository
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).scalars()
        return [
            name
            for name in names.all()
            # Not as rows: those leave out the middle of what is long.
            if mark in str(list(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"'))))
        ]


def as_verifier(desk: EnrolledDesk) -> DeskContext:
    """The clerk of this desk with a role that the server does not know of."""
    person = replace(desk.context.person, roles=frozenset({Role.CLERK, Role.VERIFIER}))
    return replace(desk.context, person=person, roles_now=attrgetter("roles"))


# --- correction -------------------------------------------------------------------------------


def test_corrections_of_two_desks_meet_field_by_field(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    correct_reporter(CorrectReporter(case.uid, name="Wening P."), district.context)
    correct_reporter(CorrectReporter(case.uid, address="Gang Mawar 3"), second.context)
    for desk in (district, second, district):
        desk.good_round()

    assert reporter(district, case) == reporter(second, case)
    found = reporter(district, case)
    assert found is not None
    assert (found.name, found.address) == ("Wening P.", "Gang Mawar 3")


def test_of_two_names_one_stands_and_the_other_is_put_back_with_one_key(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    correct_reporter(CorrectReporter(case.uid, name="Nama Pertama"), district.context)
    correct_reporter(CorrectReporter(case.uid, name="Nama Kedua"), second.context)
    district.good_round()
    report = second.good_round()

    assert report.conflicts == 1
    assert name_at(second, case) == "Nama Pertama"
    (value,) = overruled_values(second.context).mine
    assert (value.conflict.mine, value.stands) == ("Nama Kedua", "Nama Pertama")

    restore_value(value.conflict.uid, second.context)
    second.good_round()
    district.good_round()
    assert name_at(district, case) == name_at(second, case) == "Nama Kedua"


def test_a_correction_that_is_refused_lets_stand_what_stood(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), district.context)
    correct_reporter(CorrectReporter(case.uid, name="Nama Kedua"), second.context)
    district.good_round()
    report = second.good_round()

    assert report.rejected == 1
    assert second.rejected()[0].reject_code == "IDENTITY_CLOSED"
    assert name_at(second, case) == NAME
    assert second.case(case).identity_state is IdentityState.RESTRICTED


# --- restriction ------------------------------------------------------------------------------


def test_a_restriction_takes_the_block_from_the_office_that_had_it(
    district: EnrolledDesk, village: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    let_village_know(district, case)
    district.good_round()
    village.good_round()
    assert name_at(village, case) == NAME

    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), district.context)
    for desk in (district, village, second):
        desk.good_round()
    assert reporter(village, case) is None
    assert name_at(second, case) == NAME
    assert second.case(case).identity_state is IdentityState.RESTRICTED

    lifted = RestrictReporter(case.uid, "Selesai.", restricted=False)
    restrict_reporter(lifted, district.context)
    for desk in (district, village):
        desk.good_round()
    assert name_at(village, case) == NAME


def test_a_restriction_without_the_right_is_taken_back_here(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), as_verifier(second))
    report = second.good_round()
    assert report.rejected == 1
    assert second.case(case).identity_state is IdentityState.OPEN


# --- erasure ----------------------------------------------------------------------------------


def test_an_erasure_leaves_nobody_on_any_desk(
    district: EnrolledDesk, village: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district, files=(district.attach(CARD, f"Pengenal {NAME}.jpg"),))
    let_village_know(district, case)
    district.good_round()
    for desk in (village, second):
        desk.good_round()
        desk.note(case, f"Sudah menelepon {NAME}.")
        desk.good_round()
    district.good_round()
    with district.profile.read() as work:
        (card,) = work.attachments.of_case(case.uid)

    erase_reporter(
        EraseReporter(case.uid, f"Diminta {NAME}.", frozenset({card.uid})), district.context
    )
    for desk in (district, village, second):
        report = desk.good_round()
        assert report.rejected == 0
        for mark in (NAME, "Pengenal", "0812 3456", "6281234567890"):
            assert tables_naming(desk, mark) == [], desk.context.office.name
        assert desk.case(case).reporter_words == f"{STRUCK} melapor dari {STRUCK}."
        assert not desk.profile.files.has(card.sha256)
    with second.profile.read() as work:
        assert [file.sha256 for file in work.attachments.of_case(case.uid)] == [NO_FILE]
    for desk in (district, village, second):
        again = desk.good_round(check_everything=True)
        assert (again.received, again.repaired) == (0, 0)


def test_a_file_that_still_had_to_be_sent_is_sent_no_more_once_it_was_erased(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    second.note(case, "Kartunya.", (CARD, "kartu.jpg"))
    second.good_round(files_allowed=False)
    district.good_round()
    with district.profile.read() as work:
        (card,) = work.attachments.of_case(case.uid)
    request = EraseReporter(case.uid, "Diminta.", frozenset({card.uid}))
    erase_reporter(request, district.context)
    district.good_round()

    for _ in range(2):
        second.good_round()
    assert not second.profile.files.has(card.sha256)
    assert tables_naming(second, card.sha256) == []


def test_what_another_desk_wrote_meanwhile_is_struck_there_before_anybody_reads_it(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    erase_reporter(EraseReporter(case.uid, "Diminta."), district.context)
    district.good_round()
    correct_reporter(CorrectReporter(case.uid, address="Gang Mawar 3 Bobotsari"), second.context)
    report = second.good_round()

    assert report.rejected == 1
    assert tables_naming(second, "Mawar") == []
    assert second.case(case).identity_state is IdentityState.ERASED


def test_whoever_was_put_right_and_erased_before_a_round_is_named_nowhere(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = district.register(reporter_name="Wening Purnomo", words=f"{NAME} melapor.")
    district.good_round()
    correct_reporter(CorrectReporter(case.uid, name=NAME), district.context)
    erase_reporter(EraseReporter(case.uid, "Diminta."), district.context)
    for desk in (district, second):
        desk.good_round()
        for mark in (NAME, "Wening Purnomo"):
            assert tables_naming(desk, mark) == []
        assert desk.case(case).reporter_words == f"{STRUCK} melapor."


def kept_by(server: ServerProcess) -> str:
    """Everything that stands in the tables of the server."""
    with closing(sqlite3.connect(server.folder / "server.db")) as database:
        return "".join(database.iterdump())


def test_what_was_written_before_a_desk_heard_of_it_reaches_the_server_without_them(
    server: ServerProcess, district: EnrolledDesk, second: EnrolledDesk, village: EnrolledDesk
) -> None:
    """One knows who reported, the other only what was struck out of the words of the case."""
    case = taken_in(district)
    district.good_round()
    for desk in (second, village):
        desk.good_round()
        desk.note(case, f"{NAME} menelepon lagi.", (b"foto", f"Dari {NAME}.jpg"))
        desk.note(case, "Lalu tidak.")
    second.correct(case, title=f"Lampu dekat rumah {NAME}", place="Pasar")
    village.move(case, MoveName.START, f"Berangkat ke {NAME}.")
    erase_reporter(EraseReporter(case.uid, "Diminta."), district.context)
    district.good_round()

    for desk in (second, village):
        report = desk.good_round()
        assert (report.sent, report.rejected) == (0, 0)
        assert NAME not in kept_by(server)
        assert tables_naming(desk, NAME) == []
        waiting = [change.sequence for change in desk.waiting()]
        assert desk.good_round().sent == len(waiting) > 0
    district.good_round()
    for desk in (district, second, village):
        assert tables_naming(desk, NAME) == [], desk.context.office.name
        assert desk.waiting() == desk.rejected() == []
    assert NAME not in kept_by(server)
    told = [entry.text for entry in district.entries(case)]
    assert [told.count(words) for words in (f"{STRUCK} menelepon lagi.", "Lalu tidak.")] == [2, 2]
    assert f"Berangkat ke {STRUCK}." in told
    assert district.case(case).title == f"Lampu dekat rumah {STRUCK}"
    with district.profile.read() as work:
        names = [file.name for file in work.attachments.of_case(case.uid)]
    assert names == [f"Dari {STRUCK}.jpg"] * 2


def test_a_case_that_was_taken_back_and_erased_tells_of_it_to_whoever_brings_it_back(
    server: ServerProcess, district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = district.register(reporter_name=NAME, words=NAMED)
    district.good_round()
    second.good_round()
    second.note(case, f"{NAME} menelepon lagi.")
    void_case(VoidCase(case.uid, "Tercatat dua kali."), district.context)
    erase_reporter(EraseReporter(case.uid, "Diminta."), district.context)
    for desk in (district, second, second, district):
        assert desk.good_round().rejected == 0
    assert NAME not in kept_by(server)
    for desk in (district, second):
        assert tables_naming(desk, NAME) == []
        assert f"{STRUCK} menelepon lagi." in [entry.text for entry in desk.entries(case)]


def test_an_erasure_without_the_right_is_taken_back_from_the_server(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    """Nothing is lost by a slip in who may: the server still has it, and the files."""
    case = taken_in(district, files=(district.attach(CARD, "kartu.jpg"),))
    district.good_round()
    second.good_round()
    with second.profile.read() as work:
        (card,) = work.attachments.of_case(case.uid)
    request = EraseReporter(case.uid, "Diminta.", frozenset({card.uid}))
    erase_reporter(request, as_verifier(second))
    assert name_at(second, case) == ""
    assert not second.profile.files.has(card.sha256)

    report = second.good_round()
    assert report.rejected == 1
    assert second.rejected()[0].reject_code == "NO_RIGHT"
    assert name_at(second, case) == NAME
    assert second.case(case).reporter_words == NAMED
    assert second.profile.files.read(card.sha256) == CARD


def test_a_row_that_arrives_before_the_erasure_was_sent_brings_nobody_back(
    district: EnrolledDesk, second: EnrolledDesk
) -> None:
    case = taken_in(district)
    district.good_round()
    second.good_round()
    second.note(case, "Kabar baru.")
    second.good_round()
    with district.profile.read() as work:
        marks = work.state.sync_marks()
    erase_reporter(EraseReporter(case.uid, "Diminta."), district.context)
    with district.profile.write() as work:  # as a pull would that began before this save
        work.state.set_sync_marks(replace(marks, cursors={}))
        work.commit()

    district.good_round()
    assert name_at(district, case) == ""
    assert tables_naming(district, NAME) == []
    assert "Kabar baru." in [entry.text for entry in district.entries(case)]

"""A round shows what it does, can be ended, asks before it takes much away, and is remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QTableView

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.sync_centre.file_lane_choice import FilesTravel, read_files_travel
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import CheckedStep, ConnectionStep, RoundEnd
from desktop_app.ui.sync.sync_page import SyncTab
from tests.builders import NOW, a_round
from tests.ui.office import Office

PLAIN = {"files": True, "many": False}


def first_round(qtbot, office: Office) -> None:
    qtbot.waitUntil(lambda: len(office.outside.rounds) >= 1)


def test_a_round_says_how_far_it_is_and_ends_when_told(qtbot, office: Office):
    office.outside.holds = True
    office.open_sync()
    office.see("Mengirim perubahan · 120 dari 400")
    now = office.find(QPushButton, "sync_now")
    assert not now.isEnabled()
    office.click("cancel_round")
    qtbot.waitUntil(now.isEnabled)
    assert "Mengirim perubahan" not in office.words(office.page)


def test_when_both_sides_agreed_last_stands_on_top(qtbot, office: Office):
    office.store(lambda work: work.rounds.add(a_round()))
    first_round(qtbot, office)
    office.open_sync()
    office.see("Terakhir dicocokkan dengan server: Jum, 20 Nov 2026 · 09.30")


def test_before_anything_was_compared_it_says_so(office: Office):
    office.open_sync()
    office.see("belum pernah dicocokkan dengan server")


def test_taking_many_cases_away_waits_for_a_clear_answer(qtbot, office: Office):
    trouble = ExpectedError(Trouble.WOULD_REMOVE_MANY, facts={"count": "312"})
    office.outside.ends.append(RoundEnd(trouble=trouble))
    office.open_sync()
    office.see("312 kasus akan hilang dari komputer ini sekaligus")
    office.see("Perlu jawaban Anda")
    question = office.find(QFrame, "remove_many")
    (go_on,) = question.findChildren(QPushButton)
    assert go_on.text() == "Lanjutkan sekali ini"
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(office.outside.rounds) == 2)
    assert [asked["many"] for asked in office.outside.rounds] == [False, True]
    qtbot.waitUntil(lambda: not question.isVisible())


def test_the_answer_counts_once(qtbot, office: Office):
    first_round(qtbot, office)
    office.frame.sync_wanted.emit()
    qtbot.waitUntil(lambda: len(office.outside.rounds) == 2)
    assert office.outside.rounds[1]["many"] is False


def test_history_tells_what_each_round_did(office: Office):
    failed = a_round(refused=1, repaired=2, verified=False, trouble="server_unreachable")
    office.store(lambda work: work.rounds.add(a_round(sent=12, files_sent=1, received=40)))
    office.store(lambda work: work.rounds.add(failed))
    office.open_sync()
    office.page.open_tab(SyncTab.HISTORY)
    office.see("12 perubahan, 1 berkas")
    words = office.words(office.page.history)
    assert "40 perubahan" in words
    assert "Cocok dengan server" in words
    assert "1 ditolak, 2 diperbaiki. Server tidak dapat dihubungi" in words


def test_a_desk_without_rounds_says_how_to_begin(office: Office):
    office.open_sync()
    office.page.open_tab(SyncTab.HISTORY)
    office.see("Belum ada sinkron di komputer ini")


def test_what_waits_is_listed_with_why_and_opens_its_case(qtbot, office: Office, uids):
    trouble = ExpectedError(Trouble.SERVER_UNREACHABLE)
    office.outside.ends.append(RoundEnd(trouble=trouble))
    office.open_sync()
    office.page.open_tab(SyncTab.WAITING)
    office.see("A-000001 · Saluran air tersumbat di Pasar Bobotsari")
    office.see("Laporan baru")
    office.see("Server tidak dapat dihubungi. Pekerjaan aman")
    assert "Dirahasiakan" in office.words(office.page.waiting)
    assert "Laporan tentang pungutan" not in office.words(office.page.waiting)
    qtbot.waitUntil(office.find(QTableView, "waiting_cases").hasFocus)
    office.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.frame.current_section() == "inbox")


def all_sent(work: UnitOfWork) -> None:
    work.outbox.take([change.uid for change in work.outbox.waiting(500)], NOW)
    for case_uid, sha256 in work.transfers.uploads():
        work.transfers.uploaded(case_uid, sha256)


def test_nothing_waiting_says_that_all_is_safe(office: Office):
    office.store(all_sent)
    office.open_sync()
    office.page.open_tab(SyncTab.WAITING)
    office.see("Tidak ada yang menunggu.")


def test_files_wait_to_be_asked_when_somebody_chose_so(qtbot, office: Office, uids):
    photo = keep_file(b"\xff\xd8\xff foto", "lampu.jpg", office.context)
    write_entry(WriteEntry(uids["late"], EntryKind.NOTE, "Foto.", (photo,)), office.context)
    office.open_sync()
    first_round(qtbot, office)
    assert office.outside.rounds[0] == PLAIN
    office.page.open_tab(SyncTab.CONNECTION)
    qtbot.mouseClick(
        office.find(QPushButton, FilesTravel.WHEN_ASKED.value), Qt.MouseButton.LeftButton
    )
    qtbot.waitUntil(lambda: len(office.outside.rounds) == 2)
    assert read_files_travel(office.context) is FilesTravel.WHEN_ASKED
    assert office.outside.rounds[1]["files"] is False
    office.page.open_tab(SyncTab.WAITING)
    office.see("Berkas menunggu sampai Anda memintanya.")
    office.click("send_files")
    qtbot.waitUntil(lambda: len(office.outside.rounds) == 3)
    assert office.outside.rounds[2]["files"] is True


def test_a_slow_line_is_spared_until_it_is_known_to_be_faster(qtbot, office: Office):
    office.outside.ends.append(RoundEnd(bytes_per_second=2000.0))
    first_round(qtbot, office)
    for speed, files in ((None, False), (200_000.0, False), (None, True)):
        rounds = len(office.outside.rounds)
        office.outside.ends.append(RoundEnd(bytes_per_second=speed))
        qtbot.waitUntil(office.find(QPushButton, "sync_now").isEnabled)
        office.frame.sync_wanted.emit()
        qtbot.waitUntil(lambda before=rounds: len(office.outside.rounds) > before)
        assert office.outside.rounds[rounds]["files"] is files


def test_the_connection_is_tested_step_by_step(office: Office):
    office.outside.steps = [CheckedStep(step) for step in ConnectionStep]
    office.open_sync()
    office.key(Qt.Key.Key_U)
    office.see("Sambungan baik. Sinkron dapat berjalan.")
    assert office.page.current_tab() is SyncTab.CONNECTION


def test_a_test_that_fails_says_what_to_do_at_the_step_that_failed(office: Office):
    trouble = ExpectedError(Trouble.SERVER_UNREACHABLE, facts={"reason": "certificate"})
    office.outside.steps = [CheckedStep(ConnectionStep.REACH, trouble)]
    office.open_sync()
    office.key(Qt.Key.Key_U)
    office.see("Periksa tanggal komputer")
    office.see("Sambungan belum baik.")


def test_a_wrong_clock_is_told_in_minutes(office: Office):
    office.outside.steps = [
        *(CheckedStep(step) for step in tuple(ConnectionStep)[:-1]),
        CheckedStep(ConnectionStep.CLOCK, facts={"seconds": "-660"}),
    ]
    office.open_sync()
    office.key(Qt.Key.Key_U)
    office.see("Jam komputer ini 11 menit terlambat.")

"""Who may take which step, and what is said to whoever may not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop_app.domain.cases import Status
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import Done
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.ui.intake.pick_field import PickField
from tests import builders
from tests.desk import Desk
from tests.ui.case.hands import (
    CONTROL,
    entries_of,
    other_moves,
    status_of,
    text_field,
    words_of,
    write,
)
from tests.ui.inbox.stage import InboxStage


def test_a_new_report_is_verified_with_one_key(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    assert stage.find(QPushButton, "next_move").text() == "Verifikasi"
    stage.case.verify()
    qtbot.waitUntil(lambda: stage.text("next_sentence") == "Teruskan ke kantor yang menangani.")
    assert status_of(desk, uids["received"]) is Status.VERIFIED
    assert stage.heard.of("said") == [("Laporan terverifikasi.", False)]
    assert stage.heard.of("changed") == [(Done(frozenset({uids["received"]})),)]


def test_a_key_pressed_twice_makes_one_move(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.verify()
    stage.case.verify()
    qtbot.waitUntil(lambda: stage.heard.of("changed") != [])
    moves = [kind for kind, _ in entries_of(desk, uids["received"]) if kind is EntryKind.MOVED]
    assert len(moves) == 1
    assert stage.heard.of("trouble") == []


def test_a_refused_key_says_who_may(qtbot, as_clerk: InboxStage, desk: Desk, uids):
    as_clerk.go_to(qtbot, uids["received"])
    as_clerk.case.verify()
    refusal = as_clerk.find(QWidget, "refusal")
    assert refusal.isVisible()
    assert words_of(refusal) == "“Verifikasi”: hanya verifikator Kecamatan Bobotsari."
    assert status_of(desk, uids["received"]) is Status.RECEIVED


def test_a_refusal_goes_when_another_case_is_shown(qtbot, as_clerk: InboxStage, uids):
    as_clerk.go_to(qtbot, uids["received"])
    as_clerk.case.verify()
    as_clerk.go_to(qtbot, uids["late"])
    assert not as_clerk.find(QWidget, "refusal").isVisible()


def test_a_clerk_sees_for_whom_the_case_waits(qtbot, as_clerk: InboxStage, uids):
    as_clerk.go_to(qtbot, uids["received"])
    assert as_clerk.text("next_sentence") == (
        "Menunggu diverifikasi oleh verifikator Kecamatan Bobotsari."
    )
    assert not as_clerk.find(QPushButton, "next_move").isVisible()


def test_refused_moves_stay_in_the_menu_and_say_who_may(qtbot, as_clerk: InboxStage, uids):
    as_clerk.go_to(qtbot, uids["received"])
    archive = other_moves(as_clerk)["archive"]
    assert archive.text() == "Arsipkan – Hanya verifikator Kecamatan Bobotsari"
    archive.trigger()
    refusal = as_clerk.find(QFrame, "refusal")
    assert "hanya verifikator Kecamatan Bobotsari" in words_of(refusal)
    assert as_clerk.page.sheet.panel.task is None
    assert "start" not in other_moves(as_clerk), "a move of another status is only noise"


def test_a_move_of_the_menu_asks_for_its_reason_in_the_page(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    stage.go_to(qtbot, uids["received"])
    other_moves(stage)["postpone"].trigger()
    write(qtbot, stage, "Menunggu anggaran")
    qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: status_of(desk, uids["received"]) is Status.POSTPONED)
    assert (EntryKind.MOVED, "Menunggu anggaran") in entries_of(desk, uids["received"])


def test_closing_asks_once_more_and_enter_is_enough(qtbot, stage: InboxStage, desk: Desk, uids):
    move_case(MoveCase(uids["late"], MoveName.FOLLOW_UP, "Sudah dikeruk."), desk.context)
    stage.go_to(qtbot, uids["late"])
    qtbot.waitUntil(lambda: stage.find(QPushButton, "next_move").text() == "Selesaikan")
    stage.case.close()
    submit = stage.find(QPushButton, "submit")
    assert submit.hasFocus()
    qtbot.keyClick(submit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: status_of(desk, uids["late"]) is Status.CLOSED)
    qtbot.waitUntil(lambda: stage.text("next_sentence") == "Selesai. Tidak ada langkah lagi.")


def test_a_move_somebody_else_made_meanwhile_is_told_where_it_was_tried(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    stage.go_to(qtbot, uids["received"])
    move_case(MoveCase(uids["received"], MoveName.VERIFY), desk.context)
    stage.case.verify()
    qtbot.waitUntil(stage.find(QWidget, "refusal").isVisible)
    qtbot.waitUntil(lambda: stage.find(QPushButton, "next_move").text() == "Teruskan")
    assert stage.find(QWidget, "refusal").isVisible()


def test_a_case_is_assigned_by_typing_part_of_an_office(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["late"])
    stage.case.assign()
    office = stage.find(PickField, "office")
    qtbot.waitUntil(office.hasFocus)
    qtbot.keyClicks(office, "gandas")
    qtbot.keyClick(office, Qt.Key.Key_Return)
    assert office.text() == "Desa Gandasuli · Kec. Bobotsari"
    qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: status_of(desk, uids["late"]) is Status.ASSIGNED)
    qtbot.waitUntil(lambda: "Desa Gandasuli" in stage.text("next_sentence"))


def test_without_an_office_the_sentence_stands_under_the_field(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    stage.go_to(qtbot, uids["late"])
    stage.case.assign()
    write_to = text_field(stage)
    qtbot.keyClicks(write_to, "Mohon dicek")
    qtbot.keyClick(write_to, Qt.Key.Key_Return, CONTROL)
    note = stage.find(QLabel, "office_note")
    qtbot.waitUntil(note.isVisible)
    assert note.text() == "Pilih kantor tujuan."
    assert stage.find(PickField, "office").hasFocus()
    assert write_to.toPlainText() == "Mohon dicek"
    assert status_of(desk, uids["late"]) is Status.VERIFIED


def test_the_office_complained_about_is_not_offered(qtbot, stage: InboxStage, desk: Desk):
    case = desk.registered(complained_office_uid=builders.VILLAGE_UID).case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    stage.case.show_case(case.uid)
    qtbot.waitUntil(lambda: stage.shown() == case.uid)
    stage.case.assign()
    office = stage.find(PickField, "office")
    qtbot.waitUntil(office.hasFocus)
    qtbot.keyClicks(office, "gandas")
    qtbot.keyClick(office, Qt.Key.Key_Return)
    assert office.key() == ""


def test_a_key_pressed_before_the_chosen_case_is_shown_waits_for_it(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    stage.go_to(qtbot, uids["assigned"])
    stage.case.show_case(uids["received"])
    stage.case.verify()
    qtbot.waitUntil(lambda: stage.heard.of("changed") != [])
    assert status_of(desk, uids["received"]) is Status.VERIFIED
    assert status_of(desk, uids["assigned"]) is Status.ASSIGNED


def test_the_next_step_may_be_pressed_before_the_last_one_is_shown(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    stage.go_to(qtbot, uids["received"])
    stage.case.verify()
    stage.case.assign()
    qtbot.waitUntil(lambda: stage.page.findChild(PickField, "office") is not None)
    qtbot.waitUntil(lambda: stage.find(PickField, "office").isVisible())
    assert status_of(desk, uids["received"]) is Status.VERIFIED

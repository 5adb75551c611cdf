"""The desk corrects its own words in place, and takes that back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.open_case import open_case
from desktop_app.ui.intake.pick_field import PickField
from tests.desk import Desk
from tests.ui.case.hands import (
    CONTROL,
)
from tests.ui.inbox.stage import InboxStage


def test_a_correction_is_saved_in_place_and_taken_back(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    qtbot.mouseClick(stage.find(QPushButton, "correct"), Qt.MouseButton.LeftButton)
    title = stage.find(QPlainTextEdit, "title")
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "Jalan ambles di tikungan")
    qtbot.keyClick(title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: stage.text("case_title") == "Jalan ambles di tikungan")
    assert not title.isVisible()
    assert stage.heard.of("said") == [("Koreksi tersimpan.", True)]
    assert open_case(uids["received"], desk.context).case.reporter_title.startswith("Jalan berlub")
    assert stage.case.undo()
    qtbot.waitUntil(lambda: stage.text("case_title") == "Jalan berlubang di tikungan balai desa")
    assert not stage.case.undo()


def test_a_correction_corrected_again_by_a_colleague_is_not_taken_back(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    stage.go_to(qtbot, uids["received"])
    stage.find(QPushButton, "correct").click()
    title = stage.find(QPlainTextEdit, "title")
    qtbot.keyClicks(title, "Judul saya")
    qtbot.keyClick(title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: stage.heard.of("changed") != [])
    case = open_case(uids["received"], desk.context).case
    correct_case(
        CorrectCase(case.uid, "Judul rekan", case.category, case.village_code, case.place),
        desk.context,
    )
    stage.case.undo()
    qtbot.waitUntil(lambda: stage.heard.of("trouble") != [])
    assert open_case(uids["received"], desk.context).case.title == "Judul rekan"


def test_what_a_colleague_corrects_meanwhile_stays(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    stage.find(QPushButton, "correct").click()
    title = stage.find(QPlainTextEdit, "title")
    correct_case(CorrectCase(uids["received"], place="Tempat dari rekan"), desk.context)
    qtbot.keyClicks(title, "Judul saya")
    qtbot.keyClick(title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: stage.heard.of("changed") != [])
    case = open_case(uids["received"], desk.context).case
    assert (case.title, case.place) == ("Judul saya", "Tempat dari rekan")


def test_what_is_wrong_with_a_correction_stands_under_the_field(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    stage.find(QPushButton, "correct").click()
    title, village = stage.find(QPlainTextEdit, "title"), stage.find(PickField, "village")
    title.clear()
    qtbot.keyClick(title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(stage.find(QLabel, "title_note").isVisible)
    assert title.hasFocus()
    qtbot.keyClicks(title, "Jalan")
    village.clear()
    qtbot.keyClicks(village, "Atlantis")
    qtbot.keyClick(village, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(stage.find(QLabel, "village_note").isVisible)
    assert "Desa ini tidak ada" in stage.text("village_note")


def test_leaving_a_correction_changes_nothing(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    stage.find(QPushButton, "correct").click()
    title = stage.find(QPlainTextEdit, "title")
    qtbot.keyClicks(title, "Bukan ini")
    assert stage.screen.back()
    assert not title.isVisible()
    assert open_case(uids["received"], desk.context).case.title.startswith("Jalan berlubang")

"""Notes and replies: said for whose eyes they are, and never lost."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.domain.cases import Status
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk
from tests.ui.case.hands import CONTROL, entries_of, status_of, text_field, words_of, write
from tests.ui.inbox.stage import InboxStage, an_inbox


def test_a_note_is_written_and_the_focus_goes_back(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    stage.screen.pane.focus_list()
    stage.case.note()
    write(qtbot, stage, "Sudah ditelepon")
    qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(
        lambda: (EntryKind.NOTE, "Sudah ditelepon") in entries_of(desk, uids["received"])
    )
    qtbot.waitUntil(lambda: not text_field(stage).isVisible())
    assert stage.screen.pane.list.hasFocus()
    assert stage.heard.of("said") == [("Catatan tersimpan.", False)]


def test_the_panel_says_who_will_read_it(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["late"])
    stage.case.note()
    assert stage.text("panel_reach") == "internal"
    stage.case.reply()
    assert stage.text("panel_reach") == "dapat dibaca pelapor"


def test_an_empty_note_is_asked_for_in_words(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
    note = stage.find(QLabel, "text_note")
    qtbot.waitUntil(note.isVisible)
    assert note.text() == "Tulis dahulu isinya."


def test_escape_closes_the_panel_and_keeps_what_was_typed(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    write(qtbot, stage, "Belum selesai ditulis")
    qtbot.keyClick(text_field(stage), Qt.Key.Key_Escape)
    assert not text_field(stage).isVisible()
    stage.case.note()
    assert text_field(stage).toPlainText() == "Belum selesai ditulis"


def test_what_is_typed_waits_at_its_case(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    write(qtbot, stage, "Catatan untuk jalan")
    stage.go_to(qtbot, uids["late"])
    assert not text_field(stage).isVisible()
    stage.case.note()
    assert text_field(stage).toPlainText() == ""
    stage.go_to(qtbot, uids["received"])
    assert text_field(stage).isVisible()
    assert text_field(stage).toPlainText() == "Catatan untuk jalan"


def test_news_about_the_case_does_not_touch_what_is_typed(qtbot, stage: InboxStage, desk, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    write(qtbot, stage, "Sedang saya ketik")
    done = move_case(MoveCase(uids["received"], MoveName.VERIFY), desk.context)
    stage.case.refresh_if_shown(done.touched)
    qtbot.waitUntil(lambda: stage.find(QPushButton, "next_move").text() == "Teruskan")
    assert text_field(stage).toPlainText() == "Sedang saya ketik"
    assert text_field(stage).hasFocus()


class FullDisk:
    """A disk without room, until somebody makes some."""

    def __init__(self, desk: Desk) -> None:
        self._open = desk.context.open_work
        self.full = True

    def open(self) -> UnitOfWork:
        if self.full:
            raise ExpectedError(Trouble.DISK_FULL)
        return self._open()


def test_a_full_disk_keeps_the_text_and_says_what_to_do(qtbot, theme: Theme, desk: Desk, uids):
    disk = FullDisk(desk)
    context = replace(desk.context, open_work=disk.open)
    with an_inbox(theme, context, desk.lookups) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, uids["received"])
        stage.case.note()
        write(qtbot, stage, "Jangan hilang")
        qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
        error = stage.find(QWidget, "panel_error")
        qtbot.waitUntil(error.isVisible)
        assert "Cakram penuh" in words_of(error)
        assert text_field(stage).toPlainText() == "Jangan hilang"
        disk.full = False
        qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(
            lambda: (EntryKind.NOTE, "Jangan hilang") in entries_of(desk, uids["received"])
        )


def test_a_person_without_the_right_is_told_who_replies(qtbot, village: InboxStage, uids):
    village.go_to(qtbot, uids["assigned"])
    button = village.find(QPushButton, "write_reply")
    assert not button.isEnabled()
    assert button.toolTip() == ("Hanya verifikator atau pejabat penanda tangan Kecamatan Bobotsari")


def test_the_village_follows_up_with_what_it_did(qtbot, village: InboxStage, desk: Desk, uids):
    village.go_to(qtbot, uids["assigned"])
    assert village.find(QPushButton, "next_move").text() == "Catat tindak lanjut"
    qtbot.mouseClick(village.find(QPushButton, "next_move"), Qt.MouseButton.LeftButton)
    write(qtbot, village, "Bohlam diganti")
    qtbot.mouseClick(village.find(QPushButton, "submit"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: status_of(desk, uids["assigned"]) is Status.FOLLOWED_UP)
    qtbot.waitUntil(
        lambda: (
            village.text("next_sentence")
            == "Menunggu diselesaikan oleh verifikator atau pejabat penanda tangan "
            "Kecamatan Bobotsari."
        )
    )


def test_the_village_never_reads_who_reported(qtbot, village: InboxStage, uids):
    village.go_to(qtbot, uids["assigned"])
    assert village.text("reporter_remark") == (
        "Identitas hanya ada di kantor penerima, Kecamatan Bobotsari."
    )
    words = " ".join(label.text() for label in village.page.findChildren(QLabel))
    assert "Contoh Pelapor" not in words
    assert "0812-3456-7890" not in words

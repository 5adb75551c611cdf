"""Files of a case: added in any way, small pictures at once, nothing promised that is not here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.open_case import open_case
from desktop_app.ui.case.case_tabs import CaseTab
from desktop_app.ui.case.file_card import FileCard
from desktop_app.ui.case.picture_view import PictureView
from desktop_app.ui.case.pictures import small_picture
from desktop_app.ui.intake.file_row import FileRow
from tests import builders
from tests.desk import Desk
from tests.ui.inbox.invented_day import a_photo
from tests.ui.inbox.stage import InboxStage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "bukti.jpg"
    path.write_bytes(a_photo(800, 600))
    return path


def open_files(qtbot, stage: InboxStage, uid) -> None:
    stage.go_to(qtbot, uid)
    stage.page.sheet.tabs.open_tab(CaseTab.FILES)


def cards(stage: InboxStage) -> list[FileCard]:
    found = stage.page.sheet.tabs.files.findChildren(FileCard)
    return [card for card in found if card.isVisible()]


def kept_rows(stage: InboxStage) -> list[FileRow]:
    rows = stage.page.sheet.panel.findChildren(FileRow)
    return [row for row in rows if row.sha256 and not row.isHidden()]


def of_files(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def test_a_dropped_file_begins_a_note_and_is_saved_with_it(
    qtbot, stage: InboxStage, desk: Desk, uids, photo: Path
):
    stage.go_to(qtbot, uids["received"])
    data = of_files(photo)
    enter = QDragEnterEvent(
        QPointF(stage.page.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.page.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.page.dropEvent(drop)
    assert stage.text("panel_heading") == "Catatan internal"
    qtbot.waitUntil(lambda: len(kept_rows(stage)) == 1)
    text = stage.find(QPlainTextEdit, "text")
    qtbot.keyClicks(text, "Foto dari pelapor")
    qtbot.keyClick(text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(open_case(uids["received"], desk.context).attachments) == 1)
    (file,) = open_case(uids["received"], desk.context).attachments
    assert (file.name, file.media_type) == ("bukti.jpg", "image/jpeg")


def test_a_copied_picture_is_pasted_into_what_is_being_written(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    text = stage.find(QPlainTextEdit, "text")
    qtbot.keyClick(text, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: [row.name for row in kept_rows(stage)] == ["gambar tempel.png"])
    assert text.toPlainText() == ""


def test_a_copied_text_is_pasted_as_text(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    QGuiApplication.clipboard().setText("Jalan Rekaan Nomor 99")
    text = stage.find(QPlainTextEdit, "text")
    qtbot.keyClick(text, Qt.Key.Key_V, CONTROL)
    assert text.toPlainText() == "Jalan Rekaan Nomor 99"
    assert kept_rows(stage) == []


def test_a_copied_picture_pasted_on_the_page_begins_a_note(qtbot, stage: InboxStage, uids):
    stage.go_to(qtbot, uids["received"])
    QGuiApplication.clipboard().setImage(QImage(30, 30, QImage.Format.Format_RGB32))
    stage.page.setFocus()
    qtbot.keyClick(stage.page, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(kept_rows(stage)) == 1)


def test_an_empty_file_is_refused_by_name_and_the_text_stays(
    qtbot, stage: InboxStage, uids, tmp_path: Path
):
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    text = stage.find(QPlainTextEdit, "text")
    qtbot.keyClicks(text, "Berkas menyusul")
    copied = of_files(empty)
    QGuiApplication.clipboard().setMimeData(copied)
    qtbot.keyClick(text, Qt.Key.Key_V, CONTROL)
    note = stage.find(QLabel, "files_note")
    qtbot.waitUntil(note.isVisible)
    assert note.text() == "kosong.pdf: Berkas ini kosong."
    qtbot.keyClick(text, Qt.Key.Key_Left)  # why a file was refused stays while one goes on
    assert note.isVisible()
    assert text.toPlainText() == "Berkas menyusul"


def test_attached_files_wait_at_their_case(qtbot, stage: InboxStage, uids, photo: Path):
    stage.go_to(qtbot, uids["received"])
    stage.case.note()
    copied = of_files(photo)
    QGuiApplication.clipboard().setMimeData(copied)
    qtbot.keyClick(stage.find(QPlainTextEdit, "text"), Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(kept_rows(stage)) == 1)
    stage.go_to(qtbot, uids["late"])
    stage.case.note()
    assert kept_rows(stage) == []
    stage.go_to(qtbot, uids["received"])
    assert [row.name for row in kept_rows(stage)] == ["bukti.jpg"]


def test_a_picture_shows_small_and_opens_in_the_page(qtbot, stage: InboxStage, uids):
    open_files(qtbot, stage, uids["assigned"])
    qtbot.waitUntil(lambda: len(cards(stage)) == 1)
    (card,) = cards(stage)
    qtbot.waitUntil(lambda: any(label.pixmap().width() for label in card.findChildren(QLabel)))
    qtbot.mouseClick(stage.find(QPushButton, "look"), Qt.MouseButton.LeftButton)
    view = stage.page.findChild(PictureView)
    assert view is not None
    qtbot.waitUntil(view.isVisible)
    assert stage.screen.back()
    assert not view.isVisible()


def test_a_file_on_its_way_says_so_and_offers_nothing(qtbot, stage: InboxStage, desk: Desk, uids):
    with desk.context.open_work() as work:
        work.attachments.put(builders.an_attachment(case_uid=uids["received"]))
        work.commit()
    open_files(qtbot, stage, uids["received"])
    stage.case.refresh_if_shown(frozenset({uids["received"]}))
    qtbot.waitUntil(lambda: len(cards(stage)) == 1)
    (card,) = cards(stage)
    assert "masih di jalan" in [label.text() for label in card.findChildren(QLabel)]
    assert card.findChildren(QPushButton) == []


def test_a_damaged_picture_keeps_its_icon_and_opening_says_why(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    sha256 = desk.context.files.keep(b"GIF89a bukan gambar")
    damaged = builders.an_attachment(
        case_uid=uids["received"], sha256=sha256, media_type="image/gif"
    )
    with desk.context.open_work() as work:
        work.attachments.put(damaged)
        work.commit()
    open_files(qtbot, stage, uids["received"])
    stage.case.refresh_if_shown(frozenset({uids["received"]}))
    qtbot.waitUntil(lambda: len(cards(stage)) == 1)
    stage.find(QPushButton, "look").click()
    qtbot.waitUntil(lambda: len(stage.heard.of("trouble")) == 1)
    assert stage.heard.of("failed") == []


def test_a_copy_is_saved_where_asked(qtbot, stage: InboxStage, uids, tmp_path: Path):
    open_files(qtbot, stage, uids["assigned"])
    qtbot.waitUntil(lambda: len(cards(stage)) == 1)
    (card,) = cards(stage)
    card.copy_wanted.emit(card.file)
    dialog = stage.page.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "salinan.jpg"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: stage.heard.of("said") != [])
    assert target.read_bytes() == a_photo()


@given(width=st.integers(1, 900), height=st.integers(1, 900), side=st.integers(8, 300))
def test_a_small_picture_fits_and_keeps_its_shape(qapp, width: int, height: int, side: int):
    made = small_picture(a_photo(width, height), QSize(side, side))
    assert not made.isNull()
    assert made.width() <= max(side, 1)
    assert made.height() <= max(side, 1)
    if max(width, height) <= side:
        assert (made.width(), made.height()) == (width, height)


@pytest.mark.qt_log_ignore("JPEG datastream")  # Qt says so of bytes that only begin like one
@given(content=st.binary(max_size=200))
def test_what_is_no_picture_is_said_to_be_unreadable(qapp, content: bytes):
    with pytest.raises(ExpectedError) as refused:
        small_picture(content, QSize(100, 100))
    assert refused.value.trouble is Trouble.FILE_UNREADABLE

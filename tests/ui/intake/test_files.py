"""Files come by drop, paste or dialog, are listed with their size and can be taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.ui.intake.file_row import size_words
from desktop_app.ui.intake.offered_file import file_at
from tests.ui.intake.counter import CTRL, Counter

ENTER = Qt.Key.Key_Return
PDF = b"%PDF-1.7 invented"


def names(counter: Counter) -> list[str]:
    return [name for _, name in counter.screen.draft().files]


def a_picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "surat warga.pdf"
    path.write_bytes(PDF)
    return path


def choose(counter: Counter, qtbot, path: Path) -> None:
    counter.go("add_file")
    counter.press(ENTER)
    dialog = counter.screen.findChild(QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(path.name)
    dialog.accept()


def test_three_files_by_drop_paste_and_dialog_belong_to_the_case(counter, qtbot, tmp_path, letter):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff invented")
    counter.fill()
    counter.drop(letter)
    counter.go("place")
    counter.paste(a_picture())
    choose(counter, qtbot, photo)
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    attached = counter.saved_case().attachments
    assert sorted((file.name, file.media_type) for file in attached) == [
        ("foto.jpg", "image/jpeg"),
        ("gambar tempel 1.png", "image/png"),
        ("surat warga.pdf", "application/pdf"),
    ]
    read = counter.desk.context.files.read
    assert next(read(file.sha256) for file in attached if file.name.endswith("pdf")) == PDF


def test_copied_files_are_taken_from_the_reporters_words_too(counter, qtbot, letter):
    counter.go("words")
    counter.paste([letter])
    qtbot.waitUntil(lambda: names(counter) == ["surat warga.pdf"])
    assert counter.shown("words") == ""


def test_accepting_a_message_keeps_the_files_that_are_there(counter, qtbot, letter):
    counter.drop(letter)
    counter.paste("19/11/26 21.05 - Bu Lastri Contoh: Jalan berlubang.")
    counter.press(ENTER)
    qtbot.waitUntil(lambda: names(counter) == ["surat warga.pdf"])
    assert counter.screen.draft().text.words == "Jalan berlubang."


def test_a_file_is_listed_with_its_size_and_can_be_taken_out(counter, qtbot, letter):
    counter.drop(letter)
    qtbot.waitUntil(lambda: names(counter) == ["surat warga.pdf"])
    assert "1 KB" in [label.text() for label in counter.screen.findChildren(QLabel)]
    remove = next(
        widget
        for widget in counter.screen.findChildren(QWidget)
        if widget.accessibleName() == "Keluarkan surat warga.pdf"
    )
    remove.setFocus()
    counter.press(ENTER)
    assert names(counter) == []
    assert counter.focused_name() == "add_file"


def test_the_same_file_twice_is_listed_once(counter, qtbot, letter):
    counter.drop(letter, letter)
    qtbot.waitUntil(lambda: names(counter) == ["surat warga.pdf"])
    counter.lanes.write.close(drop_waiting=False)
    assert names(counter) == ["surat warga.pdf"]


def test_an_empty_file_and_a_huge_one_are_refused_by_name(counter, qtbot, tmp_path):
    empty, huge = (tmp_path / name for name in ("kosong.txt", "besar.bin"))
    empty.touch()
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    for path, words in (
        (empty, "kosong.txt: Berkas ini kosong"),
        (huge, "besar.bin: Berkas lebih"),
    ):
        counter.drop(path)
        qtbot.waitUntil(lambda words=words: counter.shown("files_note").startswith(words))
    assert names(counter) == []


def test_a_file_that_vanished_says_so_in_words():
    with pytest.raises(ExpectedError) as caught:
        file_at(Path("tidak ada.pdf")).read()
    assert caught.value.trouble is Trouble.FILE_UNREADABLE


def test_a_save_waits_for_the_files_that_are_still_being_kept(counter, qtbot, tmp_path):
    big = tmp_path / "video.mp4"
    big.write_bytes(bytes(8_000_000))
    counter.fill()
    counter.drop(big)
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    assert [file.size for file in counter.saved_case().attachments] == [8_000_000]


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (355_000, "347 KB"), (1_300_000, "1,2 MB"), (LARGEST_FILE, "20,0 MB")],
)
def test_sizes_are_written_as_people_read_them(size, words):
    assert size_words(size) == words

"""Where there is no line: the work leaves by USB stick, or as a file that people can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPushButton

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.ui.shell.doors import BundleReport, RoundEnd
from desktop_app.ui.sync.courier_tab import CourierTab
from desktop_app.ui.sync.sync_page import SyncTab
from tests.builders import a_round
from tests.ui.office import Office


@pytest.fixture(autouse=True)
def plain_dialogs(qapp):
    """Ask for files in dialogs that a test can fill in."""
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


def name_file(qtbot, office: Office, path: Path) -> QFileDialog:
    dialog = office.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    field.setText(str(path))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return dialog


def test_a_bundle_is_two_keys_and_a_place_away(qtbot, office: Office, tmp_path: Path):
    office.open_sync()
    office.key(Qt.Key.Key_T)
    assert office.page.current_tab() is SyncTab.COURIER
    dialog = office.dialog(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("loket-BBS-A-2026-11-20-0954.kurir")
    name_file(qtbot, office, tmp_path / "paket")
    office.see("Paket jadi: 3 perubahan, 1 berkas.")
    assert office.outside.stick == [("write", tmp_path / "paket.kurir")]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (BundleReport(changes=1, files=0, files_left=4), "4 berkas."),
        (BundleReport(changes=10_000, files=0, changes_left=12), "12 perubahan."),
        (BundleReport(changes=9, files=1, changes_left=1, files_left=2), "1 perubahan, 2 berkas."),
    ],
)
def test_what_found_no_room_is_told(
    qtbot, office: Office, tmp_path: Path, report: BundleReport, words: str
):
    office.outside.report = report
    office.open_sync()
    office.key(Qt.Key.Key_T)
    name_file(qtbot, office, tmp_path / "paket.kurir")
    office.see(f"Tidak muat dan menunggu paket berikutnya: {words}")


def test_the_bundle_of_another_desk_is_carried_and_its_answer_named(
    qtbot, office: Office, tmp_path: Path
):
    bundle = tmp_path / "GDS-A.kurir"
    bundle.write_bytes(b"x")
    office.open_sync()
    office.key(Qt.Key.Key_A)
    name_file(qtbot, office, bundle)
    office.see("Jawabannya: jawaban.kurir, di folder yang sama.")
    assert office.outside.stick == [("carry", bundle)]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (RoundEnd(record=a_round(sent=3, received=7)), "Terkirim: 3 perubahan. Diterima: 7 perub"),
        (RoundEnd(record=a_round(sent=2, refused=1)), "1 ditolak; lihat Perlu perhatian."),
        (RoundEnd(), "Jawaban ini sudah pernah diambil. Tidak ada yang berubah."),
        (RoundEnd(trouble=ExpectedError(Trouble.BUNDLE_FOREIGN)), "server kabupaten lain"),
    ],
)
def test_an_answer_that_was_taken_in_says_what_came_of_it(
    qtbot, office: Office, tmp_path: Path, answer: RoundEnd, words: str
):
    file = tmp_path / "jawaban.kurir"
    file.write_bytes(b"x")
    office.outside.answer = answer
    office.open_sync()
    office.key(Qt.Key.Key_M)
    name_file(qtbot, office, file)
    office.see(words)


def test_an_answer_that_takes_many_cases_away_waits_for_a_clear_answer(
    qtbot, office: Office, tmp_path: Path
):
    file = tmp_path / "jawaban.kurir"
    file.write_bytes(b"x")
    trouble = ExpectedError(Trouble.WOULD_REMOVE_MANY, facts={"count": "312"})
    office.outside.answer = RoundEnd(trouble=trouble, record=a_round())
    office.open_sync()
    office.key(Qt.Key.Key_M)
    name_file(qtbot, office, file)
    office.see("312 kasus akan hilang dari komputer ini sekaligus")
    office.outside.answer = RoundEnd(record=a_round(sent=3, received=312))
    tab = office.find(CourierTab)
    (go_on,) = (b for b in tab.findChildren(QPushButton) if b.text() == "Lanjutkan sekali ini")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    office.see("Terkirim: 3 perubahan. Diterima: 312 perub")
    assert office.outside.stick == [("take", file), ("take many", file)]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Trouble.STICK_FULL, "Stik penuh"),
        (Trouble.BUNDLE_UNREADABLE, "rusak, terpotong, atau bukan paket kurir"),
        (Trouble.SERVER_UNREACHABLE, "Server tidak dapat dihubungi"),
    ],
)
def test_what_goes_wrong_with_a_stick_is_said_and_can_be_tried_again(
    qtbot, office: Office, tmp_path: Path, trouble: Trouble, words: str
):
    office.outside.trouble = ExpectedError(trouble)
    office.open_sync()
    office.key(Qt.Key.Key_T)
    name_file(qtbot, office, tmp_path / "paket.kurir")
    office.see(words)
    assert office.find(QPushButton, "write_bundle").isEnabled()


def agree(qtbot, office: Office) -> None:
    """Read the warning and go on to the file."""
    box = office.dialog(QMessageBox)
    assert "data pribadi pelapor" in box.text()
    go_on = next(button for button in box.buttons() if button.text() == "Pilih berkas…")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)


def test_everything_unsent_is_written_for_people(qtbot, office: Office, tmp_path: Path):
    office.open_sync()
    office.key(Qt.Key.Key_E)
    agree(qtbot, office)
    name_file(qtbot, office, tmp_path / "keluar.html")
    office.see("Berkas ini tidak terkunci sandi.")
    page = (tmp_path / "keluar.html").read_text(encoding="utf-8")
    assert "Saluran air tersumbat di Pasar Bobotsari" in page
    assert "RAHASIA" in page
    assert "<script" not in page


def test_everything_unsent_is_written_for_programs(qtbot, office: Office, tmp_path: Path):
    office.open_sync()
    office.key(Qt.Key.Key_E)
    agree(qtbot, office)
    name_file(qtbot, office, tmp_path / "keluar.json")
    office.see("Berkas ini tidak terkunci sandi.")
    document = json.loads((tmp_path / "keluar.json").read_text(encoding="utf-8"))
    assert document["kode_kantor"] == "BBS"


def test_what_people_typed_is_words_and_never_markup(qtbot, office: Office, tmp_path: Path):
    office.desk.registered(title="<b>tebal</b>", words="<img src=x onerror=alert(1)>")
    office.open_sync()
    office.key(Qt.Key.Key_E)
    agree(qtbot, office)
    name_file(qtbot, office, tmp_path / "keluar.html")
    office.see("Berkas ini tidak terkunci sandi.")
    page = (tmp_path / "keluar.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;tebal" in page
    assert "<img" not in page

"""The page of the copies: one now, a second place, the return to one, and the export."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop_app.domain.backups import Occasion
from desktop_app.ui.backup.backup_page import BackupPage
from desktop_app.ui.backup.second_place_card import SecondPlaceCard
from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from tests.desk import Desk
from tests.ui.office import Office


def a_copy(desk: Desk) -> None:
    """Make a copy as the program does by itself."""
    copies = desk.profile.copies(desk.context.zone)
    copies.make(Occasion.DAILY, desk.clock(), tell=lambda _: None, cancelled=lambda: False)


@pytest.fixture
def page(office: Office) -> BackupPage:
    """The page as the menu behind the name opens it."""
    menu = office.window.findChild(QAction, "backup")
    assert menu is not None
    menu.trigger()
    office.see("Cadangan")
    return office.find(BackupPage)


def choose_folder(office: Office, folder: Path) -> None:
    """Choose a folder in the dialog that is open."""
    dialog = office.dialog(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def test_a_desk_without_a_copy_says_so(office: Office, page: BackupPage):
    office.see("Belum ada cadangan")


def test_one_click_makes_a_copy_and_says_that_it_was_tried(office: Office, page: BackupPage):
    office.click("make_copy")

    office.see("Cadangan dibuat dan sudah dicoba buka.")
    office.see(f"sudah dicoba buka: {cases_of(office)} aduan")
    assert len(office.find(PlainTable, "copies").words()) == 1


def test_a_second_place_is_chosen_and_filled(office: Office, page: BackupPage, tmp_path: Path):
    office.see("Bila komputer ini hilang atau rusak")
    stick = tmp_path / "stik"
    stick.mkdir()

    office.click("choose_second_place")
    choose_folder(office, stick)

    office.see("Terakhir disalin:", office.find(SecondPlaceCard))
    assert list(stick.rglob("office.db"))


def test_a_stick_that_is_gone_is_said_with_what_is_safe(
    office: Office, page: BackupPage, tmp_path: Path
):
    stick = tmp_path / "stik"
    stick.mkdir()
    office.click("choose_second_place")
    choose_folder(office, stick)
    office.see("Terakhir disalin:", office.find(SecondPlaceCard))
    stick.rename(tmp_path / "dicabut")

    office.click("make_copy")

    office.see("Tempat kedua tidak ditemukan", office.find(SecondPlaceCard))
    office.see("Cadangan di komputer ini utuh", office.find(SecondPlaceCard))


def test_a_return_is_previewed_asked_and_ends_at_the_sign_in_page(
    qtbot, office: Office, page: BackupPage
):
    a_copy(office.desk)
    office.desk.registered()
    page_refresh(office)
    table = office.find(PlainTable, "copies")
    qtbot.waitUntil(lambda: len(table.words()) == 1)
    table.setFocus()
    table.selectRow(0)
    office.click("preview_return")
    office.see("Lebih baru dari cadangan itu: 1 aduan")
    office.see("perubahan yang belum terkirim ikut dibawa")

    office.click("agree_to_return")

    office.see("Data dipulihkan ke cadangan")
    assert office.find(SignInScreen).isVisible()


def test_a_clerk_may_make_a_copy_but_not_return_to_one(clerks_office: Office):
    menu = clerks_office.window.findChild(QAction, "backup")
    assert menu is not None
    menu.trigger()
    clerks_office.see("Memulihkan dan memilih tempat kedua: verifikator")

    assert clerks_office.find(QPushButton, "make_copy").isEnabled()
    assert not clerks_office.find(QPushButton, "choose_second_place").isEnabled()
    assert not clerks_office.find(QPushButton, "export_all").isEnabled()


def test_everything_is_exported_into_a_folder(office: Office, page: BackupPage, tmp_path: Path):
    target = tmp_path / "ekspor"
    target.mkdir()

    office.click("export_all")
    choose_folder(office, target)

    office.see(f"Ekspor selesai: {cases_of(office)} aduan")
    assert list(target.rglob("aduan.csv"))


def test_an_export_with_identities_asks_why(qtbot, signers_office: Office, tmp_path: Path):
    office = signers_office
    menu = office.window.findChild(QAction, "backup")
    assert menu is not None
    menu.trigger()
    office.see("Cadangan")
    qtbot.waitUntil(office.find(CheckBox, "export_everything").isEnabled)
    office.find(CheckBox, "export_everything").click()

    office.see("Dicatat di jejak audit bersama nama Anda")
    office.click("export_all")
    choose_folder(office, tmp_path)

    office.see("Ekspor selesai")
    assert list(tmp_path.rglob("pelapor.csv"))


def test_a_copy_that_lies_on_the_stick_alone_is_offered_too(
    qtbot, office: Office, page: BackupPage, tmp_path: Path
):
    stick = tmp_path / "stik"
    stick.mkdir()
    office.click("choose_second_place")
    choose_folder(office, stick)
    office.see("Terakhir disalin:", office.find(SecondPlaceCard))
    shutil.rmtree(office.desk.folder / "backups")
    page_refresh(office)
    office.see("Belum ada cadangan")
    table = office.find(PlainTable, "copies")
    qtbot.waitUntil(lambda: [row[3] for row in table.words()] == ["Tempat kedua"])
    table.setFocus()
    table.selectRow(0)
    office.click("preview_return")
    office.see("Keadaan sekarang disimpan dahulu")

    office.click("agree_to_return")

    office.see("Data dipulihkan ke cadangan")


def test_closing_the_window_makes_the_copy_of_what_was_done(office: Office):
    office.window.close()

    assert office.outside.closed.is_set()


def test_the_page_is_left_by_escape(office: Office, page: BackupPage):
    office.key(Qt.Key.Key_Escape)

    assert office.frame.current_section() == "inbox"


def page_refresh(office: Office) -> None:
    menu = office.window.findChild(QAction, "backup")
    assert menu is not None
    menu.trigger()


def cases_of(office: Office) -> int:
    with office.context.open_read() as work:
        return work.cases.count()

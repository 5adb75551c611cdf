"""The book of letter numbers is one click from the letters of a case, and marks spoilt numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabBar

from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.letters.ledger_page import LedgerPage
from tests.builders import a_letter
from tests.ui.office import Office

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def book(qtbot, office: Office) -> LedgerPage:
    """The page as the letters tab opens it."""
    qtbot.waitUntil(lambda: "BBS/26/A-" in office.words())
    office.find(QTabBar, "case_tabs").setCurrentIndex(3)
    office.click("open_ledger")
    office.see("Buku nomor surat 2026")
    return office.find(LedgerPage)


def test_every_number_is_told(office: Office, book: LedgerPage):
    words = office.words(book)
    assert "49 nomor masih dapat dipakai di komputer ini." in words
    assert "2–50 Belum dipakai" in words
    assert "Dapat dipakai sampai Kam, 31 Des 2026" in words
    assert "Tindak lanjut pengaduan" in words


def test_a_letter_numbered_by_hand_is_in_the_book(office: Office, book: LedgerPage):
    office.store(lambda work: work.letters.put(a_letter(sequence=None, number="470/9/2026")))
    office.click("earlier_year")
    office.see("Buku nomor surat 2025")
    office.click("later_year")
    office.see("Buku nomor surat 2026")
    assert "– Terbit, nomor diketik" in office.words(book)
    assert "470/9/2026" in office.words(book)


def test_a_spoilt_number_is_marked_with_its_reason(qtbot, office: Office, book: LedgerPage):
    qtbot.waitUntil(office.find(PlainTable, "ledger").hasFocus)
    office.click("spoil_number")
    reason = office.find(QLineEdit, "reason")
    assert office.find(QLineEdit, "sequence").text() == "2"
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "Kertas sobek")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    office.see("Nomor 2 ditandai rusak.")
    office.see("Kertas sobek")
    assert "3–50 Belum dipakai" in office.words(book)


def test_a_number_that_is_not_ours_is_refused_beside_its_field(
    qtbot, office: Office, book: LedgerPage
):
    office.click("spoil_number")
    number = office.find(QLineEdit, "sequence")
    number.setText("99")
    office.find(QLineEdit, "reason").setText("Sobek")
    qtbot.keyClick(number, Qt.Key.Key_Return, CONTROL)
    office.see("bukan jatah komputer ini")
    assert number.hasFocus()


def test_a_year_without_numbers_says_where_they_come_from(office: Office, book: LedgerPage):
    office.click("later_year")
    office.see("Buku nomor surat 2027")
    office.see("Jatah nomor datang dari server saat sinkron.")
    assert not office.find(QPushButton, "spoil_number").isVisible()


def test_a_form_begun_for_one_year_is_not_open_for_another(office: Office, book: LedgerPage):
    office.click("spoil_number")
    office.click("later_year")
    office.see("Buku nomor surat 2027")
    assert not office.find(QLineEdit, "reason").isVisible()
    office.click("earlier_year")
    office.see("Buku nomor surat 2026")
    assert office.find(QPushButton, "spoil_number").isVisible()


def test_escape_leaves_the_form_and_then_the_book(office: Office, book: LedgerPage):
    office.click("spoil_number")
    office.key(Qt.Key.Key_Escape)
    assert office.frame.current_section() == "ledger"
    office.key(Qt.Key.Key_Escape)
    assert office.frame.current_section() == "inbox"

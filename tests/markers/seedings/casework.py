"""On a case: what is written, looked at, copied, sought, sent as a letter and taken back."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLineEdit

from tests.markers.marks import DROPPED, KEPT, PASSING
from tests.tour import sight
from tests.tour.chapters.casework import open_case, open_tab
from tests.tour.driver import Driver


def work_on_case(d: Driver) -> None:
    """Correct, verify, note and reply."""
    open_marked(d)
    d.click("correct")
    d.fill("place", KEPT["correction"])
    d.key("Ctrl+Return")
    d.see("Koreksi tersimpan.")
    d.key("Alt+1", "V")
    d.see("Laporan terverifikasi.")
    write(d, "C", KEPT["note"], "Catatan tersimpan.")
    write(d, "B", KEPT["reply"], "Balasan tersimpan.")


def hand_on(d: Driver) -> None:
    """Assign the case to another office, with a message."""
    open_marked(d)
    d.key("T")
    d.await_focus("office")
    d.type("perhub")
    d.see_row("Dinas Perhubungan")
    d.key("Return")
    d.await_focus("text")
    d.type(KEPT["move"])
    d.key("Ctrl+Return")
    d.see("Laporan diteruskan.")


def look_at_picture(d: Driver) -> None:
    """Open a picture of the case and leave it open."""
    open_marked(d)
    open_tab(d, "Berkas")
    d.click("Lihat foto.png")
    d.lose("Tambah berkas")


def copy(d: Driver) -> None:
    """Copy what was written, in a field and in the list of what happened."""
    open_marked(d)
    d.key("C")
    d.await_focus("text")
    d.type(DROPPED["copied"])
    d.key("Ctrl+A", "Ctrl+C")
    d.must(QGuiApplication.clipboard().text() == DROPPED["copied"], "the words are copied")
    d.key("Ctrl+A", "Del", "Esc")


def search(d: Driver) -> None:
    """Seek a word that no case has, then one that a case has."""
    d.key("Alt+1", "Ctrl+K")
    d.await_focus("search")
    d.type(PASSING["search"])
    d.key("Return", "Ctrl+A")
    d.type(KEPT["title"])
    d.key("Return")
    d.see_row(KEPT["title"])
    d.key("Esc")


def letter(d: Driver) -> None:
    """Throw one letter away, then issue another and print it."""
    open_marked(d)
    d.key("S")
    d.await_focus("template")
    d.fill("body", DROPPED["unkept_letter"])
    d.see_sheet()
    d.key("Esc")
    d.wait(lambda: not d.is_there("letter_window"), "the letter to close")
    d.key("S")
    d.await_focus("template")
    d.fill("subject", KEPT["subject"])
    d.fill("body", KEPT["letter"])
    d.key("Ctrl+Return")
    d.wait(lambda: d.is_there("print"), "the preview of the issued letter")
    d.see_sheet()
    d.keep_pdf("surat.pdf", "Surat")
    d.answer("print", lambda: _print(d))


def spoil_number(d: Driver) -> None:
    """Void a letter number with a reason."""
    open_marked(d)
    open_tab(d, "Surat")
    d.click("open_ledger")
    d.click("spoil_number")
    d.fill("sequence", "3")
    d.fill("reason", KEPT["spoilt_reason"])
    d.key("Ctrl+Return")
    d.see_row(KEPT["spoilt_reason"])
    d.key("Esc")


def void(d: Driver) -> None:
    """Take a case back with a reason."""
    d.key("Alt+1")
    d.click("group_ended")
    open_case(d, d.facts["information_number"])
    d.key("Del")
    d.await_focus("text")
    d.type(KEPT["void_reason"])
    d.key("Ctrl+Return")
    d.lose(d.facts["information_number"])
    d.click("group_open")


def half_written(d: Driver) -> None:
    """Leave a note half written and lock the screen."""
    open_marked(d)
    d.key("C")
    d.await_focus("text")
    d.type(KEPT["half_written"])
    d.key("Ctrl+L")
    d.see("Layar terkunci")
    d.await_focus("password")


def open_marked(d: Driver) -> None:
    d.key("Alt+1")
    d.await_focus("case_list")
    d.step_to_row(KEPT["title"])
    d.wait(lambda: KEPT["title"] in d.read("case_title"), "the marked case on the page")


def write(d: Driver, key: str, words: str, done: str) -> None:
    d.key(key)
    d.await_focus("text")
    d.type(words)
    d.key("Ctrl+Return")
    d.see(done)


def _print(d: Driver) -> None:
    """Send the sheet to the one printer there is here, which writes a file."""
    dialog = d.wait(lambda: next(sight.visible(QPrintDialog), None), "the dialog of the printer")
    names = {field.objectName(): field for field in dialog.findChildren(QLineEdit)}
    names["filename"].setText(str(d.luggage / "cetakan.pdf"))
    dialog.accept()

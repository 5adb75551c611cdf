"""What is typed, attached, shown and printed with marked words: a new feature is one more line.

Each works the real window by keys and mouse, as the chapters of the tour do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from tests.markers.luggage import brought_along
from tests.markers.marks import DROPPED, KEPT, PASSING
from tests.tour import sight
from tests.tour.chapters import first_day
from tests.tour.chapters.casework import await_sent, open_case, open_tab
from tests.tour.driver import Driver

_GLANCE_MS = 10
_PATIENCE_MS = 5000


def set_up(d: Driver) -> None:
    """Enrol with a marked password; reads the printed code."""
    d.await_focus("server_url")
    d.type(d.facts["server"])
    d.fill("code", d.facts["code"])
    d.fill("password", PASSING["password"])
    d.fill("password_again", PASSING["password"])
    d.key("Return")
    d.see("Simpan kode pemulihan")
    d.facts["recovery_code"] = d.read("recovery_code")
    d.click("code_is_kept")
    d.see("Selamat bertugas")


def sign_in(d: Driver) -> None:
    """Come in with the marked password."""
    first_day.enter(d, PASSING["password"])


def intake(d: Driver) -> None:
    """Fill every field, attach a file of each kind, save, and leave the receipt open."""
    _new_report(d)
    d.key("1")
    for name in ("reporter_name", "reporter_phone", "reporter_nik", "reporter_address", "words"):
        d.fill(name, KEPT[name])
    d.fill("title", KEPT["title"])
    d.fill("category", "jemb")
    d.key("Return")
    d.await_focus("village")
    d.type("ganda")
    d.key("Return")
    d.fill("place", KEPT["place"])
    d.fill("complained_about", KEPT["complained_about"])
    for path in brought_along(d.luggage, KEPT):
        d.paste_file(path)
        d.see(path.name)
        path.unlink()
    d.lose("sedang disimpan…")
    d.key("Ctrl+Return")
    d.see_sheet()


def information(d: Driver) -> None:
    """Answer a request at the counter in the same save."""
    _new_report(d)
    d.key("1")
    d.fill("reporter_name", "Contoh Peminta")
    d.fill("reporter_phone", "0812 0000 5566")
    d.fill("words", "Apa syarat pindah domisili?")
    d.tab_to("classification")
    d.key("Right", "Right")
    d.fill("category", "kependudukan")
    d.key("Return")
    d.fill("answer", KEPT["answer"])
    d.key("Ctrl+S")
    d.facts["information_number"] = d.read("register_number")


def form_thrown_away(d: Driver) -> None:
    """Type into a form and empty it again."""
    _new_report(d)
    d.fill("words", DROPPED["form"])
    d.wait(lambda: d.read("draft_state").startswith("draf tersimpan"), "the draft to be kept")
    d.click("clear_form")
    d.see("Formulir dikosongkan.")


def draft(d: Driver) -> None:
    """Leave a report half typed."""
    _new_report(d)
    d.fill("words", KEPT["draft"])
    d.wait(lambda: d.read("draft_state").startswith("draf tersimpan"), "the draft to be kept")


def work_on_case(d: Driver) -> None:
    """Correct, verify, note and reply."""
    _open(d)
    d.click("correct")
    d.fill("place", KEPT["correction"])
    d.key("Ctrl+Return")
    d.see("Koreksi tersimpan.")
    d.key("Alt+1", "V")
    d.see("Laporan terverifikasi.")
    _write(d, "C", KEPT["note"], "Catatan tersimpan.")
    _write(d, "B", KEPT["reply"], "Balasan tersimpan.")


def hand_on(d: Driver) -> None:
    """Assign the case to another office, with a message."""
    _open(d)
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
    _open(d)
    open_tab(d, "Berkas")
    d.click("Lihat foto.png")
    d.lose("Tambah berkas")


def copy(d: Driver) -> None:
    """Copy what was written, in a field and in the list of what happened."""
    _open(d)
    d.key("C")
    d.await_focus("text")
    d.type(PASSING["copied"])
    d.key("Ctrl+A", "Ctrl+C")
    d.must(QGuiApplication.clipboard().text() == PASSING["copied"], "the words are copied")
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
    _open(d)
    d.key("S")
    d.await_focus("template")
    d.fill("body", PASSING["unkept_letter"])
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
    _open(d)
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


def fail(d: Driver) -> None:
    """Let the program break with words of a case in the error, in the window and in a lane."""
    from desktop_app.ui.tasks import TaskRunner

    QTimer.singleShot(0, lambda: _break(PASSING["crash"]))
    _press_in_message(d)
    (lane,) = d.window.findChildren(TaskRunner, "read")

    def throw(error: Exception) -> None:
        raise error

    def work() -> None:
        _break(PASSING["crash_in_lane"])

    lane.run(d.window, work, on_done=lambda _nothing: None, on_error=throw)
    _press_in_message(d)


def round_with_server(d: Driver) -> None:
    """Send everything, and hear what is new."""
    await_sent(d)


def by_courier(d: Driver) -> None:
    """Write what waits to a stick."""
    _write_in_case(d)
    d.key("Alt+2")
    d.open_tab("sync_tabs", "Kurir")
    d.name_file("write_bundle", _stick(d) / "paket.kurir")
    d.see("Paket jadi: ")


def courier_comes_back(d: Driver) -> None:
    """Carry the bundle to the server and take what came back."""
    d.key("Alt+2")
    d.open_tab("sync_tabs", "Kurir")
    d.name_file("carry_bundle", _stick(d) / "paket.kurir")
    answer = d.wait(
        lambda: next(_stick(d).glob("paket*jawaban*.kurir"), None), "the answer on the stick"
    )
    d.wait(lambda: d.find("take_answer").isEnabled(), "the courier to be done")
    d.name_file("take_answer", answer)
    d.wait(lambda: d.is_there("courier_done"), "the answer to be taken")


def export(d: Driver) -> None:
    """Export what waits into a file of the person's own."""
    _write_in_case(d)
    d.key("Alt+2")
    d.open_tab("sync_tabs", "Menunggu")
    d.click("export_unsent")
    _press_in_message(d, "choose_export_file")
    d.name_in_dialog(d.luggage / "ekspor.html")
    d.wait((d.luggage / "ekspor.html").is_file, "the exported file")


def pages_beside(d: Driver) -> None:
    """Look at the pages that show what has no place elsewhere."""
    d.key("Alt+2")
    for tab in ("Riwayat", "Sambungan"):
        d.open_tab("sync_tabs", tab)
    d.key("U")
    d.see("Sambungan baik.")
    d.key("Alt+1")


def ways_in(d: Driver) -> None:
    """Give a colleague a code, and print a new code of recovery."""
    d.choose_in_menu("person", "Petugas komputer ini")
    d.see_row("Joko Prasetyo")
    d.click_row("Joko Prasetyo")
    d.click("let_in")
    d.see("Bacakan kode ini hanya kepada")
    d.facts["given_code"] = d.read("given_code")
    d.key("Esc")


def sign_out(d: Driver) -> None:
    """Lock the profile."""
    d.choose_in_menu("person", "Keluar")
    d.see("Selamat bertugas")


SEEDINGS: Mapping[str, Callable[[Driver], None]] = {
    seeding.__name__: seeding
    for seeding in (
        set_up,
        sign_in,
        intake,
        information,
        form_thrown_away,
        draft,
        work_on_case,
        hand_on,
        look_at_picture,
        copy,
        search,
        letter,
        spoil_number,
        void,
        fail,
        round_with_server,
        by_courier,
        courier_comes_back,
        export,
        pages_beside,
        ways_in,
        sign_out,
    )
}


def _new_report(d: Driver) -> None:
    d.key("Ctrl+N")
    d.await_focus("channel")


def _open(d: Driver) -> None:
    d.key("Alt+1")
    d.await_focus("case_list")
    d.step_to_row(KEPT["title"])
    d.wait(lambda: KEPT["title"] in d.read("case_title"), "the marked case on the page")


def _write(d: Driver, key: str, words: str, done: str) -> None:
    d.key(key)
    d.await_focus("text")
    d.type(words)
    d.key("Ctrl+Return")
    d.see(done)


def _write_in_case(d: Driver) -> None:
    """Write what then waits to be sent."""
    _open(d)
    _write(d, "C", KEPT["bundle"], "Catatan tersimpan.")


def _stick(d: Driver) -> Path:
    return d.luggage / "stik"


def _print(d: Driver) -> None:
    """Send the sheet to the one printer there is here, which writes a file."""
    dialog = d.wait(lambda: next(sight.visible(QPrintDialog), None), "the dialog of the printer")
    names = {field.objectName(): field for field in dialog.findChildren(QLineEdit)}
    names["filename"].setText(str(d.luggage / "cetakan.pdf"))
    dialog.accept()


def _break(words: str) -> None:
    raise ValueError(words)


def _press_in_message(d: Driver, button: str = "") -> None:
    """Answer a message as soon as it comes; the driver itself stops at one."""
    loop = QEventLoop()
    answered: list[bool] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return
        pressed = [each for each in box.buttons() if not button or each.objectName() == button]
        pressed[0].click()
        answered.append(True)
        loop.quit()

    glances = QTimer(interval=_GLANCE_MS)
    glances.timeout.connect(answer)
    glances.start()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    glances.stop()
    d.must(answered, "the program says something")

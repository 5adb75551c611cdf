"""What leaves the PC, and what breaks on it: rounds, the stick, an export, an error."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.markers.marks import KEPT, PASSING
from tests.markers.seedings.casework import open_marked, write
from tests.tour.chapters.casework import await_sent
from tests.tour.driver import Driver

_GLANCE_MS = 10
_PATIENCE_MS = 5000


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


def audit_trail(d: Driver) -> None:
    """Look at what was done, have the trail checked, and export it for an inspector."""
    d.choose_in_menu("person", "Jejak audit")
    d.wait(lambda: d.is_there("trail"), "the audit trail")
    d.click("check_trail")
    d.see("Jejak audit utuh")
    d.name_file("export_trail", d.luggage / "jejak.zip")
    d.wait((d.luggage / "jejak.zip").is_file, "the exported trail")
    d.key("Alt+1")


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


def _write_in_case(d: Driver) -> None:
    """Write what then waits to be sent."""
    open_marked(d)
    write(d, "C", KEPT["bundle"], "Catatan tersimpan.")


def _stick(d: Driver) -> Path:
    return d.luggage / "stik"


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

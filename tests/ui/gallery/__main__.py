"""Draws every control and the frame with invented content: python -m tests.ui.gallery FOLDER.

Makes one picture of each page in light and dark, as large as a 1366x768 screen at any
QT_SCALE_FACTOR, so that a change of the look can be judged by eye.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.frame import Frame
from desktop_app.ui.theme.theme import SchemeChoice, Theme
from desktop_app.ui.top_bar import SyncKind
from tests.ui.gallery.controls import controls_page
from tests.ui.gallery.form import form
from tests.ui.gallery.inbox import inbox
from tests.ui.gallery.states import states

SCREEN = QSize(1366, 768)


def framed(theme: Theme, content: Callable[[Theme], QWidget]) -> Frame:
    frame = Frame(theme)
    frame.set_office("Kecamatan Bobotsari")
    frame.set_person("Siti Aminah", "Verifikator")
    frame.set_sync_state(SyncKind.SYNCED, "Tersinkron 09.12", detail="Semua sudah terkirim.")
    sections = (
        ("inbox", "Kotak masuk", "inbox"),
        ("cases", "Kasus", "files"),
        ("letters", "Surat", "mail"),
        ("sync", "Sinkronisasi", "arrow-up-down"),
        ("settings", "Pengaturan", "settings"),
    )
    for name, title, icon in sections:
        page = content(theme) if name == "inbox" else QWidget()
        frame.add_section(name, title, icon=icon, widget=page)
    frame.set_count("inbox", 12)
    frame.set_count("letters", 4)
    frame.show_section("inbox")
    return frame


def frame_page(theme: Theme) -> QWidget:
    return framed(theme, inbox)


def form_page(theme: Theme) -> QWidget:
    frame = framed(theme, form)
    frame.set_sync_state(SyncKind.WAITING, "3 perubahan menunggu · terakhir 09.12")
    frame.toast.say("Kasus BBS/26/A-000123-K diverifikasi.", undo=frame.focus_search)
    return frame


def states_page(theme: Theme) -> QWidget:
    frame = framed(theme, states)
    frame.set_sync_state(SyncKind.ATTENTION, "Perlu perhatian: 1 ditolak")
    return frame


PAGES = {
    "frame": frame_page,
    "form": form_page,
    "controls": controls_page,
    "states": states_page,
}
FOCUS = {"frame": "inbox", "form": "name", "controls": "focused", "states": "sync"}


def picture(theme: Theme, name: str, target: Path) -> None:
    page = PAGES[name](theme)
    ratio = page.devicePixelRatioF()
    page.resize(SCREEN / ratio)
    page.show()
    page.activateWindow()
    page.findChild(QWidget, FOCUS[name]).setFocus()
    QApplication.processEvents()
    toast = getattr(page, "toast", None)
    if toast is not None:
        toast.setGraphicsEffect(None)
    page.grab().save(str(target))
    page.close()
    page.deleteLater()


def main(folder: str) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0], "-platform", "offscreen"])
    install_interface_font(app)
    theme = Theme(app)
    for choice in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        theme.choose(choice)
        for name in PAGES:
            picture(theme, name, target / f"{name}-{choice.value}.png")
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

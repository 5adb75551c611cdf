"""Draws the intake screen in every state: python -m tests.ui.intake.pictures FOLDER.

Real use cases on a real profile with invented content, light and dark, as large as a 1366x768
screen at any QT_SCALE_FACTOR, so that a change of the look can be judged by eye.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.frame import Frame
from desktop_app.ui.theme.theme import SchemeChoice, Theme
from desktop_app.ui.top_bar import SyncKind
from tests.desk import Desk, a_desk
from tests.ui.intake.counter import CTRL, Counter

SCREEN = QSize(1366, 768)
MESSAGE = (
    "[09.12, 19/11/2026] Bu Lastri Contoh: Selamat pagi pak, lampu jalan di depan SDN 2 padam "
    "sudah dua minggu.\n[09.13, 19/11/2026] Bu Lastri Contoh: Kalau malam gelap sekali, anak-anak "
    "takut lewat."
)


class Stage(Counter):
    """A counter inside the frame of the program."""

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__(theme, desk)
        self.frame = Frame(theme)
        self.frame.set_office("Kecamatan Bobotsari")
        self.frame.set_person("Sari Rekaan", "Verifikator")
        self.frame.set_sync_state(SyncKind.SYNCED, "Tersinkron 09.12")
        self.frame.add_section("inbox", "Kotak masuk", icon="inbox", widget=QWidget())
        self.frame.add_section("cases", "Kasus", icon="files", widget=QWidget())
        self.frame.add_section("letters", "Surat", icon="mail", widget=QWidget())
        self.frame.add_page("intake", self.screen)
        self.frame.resize(SCREEN / self.frame.devicePixelRatioF())
        self.frame.show()
        self.frame.activateWindow()
        self.frame.show_section("intake")
        self.presenter.start()
        self.settle()

    def settle(self, milliseconds: int = 400) -> None:
        # QTest.qWait would keep the lanes' threads from running Python.
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @override
    def close(self) -> None:
        self.frame.close()
        super().close()
        self.frame.deleteLater()


def empty(stage: Stage) -> None:
    """The form as it opens."""


def typing(stage: Stage) -> None:
    who(stage)
    stage.write("words", "Lampu jalan di depan SDN 2 padam sudah dua minggu. Anak takut lewat.")
    stage.write("category", "peneran")
    stage.press(Qt.Key.Key_Return)
    stage.write("village", "karang")
    stage.press(Qt.Key.Key_Down)
    stage.settle(1000)


def filled_in(stage: Stage) -> None:
    who(stage)
    stage.write("words", "Lampu jalan di depan SDN 2 padam sudah dua minggu. Anak takut lewat.")
    stage.write("category", "peneran")
    stage.press(Qt.Key.Key_Return)
    stage.write("village", "gandas")
    stage.press(Qt.Key.Key_Return)
    stage.type("Depan SDN 2, RT 03/RW 01")
    stage.write("happened_on", "5 nov")
    stage.write("happened_words", "sejak dua minggu lalu")
    stage.write("complained_office", "perhub")
    stage.press(Qt.Key.Key_Return)
    image = QImage(900, 700, QImage.Format.Format_RGB32)
    image.fill(QColor("#8899aa"))
    stage.paste(image)
    stage.settle(1200)
    stage.go("add_file")


def errors(stage: Stage) -> None:
    stage.write("reporter_phone", "0812-34")
    stage.write("reporter_nik", "33031234")
    stage.write("happened_on", "31/02")
    stage.write("village", "gandasulik")
    stage.press(Qt.Key.Key_Return, CTRL)
    stage.settle(1000)


def whatsapp(stage: Stage) -> None:
    stage.paste(MESSAGE)
    stage.settle()


def whatsapp_taken(stage: Stage) -> None:
    whatsapp(stage)
    stage.press(Qt.Key.Key_Return)
    stage.settle(1000)


def information(stage: Stage) -> None:
    who(stage)
    stage.write("words", "Syarat pindah KK apa saja, dan berapa lama jadinya?")
    stage.click("information_request")
    stage.write("category", "kepend")
    stage.press(Qt.Key.Key_Return)
    stage.type("KTP, KK asli dan surat nikah. Tiga hari kerja, tanpa biaya.")
    stage.settle(1000)


def emergency(stage: Stage) -> None:
    stage.write("words", "Ada kebakaran di pasar, dua orang pingsan!")
    stage.settle(1000)


def restored(stage: Stage) -> None:
    typing(stage)
    stage.press(Qt.Key.Key_Return)
    stage.settle(1000)
    stage.presenter.start()
    stage.settle()


def emptied(stage: Stage) -> None:
    typing(stage)
    stage.click("clear_form")
    stage.settle()


def clock_doubted(stage: Stage) -> None:
    saved(stage)
    stage.press(Qt.Key.Key_Return)
    stage.desk.clock.pass_days(-3)
    stage.fill()
    stage.press(Qt.Key.Key_S, CTRL)
    stage.settle()


def saved(stage: Stage) -> None:
    typing(stage)
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_S, CTRL)
    stage.settle(600)


def who(stage: Stage) -> None:
    stage.write("reporter_name", "Lastri Contoh")
    stage.write("reporter_phone", "081234567890")
    stage.write("reporter_address", "Dusun Rekaan RT 03/RW 01")


STATES: tuple[Callable[[Stage], None], ...] = (
    empty,
    typing,
    filled_in,
    errors,
    whatsapp,
    whatsapp_taken,
    information,
    emergency,
    restored,
    emptied,
    clock_doubted,
    saved,
)


def picture(theme: Theme, state: Callable[[Stage], None], target: Path) -> None:
    with TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        stage = Stage(theme, desk)
        state(stage)
        stage.frame.grab().save(str(target))
        stage.close()


def main(folder: str, *wanted: str) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    install_interface_font(app)
    theme = Theme(app)
    for choice in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        theme.choose(choice)
        for state in STATES:
            if not wanted or state.__name__ in wanted:
                picture(theme, state, target / f"{state.__name__}-{choice.value}.png")
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

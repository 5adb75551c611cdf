"""Draws the page of personal data in every state: python -m tests.ui.personal_data.pictures FOLDER.

Real use cases on a real profile with invented content, light and dark, at the size the window
leaves on a 1366x768 screen, so that a change of the look can be judged by eye.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QWidget

from desktop_app.domain.cases import Classification
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_file import keep_file
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.personal_data.retention import set_retention_rules
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.personal_data.personal_data_page import PersonalDataPage
from desktop_app.ui.presenters.personal_data_presenter import PersonalDataPresenter
from desktop_app.ui.presenters.retention_presenter import RetentionPresenter
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import SchemeChoice, Theme
from tests.desk import Desk, a_desk
from tests.ui.personal_data.hands import an_ended_case

# What the frame leaves of 1366x768: beside the whole rail, and beside the folded one at 150 %.
PANE = QSize(1150, 700)
PANE_BESIDE_FOLDED_RAIL = QSize(1275, 700)
NAME = "Wagiman Contoh"


@dataclass(frozen=True)
class Set:
    """The page, and somebody who works at it."""

    page: PersonalDataPage

    def settle(self, milliseconds: int = 300) -> None:
        # QTest.qWait would keep the lanes' threads from running Python.
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def press(self, name: str) -> None:
        for button in self.page.findChildren(QPushButton, name):
            button.click()
        self.settle()

    def tick(self, name: str) -> None:
        self.page.findChildren(QCheckBox, name)[0].click()
        self.settle()

    def type(self, words: str, field: QWidget | None = None) -> None:
        QTest.keyClicks(field or QApplication.focusWidget() or self.page, words)
        self.settle()

    def find(self) -> None:
        for field in self.page.findChildren(QLineEdit, "name"):
            field.setText(NAME)
        self.press("find_person")


def at_first(scene: Set) -> None:
    scene.settle()


def found(scene: Set) -> None:
    scene.find()


def restricting(scene: Set) -> None:
    scene.find()
    scene.press("restrict_reporter")
    scene.type("Pelapor menyangkal kebenaran datanya.")


def lifting(scene: Set) -> None:
    scene.find()
    QTest.keyClick(scene.page.person.table, Qt.Key.Key_Down)
    scene.press("restrict_reporter")


def without_reason(scene: Set) -> None:
    scene.find()
    scene.press("restrict_reporter")
    scene.press("restrict_agree")


def erasing(scene: Set) -> None:
    scene.find()
    scene.press("erase_reporter")


def erasing_agreed(scene: Set) -> None:
    erasing(scene)
    scene.tick("erase_file")
    scene.type("Diminta pelapor dengan surat 12 Okt 2025.", scene.page.person.erasure.reason)
    scene.tick("requester_checked")


def erased(scene: Set) -> None:
    scene.find()
    scene.press("erase_reporter")
    scene.type("Diminta pelapor.", scene.page.person.erasure.reason)
    scene.tick("requester_checked")
    scene.press("erase_agree")


def wrong_months(scene: Set) -> None:
    (field,) = scene.page.findChildren(QLineEdit, "months_aspiration")
    scene.type("0", field)
    scene.press("save_retention")


def due(scene: Set) -> None:
    scene.press("list_due")
    QTest.keyClick(scene.page.retention.due.table, Qt.Key.Key_Down)
    QTest.keyClick(scene.page.retention.due.table, Qt.Key.Key_Space)
    scene.tick("due_checked")


def running(scene: Set) -> None:
    due(scene)
    card = scene.page.retention
    card.show_busy(busy=True)
    card.due.work.show_progress("12 dari 40 laporan", 12, 40)
    scene.settle()


def run(scene: Set) -> None:
    due(scene)
    scene.press("run_retention")
    scene.settle(1500)


def refused(scene: Set) -> None:
    scene.settle()


SCENES = (
    at_first, found, restricting, lifting, without_reason, erasing, erasing_agreed, wrong_months,
    due, running, erased, run,
)  # fmt: skip


def fill(desk: Desk) -> None:
    """Reports of one person, one of them restricted, and many that ended two years ago."""
    for number in range(24):
        an_ended_case(desk, reporter_name=f"Rekaan {number}")
    set_retention_rules({Classification.COMPLAINT: 12}, desk.context)
    desk.clock.pass_days(700)
    restricted = a_report(desk, "Pungutan parkir di pasar desa")
    restrict_reporter(RestrictReporter(restricted, "Diminta."), desk.context)
    desk.clock.pass_days(1)
    erasable = a_report(desk, "Lampu jalan padam di depan SDN 2 Gandasuli sejak Rabu malam")
    files = tuple(
        keep_file(name.encode(), name, desk.context)
        for name in ("ktp & kk.jpg", "foto tiang.jpg", f"rekaman {'panjang ' * 12}sekali.mp4")
    )
    write_entry(WriteEntry(erasable, EntryKind.NOTE, "Dari pelapor.", files), desk.context)


def a_report(desk: Desk, title: str) -> UUID:
    words = f"Saya {NAME}, mohon segera diperbaiki."
    return desk.registered(reporter_name=NAME, title=title, words=words).case.uid


def draw(
    theme: Theme, context: DeskContext, scenes: tuple[Callable[[Set], None], ...], folder: Path
) -> None:
    for scene in scenes:
        owner = QObject()
        lanes = Lanes.start(owner)
        page = PersonalDataPage(theme)
        presenter = PersonalDataPresenter(page, page, theme, context=context, lanes=lanes)
        retention = RetentionPresenter(page.retention, context, lanes)
        for told in (presenter.trouble, presenter.failed, retention.trouble, retention.failed):
            told.connect(print)
        ratio = page.devicePixelRatioF()
        page.resize((PANE if ratio == 1 else PANE_BESIDE_FOLDED_RAIL) / ratio)
        page.show()
        page.activateWindow()
        retention.refresh()
        page.begin()
        made = Set(page)
        made.settle()
        scene(made)
        page.grab().save(str(folder / f"{scene.__name__}-{theme.scheme.value}.png"))
        page.close()
        lanes.close()
        page.deleteLater()
        owner.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(folder: str, *names: str) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    install_interface_font(app)
    theme = Theme(app)
    chosen = tuple(scene for scene in SCENES if not names or scene.__name__ in names)
    for scheme in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        theme.choose(scheme)
        with TemporaryDirectory() as profile, a_desk(Path(profile)) as desk:
            fill(desk)
            draw(theme, desk.context, chosen, target)
            if not names or "refused" in names:
                draw(theme, desk.with_roles(Role.CLERK), (refused,), target)
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

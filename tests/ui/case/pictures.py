"""Draws inbox and case page in every state: python -m tests.ui.case.pictures FOLDER.

Real use cases on a real profile with invented content, light and dark, at the size the window
leaves for them on a 1366x768 screen, so that a change of the look can be judged by eye.
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

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from desktop_app.domain.inbox import InboxGroup
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_file import keep_file
from desktop_app.services.open_case import open_case
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.case.case_tabs import CaseTab
from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.theme.theme import SchemeChoice, Theme
from tests.desk import Desk, a_desk
from tests.ui.inbox.invented_day import a_working_day, at_the_village
from tests.ui.inbox.stage import InboxStage, an_inbox

# What the frame leaves of 1366x768: beside the whole rail, and beside the folded one at 150 %.
PANE = QSize(1150, 700)
PANE_BESIDE_FOLDED_RAIL = QSize(1275, 700)


@dataclass(frozen=True)
class Set:
    """A stage, the cases on it, and somebody who types."""

    stage: InboxStage
    uids: dict[str, UUID]

    def settle(self, milliseconds: int = 250) -> None:
        # QTest.qWait would keep the lanes' threads from running Python.
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def go(self, name: str, tab: CaseTab = CaseTab.SUMMARY) -> None:
        assert self.stage.screen.pane.list.choose(self.uids[name]), name
        self.stage.page.sheet.tabs.open_tab(tab)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.stage.screen, text)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.focusWidget() or self.stage.screen
        QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def group(self, group: InboxGroup) -> None:
        self.stage.inbox.show_group(group)
        self.settle()


def received(scene: Set) -> None:
    scene.go("received")


def assigned(scene: Set) -> None:
    scene.go("assigned")


def timeline(scene: Set) -> None:
    scene.go("assigned", CaseTab.TIMELINE)


def files(scene: Set) -> None:
    scene.go("assigned", CaseTab.FILES)


def picture(scene: Set) -> None:
    files(scene)
    look = scene.stage.page.findChild(QPushButton, "look")
    look.click()
    scene.settle(600)


def closed(scene: Set) -> None:
    scene.group(InboxGroup.ENDED)
    scene.go("closed", CaseTab.LETTERS)


def note(scene: Set) -> None:
    scene.go("received")
    scene.stage.case.note()
    scene.type("Lokasi sudah dicek lewat telepon dengan ketua RT.")


def reply(scene: Set) -> None:
    scene.go("bridge")
    scene.stage.case.reply()
    scene.type("Terima kasih, laporan sedang diperiksa.")


def assign(scene: Set) -> None:
    scene.go("late")
    scene.stage.case.assign()
    scene.settle()
    scene.type("gand")


def missing(scene: Set) -> None:
    scene.go("late")
    scene.stage.case.assign()
    scene.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def refused(scene: Set) -> None:
    scene.go("received")
    scene.stage.case.close()
    scene.settle()


def menu(scene: Set) -> None:
    scene.go("received")
    scene.stage.page.findChild(QPushButton, "other_moves").click()
    scene.settle()


def correct(scene: Set) -> None:
    scene.go("bridge")
    scene.stage.page.findChild(QPushButton, "correct").click()
    scene.settle()


def identity(scene: Set) -> None:
    scene.go("bridge")
    scene.stage.case.correct_identity()
    scene.settle()
    scene.type("Sutrisno Rekaan")
    for _ in range(3):
        scene.press(Qt.Key.Key_Tab)
    scene.type("33")
    scene.press(Qt.Key.Key_Tab)


def identity_menu(scene: Set) -> None:
    scene.go("bridge")
    menu(scene)


def restricted(scene: Set) -> None:
    scene.go("restricted")


def restricted_refused(scene: Set) -> None:
    scene.go("restricted")
    scene.stage.case.correct_identity()
    scene.settle()


def erased(scene: Set) -> None:
    scene.go("erased")


def erased_files(scene: Set) -> None:
    scene.go("erased", CaseTab.FILES)


def wide(scene: Set) -> None:
    scene.go("bridge")
    scene.stage.screen.open_wide()
    scene.settle()


def question(scene: Set) -> None:
    scene.go("question")


def news(scene: Set) -> None:
    scene.go("late")
    scene.stage.screen.pane.show_news(3)
    scene.settle()


def no_match(scene: Set) -> None:
    scene.stage.inbox.search("jembatan layang")
    scene.settle()


def nothing_late(scene: Set) -> None:
    scene.group(InboxGroup.DUE_TODAY)


def village(scene: Set) -> None:
    scene.go("assigned")


def follow_up(scene: Set) -> None:
    scene.go("assigned")
    scene.stage.case.follow_up()
    scene.type("Sudah dicek, bohlam diganti.")


def clerk(scene: Set) -> None:
    scene.go("received")
    scene.stage.page.findChild(QPushButton, "other_moves").click()
    scene.settle()


DISTRICT = (
    received, assigned, timeline, files, picture, closed, note, reply, assign, missing, refused,
    menu, correct, identity, identity_menu, restricted, restricted_refused, erased, erased_files,
    wide, question, news, no_match, nothing_late,
)  # fmt: skip
VILLAGE = (village, follow_up)
CLERK = (clerk,)


def grab(scene: Set, target: Path) -> None:
    """Save a picture, with a menu that lies over it."""
    screen = scene.stage.screen
    shot = screen.grab()
    painter = QPainter(shot)
    for open_menu in screen.findChildren(QMenu):
        if open_menu.isVisible():
            corner = screen.mapFromGlobal(open_menu.pos())
            painter.drawPixmap(QPoint(corner), open_menu.grab())
            open_menu.close()
    painter.end()
    QPixmap(shot).save(str(target))


def ended_identities(desk: Desk) -> dict[str, UUID]:
    """A case whose reporter is restricted, and one whose reporter was erased with a file."""
    restricted = desk.registered(title="Pungutan di pasar desa").case.uid
    reason = "Pelapor menyangkal kebenaran datanya (surat 12 Okt 2025)."
    restrict_reporter(RestrictReporter(restricted, reason), desk.context)
    erased = desk.registered(title="Talud roboh di RT 04").case.uid
    files = tuple(
        keep_file(f"invented {name}".encode(), name, desk.context) for name in ("ktp.txt", "b.txt")
    )
    write_entry(WriteEntry(erased, EntryKind.NOTE, "Dua berkas dari pelapor.", files), desk.context)
    uids = frozenset({open_case(erased, desk.context).attachments[0].uid})
    erase_reporter(EraseReporter(erased, "Diminta pelapor.", uids), desk.context)
    return {"restricted": restricted, "erased": erased}


def draw(
    theme: Theme,
    desk: Desk,
    context: DeskContext,
    *,
    uids: dict[str, UUID],
    scenes: tuple[Callable[[Set], None], ...],
    folder: Path,
) -> None:
    for scheme in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        theme.choose(scheme)
        for scene in scenes:
            with an_inbox(theme, context, desk.lookups) as stage:
                ratio = stage.screen.devicePixelRatioF()
                pane = PANE if ratio == 1 else PANE_BESIDE_FOLDED_RAIL
                stage.screen.resize(pane / ratio)
                stage.screen.show()
                stage.screen.activateWindow()
                stage.inbox.refresh()
                made = Set(stage, uids)
                made.settle()
                stage.screen.pane.focus_list()
                scene(made)
                grab(made, folder / f"{scene.__name__}-{scheme.value}.png")
                for name in ("trouble", "failed"):
                    for told in stage.heard.of(name):
                        print(scene.__name__, name, *told)


def main(folder: str, *names: str) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    install_interface_font(app)
    theme = Theme(app)

    def chosen(scenes: tuple[Callable[[Set], None], ...]) -> tuple[Callable[[Set], None], ...]:
        return tuple(scene for scene in scenes if not names or scene.__name__ in names)

    with TemporaryDirectory() as profile, a_desk(Path(profile)) as desk:
        if not names or "empty" in names:
            draw(theme, desk, desk.context, uids={}, scenes=(empty,), folder=target)
        uids = a_working_day(desk) | ended_identities(desk)
        for scenes, context in (
            (DISTRICT, desk.context),
            (VILLAGE, at_the_village(desk.context)),
            (CLERK, desk.with_roles(Role.CLERK)),
        ):
            draw(theme, desk, context, uids=uids, scenes=chosen(scenes), folder=target)
    app.quit()


def empty(scene: Set) -> None:
    """A desk on its first morning."""


if __name__ == "__main__":
    main(*sys.argv[1:])

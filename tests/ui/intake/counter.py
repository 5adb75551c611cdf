"""A counter with a real desk behind it, and the clerk's hands: keys, clipboard, dropped files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.reporters import Reporter
from desktop_app.services.context import Done
from desktop_app.services.open_case import CaseView, open_case
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.presenters.intake_presenter import IntakePresenter
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.unkept import Unkept
from tests.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Counter:
    """The intake screen with its presenter, lanes and desk; `open` starts it."""

    def __init__(self, theme: Theme, desk: Desk) -> None:
        self.desk = desk
        self._owner = QObject()
        self.lanes = Lanes.start(self._owner)
        self.screen = IntakeScreen(
            theme, today=desk.context.today, region_code=desk.context.office.region_code
        )
        self.presenter = IntakePresenter(
            self.screen,
            desk.context,
            lanes=self.lanes,
            lookups=desk.lookups,
            unkept=Unkept(),
        )
        self._closed = False
        self.saved: list[Done] = []
        self.receipts: list[UUID] = []
        self.failures: list[object] = []
        self.presenter.case_saved.connect(self.saved.append)
        self.presenter.receipt_wanted.connect(self.receipts.append)
        self.presenter.failed.connect(self.failures.append)
        self.presenter.trouble.connect(self.failures.append)

    def open(self, qtbot: QtBot) -> None:
        """Show the screen as large as it stands in the frame, and begin."""
        self.screen.resize(1140, 716)
        with qtbot.waitActive(self.screen):
            self.screen.show()
            self.screen.activateWindow()
        self.presenter.start()
        qtbot.waitUntil(lambda: self.shown("verify_by") != "–")

    def close(self) -> None:
        """Leave like a window that is closed: what is under way is finished."""
        if self._closed:
            return
        self._closed = True
        self.screen.close()
        self.lanes.close()
        for part in (self.presenter, self.screen):
            part.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def focused_name(self) -> str:
        return self.focused().objectName()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.focused(), key, modifiers)

    def do(self, part: str | Qt.Key) -> None:
        """Type a text or press a key."""
        if isinstance(part, Qt.Key):
            self.press(part)
        else:
            self.type(part)

    def find(self, name: str) -> QWidget:
        found = self.screen.findChild(QWidget, name)
        assert found is not None, name
        return found

    def go(self, name: str) -> None:
        self.find(name).setFocus(Qt.FocusReason.TabFocusReason)

    def write(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.go(name)
        self.type(text)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def shown(self, name: str) -> str:
        """What a field or label says."""
        widget = self.find(name)
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText()
        assert isinstance(widget, (QLineEdit, QLabel))
        return widget.text()

    def says(self, name: str) -> bool:
        """Whether a label is seen and says something."""
        return self.find(name).isVisible() and bool(self.shown(name))

    def paste(self, content: str | QImage | Sequence[Path]) -> None:
        """Copy something elsewhere and press Ctrl+V here."""
        QGuiApplication.clipboard().setMimeData(mime(content))
        self.press(Qt.Key.Key_V, CTRL)

    def drop(self, *paths: Path) -> None:
        """Drag files over the middle of the form and let go."""
        data = mime(paths)
        target = self.screen.childAt(self.screen.rect().center())
        while target is not None and not target.acceptDrops():
            target = target.parentWidget()
        assert target is not None
        middle = QPointF(target.rect().center())
        actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(middle, actions, data, button, PLAIN)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(target, QDropEvent(middle, actions, data, button, PLAIN))

    def fill(self) -> None:
        """Type the least that can be saved."""
        self.write("reporter_name", "Wagiman Contoh")
        self.write("words", "Lampu jalan di depan sekolah padam.")
        self.write("category", "penerangan")
        self.press(Qt.Key.Key_Return)

    def saved_case(self) -> CaseView:
        """The case saved last, read back from the desk."""
        (uid,) = self.saved[-1].touched
        return open_case(uid, self.desk.context)

    def saved_reporter(self) -> Reporter:
        """Who reported it, as it was stored: the page itself shows some of it on request only."""
        (uid,) = self.saved[-1].touched
        with self.desk.context.open_read() as work:
            reporter = work.reporters.get(uid)
        assert reporter is not None
        return reporter


def mime(content: str | QImage | Sequence[Path]) -> QMimeData:
    """What a clipboard or a drag carries."""
    data = QMimeData()
    if isinstance(content, str):
        data.setText(content)
    elif isinstance(content, QImage):
        data.setImageData(content)
    else:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in content])
    return data

"""Inbox and case page on a real desk, wired as the window wires them, for tests and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.services.context import DeskContext, Done
from desktop_app.services.lookups import Lookups
from desktop_app.ui.case.case_page import CasePage
from desktop_app.ui.inbox.inbox_screen import InboxScreen
from desktop_app.ui.presenters.case_presenter import CasePresenter
from desktop_app.ui.presenters.inbox_presenter import InboxPresenter, inbox_model
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme

W = TypeVar("W", bound=QWidget)


class Heard(QObject):
    """Keeps what a presenter told, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, tuple[object, ...]]] = []

    def listen(self, name: str) -> Callable[..., None]:
        def keep(*payload: object) -> None:
            self.told.append((name, payload))

        return keep

    def of(self, name: str) -> list[tuple[object, ...]]:
        return [payload for told, payload in self.told if told == name]


class InboxStage:
    """One inbox with its case page; `heard` keeps what reaches the window."""

    def __init__(self, theme: Theme, context: DeskContext, lookups: Lookups) -> None:
        self.owner = QObject()
        self.lanes = Lanes.start(self.owner)
        self.page = CasePage(theme)
        self.screen = InboxScreen(theme, model=inbox_model(context), page=self.page)
        self.inbox = InboxPresenter(self.screen, context, self.lanes)
        self.case = CasePresenter(self.page, context, self.lanes, lookups=lookups)
        self.inbox.case_chosen.connect(self.case.show_case)
        self.inbox.nothing_chosen.connect(self.case.clear)
        self.case.changed.connect(self._pass_on)
        self.heard = Heard()
        for name in ("changed", "said", "letter_wanted", "letter_open_wanted", "receipt_wanted"):
            getattr(self.case, name).connect(self.heard.listen(name))
        for presenter in (self.inbox, self.case):
            presenter.trouble.connect(self.heard.listen("trouble"))
            presenter.failed.connect(self.heard.listen("failed"))
        self.inbox.counts_changed.connect(self.heard.listen("counts"))
        self.inbox.case_chosen.connect(self.heard.listen("chosen"))

    def shown(self) -> UUID | None:
        """The case on the page."""
        return self.page.sheet.case_uid()

    def open(self, qtbot) -> None:
        """Show the window and wait for the first case."""
        self.screen.resize(1150, 700)
        self.screen.show()
        qtbot.waitExposed(self.screen)
        self.screen.activateWindow()
        self.inbox.refresh()
        qtbot.waitUntil(lambda: self.shown() is not None)
        self.screen.pane.focus_list()

    def go_to(self, qtbot, uid: UUID) -> None:
        """Go to a case in the list and wait for its page."""
        assert self.screen.pane.list.choose(uid)
        qtbot.waitUntil(lambda: self.shown() == uid)

    def find(self, kind: type[W], name: str) -> W:
        """The one widget of this kind and name."""
        found = self.screen.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        """What a label of this name says, without the marks that let it break."""
        return self.find(QLabel, name).text().replace("\u200b", "")

    def close(self) -> None:
        self.screen.close()
        self.lanes.close()
        self.screen.deleteLater()
        self.owner.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _pass_on(self, done: Done) -> None:
        self.inbox.refresh_touched(done.touched)


@contextmanager
def an_inbox(theme: Theme, context: DeskContext, lookups: Lookups) -> Iterator[InboxStage]:
    """Open the inbox of a desk and close it with its lanes."""
    stage = InboxStage(theme, context, lookups)
    try:
        yield stage
    finally:
        stage.close()

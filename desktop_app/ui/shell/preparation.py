"""Loads what opens a desk and the sections, and makes their pages, while a password is typed.

A step at a time on the GUI thread, so that keys are heard in between. Never in a lane: a Qt class
made in another thread while the window works ended the program, at one start in some thirty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from desktop_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.shell.workspace import Pages

# What stands on others comes after them, so that each step is short.
_MODULES = (
    "desktop_app.ui.frame",
    "desktop_app.ui.case.next_card",
    "desktop_app.ui.case.case_tabs",
    "desktop_app.ui.case.case_page",
    "desktop_app.ui.inbox.inbox_screen",
    "desktop_app.ui.sync.attention_tab",
    "desktop_app.ui.sync.courier_tab",
    "desktop_app.ui.sync.sync_page",
    "desktop_app.ui.presenters.case_presenter",
    "desktop_app.ui.intake.intake_screen",
    "desktop_app.ui.shell.session",
)


class Preparation(QObject):
    """Makes the pages that know nobody yet; whoever signs in takes them."""

    ready = Signal()

    def __init__(self, theme: Theme, stack: QStackedWidget, parts: Sequence[str]) -> None:
        """`parts` are the modules that open a desk; they come first."""
        super().__init__(stack)
        self._theme = theme
        self._modules = (*parts, *_MODULES)
        self._stack = stack
        self._pages: Pages | None = None
        self._steps = self._work()
        # A timer of nothing fires when no event waits.
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Go on whenever nothing else is to be done."""
        self._timer.start(0)

    def take(self) -> Pages:
        """Give the pages away, made now as far as nobody waited for them."""
        self._timer.stop()
        for _ in self._steps:
            pass
        pages, self._pages = self._pages, None
        self._steps = self._work()
        if pages is None:
            raise RuntimeError("the steps end with pages")
        return pages

    @Slot()
    def _step(self) -> None:
        if self._pages is None:
            next(self._steps, None)
        else:
            self._timer.stop()
            self.ready.emit()

    def _work(self) -> Iterator[None]:
        for module in self._modules:
            import_module(module)
            yield
        from desktop_app.ui.shell.workspace import build_pages

        self._pages = yield from build_pages(self._theme, self._stack)

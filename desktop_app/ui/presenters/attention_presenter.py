"""Joins the sync page to its use cases."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.services.context import DeskContext
from desktop_app.services.sync_summary import conflict_seen, needs_attention, send_again
from desktop_app.ui.sync.attention_page import AttentionPage
from desktop_app.ui.tasks import Lanes


class AttentionPresenter(QObject):
    """Keeps the list fresh and carries out what is pressed on it."""

    changed = Signal()
    failed = Signal(object)  # Exception

    def __init__(
        self, page: AttentionPage, context: DeskContext, lanes: Lanes, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._context = context
        self._lanes = lanes
        page.send_again_wanted.connect(self._send_again)
        page.conflict_seen.connect(self._conflict_seen)

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        self._lanes.read.run(
            self,
            partial(needs_attention, self._context),
            on_done=self._page.show_attention,
            on_error=self.failed.emit,
        )

    @Slot(object)
    def _send_again(self, change_uid: UUID) -> None:
        self._write(partial(send_again, change_uid, self._context))

    @Slot(object)
    def _conflict_seen(self, conflict_uid: UUID) -> None:
        self._write(partial(conflict_seen, conflict_uid, self._context))

    def _write(self, work: partial[None]) -> None:
        self._lanes.write.run(self, work, on_done=self._written, on_error=self.failed.emit)

    def _written(self, _nothing: None) -> None:
        self.refresh()
        self.changed.emit()

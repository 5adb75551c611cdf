"""Puts what is typed to cases on the disk, so that neither lock nor power cut loses it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.drafts import UnfinishedText
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_text import keep_text
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.unkept import Unkept


class TextKeeper(QObject):
    """Keeps one text after the other; that it fails is said once, until it goes again."""

    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, context: DeskContext, lanes: Lanes, *, unkept: Unkept, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._unkept = unkept
        self._context = context
        self._lanes = lanes
        self._fails = False

    @Slot(object)
    def keep(self, text: UnfinishedText) -> None:
        """Keep a text of whoever is signed in; an empty one is dropped."""
        self._lanes.write.run(
            self,
            partial(
                self._unkept.watch,
                (text.case_uid, text.task),
                partial(keep_text, text, self._context),
            ),
            on_done=self._kept,
            on_error=self._not_kept,
        )

    def _kept(self, _nothing: None) -> None:
        self._fails = False

    def _not_kept(self, error: Exception) -> None:
        if not self._fails:
            self._fails = True
            signal = self.trouble if isinstance(error, ExpectedError) else self.failed
            signal.emit(error)

"""Draws a receipt away from the window and shows it in a preview."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ExpectedError
from desktop_app.services.context import DeskContext
from desktop_app.services.print_receipt import receipt_pdf
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme


class ReceiptPresenter(QObject):
    """Answers "print the receipt of this case"."""

    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, window: QWidget, theme: Theme, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._context = context
        self._lanes = lanes

    @Slot(object)
    def show_receipt(self, case_uid: UUID) -> None:
        """Draw the receipt and open its preview."""
        self._lanes.read.run(
            self,
            partial(receipt_pdf, case_uid, self._context),
            on_done=self._show,
            on_error=self._fail,
        )

    def _show(self, pdf: bytes) -> None:
        # Printing is rare beside looking and typing, so its modules are loaded when first used.
        from desktop_app.ui.printing.print_preview import PrintPreview

        preview = PrintPreview(
            self._theme,
            self._window,
            title=self.tr("Tanda terima"),
            file_name="tanda-terima.pdf",
        )
        preview.pages.show_pdf(pdf)
        preview.open()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self.trouble.emit(error)
        else:
            self.failed.emit(error)

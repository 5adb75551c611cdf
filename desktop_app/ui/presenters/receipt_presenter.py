"""Draws a receipt away from the window and shows it in a preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.confidential import Because
from desktop_app.domain.documents import ReceiptPaper
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.context import DeskContext
from desktop_app.services.print_receipt import DrawnReceipt, drawn_receipt, full_receipt_pdf
from desktop_app.ui.controls.choice_row import Choice
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.printing.print_preview import PrintPreview


class ReceiptPresenter(QObject):
    """Answers "print the receipt of this case"; remembers the paper while one is signed in."""

    noted = Signal(object, object, object)  # AuditKind, UUID of the case, facts
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, owner: QObject, window: QWidget, theme: Theme, *, context: DeskContext, lanes: Lanes
    ) -> None:
        """Live as long as `owner`; `window` is what papers open over, and outlives the work."""
        super().__init__(owner)
        self._window = window
        self._theme = theme
        self._context = context
        self._lanes = lanes
        self._paper = ReceiptPaper.A5_PAIR

    @Slot(object)
    def show_receipt(self, case_uid: UUID) -> None:
        """Draw the receipt and open its preview."""
        self._draw(case_uid, on_done=partial(self._open, case_uid))

    def _open(self, case_uid: UUID, drawn: DrawnReceipt) -> None:
        # Printing is rare beside looking and typing, so its modules are loaded when first used.
        from desktop_app.ui.printing.print_preview import PrintPreview

        preview = PrintPreview(
            self._theme,
            self._window,
            title=self.tr("Tanda terima"),
            file_name="tanda-terima.pdf",
        )
        preview.offer_papers(
            [
                Choice(ReceiptPaper.A5_PAIR.value, self.tr("A4, dua lembar A5")),
                Choice(ReceiptPaper.HALF_F4_PAIR.value, self.tr("F4, dua setengah lembar")),
            ],
            self._paper.value,
        )
        preview.paper_chosen.connect(partial(self._change_paper, preview, case_uid))
        preview.printed.connect(partial(self._note, AuditKind.PRINTED, case_uid))
        preview.kept.connect(partial(self._note, AuditKind.EXPORTED, case_uid))
        if drawn.is_redacted:
            preview.offer_full()
            preview.full_wanted.connect(partial(self._ask_why, preview, case_uid))
        preview.pages.show_pdf(drawn.pdf)
        preview.open()

    def _note(self, kind: AuditKind, case_uid: UUID) -> None:
        self.noted.emit(kind, case_uid, {"what": "receipt"})

    def _change_paper(self, preview: PrintPreview, case_uid: UUID, paper: str) -> None:
        self._paper = ReceiptPaper(paper)
        self._draw(case_uid, on_done=lambda drawn: preview.pages.show_pdf(drawn.pdf), owner=preview)

    def _ask_why(self, preview: PrintPreview, case_uid: UUID) -> None:
        from desktop_app.ui.privacy.reason_question import ReasonQuestion

        question = ReasonQuestion(
            self._theme,
            preview,
            heading=self.tr("Cetak tanda terima lengkap"),
            sentence=self.tr(
                "Judul dan nama pelapor akan tercetak. Alasan dan nama Anda dicatat. Berikan "
                "hanya kepada pelapor."
            ),
        )
        question.answered.connect(partial(self._draw_full, preview, case_uid))
        question.open()

    def _draw_full(self, preview: PrintPreview, case_uid: UUID, because: Because) -> None:
        self._lanes.write.run(
            preview,
            partial(full_receipt_pdf, case_uid, because, self._context, self._paper),
            on_done=preview.pages.show_pdf,
            on_error=self._fail,
        )

    def _draw(
        self,
        case_uid: UUID,
        *,
        on_done: Callable[[DrawnReceipt], None],
        owner: QObject | None = None,
    ) -> None:
        self._lanes.read.run(
            owner or self,
            partial(drawn_receipt, case_uid, self._context, self._paper),
            on_done=on_done,
            on_error=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self.trouble.emit(error)
        else:
            self.failed.emit(error)

"""The printer the use cases are given; the PDF library is loaded with the first document."""

from __future__ import annotations

import threading

from typing_extensions import override

from desktop_app.domain.documents import OfficialLetter, Receipt, RecoverySheet, Report
from desktop_app.domain.ports import Printer


class PdfPrinter(Printer):
    """Draws documents as PDF; the same document always gives the same bytes."""

    def __init__(self) -> None:
        # The library keeps its fonts in one place and promises nothing about threads.
        self._one_at_a_time = threading.Lock()

    @override
    def receipt(self, receipt: Receipt) -> bytes:
        """Draw both copies of a receipt on one page."""
        with self._one_at_a_time:
            from desktop_app.letters.receipt import draw_receipt

            return draw_receipt(receipt)

    @override
    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """Draw the sheet with the code that opens a PC."""
        with self._one_at_a_time:
            from desktop_app.letters.recovery_sheet import draw_recovery_sheet

            return draw_recovery_sheet(sheet)

    @override
    def official_letter(self, letter: OfficialLetter) -> bytes:
        """Draw a letter, as a preview and for printing alike."""
        with self._one_at_a_time:
            from desktop_app.letters.official_letter import draw_official_letter

            return draw_official_letter(letter)

    @override
    def report(self, report: Report) -> bytes:
        """Draw a document of headings, labels and paragraphs."""
        with self._one_at_a_time:
            from desktop_app.letters.report import draw_report

            return draw_report(report)

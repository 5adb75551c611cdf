"""What was written down about paper that never came out."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from typing_extensions import override

from desktop_app.domain.timeline import TimelineEntry
from desktop_app.services.open_case import open_case
from desktop_app.services.print_receipt import receipt_pdf
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk, a_desk


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_receipt_that_the_printer_refused_leaves_no_trace_of_having_been_printed(
    qtbot, theme: Theme, tmp_path: Path, monkeypatch
):
    """OpenCRVS #12809: the certificate counts as printed although no paper came out."""
    with a_desk(tmp_path) as desk:
        case = desk.registered().case
        before = _story(case.uid, desk)
        waiting = _waiting(desk)
        pdf = receipt_pdf(case.uid, desk.context)
        frame = QWidget()
        qtbot.addWidget(frame)
        preview = PrintPreview(theme, frame, title="Tanda terima", file_name="tanda-terima.pdf")
        preview.pages.show_pdf(pdf)
        preview.open()
        _choose_a_printer_that_cannot_write(monkeypatch, tmp_path / "no such folder" / "out.pdf")
        button = preview.findChild(QPushButton, "print")
        assert button is not None
        button.click()
        banner = preview.findChild(Banner)
        assert banner is not None
        assert banner.isVisible()
        preview.accept()
        assert _story(case.uid, desk) == before
        assert _waiting(desk) == waiting


def _choose_a_printer_that_cannot_write(monkeypatch, target: Path) -> None:
    """Answer the system's own print dialog, which no test can press, as a person would."""

    class Chosen(QDialog):
        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            super().__init__(parent)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))

        @override
        def exec(self) -> int:
            return QDialog.DialogCode.Accepted

    monkeypatch.setattr("desktop_app.ui.printing.print_preview.QPrintDialog", Chosen)


def _story(uid: UUID, desk: Desk) -> tuple[TimelineEntry, ...]:
    return open_case(uid, desk.context).entries


def _waiting(desk: Desk) -> int:
    with desk.profile.read() as work:
        return work.outbox.count_waiting()

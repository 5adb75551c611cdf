"""Sends a PDF to a printer, each page as large as it is and not a millimetre else."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

_POINTS_PER_INCH = 72


def fit_paper(printer: QPrinter, document: QPdfDocument) -> None:
    """Ask the printer for the paper of the first page (F4 is 215 x 330 mm, not Folio)."""
    size = document.pagePointSize(0)
    paper = QPageSize(QSizeF(size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def print_pages(printer: QPrinter, document: QPdfDocument) -> bool:
    """Draw every page at the printer's resolution; False when the printer refuses."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for page in range(document.pageCount()):
        if page > 0 and not printer.newPage():
            painter.end()
            return False
        size = document.pagePointSize(page)
        scale = printer.resolution() / _POINTS_PER_INCH
        wanted = QSizeF(size.width() * scale, size.height() * scale)
        painter.drawImage(
            QRectF(0, 0, wanted.width(), wanted.height()), document.render(page, wanted.toSize())
        )
    return bool(painter.end())

"""Shows the very PDF that will be printed."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget


class PdfPages(QWidget):
    """All pages below each other, as wide as the pane."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._bytes = QBuffer(self)
        self._view = QPdfView(self)
        self._view.setDocument(self.document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(accessible_name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.pdf = b""

    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF and keep the place on the page."""
        bar = self._view.verticalScrollBar()
        place = bar.value()
        self.document.close()
        self._bytes.close()
        self.pdf = pdf
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        bar.setValue(place)

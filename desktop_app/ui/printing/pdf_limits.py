"""Which PDF of another desk is shown at all: one of too many pages would stop the window."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from desktop_app.domain.errors import ExpectedError, Trouble

MOST_PAGES = 1000
LONGEST_SIDE = 1300.0  # points; A3 and F4 are shorter


def demand_showable(pdf: bytes) -> bytes:
    """Return the PDF; call it in a lane, for it reads how the file is made up.

    ExpectedError FILE_UNREADABLE for what is no PDF, FILE_NOT_SHOWABLE for one of too many pages
    or too large ones.
    """
    written = QByteArray(pdf)
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        pages = document.pageCount()
        if document.status() is not QPdfDocument.Status.Ready or pages == 0:
            raise ExpectedError(Trouble.FILE_UNREADABLE)
        if pages > MOST_PAGES or any(_is_too_large(document, page) for page in range(pages)):
            raise ExpectedError(Trouble.FILE_NOT_SHOWABLE)
    finally:
        document.close()
    return pdf


def _is_too_large(document: QPdfDocument, page: int) -> bool:
    size = document.pagePointSize(page)
    return max(size.width(), size.height()) > LONGEST_SIDE or size.isEmpty()

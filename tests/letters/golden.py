"""Documents whose text and look were read and approved, kept to compare with.

After an intended change look at the new pages, then write them: `python -m tests.letters.golden`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from desktop_app.domain.documents import Paper
from desktop_app.letters.printer import PdfPrinter
from tests.letters import samples
from tests.letters.pdf_reading import text_of

FOLDER = Path(__file__).resolve().parents[1] / "data" / "letters"
DOTS_PER_INCH = 60

DOCUMENTS: Mapping[str, Callable[[], bytes]] = {
    "receipt": lambda: PdfPrinter().receipt(samples.a_receipt()),
    "receipt_secret": lambda: PdfPrinter().receipt(samples.a_secret_receipt()),
    "receipt_answered": lambda: PdfPrinter().receipt(samples.an_answered_receipt()),
    "follow_up": lambda: PdfPrinter().official_letter(samples.a_letter("follow_up")),
    "notice_to_reporter": lambda: PdfPrinter().official_letter(
        samples.a_letter("notice_to_reporter", paper=Paper.F4, copies=())
    ),
    "final_response_draft": lambda: PdfPrinter().official_letter(
        samples.a_letter("final_response", paper=Paper.F4, number="")
    ),
}
PICTURES = ("receipt", "follow_up")


def picture_of(pdf: bytes, page: int = 0) -> QImage:
    """Draw one page in grey as the preview does, at `DOTS_PER_INCH`."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.status() is QPdfDocument.Status.Ready, document.error()
    size = (document.pagePointSize(page) * DOTS_PER_INCH / 72).toSize()
    drawn = document.render(page, size)
    document.close()
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper.convertToFormat(QImage.Format.Format_Grayscale8)


def main() -> None:
    """Write what the documents are now."""
    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in DOCUMENTS.items():
        pdf = draw()
        (FOLDER / f"{name}.txt").write_text(text_of(pdf) + "\n", encoding="utf-8")
        if name in PICTURES:
            assert picture_of(pdf).save(str(FOLDER / f"{name}.png"))
    application.quit()


if __name__ == "__main__":
    main()

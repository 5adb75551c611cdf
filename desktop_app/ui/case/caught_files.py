"""Files and pictures that were dropped on a case or pasted into it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from desktop_app.ui.intake.offered_file import OfferedFile, local_files, picture


def caught_files(data: QMimeData) -> list[OfferedFile]:
    """List what can be attached; a copied text is none of it."""
    files = local_files(data)
    if files or data.hasText() or not data.hasImage():
        return files
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    name = QCoreApplication.translate("CaughtFiles", "gambar tempel.png")
    return [picture(image, name)]


def files_in_clipboard() -> list[OfferedFile]:
    """List what can be attached of what was copied."""
    return caught_files(QGuiApplication.clipboard().mimeData())

"""Looks at what is pasted or dropped anywhere in the form before a field gets it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from typing_extensions import override

from desktop_app.domain.whatsapp import read_whatsapp
from desktop_app.ui.intake.offered_file import OfferedFile, local_files, picture


class PasteTaker(QObject):
    """Takes files, pictures and copied WhatsApp messages; leaves every other text alone.

    As an event filter it does so for the paste key of one-line fields.
    """

    file_found = Signal(object)  # OfferedFile
    message_found = Signal(object, str)  # PastedMessage, and the text as it was copied

    def __init__(self, parent: QObject, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self._today = today
        self._pictures = 0

    def take(self, data: QMimeData) -> bool:
        """Say whether something was taken."""
        text = data.text() if data.hasText() else ""
        files = local_files(data)
        if not files and not text.strip() and data.hasImage():
            files = self._picture(data.imageData())
        if not files and (message := read_whatsapp(text, self._today())) is not None:
            self.message_found.emit(message, text)
            return True
        for file in files:
            self.file_found.emit(file)
        return bool(files)

    def take_clipboard(self) -> bool:
        """Say whether something of the clipboard was taken."""
        # Qt's type says otherwise, but an empty clipboard gives None on some platforms.
        copied = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        return copied is not None and self.take(copied)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self.take_clipboard()
        return False

    def _picture(self, image: object) -> list[OfferedFile]:
        if not isinstance(image, QImage) or image.isNull():
            return []
        self._pictures += 1
        name = self.tr("gambar tempel {number}.png").format(number=self._pictures)
        return [picture(image, name)]

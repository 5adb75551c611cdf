"""A file somebody dropped, pasted or chose, not yet read: reading is not done on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.errors import ExpectedError, Trouble


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """`read` returns the bytes, at most one more than may be kept; call it in a lane."""

    uid: UUID
    name: str
    read: Callable[[], bytes]


def file_at(path: Path) -> OfferedFile:
    """Offer a file of the disk; reading raises ExpectedError FILE_UNREADABLE."""

    def read() -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise ExpectedError(Trouble.FILE_UNREADABLE) from error

    return OfferedFile(uuid4(), path.name, read)


def picture(image: QImage, name: str) -> OfferedFile:
    """Offer a picture of the clipboard as PNG."""

    def read() -> bytes:
        written = QByteArray()
        buffer = QBuffer(written)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(written.data())

    return OfferedFile(uuid4(), name, read)


def local_files(data: QMimeData) -> list[OfferedFile]:
    """List the files that were dropped or pasted; folders and addresses of the web are none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file_at(path) for path in paths if path.is_file()]

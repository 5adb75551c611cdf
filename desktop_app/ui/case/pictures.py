"""Makes pictures small enough to show, away from the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from desktop_app.domain.attachments import media_type_of
from desktop_app.domain.errors import ExpectedError, Trouble

_FORMATS: Mapping[str, bytes] = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/gif": b"gif",
    "image/webp": b"webp",
}
PICTURE_TYPES = frozenset(_FORMATS)
# A few bytes may claim any size. A telephone takes 12 to 50 million, a scanned page has 35.
MOST_PIXELS = 64_000_000
_LARGEST_MEMORY_MEBIBYTES = 256


def small_picture(content: bytes, limit: QSize) -> QImage:
    """Decode a picture to fit into `limit`, upright; what the first bytes say it is, nothing else.

    ExpectedError FILE_UNREADABLE, or FILE_NOT_SHOWABLE for one of too many pixels.
    """
    written_as = _FORMATS.get(media_type_of(content))
    if written_as is None:
        raise ExpectedError(Trouble.FILE_UNREADABLE)
    written = QByteArray(content)
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # Left to guess, Qt would try the readers of vectors and documents, too.
    reader = QImageReader(buffer, QByteArray(written_as))
    reader.setAutoDetectImageFormat(False)
    reader.setAllocationLimit(_LARGEST_MEMORY_MEBIBYTES)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_PIXELS:
        raise ExpectedError(Trouble.FILE_NOT_SHOWABLE)
    if size.isValid() and (size.width() > limit.width() or size.height() > limit.height()):
        # The transposed size of a photo held upright is bounded alike, as the limit is a square.
        fitting = size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    image = reader.read() if size.isValid() else QImage()
    if image.isNull():
        raise ExpectedError(Trouble.FILE_UNREADABLE)
    return image

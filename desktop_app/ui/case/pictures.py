"""Makes pictures small enough to show, away from the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_LARGEST_MEMORY_MEBIBYTES = 256


def small_picture(content: bytes, limit: QSize) -> QImage:
    """Decode a picture to fit into `limit`, upright; a null image when it cannot be read."""
    written = QByteArray(content)
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAllocationLimit(_LARGEST_MEMORY_MEBIBYTES)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > limit.width() or size.height() > limit.height()):
        # The transposed size of a photo held upright is bounded alike, as the limit is a square.
        fitting = size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    return reader.read()

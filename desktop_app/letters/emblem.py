"""Reads the emblem of a letterhead, which an office chose from its own files."""

from __future__ import annotations

import io
import struct
import zlib

from reportlab.lib.utils import ImageReader

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZE_AT = slice(16, 24)
_MOST_PIXELS = 25_000_000


def read_emblem(png: bytes) -> ImageReader | None:
    """Return the picture; None for no bytes, another format, a damaged or enormous picture."""
    if not png.startswith(_PNG) or len(png) < _SIZE_AT.stop:
        return None
    width, height = struct.unpack(">II", png[_SIZE_AT])
    if not 0 < width * height <= _MOST_PIXELS:
        return None
    try:
        picture = ImageReader(io.BytesIO(png))
        picture.getRGBData()
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error):
        return None
    return picture

"""Opens what hides words in it: archives, packed streams, PDF, wherever in a file they begin."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_EITHER_HEAD = 32 + zlib.MAX_WBITS
_PIECE = 4096
_MOST = 64 * 1024 * 1024  # a bomb is no reason for the search to end
_DEEPEST = 4


def opened(content: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield everything packed in these bytes, and what is packed in that, each with its way."""
    if depth == _DEEPEST:
        return
    for way, inside in _layer(content):
        yield way, inside
        for further, innermost in opened(inside, depth + 1):
            yield f"{way} / {further}", innermost


def _layer(content: bytes) -> Iterator[tuple[str, bytes]]:
    for found in _ZLIB.finditer(content):
        unpacked = _unpacked(memoryview(content)[found.start() :])
        if unpacked:
            yield f"stream at {found.start()}", unpacked
    if _ZIP in content:
        yield from _archived(content[content.index(_ZIP) :])
    if _PDF in content:
        yield from _in_pdf(content[content.index(_PDF) :])


def _unpacked(packed: memoryview) -> bytes:
    """Return what can be read of a stream, which may be cut off or no stream at all."""
    opener = zlib.decompressobj(_EITHER_HEAD)
    read = bytearray()
    try:
        for place in range(0, len(packed), _PIECE):
            read += opener.decompress(packed[place : place + _PIECE])
            if opener.eof or len(read) > _MOST:
                break
    except zlib.error:
        pass
    return bytes(read)


def _archived(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield "archive", name.encode()
                with archive.open(name) as member:
                    yield f"archive {name}", member.read(_MOST)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return


def _in_pdf(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the words of each page as they are read, and every stream and fact of the file."""
    try:
        reader = PdfReader(io.BytesIO(content))
        yield "PDF facts", repr(dict(reader.metadata or {})).encode()
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text()
            # A word that was broken at the end of a line is a word all the same.
            yield f"PDF page {number}", "\n".join((text, "".join(text.split()))).encode()
        for number in reader.xref.get(0, {}):
            item = reader.get_object(number)
            if isinstance(item, StreamObject):
                yield f"PDF object {number}", item.get_data()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, zlib.error):
        return

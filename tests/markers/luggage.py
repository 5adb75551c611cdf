"""Files as people bring them along, each with a word hidden where that kind of file has room."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def brought_along(folder: Path, marks: Mapping[str, str]) -> Iterator[Path]:
    """Write one file of each kind and yield them."""
    contents = {
        f"{marks['file_name']}.txt": f"Yth. {marks['text_file']}\n".encode(),
        "berkas.pdf": _pdf(marks["pdf_text"], marks["pdf_fact"]),
        "foto.png": picture(marks["picture_fact"]),
        "arsip.zip": _archive("isi.txt", marks["archived_file"]),
        "surat.docx": _archive("word/document.xml", marks["office_file"]),
    }
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        yield path


def picture(fact: str, *, width: int = 48, height: int = 32) -> bytes:
    """Make a picture that says something about itself, packed as cameras do."""
    rows = b"".join(b"\0" + b"\x80\x40\x20" * width for _ in range(height))
    about = b"Description\0\0" + zlib.compress(fact.encode())
    return b"".join(
        (
            _SIGNATURE,
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"zTXt", about),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    """Write one part of a PNG."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _pdf(text: str, fact: str) -> bytes:
    """Write a page whose words are hexadecimal digits in a packed stream."""
    drawn = zlib.compress(b"BT /F1 12 Tf 10 100 Td <" + text.encode().hex().encode() + b"> Tj ET")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources 7 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Author(%b)>>" % fact.encode(),
        b"<</Font<</F1 5 0 R>>>>",
    )
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    written += b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, start)
    return bytes(written)


def _archive(name: str, words: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"<p>{words} {'isi ' * 50}</p>")
    return written.getvalue()

"""Files of a case, named by what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 20 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file; `sha256` is hexadecimal, `size` in bytes, `name` as the clerk's disk called it."""

    uid: UUID
    case_uid: UUID
    sha256: str
    name: str
    media_type: str
    size: int
    person_uid: UUID
    office_uid: UUID
    added_at: datetime
    server_time: datetime | None = None


# The first bytes say what a file is; its name may lie.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"OggS", "audio/ogg"),
)


def media_type_of(content: bytes) -> str:
    """Name the media type by the first bytes; unknown content is an octet stream."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return "video/mp4"
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    return "application/octet-stream"

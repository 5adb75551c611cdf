"""Which files belong to a copy: their SHA-256, 32 bytes each, in order."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from desktop_app.storage.durable_file import write_durably

_BYTES = 32


def write_file_list(path: Path, digests: Collection[str]) -> None:
    """Write it durably."""
    write_durably(path, b"".join(bytes.fromhex(digest) for digest in sorted(digests)))


def read_file_list(path: Path) -> list[str]:
    """Read it again, in hexadecimal; ValueError where it was cut."""
    content = path.read_bytes()
    if len(content) % _BYTES:
        raise ValueError("a list of files that was cut")
    return [content[at : at + _BYTES].hex() for at in range(0, len(content), _BYTES)]

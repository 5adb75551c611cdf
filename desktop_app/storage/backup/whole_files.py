"""Copies plain files piece by piece, and proves that what arrived is what was sent."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from desktop_app.domain.backups import BackupCancelledError
from desktop_app.domain.long_work import Cancelled

_PIECE = 1024 * 1024


def sync_file(path: Path) -> None:
    """Bring a file that is written to the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_whole(source: Path, target: Path, sha256: str, *, cancelled: Cancelled) -> bool:
    """Copy durably and read it again; say whether both ends have this SHA-256."""
    read = hashlib.sha256()
    with source.open("rb") as old, target.open("xb") as new:
        while piece := old.read(_PIECE):
            if cancelled():
                raise BackupCancelledError
            read.update(piece)
            new.write(piece)
        new.flush()
        os.fsync(new.fileno())
    return read.hexdigest() == sha256 == digest_of(target)

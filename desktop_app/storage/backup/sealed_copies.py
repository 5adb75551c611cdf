"""Keeps the encrypted files of a profile and of its copies alike, each written once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from desktop_app.storage.durable_file import sync_folder, write_durably
from desktop_app.storage.file_store import is_digest
from desktop_app.storage.sealed import OVERHEAD, Seal


class SealedFolder:
    """A folder `ab/abcd…` of encrypted files under the key of one profile."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._seal = Seal(key)

    def names(self) -> set[str]:
        """List the digests of all that lies here."""
        return {path.name for path in self._folder.glob("??/*") if is_digest(path.name)}

    def has(self, sha256: str) -> bool:
        """Whether a file lies here that is at least not empty."""
        path = self._path(sha256)
        return path.is_file() and path.stat().st_size >= OVERHEAD

    def sound(self, sha256: str) -> bytes | None:
        """Return a file as it lies here, encrypted; None when it is missing or damaged."""
        try:
            sealed = self._path(sha256).read_bytes()
            is_it = hashlib.sha256(self._seal.opened(sealed, sha256)).hexdigest() == sha256
        except (OSError, ValueError):
            return None
        return sealed if is_it else None

    def put(self, sha256: str, sealed: bytes) -> None:
        """Keep a file as it is, encrypted, durably."""
        path = self._path(sha256)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self._folder)
        write_durably(path, sealed)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

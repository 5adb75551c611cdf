"""Encrypted files of cases and letters, named by what they hold."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.arriving_files import ArrivingFiles
from desktop_app.storage.durable_file import explained_file_errors, sync_folder, write_durably
from desktop_app.storage.sealed import Seal

_DIGEST = re.compile(r"[0-9a-f]{64}")


class EncryptedFiles:
    """A folder of files `ab/abcd…`, and of parts of those that are still arriving."""

    def __init__(self, folder: Path, database_key: bytes) -> None:
        self._folder = folder
        self._seal = Seal(database_key)
        self._arriving = ArrivingFiles(folder / "parts", self._seal)
        self._arriving.drop_old()

    def keep(self, content: bytes) -> str:
        """Store content durably and return its SHA-256; a damaged copy is written anew."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._is_sound(sha256):
            path = self._path(sha256)
            with explained_file_errors():
                if not path.parent.is_dir():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    sync_folder(self._folder)
            write_durably(path, self._seal.sealed(content, sha256))
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the plain content; ExpectedError FILE_MISSING or FILE_UNREADABLE."""
        if not self.has(sha256):
            raise ExpectedError(Trouble.FILE_MISSING)
        try:
            content = self._seal.opened(self._path(sha256).read_bytes(), sha256)
        except (OSError, ValueError) as error:
            raise ExpectedError(Trouble.FILE_UNREADABLE) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ExpectedError(Trouble.FILE_UNREADABLE)
        return content

    def has(self, sha256: str) -> bool:
        return is_digest(sha256) and self._path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        if is_digest(sha256):
            with explained_file_errors():
                self._arriving.drop(sha256)
                self._path(sha256).unlink(missing_ok=True)

    def size_of_parts(self, sha256: str) -> int:
        return self._arriving.size(sha256) if is_digest(sha256) else 0

    def add_part(self, sha256: str, content: bytes) -> None:
        """Keep the next bytes durably; ValueError for what is no digest."""
        if not is_digest(sha256):
            raise ValueError("a SHA-256 in hexadecimal expected")
        if content:
            self._arriving.add(sha256, content)

    def join_parts(self, sha256: str) -> bool:
        """Make the file of its parts; a part that is damaged is a difference too."""
        if not is_digest(sha256):
            return False
        try:
            content = self._arriving.joined(sha256)
        except ValueError:
            content = b""
        is_it = hashlib.sha256(content).hexdigest() == sha256
        if is_it:
            self.keep(content)
        self._arriving.drop(sha256)
        return is_it

    def _is_sound(self, sha256: str) -> bool:
        try:
            self.read(sha256)
        except ExpectedError:
            return False
        return True

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def is_digest(text: str) -> bool:
    """Digests may come from elsewhere: nothing but a digest becomes part of a path."""
    return _DIGEST.fullmatch(text) is not None

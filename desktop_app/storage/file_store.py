"""Encrypted files of cases and letters, named by what they hold."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import explained_file_errors, sync_folder, write_durably

_MARK = b"LKF1"  # what the file is, and in which format
_NONCE_BYTES = 12
_KEY_BYTES = 32
_DIGEST = re.compile(r"[0-9a-f]{64}")


class EncryptedFiles:
    """A folder of files `ab/abcd…`, each AES-GCM under a key derived from the database's."""

    def __init__(self, folder: Path, database_key: bytes) -> None:
        self._folder = folder
        derivation = HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"loket-aduan files 1")
        self._cipher = AESGCM(derivation.derive(database_key))

    def keep(self, content: bytes) -> str:
        """Store content durably and return its SHA-256; a damaged copy is written anew."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._is_sound(sha256):
            nonce = secrets.token_bytes(_NONCE_BYTES)
            sealed = self._cipher.encrypt(nonce, content, sha256.encode())
            path = self._path(sha256)
            with explained_file_errors():
                if not path.parent.is_dir():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    sync_folder(self._folder)
            write_durably(path, _MARK + nonce + sealed)
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the plain content; ExpectedError FILE_MISSING or FILE_UNREADABLE."""
        if not self.has(sha256):
            raise ExpectedError(Trouble.FILE_MISSING)
        try:
            sealed = self._path(sha256).read_bytes()
            content = self._opened(sealed, sha256)
        except (OSError, InvalidTag, ValueError) as error:
            raise ExpectedError(Trouble.FILE_UNREADABLE) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ExpectedError(Trouble.FILE_UNREADABLE)
        return content

    def has(self, sha256: str) -> bool:
        # The digest may come from elsewhere: nothing but a digest becomes part of a path.
        return _DIGEST.fullmatch(sha256) is not None and self._path(sha256).is_file()

    def _is_sound(self, sha256: str) -> bool:
        try:
            self.read(sha256)
        except ExpectedError:
            return False
        return True

    def _opened(self, sealed: bytes, sha256: str) -> bytes:
        if not sealed.startswith(_MARK):
            raise ValueError("not a file of this store")
        start = len(_MARK) + _NONCE_BYTES
        return self._cipher.decrypt(sealed[len(_MARK) : start], sealed[start:], sha256.encode())

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

"""Encrypts the content of one file, so that it can only be opened as what it was sealed as."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MARK = b"LKF1"  # what the file is, and in which format
_NONCE_BYTES = 12
_TAG_BYTES = 16
_KEY_BYTES = 32
OVERHEAD = len(_MARK) + _NONCE_BYTES + _TAG_BYTES


class Seal:
    """AES-GCM under a key derived from the database's."""

    def __init__(self, database_key: bytes) -> None:
        derivation = HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"loket-aduan files 1")
        self._cipher = AESGCM(derivation.derive(database_key))

    def sealed(self, content: bytes, name: str) -> bytes:
        """Return the bytes to write, `OVERHEAD` longer than the content."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _MARK + nonce + self._cipher.encrypt(nonce, content, name.encode())

    def opened(self, sealed: bytes, name: str) -> bytes:
        """Return the content; ValueError when it is damaged or was sealed under another name."""
        if not sealed.startswith(_MARK):
            raise ValueError("not a file of this store")
        start = len(_MARK) + _NONCE_BYTES
        try:
            return self._cipher.decrypt(sealed[len(_MARK) : start], sealed[start:], name.encode())
        except InvalidTag as error:
            raise ValueError("a damaged file") from error

"""The control: the same stores through the same contract, with nothing encrypted.

It stands in the tests alone, and so it cannot be switched on in the program.
"""

from __future__ import annotations

from typing import Any

from desktop_app.storage import arriving_files, engine, file_store, sealed
from desktop_app.sync.kurir import sealing

_TAG = b"\0" * 16


class PlainSeal:
    """Seals nothing; takes the place of the `Seal` of the stores."""

    def __init__(self, _database_key: bytes) -> None:
        """Need no key."""

    def sealed(self, content: bytes, _name: str) -> bytes:
        return b"\0" * sealed.OVERHEAD + content

    def opened(self, kept: bytes, _name: str) -> bytes:
        return kept[sealed.OVERHEAD :]


class PlainCipher:
    """Encrypts nothing; takes the place of the cipher of bundles that leave the desk."""

    def __init__(self, _key: bytes) -> None:
        """Need no key."""

    def encrypt(self, _nonce: bytes, content: bytes, _about: bytes | None) -> bytes:
        return content + _TAG


def store_plainly() -> None:
    """Open databases without a key and seal nothing from now on, in this process."""
    open_without_key()
    for owner, name, plain in (
        (file_store, "Seal", PlainSeal),
        (arriving_files, "Seal", PlainSeal),
        (sealing, "AESGCM", PlainCipher),
    ):
        _replace(owner, name, plain)


def open_without_key() -> None:
    """Open databases without a key from now on, in this process."""
    _replace(engine, "_unlock", _without_key)


def _replace(owner: Any, name: str, plain: object) -> None:
    if not hasattr(owner, name):
        raise AttributeError(name)
    setattr(owner, name, plain)


def _without_key(_connection: Any, _key: bytes) -> None:
    """Leave the connection as SQLite opens it."""

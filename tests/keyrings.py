"""Keyrings of every temper, made by the plug-in interface of the library itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError
from typing_extensions import override


class MemoryKeyring(KeyringBackend):
    """One that works, for as long as a test."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


class RefusingKeyring(MemoryKeyring):
    """Locked, and its owner says no."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(service)

    set_password = delete_password = get_password  # type: ignore[assignment]  # all say the same


class BrokenKeyring(MemoryKeyring):
    """Fails in a way of its own, as those that talk to the system do."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise OSError(service)


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        return


class PlainKeyring(MemoryKeyring):
    """Encrypts nothing, as the library says by a low priority."""

    priority = 0.5


class SilentKeyring(MemoryKeyring):
    """Asks its owner, who has left the room."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = threading.Event()

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self.ends.wait()
        return None


@contextmanager
def the_keyring(chosen: KeyringBackend) -> Iterator[None]:
    """Have the library use this one."""
    before = keyring.get_keyring()
    keyring.set_keyring(chosen)
    try:
        yield
    finally:
        keyring.set_keyring(before)

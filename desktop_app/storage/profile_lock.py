"""Keeps a second program off a profile; the system lets go of the lock when a program dies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import explained_file_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class ProfileLock:
    """Held from creation until `release`; PROFILE_IN_USE when somebody else holds it."""

    def __init__(self, path: Path) -> None:
        with explained_file_errors():
            self._file = path.open("ab")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise ExpectedError(Trouble.PROFILE_IN_USE) from error

    def release(self) -> None:
        self._file.close()


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

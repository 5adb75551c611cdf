"""Files on a stick: there whole or not at all, and what is wrong with the stick has a name."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE

# The last one: a stick in an old format takes no file of this size.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WINDOWS_DISK_FULL = 112


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that gets its name when all of it is on the stick.

    Raises ExpectedError STICK_FULL or FOLDER_READ_ONLY; then nothing of it stays.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        is_full = error.errno in _FULL or getattr(error, "winerror", 0) == _WINDOWS_DISK_FULL
        trouble = Trouble.STICK_FULL if is_full else Trouble.FOLDER_READ_ONLY
        raise ExpectedError(trouble) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def opened_bundle(path: Path) -> Iterator[BinaryIO]:
    """Read a file that should be a bundle; raises ExpectedError BUNDLE_UNREADABLE."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST_BUNDLE:
                raise ExpectedError(Trouble.BUNDLE_UNREADABLE)
            yield file
    except OSError as error:
        raise ExpectedError(Trouble.BUNDLE_UNREADABLE) from error


def _sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut; Windows does so by itself."""
    if sys.platform != "win32":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

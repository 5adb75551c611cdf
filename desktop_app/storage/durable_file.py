"""Writes a file so that after a power cut either the old or the new content is there, whole."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble

# A stick that is formatted as of old takes no file of 4 GB: to people it is full.
_FULL = frozenset(
    {errno.ENOSPC, errno.EFBIG, errno.EDQUOT if sys.platform != "win32" else errno.ENOSPC}
)
_WAITS_S = (0.05, 0.1, 0.25, 0.6, 1.0)
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file in an existing folder; ExpectedError DISK_FULL or FOLDER_READ_ONLY."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with explained_file_errors():
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            replace_patiently(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def replace_patiently(part: Path, path: Path) -> None:
    """Give a file or folder its name; an antivirus that holds it is given two seconds."""
    for wait in _WAITS_S:
        try:
            part.replace(path)
        except PermissionError:
            threading.Event().wait(wait)
        else:
            return
    part.replace(path)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable; Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def explained_file_errors() -> Iterator[None]:
    """Turn a full disk and a closed folder into ExpectedError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ExpectedError(Trouble.DISK_FULL) from error
        if error.errno in _CLOSED:
            raise ExpectedError(Trouble.FOLDER_READ_ONLY) from error
        raise

"""Writes a file so that after a power cut either the old or the new content is there, whole."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT if sys.platform != "win32" else errno.ENOSPC})
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
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


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

"""Files of cases on disk, each under its case and named by the SHA-256 of what it holds."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from central_server.errors import too_large, wrong_digest
from desktop_app.domain.attachments import LARGEST_FILE

_READ_AT_MOST = 3 * LARGEST_FILE


class FileShelf:
    """The folder of files; several server processes may share it.

    Files are kept apart by case, so that nobody learns by its digest that a file exists elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, case_uid: UUID, sha256: str) -> Path:
        """Say where a file is or would be."""
        return self._folder / str(case_uid) / sha256

    def holds(self, case_uid: UUID, sha256: str) -> bool:
        """Say whether a file is there, whole."""
        return self.path_of(case_uid, sha256).is_file()

    def arriving(self, case_uid: UUID, sha256: str) -> ArrivingFile:
        """Take in a file; use it as a context manager."""
        return ArrivingFile(self.path_of(case_uid, sha256))


class ArrivingFile:
    """A file on its way in: seen by nobody until it is whole and holds what its name says."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._digest = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".arriving-", dir=self._target.parent)
        self._part = Path(name)
        self._file = os.fdopen(number, "wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    def write(self, content: bytes) -> None:
        """Add some bytes; raises RequestError TOO_LARGE when far over the limit.

        A little over it, the rest is still read and dropped, so that the sender hears why.
        """
        self._size += len(content)
        if self._size > _READ_AT_MOST:
            raise too_large()
        if self._size <= LARGEST_FILE:
            self._digest.update(content)
            self._file.write(content)

    def keep(self) -> None:
        """Make the file visible, durably; raises RequestError TOO_LARGE, DIGEST."""
        if self._size > LARGEST_FILE:
            raise too_large()
        if self._digest.hexdigest() != self._target.name:
            raise wrong_digest()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._target)
        _settle(self._target.parent)


def _settle(folder: Path) -> None:
    """Make a new name in a folder survive a power cut; Windows does so by itself."""
    if sys.platform != "win32":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

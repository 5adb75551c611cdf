"""Files of cases on disk, each under its case and named by the SHA-256 of what it holds."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from central_server.errors import too_large, wrong_digest
from desktop_app.domain.attachments import LARGEST_FILE

_READ_AT_MOST = 3 * LARGEST_FILE
_PIECE = 64 * 1024
_PART = ".part-"  # arrives in parts, from round to round
_ARRIVING = ".arriving-"  # arrives whole, in one request


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
        """Take in a whole file; use it as a context manager."""
        return ArrivingFile(self._made_room(case_uid, sha256))

    def pieces(self, case_uid: UUID, sha256: str, start: int) -> Iterator[bytes]:
        """Read a file from a byte on."""
        with self.path_of(case_uid, sha256).open("rb") as file:
            file.seek(start)
            while piece := file.read(_PIECE):
                yield piece

    def part_size(self, case_uid: UUID, sha256: str) -> int:
        """Say how many bytes of a file that arrives in parts lie here; 0 for none."""
        try:
            return self._part_of(case_uid, sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append_part(self, case_uid: UUID, sha256: str, offset: int, content: bytes) -> None:
        """Put bytes behind the first `offset` ones, durably; what lay there is replaced."""
        self._made_room(case_uid, sha256)
        part = self._part_of(case_uid, sha256)
        with part.open("r+b" if offset else "wb") as file:
            file.seek(offset)
            file.truncate()
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def join_part(self, case_uid: UUID, sha256: str) -> bool:
        """Make the file visible, durably; False, and nothing kept, if it differs from its name."""
        part = self._part_of(case_uid, sha256)
        with part.open("rb") as file:
            is_right = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        if not is_right:
            part.unlink()
            return False
        part.replace(self.path_of(case_uid, sha256))
        _settle(part.parent)
        return True

    def drop_part(self, case_uid: UUID, sha256: str) -> None:
        """Forget what has arrived of a file, if anything."""
        self._part_of(case_uid, sha256).unlink(missing_ok=True)

    def remove(self, case_uid: UUID, sha256: str) -> None:
        """Take a file away, and what may be on its way; none there is well, too."""
        self.drop_part(case_uid, sha256)
        self.path_of(case_uid, sha256).unlink(missing_ok=True)

    def sweep(self, before: datetime) -> None:
        """Drop what has arrived of files that were last added to before then."""
        for pattern in (_PART + "*", _ARRIVING + "*"):
            for left in self._folder.glob(f"*/{pattern}"):
                # Another process may sweep, or finish it, at this moment.
                with contextlib.suppress(FileNotFoundError):
                    if left.stat().st_mtime < before.timestamp():
                        left.unlink()

    def _part_of(self, case_uid: UUID, sha256: str) -> Path:
        return self.path_of(case_uid, _PART + sha256)

    def _made_room(self, case_uid: UUID, sha256: str) -> Path:
        """Return where a file goes; its folder is there, and stays after a power cut."""
        target = self.path_of(case_uid, sha256)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            _settle(self._folder)
        return target


class ArrivingFile:
    """A file on its way in: seen by nobody until it is whole and holds what its name says."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._digest = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        number, name = tempfile.mkstemp(prefix=_ARRIVING, dir=self._target.parent)
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

"""Parts of files that are still on their way here, each encrypted for itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from desktop_app.storage.durable_file import explained_file_errors, sync_folder, write_durably
from desktop_app.storage.sealed import OVERHEAD, Seal

_KEPT_SECONDS = 30 * 24 * 3600


class ArrivingFiles:
    """A folder `<digest>/0`, `<digest>/1` …; what is numbered without a gap counts as here."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self._folder = folder
        self._seal = seal

    def size(self, sha256: str) -> int:
        """Return the number of plain bytes."""
        return sum(size for _, size in self._parts(sha256))

    def add(self, sha256: str, content: bytes) -> None:
        """Keep the next bytes durably; they must not be empty."""
        number = sum(1 for _ in self._parts(sha256))
        path = self._path(sha256, number)
        with explained_file_errors():
            for folder in (self._folder, path.parent):
                if not folder.is_dir():
                    folder.mkdir(parents=True, exist_ok=True)
                    sync_folder(folder.parent)
        write_durably(path, self._seal.sealed(content, _name(sha256, number)))

    def joined(self, sha256: str) -> bytes:
        """Return all the bytes in order; ValueError when a part is damaged."""
        parts = enumerate(self._parts(sha256))
        return b"".join(
            self._seal.opened(path.read_bytes(), _name(sha256, number))
            for number, (path, _) in parts
        )

    def drop(self, sha256: str) -> None:
        """Delete the parts of a file."""
        shutil.rmtree(self._folder / sha256, ignore_errors=True)

    def drop_old(self) -> None:
        """Delete the parts of files of which nothing has arrived for a month."""
        if self._folder.is_dir():
            for folder in self._folder.iterdir():
                if folder.stat().st_mtime < time.time() - _KEPT_SECONDS:
                    self.drop(folder.name)

    def _parts(self, sha256: str) -> Iterator[tuple[Path, int]]:
        """Each part with its plain size; one that was cut short ends what is here."""
        for number in count():
            path = self._path(sha256, number)
            size = path.stat().st_size - OVERHEAD if path.is_file() else 0
            if size <= 0:
                return
            yield path, size

    def _path(self, sha256: str, number: int) -> Path:
        return self._folder / sha256 / str(number)


def _name(sha256: str, number: int) -> str:
    return f"{sha256} part {number}"

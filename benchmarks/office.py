"""The office that rows measure in: two desks of one district, enrolled at a real server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop_app.bootstrap.desk import open_desk, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.storage.key_file import KeyFile
from desktop_app.ui.shell.doors import OpenDesk

CASES = 10_000
PASSWORD = "rahasia-contoh"


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with the server's data and the profiles of both desks; nothing runs in it."""

    folder: Path

    @property
    def profile(self) -> Path:
        """The desk that holds the cases."""
        return self.folder / "first"

    @property
    def second_profile(self) -> Path:
        """Another PC of the same office, empty."""
        return self.folder / "second"

    @property
    def database(self) -> Path:
        return self.profile / "office.db"

    @property
    def database_key(self) -> bytes:
        return KeyFile(self.profile / "keys.json").unlock(self.person_uid, PASSWORD)

    @property
    def person_uid(self) -> UUID:
        """Who sits at both desks."""
        (person,) = known_people(self.profile) or []
        return person.uid

    def copy(self, folder: Path) -> Office:
        """Return an office of its own for a row that changes things."""
        shutil.copytree(self.folder, folder)
        return Office(folder)

    @contextmanager
    def open(self, profile: Path, *, server_url: str = "") -> Iterator[OpenDesk]:
        """Sign in at a desk, without a window."""
        desk = open_desk(
            profile, self.person_uid, PASSWORD, server_url=server_url, clock=system_clock
        )
        try:
            yield desk
        finally:
            desk.close()

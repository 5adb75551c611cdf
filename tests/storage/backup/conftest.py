"""A desk with work in it, and the copies of its profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop_app.domain.backups import Backup, Occasion
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.context import KeptFile
from desktop_app.services.keep_file import keep_file
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.storage.backup.copies import ProfileCopies
from tests.desk import Desk, a_desk

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass
class CopiedDesk:
    """A desk at work, its folder, and what copies it."""

    desk: Desk
    folder: Path
    copies: ProfileCopies

    def back_up(self, occasion: Occasion = Occasion.ASKED) -> Backup:
        """Make a copy a minute later than the one before."""
        self.desk.clock.pass_days(1 / 1440)
        return self.copies.make(
            occasion, self.desk.clock(), tell=lambda _: None, cancelled=lambda: False
        )

    def carry(self, backup: Backup, elsewhere: Path) -> Backup:
        return self.copies.carry(
            backup.name, elsewhere, tell=lambda _: None, cancelled=lambda: False
        )

    def attach(self, content: bytes) -> KeptFile:
        """Put a file to the case that is registered for it."""
        kept = keep_file(content, "foto.txt", self.desk.context)
        case = self.desk.registered().case
        write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Dengan berkas.", (kept,)), self.context)
        return kept

    @property
    def context(self):
        return self.desk.context

    @property
    def place(self) -> Path:
        return self.folder / "backups"


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[CopiedDesk]:
    """A desk with three cases, one of them with a file."""
    with a_desk(tmp_path) as desk:
        made = CopiedDesk(desk, tmp_path / "profile", desk.profile.copies(ZONE))
        desk.registered()
        desk.registered()
        made.attach(b"isi foto" * 100)
        yield made

"""What became of two sides that had both gone on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server_process import ServerProcess
from tests.sync.enrolled import EnrolledDesk, a_regency


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that an operator can stop and set back."""
    with a_regency(tmp_path / "regency") as started:
        yield started


def test_a_server_restored_from_yesterday_and_a_desk_with_todays_work_are_both_kept(
    server: ServerProcess, desk: EnrolledDesk, other: EnrolledDesk, tmp_path: Path
):
    """Anki asks "upload or download?" and does not say which side is newer: one side is lost."""
    old = desk.register(title="Dari kemarin")
    desk.good_round()
    server.stop()
    backup = tmp_path / "backup.db"
    shutil.copy(server.folder / "server.db", backup)
    server.start()
    sent = desk.register(title="Sudah terkirim hari ini")
    desk.note(old, "Catatan hari ini.")
    desk.good_round()
    server.stop()
    for ending in ("", "-wal", "-shm"):
        Path(f"{server.folder / 'server.db'}{ending}").unlink(missing_ok=True)
    shutil.copy(backup, server.folder / "server.db")
    server.cli("restored")
    server.start()
    # Meanwhile the other PC works with the restored server, and this one without any.
    elsewhere = other.register(title="Dari PC lain sesudah pemulihan")
    other.good_round()
    unsent = desk.register(title="Belum terkirim")
    for pc in (desk, other, desk, other):
        pc.good_round()
    for pc in (desk, other):
        assert all(pc.knows(case) for case in (old, sent, elsewhere, unsent))
        assert "Catatan hari ini." in [entry.text for entry in pc.entries(old)]
        assert pc.waiting() == pc.rejected() == []
        with pc.profile.read() as work:
            assert work.cases.count() == 4

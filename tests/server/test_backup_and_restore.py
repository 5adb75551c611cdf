"""The operator copies a server that runs, and returns to a copy: every desk is told."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from central_server.commands.backup import backup
from central_server.commands.prepare import prepare
from central_server.commands.registry import add_office, list_offices
from central_server.commands.restore import restore
from central_server.database import Database
from central_server.epochs import current_epoch
from central_server.errors import OperatorError
from central_server.settings import Settings
from tests.server.world import GOLDEN


@pytest.fixture
def settings(empty: Settings) -> Settings:
    """A prepared server with one file of a case."""
    prepare(empty, str(GOLDEN / "directory.json"))
    put_file(empty, b"isi berkas")
    return empty


def put_file(settings: Settings, content: bytes) -> Path:
    folder = settings.files / str(uuid4())
    folder.mkdir(parents=True)
    path = folder / hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    return path


def epoch_of(settings: Settings) -> UUID:
    database = Database(settings.database)
    with database.read() as connection:
        epoch = current_epoch(connection)
    database.close()
    return epoch


def made(settings: Settings, folder: Path) -> Path:
    return Path(backup(settings, folder).splitlines()[0])


def an_office(settings: Settings, code: str) -> None:
    add_office(settings, {"code": code, "name": f"Kantor {code}", "kind": "agency"})


def test_a_return_brings_the_old_state_begins_an_epoch_and_keeps_what_stood_there(
    settings: Settings, tmp_path: Path
):
    copy = made(settings, tmp_path / "copies")
    epoch, offices = epoch_of(settings), list_offices(settings)
    an_office(settings, "BARU")
    later = list_offices(settings)

    told = restore(settings, copy)

    assert "New epoch" in told
    assert list_offices(settings) == offices
    assert epoch_of(settings) != epoch
    kept = Path(told.splitlines()[0].removeprefix("What stood there before: "))
    restore(settings, kept)
    assert list_offices(settings) == later


def test_files_are_copied_once_and_come_back_when_they_are_gone(settings: Settings, tmp_path: Path):
    copies = tmp_path / "copies"
    made(settings, copies)
    (kept,) = (copies / "files").glob("*/*")
    before = kept.stat().st_ino
    file = put_file(settings, b"yang kedua")
    copy = made(settings, copies)

    file.unlink()
    restore(settings, copy)

    assert file.read_bytes() == b"yang kedua"
    assert kept.stat().st_ino == before


def test_a_damaged_copy_is_refused_and_nothing_changes(settings: Settings, tmp_path: Path):
    copy = made(settings, tmp_path / "copies")
    (database,) = copy.glob("server.*")
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    epoch = epoch_of(settings)

    with pytest.raises(OperatorError, match="damaged"):
        restore(settings, copy)

    assert epoch_of(settings) == epoch


def test_a_damaged_file_stops_the_copy(settings: Settings, tmp_path: Path):
    file = put_file(settings, b"akan rusak")
    file.write_bytes(b"lain sama sekali")

    with pytest.raises(OperatorError, match="is damaged"):
        backup(settings, tmp_path / "copies")

    assert not list((tmp_path / "copies").glob("loket-aduan-*"))


def test_a_folder_that_is_no_copy_is_refused(settings: Settings, tmp_path: Path):
    with pytest.raises(OperatorError, match="no whole copy"):
        restore(settings, tmp_path)

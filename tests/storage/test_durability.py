"""What a power cut may take back: nothing that a person saved."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.profile import OpenProfile
from desktop_app.storage.unit_of_work import DatabaseWork

_NORMAL, _FULL = 1, 2  # as SQLite counts them


def test_what_the_server_would_give_again_waits_for_no_disk(profile: OpenProfile) -> None:
    for _ in range(2):
        with profile.write_fetched() as work:
            assert _synchronous(work) == _NORMAL
        with profile.write() as work:
            assert _synchronous(work) == _FULL


def _synchronous(work: UnitOfWork) -> int:
    assert isinstance(work, DatabaseWork)
    connection: Connection = work._connection
    return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

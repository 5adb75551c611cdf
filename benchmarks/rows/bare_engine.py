"""Every word of 100,000 cases read from end to end: the encrypted engine beside the plain one."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks.encryption.twins import twins_of
from benchmarks.measurement import Measurement, alternate, medians, timed
from benchmarks.office import Office
from desktop_app.storage.engine import connect_raw

_TIMES = 7
_SCAN = 'SELECT count(*) FROM "case" WHERE instr(reporter_words, :word) > 0'


def measure(office: Office) -> Measurement:
    """Look through every case with both; no screen asks like that."""
    twins = twins_of(office)
    key = office.database_key
    with (
        closing(connect_raw(twins.encrypted / "office.db", key)) as encrypted,
        closing(dbapi2.connect(str(twins.plain / "office.db"))) as plain,
    ):
        taken = alternate(
            lambda: timed(lambda: _scan(encrypted)), lambda: timed(lambda: _scan(plain)),
            times=_TIMES,
        )  # fmt: skip
    return medians(*taken, "a full scan, which no screen asks for; stated without a target")


def _scan(connection: Any) -> None:
    connection.execute(_SCAN, {"word": "tidak ada di sini"}).fetchall()

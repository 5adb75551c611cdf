"""The bench runs the statements of one save again; here it finds them among all others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from benchmarks.statements import Transcript, last_save
from tests.desk import Desk, a_desk


def test_the_last_transaction_of_the_writing_lane_is_the_save(tmp_path: Path):
    with (
        a_desk(tmp_path) as desk,
        closing(Transcript()) as transcript,
        ThreadPoolExecutor(1, "write") as lane,
    ):
        lane.submit(desk.registered).result()
        lane.submit(desk.registered).result()
        read_in_another_lane(desk)
        save = last_save(transcript.take())

    into = [
        statement.sql.split()[2].strip('"')
        for statement in save
        if statement.sql.startswith("INSERT")
    ]
    assert into.count("case") == into.count("reporter") == 1
    assert "outbox" in into
    assert "BEGIN IMMEDIATE" not in {statement.sql for statement in save}


def read_in_another_lane(desk: Desk) -> None:
    """Begin a transaction that is no save."""
    with desk.context.open_read() as work:
        work.cases.counts(desk.context.today())

"""A server that loses its plug at any moment of a push takes everything, and nothing twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, TONO, an_enrolled_desk

KILLS = 8
CASES = 8  # registered before each kill, each with a note
LONGEST = 0.3  # seconds into a round


def count(server: ServerProcess, table: str) -> int:
    with closing(sqlite3.connect(server.folder / "server.db")) as connection:
        (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(rows)


@pytest.mark.timeout(300)
def test_a_server_killed_at_random_moments_of_a_push_loses_and_doubles_nothing(
    server: ServerProcess, tmp_path: Path
):
    seed = Random().getrandbits(32)
    print(f"seed {seed}")
    random = Random(seed)
    made = []
    with an_enrolled_desk(tmp_path / "desk", server, RINA) as desk:
        desk.good_round()
        for _ in range(KILLS):
            for _ in range(CASES):
                made.append(desk.register())
                desk.note(made[-1], "Catatan sebelum mati lampu.")
            running = Thread(target=desk.round)
            running.start()
            running.join(random.uniform(0, LONGEST))
            server.kill()
            running.join()
            server.start()
        desk.good_round()
        assert desk.waiting() == desk.rejected() == []
        with an_enrolled_desk(tmp_path / "other", server, TONO) as other:
            other.good_round()
            for case in made:
                here, there = desk.entries(case), other.entries(case)
                assert len(here) == 2
                assert [entry.uid for entry in here] == [entry.uid for entry in there]
                assert other.case(case).register_number == case.register_number
    server.stop()
    assert count(server, "case_record") == len(made)
    assert count(server, "entry") == count(server, "answered_change") == 2 * len(made)

"""Two programs on one database, and a program that dies in the middle of a save."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from desktop_app.storage.engine import open_engine
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import TODAY
from tests.storage.secrets_for_tests import KEY

ROOT = Path(__file__).resolve().parents[2]
ENDLESS = 1_000_000


def start_saving(database: Path, letter: str, saves: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.saving_process", str(database), letter]
    return subprocess.Popen(
        [*command, str(saves)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def read_acknowledgement(line: str) -> tuple[int, UUID]:
    sequence, uid = line.split()
    return int(sequence), UUID(uid)


def test_two_programs_with_two_hundred_saves_each_lose_refuse_and_repeat_nothing(
    engine: Engine, database: Path
):
    programs = [start_saving(database, letter, 200) for letter in ("A", "B")]
    answers = [program.communicate() for program in programs]
    assert [errors for _, errors in answers] == ["", ""]
    assert [program.returncode for program in programs] == [0, 0]
    saved = [read_acknowledgement(line) for said, _ in answers for line in said.splitlines()]
    assert sorted(sequence for sequence, _ in saved) == list(range(1, 401))
    with unit_of_work(engine)() as work:
        assert work.cases.counts(TODAY).total == 400
        queued = work.outbox.waiting(1000)
        assert [change.sequence for change in queued] == list(range(1, 401))
        assert {change.case_uid for change in queued} == {uid for _, uid in saved}


@pytest.mark.parametrize("acknowledged", [1, 17, 60])
def test_a_killed_program_leaves_every_save_it_acknowledged(
    engine: Engine, database: Path, acknowledged
):
    engine.dispose()
    program = start_saving(database, "A", ENDLESS)
    lines = [program.stdout.readline() for _ in range(acknowledged)]
    program.kill()
    rest = program.stdout.read()  # `communicate` would forget what was read ahead
    program.communicate()
    lines += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    saved = [read_acknowledgement(line) for line in lines]

    reopened = open_engine(database, KEY)
    with reopened.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
    with unit_of_work(reopened)() as work:
        assert len(saved) >= acknowledged
        assert all(work.cases.get(uid) is not None for _, uid in saved)
        kept = work.cases.counts(TODAY).total
        assert kept in {len(saved), len(saved) + 1}
        assert work.outbox.count_waiting() == kept
        assert work.numbers.next_register_sequence(2026) == kept + 1
    reopened.dispose()

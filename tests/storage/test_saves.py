"""What the screen calls saved is on the disk; what was not committed never happened."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import OpenWork
from desktop_app.storage.engine import connect_raw, open_engine, open_reader
from desktop_app.storage.profile import OpenProfile
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import TODAY, a_case, a_change
from tests.storage.secrets_for_tests import KEY


class PowerCutError(Exception):
    """What goes wrong between two statements."""


def pragma(engine: Engine, name: str):
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_the_live_writer_survives_a_power_cut(engine: Engine):
    full = 2
    assert pragma(engine, "synchronous") == full
    assert pragma(engine, "journal_mode") == "wal"


def test_the_live_writer_waits_for_others_and_spills_nothing_to_temporary_files(engine: Engine):
    memory = 2
    assert pragma(engine, "busy_timeout") == 5000
    assert pragma(engine, "temp_store") == memory
    assert pragma(engine, "foreign_keys") == 1
    assert -64 * 1024 <= pragma(engine, "cache_size") <= -16 * 1024


def test_writers_take_their_turn_before_they_read(engine: Engine, database: Path):
    other = connect_raw(database, KEY)
    other.execute("PRAGMA busy_timeout=0")
    with unit_of_work(engine)(), pytest.raises(dbapi2.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_committed_save_is_there_for_the_reader(profile: OpenProfile):
    case = a_case()
    with profile.write() as work:
        work.cases.put(case)
        work.commit()
    with profile.read() as work:
        assert work.cases.get(case.uid) == case


def test_a_save_that_breaks_before_its_commit_leaves_neither_case_nor_change(profile: OpenProfile):
    case = a_case()
    with pytest.raises(PowerCutError), profile.write() as work:
        work.cases.put(case)
        work.outbox.add(a_change(case_uid=case.uid))
        raise PowerCutError
    with profile.read() as work:
        assert work.cases.get(case.uid) is None
        assert work.cases.counts(TODAY).total == 0
        assert work.outbox.count_waiting() == 0


def test_leaving_without_commit_takes_everything_back(profile: OpenProfile):
    case = a_case()
    with profile.write() as work:
        work.cases.put(case)
        work.outbox.add(a_change(case_uid=case.uid))
    with profile.read() as work:
        assert work.cases.get(case.uid) is None
        assert work.outbox.count_waiting() == 0


def test_a_reader_sees_one_moment_while_the_writer_goes_on(profile: OpenProfile):
    with profile.read() as reading:
        assert reading.cases.counts(TODAY).total == 0
        with profile.write() as writing:
            writing.cases.put(a_case())
            writing.commit()
        assert reading.cases.counts(TODAY).total == 0
    with profile.read() as reading:
        assert reading.cases.counts(TODAY).total == 1


def test_a_reader_cannot_change_anything(profile: OpenProfile):
    with pytest.raises(ExpectedError), profile.read() as work:
        work.cases.put(a_case())


def test_a_second_save_waits_for_the_first_one(profile: OpenProfile):
    first_is_open, numbers = threading.Event(), []

    def save_too() -> None:
        first_is_open.wait()
        numbers.append(take_number(profile.write))

    other = threading.Thread(target=save_too)
    other.start()
    with profile.write() as work:
        first_is_open.set()
        numbers.append(work.numbers.next_register_sequence(2026))
        work.commit()
    other.join()
    assert numbers == [1, 2]


def take_number(open_work: OpenWork) -> int:
    with open_work() as work:
        number = work.numbers.next_register_sequence(2026)
        work.commit()
    return number


def test_two_threads_with_two_hundred_saves_each_get_every_number_once(
    engine: Engine, database: Path
):
    taken: list[list[int]] = [[], []]

    def save(place: int) -> None:
        own = open_engine(database, KEY)
        taken[place] += [take_number(unit_of_work(own)) for _ in range(200)]
        own.dispose()

    threads = [threading.Thread(target=save, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken[0] + taken[1]) == list(range(1, 401))


def test_a_lane_that_is_taken_for_too_long_is_trouble_in_words(engine: Engine, database: Path):
    other = open_engine(database, KEY)
    with other.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    with unit_of_work(engine)(), pytest.raises(ExpectedError) as refused:
        unit_of_work(other)().__enter__()
    other.dispose()
    assert refused.value.trouble is Trouble.DATABASE_LOCKED


def test_a_refused_writer_can_write_as_soon_as_the_other_is_done(engine: Engine, database: Path):
    other = open_engine(database, KEY)
    with other.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    with unit_of_work(engine)(), pytest.raises(ExpectedError):
        unit_of_work(other)().__enter__()
    assert take_number(unit_of_work(other)) == 1
    other.dispose()


def test_readers_never_wait_for_the_writer(engine: Engine, database: Path):
    reader = open_reader(database, KEY)
    with unit_of_work(engine)() as writing:
        writing.cases.put(a_case())
        with unit_of_work(reader)() as reading:
            assert reading.cases.counts(TODAY).total == 0
    reader.dispose()


def test_closing_folds_the_log_into_the_database(profile: OpenProfile, folder: Path):
    with closing(profile), profile.write() as work:
        work.cases.put(a_case())
        work.commit()
    assert sorted(path.name for path in folder.iterdir()) == ["keys.json", "lock", "office.db"]

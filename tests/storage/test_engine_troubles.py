"""What a person can act on comes out as a code, and never with anybody's data in it."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.engine import connect_raw, explained, open_engine
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import a_case
from tests.storage.secrets_for_tests import KEY


def trouble_on_opening(path: Path, key: bytes = KEY) -> Trouble:
    engine = open_engine(path, key)
    with pytest.raises(ExpectedError) as refused:
        engine.connect()
    engine.dispose()
    return refused.value.trouble


def test_another_key_says_the_profile_is_damaged(engine: Engine, database: Path):
    engine.dispose()
    assert trouble_on_opening(database, os.urandom(32)) is Trouble.PROFILE_DAMAGED


def test_a_file_full_of_something_else_says_the_profile_is_damaged(database: Path):
    database.write_bytes(b"bukan basis data " * 1000)
    assert trouble_on_opening(database) is Trouble.PROFILE_DAMAGED


def test_a_page_that_was_tampered_with_says_the_profile_is_damaged(engine: Engine, database: Path):
    engine.dispose()
    content = bytearray(database.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page + 100] ^= 1
    database.write_bytes(content)
    with pytest.raises(ExpectedError) as refused, unit_of_work(engine)() as work:
        work.cases.put(a_case())
    assert refused.value.trouble is Trouble.PROFILE_DAMAGED


def test_a_path_that_cannot_be_opened_says_so(tmp_path: Path):
    assert trouble_on_opening(tmp_path) is Trouble.FOLDER_READ_ONLY


def test_a_full_disk_says_so_and_takes_the_save_back(engine: Engine):
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    case = a_case(reporter_words="kata " * 10_000)
    with pytest.raises(ExpectedError) as refused, unit_of_work(engine)() as work:
        work.cases.put(case)
    assert refused.value.trouble is Trouble.DISK_FULL
    with unit_of_work(engine)() as work:
        assert work.cases.get(case.uid) is None


def test_a_bug_stays_a_bug_but_shows_nobodys_words(engine: Engine):
    with pytest.raises(IntegrityError) as failed, unit_of_work(engine)() as work:
        work.cases.put(a_case(register_number="SAMA", reporter_words="RAHASIA"))
        work.cases.put(a_case(register_number="SAMA", reporter_words="RAHASIA"))
    assert "RAHASIA" not in str(failed.value)


def test_bare_connections_explain_themselves_too(database: Path):
    database.write_bytes(b"bukan basis data " * 1000)
    with (
        closing(connect_raw(database, KEY)) as connection,
        pytest.raises(ExpectedError) as refused,
        explained(),
    ):
        connection.execute("SELECT count(*) FROM sqlite_master")
    assert refused.value.trouble is Trouble.PROFILE_DAMAGED


def test_a_key_of_the_wrong_length_is_never_tried(database: Path):
    engine = open_engine(database, b"short")
    with pytest.raises(ValueError, match="32 bytes"):
        engine.connect()

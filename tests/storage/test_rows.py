"""Records go to the database by the thousand, each value into the column of its name."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.reporters import Reporter
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns
from tests.builders import a_reporter

TABLE = schema.reporter
PUT: ManyRows[Reporter] = ManyRows(insert_or_replace(TABLE, "case_uid"), shared_columns(TABLE))


def test_columns_in_another_order_than_their_tables_are_refused():
    with pytest.raises(ValueError, match="order of their table"):
        ManyRows(insert(TABLE), shared_columns(TABLE)[::-1])


def test_no_records_are_no_statement(engine: Engine):
    with engine.begin() as connection:
        PUT.put(connection, [])
        assert connection.execute(select(TABLE)).all() == []


def test_of_records_that_come_twice_the_last_one_stays_in_the_first_ones_place(engine: Engine):
    first, other = a_reporter(), a_reporter()
    last = a_reporter(case_uid=first.case_uid, name="Lain")
    with engine.begin() as connection:
        PUT.put(connection, iter([first, other, last]))
        kept = connection.execute(select(*shared_columns(TABLE)).order_by(TABLE.c.key))
        assert [Reporter(*row) for row in kept] == [last, other]

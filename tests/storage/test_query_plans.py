"""What a screen asks for is found through an index: no question goes through whole cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event

from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.engine import open_engine
from desktop_app.storage.migrate import migrate
from desktop_app.storage.unit_of_work import seen_by, unit_of_work
from tests import builders
from tests.storage.secrets_for_tests import KEY

CASE = uuid4()


def _keys_of(group: InboxGroup, work: UnitOfWork) -> object:
    return work.cases.keys(InboxQuery(group=group), builders.TODAY)


QUESTIONS: dict[str, Callable[[UnitOfWork], object]] = {
    **{f"the list of {group.value}": partial(_keys_of, group) for group in InboxGroup},
    "a search": lambda work: work.cases.keys(InboxQuery(words="lampu jalan"), builders.TODAY),
    "the sums of the list": lambda work: work.cases.counts(builders.TODAY),
    "a page of the list": lambda work: work.cases.rows(list(range(100))),
    "which cases were erased": lambda work: work.cases.erased({CASE, uuid4()}),
    "one case": lambda work: work.cases.get(CASE),
    "what was typed and not saved": lambda work: work.drafts.of_person(builders.CLERK_UID),
    "who reported": lambda work: work.reporters.get(CASE),
    "what happened": lambda work: work.timeline.of_case(CASE),
    "the files of a case": lambda work: work.attachments.of_case(CASE),
    "the letters of a case": lambda work: work.letters.of_case(CASE),
    "what waits of a case": lambda work: work.outbox.of_case(CASE),
    "how much waits": lambda work: (work.outbox.count_waiting(), work.outbox.count_rejected()),
}
# One row for each office, person or category; never one for each case.
_SHORT = {"office", "person", "category", "notice", "conflict"}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(tmp_path / "office.db", KEY)
    migrate(made, tmp_path / "office.db", KEY)
    yield made
    made.dispose()


def plans(
    engine: Engine, question: Callable[[UnitOfWork], object], *, reader: UUID | None = None
) -> list[str]:
    """How the database goes about everything it is asked for one question, its values in it."""
    asked: list[str] = []
    open_work = unit_of_work(engine) if reader is None else seen_by(unit_of_work(engine), reader)

    def listen(connection: Any, *_: object) -> None:
        connection.set_trace_callback(asked.append)

    event.listen(engine, "checkout", listen)
    with open_work() as work:
        question(work)
    event.remove(engine, "checkout", listen)
    with engine.connect() as connection:
        bare: Any = connection.connection.driver_connection
        bare.set_trace_callback(None)
        return [
            row[3]
            for sql in asked
            if sql.startswith(("SELECT", "WITH"))
            for row in bare.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_of_a_screen_goes_through_a_whole_table(engine: Engine, question: str):
    found = plans(engine, QUESTIONS[question])
    assert found
    scans = [plan for plan in found if plan.startswith("SCAN") and plan.split()[1] not in _SHORT]
    assert scans == []


@pytest.mark.parametrize("question", ["a search", "the sums of the list", "the list of open"])
def test_what_looks_at_many_cases_reads_an_index_alone(engine: Engine, question: str):
    looks = [plan for plan in plans(engine, QUESTIONS[question]) if "case" in plan.split()]
    assert looks
    assert all("USING COVERING INDEX" in plan for plan in looks)


def test_a_page_of_the_list_is_fetched_by_its_keys(engine: Engine):
    (plan,) = plans(engine, QUESTIONS["a page of the list"])
    assert "USING INTEGER PRIMARY KEY" in plan


def test_whoever_looks_asks_only_the_few_cases_that_are_kept_from_somebody(engine: Engine):
    found = plans(engine, lambda work: work.cases.is_kept(CASE), reader=builders.CLERK_UID)
    assert found == ["SCAN case USING INDEX ix_case_kept"]

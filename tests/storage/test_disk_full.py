"""A disk that fills up at any statement of a round leaves the desk as it was before it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.engine import connect_raw
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import (
    NOW,
    a_case,
    a_change,
    a_conflict,
    a_delivered_row,
    a_letter,
    a_letter_block,
    a_letter_void,
    a_notice,
    a_reporter,
    a_round,
    an_attachment,
    an_entry,
)
from tests.storage.secrets_for_tests import KEY

CASES = [a_case(reporter_words="kata " * 200) for _ in range(30)]
SENT = [a_change(body={"words": "kata " * 200}) for _ in range(30)]


def queue(work: UnitOfWork) -> None:
    for change in SENT:
        work.outbox.add(change)


def take_in_a_page(work: UnitOfWork) -> None:
    """All that arrives in one page, and the cursor behind it."""
    arrived = [replace(case, version=1, server_time=NOW) for case in CASES]
    uids = [case.uid for case in arrived]
    work.cases.put_all(arrived)
    work.reporters.put_all(a_reporter(case_uid=uid) for uid in uids)
    work.timeline.put_all(an_entry(case_uid=uid, text="kata " * 100) for uid in uids)
    work.attachments.put_all(an_attachment(case_uid=uid) for uid in uids)
    work.letters.put_all(a_letter(case_uid=uid) for uid in uids)
    work.feed.put([a_delivered_row(kind="case", uid=uid, case_uid=uid) for uid in uids])
    work.state.set_sync_marks(SyncMarks({"reference": 9}, "epoch", "mark"))


def settle_the_answers(work: UnitOfWork) -> None:
    """All that one push brings back, and its mark."""
    work.outbox.take([change.uid for change in SENT[:-1]], NOW)
    work.outbox.reject(SENT[-1].uid, "NO_RIGHT", "kata " * 2000)
    for case in CASES:
        work.conflicts.add(a_conflict(case_uid=case.uid, mine="kata " * 100, theirs=None))
        work.notices.add(a_notice(case_uid=case.uid))
    work.rounds.add(a_round(sent=len(SENT)))
    work.state.set_sync_marks(SyncMarks({}, "epoch", "mark"))


def start_anew(work: UnitOfWork) -> None:
    """What follows when the server says that this desk is a copy."""
    work.outbox.offer_again()
    work.numbers.start_anew()
    for first in range(1, 2000, 50):
        work.numbers.put_letter_block(a_letter_block(first=first, last=first + 49))
        work.numbers.void_letter_number(a_letter_void(sequence=first, reason="kata " * 50))
    work.feed.clear()
    work.state.set_sync_marks(SyncMarks({}, "epoch", ""))


def everything(path: Path) -> list[str]:
    """All rows of all tables."""
    with closing(connect_raw(path, KEY)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            str(row)
            for (name,) in names.fetchall()
            for row in connection.execute(f'SELECT * FROM "{name}"')
        ]


def room_for(engine: Engine, more_pages: int) -> None:
    """Leave room for this many pages more than the database has now."""
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + more_pages}")


def trouble_of(engine: Engine, do: Callable[[UnitOfWork], None]) -> Trouble | None:
    try:
        with unit_of_work(engine)() as work:
            do(work)
            work.commit()
    except ExpectedError as refused:
        return refused.trouble
    return None


@pytest.mark.parametrize("do", [take_in_a_page, settle_the_answers, start_anew])
def test_nothing_is_half_written(engine: Engine, database: Path, do: Callable[[UnitOfWork], None]):
    assert trouble_of(engine, queue) is None
    before = everything(database)
    for more_pages in count():
        room_for(engine, more_pages)
        trouble = trouble_of(engine, do)
        if trouble is None:
            break
        assert trouble is Trouble.DISK_FULL
        assert everything(database) == before
    assert more_pages > 3
    assert everything(database) != before

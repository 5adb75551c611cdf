"""Fetches what is new, a page in a transaction, with the desk's own unsent work laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, Person
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import UNREADABLE, moment
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.sync.desk import Desk
from desktop_app.sync.feed import Item, UnreadableRowError, item_of
from desktop_app.sync.plan import laid_over, reporter_laid_over
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.server import CentralServer
from desktop_app.sync.wire import FeedRow, PullAnswer

# A save waits for the page that is being written, so pages are small.
PAGE_ROWS = 100


@dataclass(slots=True)
class _Cursors:
    """How far the feed was read, and how far this desk may say so.

    A row that could not be kept holds the written cursor of its scope below it: the next round
    asks for that row again instead of losing it.
    """

    read: dict[str, int]
    held_at: dict[str, int] = field(default_factory=dict)

    def hold(self, row: FeedRow) -> None:
        self.held_at[row.scope] = min(row.seq, self.held_at.get(row.scope, row.seq))

    def advance(self, cursors: Mapping[str, int]) -> bool:
        """Take in the cursors of a page; say whether they lead anywhere."""
        moved = any(seq > self.read.get(scope, 0) for scope, seq in cursors.items())
        self.read.update(cursors)
        return moved

    def to_write(self) -> dict[str, int]:
        return {
            scope: min(seq, self.held_at.get(scope, seq + 1) - 1)
            for scope, seq in self.read.items()
        }


def receive_records(desk: Desk, server: CentralServer, tally: Tally) -> None:
    """Fetch pages until there are no more; raises the ExpectedError that ends it."""
    with desk.open_work() as work:
        cursors = _Cursors(dict(work.state.sync_marks().cursors))
    while not desk.cancelled():
        page = server.pull(cursors.read, PAGE_ROWS)
        moved = cursors.advance(page.cursors)
        _keep_page(desk, page, cursors, tally)
        tally.tell(Stage.RECEIVING, tally.received)
        if not page.more:
            return
        if not moved:
            raise ExpectedError(Trouble.SERVER_NONSENSE)


def _keep_page(desk: Desk, page: PullAnswer, cursors: _Cursors, tally: Tally) -> None:
    """Write the rows and cursors of a page together."""
    server_time = _moment(page.time)
    items: list[tuple[FeedRow, Item]] = []
    for row in page.rows:
        try:
            items.append((row, item_of(row)))
        except UnreadableRowError:
            cursors.hold(row)
            tally.note(ExpectedError(Trouble.SERVER_NONSENSE))
    kept: list[Item] = []
    with desk.open_work() as work:
        waiting = _waiting_by_case(work)
        for row, item in items:
            own = waiting.get(item.case_uid, []) if item.case_uid is not None else []
            if item.case_is_gone and own:
                cursors.hold(row)  # what was written here is sent first
                continue
            _keep(work, item, own)
            kept.append(item)
        work.state.set_sync_marks(SyncMarks(cursors.to_write(), page.epoch))
        work.state.set_last_server_time(server_time)
        work.commit()
    tally.received += len(kept)
    tally.touched |= {item.case_uid for item in kept if item.case_uid is not None}


def _waiting_by_case(work: UnitOfWork) -> dict[UUID, list[PendingChange]]:
    by_case: dict[UUID, list[PendingChange]] = {}
    count = work.outbox.count_waiting()
    for change in work.outbox.waiting(count) if count else []:
        by_case.setdefault(change.case_uid, []).append(change)
    return by_case


def _keep(work: UnitOfWork, item: Item, own: list[PendingChange]) -> None:
    """Store one record with the desk's own waiting changes over it, or take its case away."""
    if item.case_is_gone and item.case_uid is not None:
        work.cases.remove(item.case_uid)
    match item.record:
        case Case() as case:
            work.cases.put(laid_over(case, own))
        case Reporter() as reporter:
            work.reporters.put(reporter_laid_over(reporter, own))
        case TimelineEntry() as entry:
            work.timeline.put(entry)
        case Attachment() as attachment:
            work.attachments.put(attachment)
        case Letter() as letter:
            work.letters.put(letter)
        case Office() as office:
            work.directory.put_office(office)
        case Person() as person:
            work.directory.put_person(person)
        case None:
            pass


def _moment(text: str) -> datetime:
    try:
        return moment(text)
    except UNREADABLE as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error

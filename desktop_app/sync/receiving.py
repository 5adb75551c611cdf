"""Fetches what is new and keeps it piece by piece, each with the cursors that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync.cursors import Cursors
from desktop_app.sync.desk import Desk
from desktop_app.sync.feed import Item, UnreadableRowError, item_of
from desktop_app.sync.keeping import Keeping
from desktop_app.sync.plan import LEAST_PAGE, larger_page, smaller_page
from desktop_app.sync.removals import may_remove
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.server import CentralServer
from desktop_app.sync.slices import slices
from desktop_app.sync.taking_away import take_away
from desktop_app.sync.wire import FeedRow, PullAnswer, ScopeDigest, moment_of

# A save waits for what is being written.
MOST_AT_ONCE = 300
_A_FEW = 20  # are read in a millisecond
_LESS_MAY_PASS = frozenset(
    {Trouble.SERVER_FAILED, Trouble.SERVER_UNREACHABLE, Trouble.SERVER_NONSENSE}
)


def receive_records(
    desk: Desk,
    server: CentralServer,
    tally: Tally,
    *,
    marks: SyncMarks | None = None,
    may_remove_many: bool = False,
) -> Mapping[str, ScopeDigest] | None:
    """Fetch pages until there are no more; raises the ExpectedError that ends it.

    `marks` are those of this desk, where whoever calls knows them and that nothing waits.
    The next page is on its way while one is written. Returns the digests of what was read, or
    None where something of it could not be kept yet.
    """
    if desk.cancelled():
        return None
    reading = Reading(desk, server.identity, tally, marks=marks)
    page = _page(server, tally, reading.next_request(), reading.waiting)
    with ThreadPoolExecutor(1) as line:
        while True:
            ahead = None
            gets_on = reading.reach(page)
            if page.more and gets_on and not desk.cancelled():
                asked = reading.next_request()
                ahead = line.submit(_page, server, tally, asked, reading.waiting)
            reading.keep(page)
            tally.tell(Stage.RECEIVING, tally.received)
            if not page.more:
                return page.digest if reading.finish(may_remove_many=may_remove_many) else None
            if not gets_on:
                raise ExpectedError(Trouble.SERVER_NONSENSE)
            if ahead is None or desk.cancelled():
                return None
            page = ahead.result()


def _page(server: CentralServer, tally: Tally, asked: SyncMarks, waiting: int) -> PullAnswer:
    """Fetch the page after these cursors, as large as the line and this desk can bear."""
    while True:
        rows = tally.page
        try:
            page = server.pull(asked, waiting=waiting, limit=rows)
        except ExpectedError as error:
            if error.trouble in _LESS_MAY_PASS:
                tally.page = smaller_page(rows)
            if error.facts.get("reason") != "too_large" or rows == LEAST_PAGE:
                raise
        else:
            tally.page = larger_page(rows)
            return page


class Reading:
    """One way through the feed, from the cursors of this desk on.

    `late` says that the pages were asked for before and come by another way: what they bring may
    be older than what is here. `waiting` changes were not sent yet when it began.
    """

    def __init__(
        self,
        desk: Desk,
        identity: DeviceIdentity,
        tally: Tally,
        *,
        marks: SyncMarks | None = None,
        late: bool = False,
    ) -> None:
        self.waiting = 0
        if marks is None:
            with desk.open_read() as work:
                marks = work.state.sync_marks()
                self.waiting = work.outbox.count_waiting()
        self._marks = marks
        self._keeping: Keeping | None = None
        self._identity = identity
        self._late = late
        self.cursors = Cursors(dict(marks.cursors), dict(marks.cursors))
        self._desk = desk
        self._tally = tally
        self._leaving: dict[UUID, FeedRow] = {}

    def next_request(self) -> SyncMarks:
        """Return what the next page is asked for with."""
        return replace(self._marks, cursors=dict(self.cursors.read))

    def take(self, page: PullAnswer) -> None:
        """Keep a page that nobody asks beyond."""
        self.reach(page)
        self.keep(page)

    def reach(self, page: PullAnswer) -> bool:
        """Note how far a page reaches; return whether that is beyond what was read."""
        told = {row.scope for row in page.rows} | page.cursors.keys()
        if not told <= {"reference", f"office:{self._identity.office_uid}"}:
            raise ExpectedError(Trouble.SERVER_NONSENSE)  # of other offices a desk knows nothing
        epoch = self._marks.epoch
        if epoch and page.epoch != epoch:
            raise ExpectedError(Trouble.SERVER_RESTORED, facts={"epoch": page.epoch})
        self._marks = replace(self._marks, epoch=page.epoch)
        return self.cursors.reach(page.cursors)

    def keep(self, page: PullAnswer) -> None:
        """Write the rows of a page, some at a time, each with the cursors that say so."""
        self._tally.server_time = moment_of(page.time)
        left = len(page.rows)
        for rows in slices(page.rows, MOST_AT_ONCE, self._desk.counter):
            left -= len(rows)
            items = self._items(rows)
            reached = _reached(items) if left else page.cursors
            if items or self.cursors.are_beyond(reached):
                self._write(items, reached)

    def finish(self, *, may_remove_many: bool) -> bool:
        """Take away the cases that left; return whether everything that was read is kept.

        Where that would be too many, none goes, and the next round finds them again.
        """
        leaving = self._leaving
        if not may_remove(self._desk, self._tally, len(leaving), may_remove_many=may_remove_many):
            return False
        if leaving:
            self._take_away(list(leaving.items()))
        return not self.cursors.is_held

    def _items(self, rows: Sequence[FeedRow]) -> list[Item]:
        items: list[Item] = []
        for number, row in enumerate(rows):
            if number % _A_FEW == 0:
                self._desk.counter.give_way()
            try:
                items.append(item_of(row))
            except UnreadableRowError:
                self.cursors.hold(row)
                self._tally.note(ExpectedError(Trouble.SERVER_NONSENSE))
        return items

    def _write(self, items: Sequence[Item], reached: Mapping[str, int]) -> None:
        with self._desk.open_fetched() as work:
            marks = work.state.sync_marks()
            new = [item for item in items if item.row.seq > marks.cursors.get(item.row.scope, 0)]
            waiting = work.outbox.of_cases({item.case_uid for item in new if item.case_uid})
            kept: list[Item] = []
            for item in new:
                if not item.case_is_gone:
                    if item.row.kind == "case":
                        self._leaving.pop(item.uid, None)  # it came back meanwhile
                    kept.append(item)
                elif waiting.get(item.uid):
                    self.cursors.hold(item.row)  # what was written here is sent first
                elif work.cases.get(item.uid) is None:
                    kept.append(item)
                else:
                    self._leaving[item.uid] = item.row
            self._kept_by(work).keep(work, kept, waiting)
            self.cursors.keep(reached)
            self._write_cursors(work)
            work.commit()
        self._tally.received += len(kept)
        self._tally.touched |= {item.case_uid for item in kept if item.case_uid is not None}

    def _kept_by(self, work: UnitOfWork) -> Keeping:
        if self._keeping is None:
            self._keeping = Keeping(self._desk, work, self._identity, late=self._late)
        return self._keeping

    def _take_away(self, leaving: Sequence[tuple[UUID, FeedRow]]) -> None:
        for first in range(0, len(leaving), MOST_AT_ONCE):
            some = leaving[first : first + MOST_AT_ONCE]
            with self._desk.open_work() as work:
                for case_uid, row in some:
                    work.feed.remove_case(row.scope, case_uid)
                    del self._leaving[case_uid]
                take_away((case_uid for case_uid, _ in some), work)
                self._write_cursors(work)
                work.commit()
            self._tally.received += len(some)
            self._tally.touched |= {case_uid for case_uid, _ in some}

    def _write_cursors(self, work: UnitOfWork) -> None:
        marks = work.state.sync_marks()
        written = self.cursors.to_write(marks.cursors, self._leaving.values())
        work.state.set_sync_marks(replace(marks, cursors=written, epoch=self._marks.epoch))


def _reached(items: Sequence[Item]) -> dict[str, int]:
    """Return how far these rows reach; within a scope they come in order."""
    return {item.row.scope: item.row.seq for item in items}

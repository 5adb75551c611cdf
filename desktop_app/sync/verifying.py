"""Compares what both sides hold after a round, and reads again what differs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.digest import BUCKETS, Digest, hash_from
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.feed_index import Delivered
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.feed import Item, Received, UnreadableRowError, item_of, kept_hash
from desktop_app.sync.keeping import Keeping
from desktop_app.sync.receiving import MOST_AT_ONCE
from desktop_app.sync.removals import may_remove
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.server import CentralServer
from desktop_app.sync.taking_away import take_away

Name = tuple[str, UUID]  # kind and uid of a row

_log = logging.getLogger(__name__)


class Comparison:
    """One comparison of this desk with its server."""

    def __init__(
        self, desk: Desk, server: CentralServer, tally: Tally, *, may_remove_many: bool = False
    ) -> None:
        self._desk = desk
        self._server = server
        self._tally = tally
        self._may_remove_many = may_remove_many

    def compare(
        self, digests: Mapping[str, wire.ScopeDigest], here: Mapping[str, Digest] | None
    ) -> bool:
        """Say whether both sides hold the same; where they do not, repair what differs.

        `here` are the digests of this desk, where whoever asks knows them. After a repair, and
        where rows came between, whoever asks reads on and compares once more.
        """
        if here is None:
            with self._desk.open_read() as work:
                here = work.feed.digests()
        differing = [
            scope
            for scope, told in digests.items()
            if here.get(scope, Digest()) != _digest(told.count, told.sum)
        ]
        for scope in differing:
            self._repair(scope)
        return not differing

    def check_stored(self, scopes: Collection[str], buckets: Sequence[int]) -> None:
        """Compare what is stored in these buckets with what was delivered, and repair it."""
        for scope in scopes:
            with self._desk.open_read() as work:
                marks = work.state.sync_marks()
                delivered = work.feed.in_buckets(scope, buckets)
                spoilt = _spoilt(work, delivered)
            self._read_again(scope, marks, spoilt)

    def _repair(self, scope: str) -> None:
        with self._desk.open_read() as work:
            marks = work.state.sync_marks()
            here = work.feed.buckets(scope)
        there = self._server.digest(marks, scope)
        if len(there.buckets) != BUCKETS:
            raise ExpectedError(Trouble.SERVER_NONSENSE)
        read_to = marks.cursors.get(scope, 0)
        if there.seq < read_to:
            # Numbers of a scope only grow: it was set back, and grew again in other scopes.
            raise ExpectedError(Trouble.SERVER_RESTORED, facts={"epoch": marks.epoch})
        if there.seq > read_to:
            return  # something was written since: it is read first
        differing = [
            bucket
            for bucket, (count, total) in enumerate(there.buckets)
            if here[bucket] != _digest(count, total)
        ]
        for first in range(0, len(differing), wire.MOST_BUCKETS):
            some = differing[first : first + wire.MOST_BUCKETS]
            listed = self._server.digest_rows(marks, scope, some)
            if listed.seq != there.seq:
                return
            self._repair_buckets(scope, marks, some, listed=listed.rows)
            self._tally.tell(Stage.COMPARING, first + len(some), len(differing))

    def _repair_buckets(
        self,
        scope: str,
        marks: SyncMarks,
        buckets: Sequence[int],
        *,
        listed: Sequence[wire.RowName],
    ) -> None:
        there = {_name(row): row for row in listed}
        with self._desk.open_read() as work:
            here = {(row.kind, row.uid): row for row in work.feed.in_buckets(scope, buckets)}
        gone = [name for name, row in there.items() if row.gone and name in here]
        self._strike(scope, [name for name in here if name not in there])
        self._take_away(scope, gone)
        differing = [
            name
            for name, row in there.items()
            if not row.gone
            and (name not in here or here[name].server_hash != _number(row.hash or ""))
        ]
        self._read_again(scope, marks, differing)

    def _strike(self, scope: str, names: Sequence[Name]) -> None:
        """Forget that rows were delivered, as the server does; what they brought stays."""
        if not names:
            return
        with self._desk.open_work() as work:
            for kind, uid in names:
                work.feed.remove(scope, kind, uid)
            work.commit()
        self._count(len(names))

    def _take_away(self, scope: str, names: Sequence[Name]) -> None:
        cases = {uid for kind, uid in names if kind == "case"}
        if not may_remove(
            self._desk, self._tally, len(cases), may_remove_many=self._may_remove_many
        ):
            return
        for first in range(0, len(names), MOST_AT_ONCE):
            some = names[first : first + MOST_AT_ONCE]
            with self._desk.open_work() as work:
                waiting = work.outbox.of_cases(cases)
                for kind, uid in some:
                    if kind != "case":
                        work.feed.remove(scope, kind, uid)
                    elif uid not in waiting:
                        work.feed.remove_case(scope, uid)
                        take_away([uid], work)
                        self._tally.touched.add(uid)
                work.commit()
            self._count(len(some))

    def _read_again(self, scope: str, marks: SyncMarks, names: Sequence[Name]) -> None:
        for first in range(0, len(names), wire.MOST_ITEMS):
            asked = [(kind, str(uid)) for kind, uid in names[first : first + wire.MOST_ITEMS]]
            items = self._items(self._server.rows(marks, scope, asked).rows)
            for at in range(0, len(items), MOST_AT_ONCE):
                self._keep(items[at : at + MOST_AT_ONCE])

    def _items(self, rows: Sequence[wire.FeedRow]) -> list[Item]:
        items: list[Item] = []
        for row in rows:
            try:
                items.append(item_of(row))
            except UnreadableRowError:
                self._tally.note(ExpectedError(Trouble.SERVER_NONSENSE))
        # One that is gone meanwhile is in the feed: the next round reads it there.
        return [item for item in items if not item.row.gone]

    def _keep(self, items: Sequence[Item]) -> None:
        case_uids = {item.case_uid for item in items if item.case_uid is not None}
        with self._desk.open_work() as work:
            keeping = Keeping(self._desk, work, self._server.identity)
            keeping.keep(work, items, work.outbox.of_cases(case_uids))
            work.commit()
        self._tally.touched |= case_uids
        self._count(len(items))

    def _count(self, rows: int) -> None:
        self._tally.repaired += rows
        if rows:
            _log.info("%d records differed from the server's and were repaired", rows)


def _spoilt(work: UnitOfWork, delivered: Sequence[Delivered]) -> list[Name]:
    """Name the rows whose record here is not what was kept when it came."""
    waiting = work.outbox.of_cases({row.case_uid for row in delivered if row.case_uid is not None})
    found: list[Name] = []
    entries: dict[UUID, dict[UUID, Received]] = {}
    for row in delivered:
        if not row.kept_hash or row.case_uid in waiting:
            continue  # of a kind unknown here, or with own work laid over it
        if row.kind == "entry" and row.case_uid is not None:
            if row.case_uid not in entries:
                of_case = work.timeline.of_case(row.case_uid)
                entries[row.case_uid] = {entry.uid: entry for entry in of_case}
            record = entries[row.case_uid].get(row.uid)
        else:
            record = _stored(work, row)
        if record is None or kept_hash(row.kind, record) != row.kept_hash:
            found.append((row.kind, row.uid))
    return found


def _stored(work: UnitOfWork, row: Delivered) -> Received | None:
    finders: Mapping[str, Callable[[UUID], Received | None]] = {
        "case": work.cases.get,
        "reporter": work.reporters.get,
        "attachment": work.attachments.get,
        "letter": work.letters.get,
        "release": work.releases.get,
        "office": work.directory.office,
        "person": work.directory.person,
    }
    find = finders.get(row.kind)
    return None if find is None else find(row.uid)


def _name(row: wire.RowName) -> Name:
    try:
        return row.kind, UUID(row.id)
    except ValueError as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error


def _digest(count: int, total: str) -> Digest:
    return Digest(count, _number(total))


def _number(text: str) -> int:
    try:
        return hash_from(text)
    except ValueError as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error

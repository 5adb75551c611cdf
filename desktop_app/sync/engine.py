"""One round with the server: data up, data down, compared, files; what was kept stays kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.digest import BUCKETS, Digest
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import moment
from desktop_app.domain.rounds import RoundRecord
from desktop_app.services.personal_data.erased_files import are_to_be_taken, take_erased_files
from desktop_app.sync.desk import Desk
from desktop_app.sync.report import Pace, Progress, RoundReport, Tally

if TYPE_CHECKING:
    from desktop_app.sync.file_lane import FileOfCase
    from desktop_app.sync.letter_supply import Shortage
    from desktop_app.sync.server import CentralServer
    from desktop_app.sync.transport import Transport

_TRIES_TO_COMPARE = 3
_CHECKED = "checked"
CHECK_EVERY = timedelta(minutes=10)  # one of 256 parts: all of them in a working week


def run_round(
    transport: Transport,
    desk: Desk,
    *,
    progress: Callable[[Progress], None] | None = None,
    pace: Pace | None = None,
    files_allowed: bool = True,
    may_remove_many: bool = False,
    check_everything: bool = False,
) -> RoundReport:
    """Send what waits and fetch what is new; trouble ends the round and stands in the report.

    `pace` is what the report of the round before advised. `may_remove_many` is for a person who was
    told that many cases would leave this desk, `check_everything` compares all that is stored, not
    a 256th of it. Every part is safe to repeat, and no change leaves the queue before the server
    answered for it.
    """
    tally = Tally(progress) if pace is None else Tally(progress, pace.batch, pace.page)
    started_at = desk.clock()
    record = None
    try:
        start = _started(desk)
        try:
            _Round(
                desk,
                transport,
                tally,
                start,
                files_allowed=files_allowed,
                may_remove_many=may_remove_many,
                check_everything=check_everything,
            ).run()
        except ExpectedError as error:
            tally.note(error)
        tally.cancelled = desk.cancelled()
        record = remember(desk, tally, started_at)
    except ExpectedError as error:
        tally.note(error)
    return tally.report(bytes_per_second=transport.speed.bytes_per_second, record=record)


@dataclass(frozen=True, slots=True)
class _Lacking:
    """What a round sees to beside records: letter numbers, and files that have to travel."""

    numbers: Sequence[Shortage]
    files_there: Sequence[FileOfCase]
    files_here: Sequence[FileOfCase]


@dataclass(frozen=True, slots=True)
class _Start:
    """How a desk stands when a round begins; `checked` is which part was checked last, and when.

    `trail_waits` says that the server has not all of the audit trail. `digests` and `lacking` are
    looked up where the round may find nothing to do.
    """

    identity: DeviceIdentity
    feed_is_ready: bool
    newest_change: int
    marks: SyncMarks
    checked: Mapping[str, Any] | None
    has_leftovers: bool
    trail_waits: bool
    digests: Mapping[str, Digest] | None
    lacking: _Lacking | None


@dataclass(slots=True)
class _Round:
    """The parts of a round in their order; `start` is looked up anew when the desk was cured."""

    desk: Desk
    transport: Transport
    tally: Tally
    start: _Start
    files_allowed: bool
    may_remove_many: bool
    check_everything: bool

    def run(self) -> None:
        # The network's libraries cost start-up time that only a first round should pay.
        from desktop_app.sync.file_lane import receive_files, send_files
        from desktop_app.sync.renewing import prepare_feed_index

        if not self.start.feed_is_ready:
            prepare_feed_index(self.desk)
            self.start = _started(self.desk)
        server = self._exchange_records()
        lacking = self.start.lacking
        if lacking is None or self.tally.received or self.tally.repaired:
            self._take_erased_files()
            with self.desk.open_read() as work:
                lacking = _lacking(self.desk, work, server.identity)
        if not (self.desk.cancelled() or self._is_too_old):
            self._refill(server, lacking.numbers)
            if self.start.trail_waits:
                from desktop_app.sync.audit_lane import bring_audit

                bring_audit(self.desk, server, self.tally)
        if self.files_allowed:
            send_files(self.desk, server, self.tally, lacking.files_there)
            receive_files(self.desk, server, self.tally, lacking.files_here)

    def _take_erased_files(self) -> None:
        try:
            take_erased_files(self.desk.open_work, self.desk.open_read, self.desk.files)
        except ExpectedError as error:
            self.tally.note(error)  # another program holds one: the next round tries again

    @property
    def _is_too_old(self) -> bool:
        """Whether the server has said that this program may only send."""
        trouble = self.tally.trouble
        return trouble is not None and trouble.trouble is Trouble.PROGRAM_TOO_OLD

    def _exchange_records(self) -> CentralServer:
        """Bring both sides level; a copied desk and a restored server are cured once a round."""
        from desktop_app.sync.renewing import CURES
        from desktop_app.sync.server import CentralServer

        cures = dict(CURES)
        while True:
            server = CentralServer(self.transport, self.start.identity)
            try:
                self._records(server)
            except ExpectedError as error:
                cure = cures.pop(error.trouble, None)
                if cure is None:
                    raise
                cure(self.desk, server, error)
                self.start = _started(self.desk)
                self.transport.token = ""
            else:
                return server
            finally:
                self.tally.server_key = server.key or self.tally.server_key

    def _records(self, server: CentralServer) -> None:
        from desktop_app.sync.sending import send_changes

        send_changes(self.desk, server, self.tally, newest=self.start.newest_change)
        try:
            self._receive(server)
        except ExpectedError as error:
            if error.trouble is not Trouble.PROGRAM_TOO_OLD:
                raise
            self.tally.note(error)  # work is never locked in: what was sent takes its files along

    def _receive(self, server: CentralServer) -> None:
        from desktop_app.sync.leftovers import ask_for_leftovers
        from desktop_app.sync.receiving import receive_records
        from desktop_app.sync.verifying import Comparison

        desk, tally, start = self.desk, self.tally, self.start
        may_remove_many = self.may_remove_many
        comparison = Comparison(desk, server, tally, may_remove_many=may_remove_many)
        scopes: list[str] = []
        marks = None if start.newest_change else start.marks
        for _ in range(_TRIES_TO_COMPARE):
            digests = receive_records(
                desk, server, tally, marks=marks, may_remove_many=may_remove_many
            )
            marks = None
            if digests is None:
                return
            scopes = list(digests)
            here = None if tally.received or tally.repaired else start.digests
            tally.verified = comparison.compare(digests, here)
            if tally.verified:
                break
        if tally.verified and start.has_leftovers:
            ask_for_leftovers(desk, server, tally, may_remove_many=may_remove_many)
        bucket = self._bucket_to_check(start.checked)
        if bucket is not None or self.check_everything:
            tally.checked_bucket = bucket
            buckets = range(BUCKETS) if self.check_everything else [bucket or 0]
            comparison.check_stored(scopes, buckets)

    def _bucket_to_check(self, last: Mapping[str, Any] | None) -> int | None:
        """Return the part of what is stored whose turn it is; None right after another one."""
        if last is None:
            return 0
        now = self.desk.clock()
        just_now = now - CHECK_EVERY < moment(last["at"]) <= now
        return None if just_now else (last["bucket"] + 1) % BUCKETS

    def _refill(self, server: CentralServer, wanted: Sequence[Shortage]) -> None:
        from desktop_app.sync.letter_supply import refill_letter_numbers

        try:
            refill_letter_numbers(self.desk, server, wanted)
        except ExpectedError as error:
            self.tally.note(error)
        if self.tally.trouble is None:
            self.tally.level_at = self.desk.clock()


def _started(desk: Desk) -> _Start:
    from desktop_app.sync.leftovers import has_leftovers
    from desktop_app.sync.renewing import feed_index_is_ready

    with desk.open_read() as work:
        identity = work.state.identity()
        if identity is None:
            raise ExpectedError(Trouble.NOT_ENROLLED)
        newest_change = work.outbox.newest_waiting()
        has_work = newest_change or are_to_be_taken(work)
        return _Start(
            identity,
            feed_is_ready=feed_index_is_ready(work),
            newest_change=newest_change,
            marks=work.state.sync_marks(),
            checked=work.state.fact(_CHECKED),
            has_leftovers=has_leftovers(work),
            trail_waits=work.audit.waits(),
            digests=None if newest_change else work.feed.digests(),
            lacking=None if has_work else _lacking(desk, work, identity),
        )


def _lacking(desk: Desk, work: UnitOfWork, identity: DeviceIdentity) -> _Lacking:
    from desktop_app.sync.file_lane import files_to_send
    from desktop_app.sync.letter_supply import shortages

    return _Lacking(
        shortages(desk, work, identity.office_uid), files_to_send(work), work.transfers.missing()
    )


def remember(desk: Desk, tally: Tally, started_at: datetime) -> RoundRecord:
    """Write the history of rounds, and what else a round learns besides records.

    A round in which nothing happened waits for no disk: the next one says the same.
    """
    from desktop_app.sync.renewing import KEPT_FOR

    now = desk.clock()
    record = tally.record(started_at, now)
    with (desk.open_fetched if record.is_quiet else desk.open_work)() as work:
        work.rounds.add(record)
        work.state.set_round_times(level_at=tally.level_at, server_time=tally.server_time)
        if tally.server_key:
            work.state.set_server_key(tally.server_key)
        if tally.checked_bucket is not None:
            if tally.server_time is not None:
                work.outbox.forget_taken(tally.server_time - KEPT_FOR)
            checked = {"bucket": tally.checked_bucket, "at": now.isoformat()}
            work.state.set_fact(_CHECKED, checked)
        work.commit()
    return record

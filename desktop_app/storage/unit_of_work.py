"""One transaction and the repositories that work inside it."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError

from desktop_app.domain import ports
from desktop_app.domain.audit_trail import AuditTrail
from desktop_app.domain.confidential import Disclosures
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.feed_index import FeedIndex
from desktop_app.domain.releases import Releases
from desktop_app.domain.retention import EndedCases
from desktop_app.storage.engine import Durability, be_durable
from desktop_app.storage.repositories.attachments import StoredAttachments
from desktop_app.storage.repositories.audit_trail import StoredAuditTrail
from desktop_app.storage.repositories.cases import StoredCases
from desktop_app.storage.repositories.conflicts import StoredConflicts
from desktop_app.storage.repositories.desk_state import StoredDeskState
from desktop_app.storage.repositories.directory import StoredDirectory
from desktop_app.storage.repositories.disclosures import StoredDisclosures
from desktop_app.storage.repositories.drafts import StoredDrafts
from desktop_app.storage.repositories.ended_cases import StoredEndedCases
from desktop_app.storage.repositories.feed_index import StoredFeedIndex
from desktop_app.storage.repositories.kept_cases import KeptCases
from desktop_app.storage.repositories.letters import StoredLetters
from desktop_app.storage.repositories.notices import StoredNotices
from desktop_app.storage.repositories.numbers import StoredNumbers
from desktop_app.storage.repositories.outbox import StoredOutbox
from desktop_app.storage.repositories.reference_data import StoredReferenceData
from desktop_app.storage.repositories.releases import StoredReleases
from desktop_app.storage.repositories.reporters import StoredReporters
from desktop_app.storage.repositories.round_history import StoredRoundHistory
from desktop_app.storage.repositories.timeline import StoredTimeline
from desktop_app.storage.repositories.transfers import StoredTransfers
from desktop_app.storage.turns import Turns


def unit_of_work(
    engine: Engine, turns: Turns | None = None, durability: Durability | None = None
) -> Callable[[], DatabaseWork]:
    """Return what opens transactions on an engine; with `turns` in the order they were asked."""

    def open_work() -> DatabaseWork:
        return DatabaseWork(engine, turns, durability)

    return open_work


def seen_by(open_work: Callable[[], DatabaseWork], reader: UUID) -> ports.OpenWork:
    """Return what opens transactions that find nothing of the cases kept from a person."""

    def open_for_reader() -> ports.UnitOfWork:
        work = open_work()
        work.reader = reader
        return work

    return open_for_reader


class DatabaseWork:
    """One transaction; what is not committed when the block ends never happened.

    One for a `reader` finds nothing of the cases that are kept from them.
    """

    cases: ports.Cases
    reporters: ports.Reporters
    timeline: ports.Timeline
    attachments: ports.Attachments
    letters: ports.Letters
    outbox: ports.Outbox
    transfers: ports.FileTransfers
    feed: FeedIndex
    conflicts: ports.Conflicts
    notices: ports.Notices
    rounds: ports.RoundHistory
    drafts: ports.Drafts
    directory: ports.Directory
    reference: ports.ReferenceData
    numbers: ports.Numbers
    state: ports.DeskState
    audit: AuditTrail
    releases: Releases
    disclosures: Disclosures
    ended_cases: EndedCases

    def __init__(
        self, engine: Engine, turns: Turns | None, durability: Durability | None = None
    ) -> None:
        self._engine = engine
        self._turns = turns
        self._durability = durability
        self.reader: UUID | None = None

    def __enter__(self) -> Self:
        if self._turns is not None:
            self._turns.take(saving=self._durability is not Durability.ALL_BUT_THE_LAST)
        try:
            self._connection = connection = _begun(self._engine, self._durability)
        except BaseException:
            self._end_turn()
            raise
        kept = KeptCases(connection, self.reader)
        self.cases = StoredCases(connection, kept)
        self.reporters = StoredReporters(connection, kept)
        self.timeline = StoredTimeline(connection)
        self.attachments = StoredAttachments(connection)
        self.letters = StoredLetters(connection, kept)
        self.outbox = StoredOutbox(connection, kept)
        self.transfers = StoredTransfers(connection, kept)
        self.feed = StoredFeedIndex(connection)
        self.conflicts = StoredConflicts(connection, kept)
        self.notices = StoredNotices(connection, kept)
        self.rounds = StoredRoundHistory(connection)
        self.drafts = StoredDrafts(connection)
        self.directory = StoredDirectory(connection)
        self.reference = StoredReferenceData(connection)
        self.numbers = StoredNumbers(connection)
        self.state = StoredDeskState(connection)
        self.audit = StoredAuditTrail(connection, kept)
        self.releases = StoredReleases(connection)
        self.disclosures = StoredDisclosures(connection)
        self.ended_cases = StoredEndedCases(connection, kept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        try:
            self._connection.close()
        finally:
            self._end_turn()

    def commit(self) -> None:
        """Make all of it durable; only after this may anybody be told that it is saved."""
        self._connection.commit()

    def _end_turn(self) -> None:
        if self._turns is not None:
            self._turns.give_back()


def _begun(engine: Engine, durability: Durability | None) -> Connection:
    try:
        connection = engine.connect()
    except NoFreeConnectionError as error:
        raise ExpectedError(Trouble.DATABASE_LOCKED) from error
    try:
        if durability is not None:
            be_durable(connection, durability)
        connection.begin()
    except BaseException:
        connection.close()
        raise
    return connection

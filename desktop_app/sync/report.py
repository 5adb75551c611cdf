"""What a round tells while it runs and when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.rounds import RoundRecord
from desktop_app.sync.plan import FIRST_BATCH, FIRST_PAGE


class Stage(Enum):
    """The parts of a round, in their order: data first, files after."""

    SENDING = "sending"
    RECEIVING = "receiving"
    COMPARING = "comparing"
    SENDING_FILES = "sending_files"
    RECEIVING_FILES = "receiving_files"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one part is; `total` is None where only the server knows."""

    stage: Stage
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a round sends and asks for at once: changes and rows.

    A line that breaks makes both smaller, one that holds makes them larger again.
    """

    batch: int = FIRST_BATCH
    page: int = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What a round did, also when trouble ended it: everything counted here is kept.

    `sent` counts changes the server settled without refusing them, `rejected` those it refused,
    `conflicts` values that did not stand, `received` rows stored, `repaired` rows that differed
    when both sides were compared; `verified` says that nothing differs any more. `touched` holds
    the cases that look different now. `pace` is what the next round should begin with.
    `bytes_per_second` is None where too little was carried to tell. `record` is what stands in
    the history of rounds; None where nothing was begun.
    """

    sent: int
    received: int
    rejected: int
    conflicts: int
    files_sent: int
    files_received: int
    repaired: int
    verified: bool
    touched: frozenset[UUID]
    trouble: ExpectedError | None
    cancelled: bool
    pace: Pace
    bytes_per_second: float | None
    record: RoundRecord | None


@dataclass(slots=True)
class Tally:
    """The report in the making, and what a round learns for the desk to remember.

    `level_at` is when this desk had all that the server had, `server_time` the server's clock,
    `server_key` its key for bundles, `checked_bucket` the part of what is stored that was checked.
    """

    progress: Callable[[Progress], None] | None = None
    batch: int = FIRST_BATCH
    page: int = FIRST_PAGE
    sent: int = 0
    received: int = 0
    rejected: int = 0
    conflicts: int = 0
    files_sent: int = 0
    files_received: int = 0
    repaired: int = 0
    verified: bool = False
    touched: set[UUID] = field(default_factory=set)
    trouble: ExpectedError | None = None
    cancelled: bool = False
    level_at: datetime | None = None
    server_time: datetime | None = None
    server_key: bytes = b""
    checked_bucket: int | None = None

    def note(self, error: ExpectedError) -> None:
        """Remember the first trouble; a later one is most often its consequence."""
        self.trouble = self.trouble or error

    def tell(self, stage: Stage, done: int, total: int | None = None) -> None:
        """Say how far the round is."""
        if self.progress is not None:
            self.progress(Progress(stage, done, total))

    def report(
        self, *, bytes_per_second: float | None = None, record: RoundRecord | None = None
    ) -> RoundReport:
        """Freeze what was counted."""
        return RoundReport(
            sent=self.sent,
            received=self.received,
            rejected=self.rejected,
            conflicts=self.conflicts,
            files_sent=self.files_sent,
            files_received=self.files_received,
            repaired=self.repaired,
            verified=self.verified,
            touched=frozenset(self.touched),
            trouble=self.trouble,
            cancelled=self.cancelled,
            pace=Pace(self.batch, self.page),
            bytes_per_second=bytes_per_second,
            record=record,
        )

    def record(self, started_at: datetime, ended_at: datetime) -> RoundRecord:
        """Return what stands in the history of rounds."""
        return RoundRecord(
            started_at=started_at,
            ended_at=ended_at,
            sent=self.sent,
            refused=self.rejected,
            conflicts=self.conflicts,
            received=self.received,
            files_sent=self.files_sent,
            files_received=self.files_received,
            repaired=self.repaired,
            verified=self.verified,
            trouble="" if self.trouble is None else self.trouble.trouble.value,
        )

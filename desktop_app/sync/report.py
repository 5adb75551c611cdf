"""What a round tells while it runs and when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from desktop_app.domain.errors import ExpectedError
from desktop_app.sync.plan import FIRST_BATCH


class Stage(Enum):
    """The parts of a round, in their order: data first, files after."""

    SENDING = "sending"
    RECEIVING = "receiving"
    SENDING_FILES = "sending_files"
    RECEIVING_FILES = "receiving_files"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one part is; `total` is None where only the server knows."""

    stage: Stage
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What a round did, also when trouble ended it: everything counted here is kept.

    `sent` counts changes the server settled without refusing them, `rejected` those it refused,
    `conflicts` values that did not stand, `received` rows stored. `touched` holds the cases that
    look different now. `batch` is the size the next round should begin with.
    """

    sent: int
    received: int
    rejected: int
    conflicts: int
    files_sent: int
    files_received: int
    touched: frozenset[UUID]
    trouble: ExpectedError | None
    cancelled: bool
    batch: int


@dataclass(slots=True)
class Tally:
    """The report in the making."""

    progress: Callable[[Progress], None] | None = None
    batch: int = FIRST_BATCH
    sent: int = 0
    received: int = 0
    rejected: int = 0
    conflicts: int = 0
    files_sent: int = 0
    files_received: int = 0
    touched: set[UUID] = field(default_factory=set)
    trouble: ExpectedError | None = None
    cancelled: bool = False

    def note(self, error: ExpectedError) -> None:
        """Remember the first trouble; a later one is most often its consequence."""
        self.trouble = self.trouble or error

    def tell(self, stage: Stage, done: int, total: int | None = None) -> None:
        """Say how far the round is."""
        if self.progress is not None:
            self.progress(Progress(stage, done, total))

    def report(self) -> RoundReport:
        """Freeze what was counted."""
        return RoundReport(
            sent=self.sent,
            received=self.received,
            rejected=self.rejected,
            conflicts=self.conflicts,
            files_sent=self.files_sent,
            files_received=self.files_received,
            touched=frozenset(self.touched),
            trouble=self.trouble,
            cancelled=self.cancelled,
            batch=self.batch,
        )

"""The history of sync rounds, as the sync centre shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """One round that ended.

    Counts of changes sent and refused, values that did not stand, records received, files sent
    and received, records repaired after the digest was compared. `verified` says that both sides
    were found equal at the end. `trouble` is a code of `Trouble` or empty.
    """

    started_at: datetime
    ended_at: datetime
    sent: int = 0
    refused: int = 0
    conflicts: int = 0
    received: int = 0
    files_sent: int = 0
    files_received: int = 0
    repaired: int = 0
    verified: bool = False
    trouble: str = ""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened, even if there was trouble."""
        return self == RoundRecord(
            self.started_at, self.ended_at, verified=self.verified, trouble=self.trouble
        )

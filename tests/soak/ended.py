"""How a round ended, as the judges need it; travels between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import override

from desktop_app.sync.report import RoundReport


@dataclass(frozen=True)
class Ended:
    """Counts of a round; `trouble` is a code of `Trouble` or empty."""

    sent: int
    refused: int
    conflicts: int
    received: int
    repaired: int
    files_sent: int
    files_received: int
    verified: bool
    trouble: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing moved and both sides were found equal."""
        moved = (
            self.sent + self.refused + self.received + self.repaired
            + self.files_sent + self.files_received
        )  # fmt: skip
        return not moved and not self.trouble and self.verified

    @override
    def __str__(self) -> str:
        counts = (
            f"sent {self.sent} refused {self.refused} conflicts {self.conflicts} "
            f"received {self.received} repaired {self.repaired} "
            f"files {self.files_sent} up {self.files_received} down"
        )
        trouble = f" {self.trouble} {dict(self.facts)}" if self.trouble else ""
        return counts + (" verified" if self.verified else "") + trouble


def ended(report: RoundReport) -> Ended:
    """Take from a report what is judged."""
    error = report.trouble
    return Ended(
        sent=report.sent,
        refused=report.rejected,
        conflicts=report.conflicts,
        received=report.received,
        repaired=report.repaired,
        files_sent=report.files_sent,
        files_received=report.files_received,
        verified=report.verified,
        trouble="" if error is None else error.trouble.value,
        facts={} if error is None else error.facts,
    )

"""How the last rounds ended."""

from __future__ import annotations

from desktop_app.domain.rounds import RoundRecord
from desktop_app.services.context import DeskContext

MOST_ROUNDS = 100


def round_history(context: DeskContext) -> tuple[RoundRecord, ...]:
    """List the last rounds, the newest first; a round like the one before stands for both."""
    with context.open_read() as work:
        return tuple(work.rounds.last(MOST_ROUNDS))

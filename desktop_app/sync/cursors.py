"""How far the feed was read, how far it is kept, and how far this desk may say so: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.sync.wire import FeedRow


@dataclass(slots=True)
class Cursors:
    """The last number of each scope: of the pages that were `read`, of the rows that are `kept`.

    A row that could not be kept holds the written cursor of its scope below it: the next round
    asks for that row again instead of losing it.
    """

    read: dict[str, int]
    kept: dict[str, int]
    held_at: dict[str, int] = field(default_factory=dict)

    @property
    def is_held(self) -> bool:
        return bool(self.held_at)

    def hold(self, row: FeedRow) -> None:
        """Let the next round ask for this row again."""
        self.held_at[row.scope] = min(row.seq, self.held_at.get(row.scope, row.seq))

    def reach(self, cursors: Mapping[str, int]) -> bool:
        """Note that a page reaches this far; say whether that is beyond what was read."""
        moved = _are_beyond(cursors, self.read)
        _grow(self.read, cursors)
        return moved

    def are_beyond(self, cursors: Mapping[str, int]) -> bool:
        """Say whether these are beyond what is kept."""
        return _are_beyond(cursors, self.kept)

    def keep(self, cursors: Mapping[str, int]) -> None:
        """Note that every row up to these is kept or held."""
        _grow(self.kept, cursors)

    def to_write(self, written: Mapping[str, int], unkept: Iterable[FeedRow]) -> dict[str, int]:
        """Return what to write where `written` stands: below held rows and those not kept yet."""
        ceiling = dict(self.held_at)
        for row in unkept:
            ceiling[row.scope] = min(row.seq, ceiling.get(row.scope, row.seq))
        reached = {
            scope: min(seq, ceiling.get(scope, seq + 1) - 1) for scope, seq in self.kept.items()
        }
        _grow(reached, written)
        return reached


def _are_beyond(cursors: Mapping[str, int], known: Mapping[str, int]) -> bool:
    return any(seq > known.get(scope, 0) for scope, seq in cursors.items())


def _grow(cursors: dict[str, int], others: Mapping[str, int]) -> None:
    """Take the larger of both; a cursor never goes back."""
    for scope, seq in others.items():
        cursors[scope] = max(seq, cursors.get(scope, 0))

"""Wrong tries at a profile, counted beside its key file so that a new start forgets none."""

from __future__ import annotations

import json
import math
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.guessing import WrongTries, one_more
from desktop_app.storage.durable_file import write_durably

_UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip


class WrongTriesFile:
    """Who was wrong how often; `who` is any name for who or what is guessed at."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def demand_patience(self, who: str, now: datetime) -> None:
        """Raise ExpectedError TOO_MANY_TRIES (facts `seconds`) while the wait lasts."""
        tries = self._read().get(who)
        left = 0 if tries is None else math.ceil(tries.left(now).total_seconds())
        if left > 0:
            raise ExpectedError(Trouble.TOO_MANY_TRIES, facts={"seconds": str(left)})

    def count(self, who: str, now: datetime) -> None:
        """Count one wrong try; ExpectedError as a full disk or a closed folder gives."""
        tries = self._read()
        self._write(tries | {who: one_more(tries.get(who), now)})

    def count_of(self, who: str) -> int:
        """Return how often somebody was wrong since they were right last."""
        tries = self._read().get(who)
        return 0 if tries is None else tries.count

    def forget(self, who: str) -> None:
        """Somebody was right: the next wrong try is a first one."""
        tries = self._read()
        if tries.pop(who, None) is not None:
            self._write(tries)

    def _read(self) -> dict[str, WrongTries]:
        try:
            content = json.loads(self._path.read_bytes())
            return {
                str(who): WrongTries(int(one["count"]), _moment(one["last_at"]))
                for who, one in content.items()
            }
        except _UNREADABLE:
            return {}  # it slows guesses down, and must keep nobody out for good

    def _write(self, tries: dict[str, WrongTries]) -> None:
        content = {
            who: {"count": one.count, "last_at": one.last_at.isoformat()}
            for who, one in tries.items()
        }
        write_durably(self._path, json.dumps(content).encode())


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment

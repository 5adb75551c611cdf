"""Copies of a profile: which of them stay, when one is due, what a return to one would do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from pathlib import Path
from typing import Protocol

from desktop_app.domain.long_work import Cancelled

DAYS_KEPT = 12
WEEKS_KEPT = 10
MONTHS_KEPT = 9
OVERDUE_AFTER = timedelta(days=3)
# What tells which numbers were given.
NUMBER_TABLES = frozenset({"desk_state", "register_counter", "letter_block"})
_UNDO_LASTS = timedelta(days=30)
# More than one desk registers between its newest copy and the day it breaks.
NUMBERS_LEAPED = 1000
NUMBERS_LEAPED_A_DAY = 100


class Occasion(Enum):
    """Why a copy was made."""

    DAILY = "daily"
    CLOSING = "closing"
    ASKED = "asked"
    BEFORE_RESTORE = "before_restore"


class BackupPlace(Enum):
    """Where a copy lies: beside the data, or where somebody chose."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Backup:
    """One whole copy that was opened and counted by itself; one that was not has no name.

    `name` is its folder, `counts` the rows by table, `files` those of its attachments and letters
    that lay here, `missing` those that had not come yet, `size` the bytes of its database.
    """

    name: str
    made_at: datetime
    occasion: Occasion
    revision: str
    counts: Mapping[str, int]
    files: int
    missing: int
    size: int
    place: BackupPlace = BackupPlace.FIRST

    @property
    def cases(self) -> int:
        return self.counts.get("case", 0)


class BackupStage(Enum):
    """The parts of a backup, in their order."""

    COPYING = "copying"
    FILES = "files"
    TRYING = "trying"
    SECOND_PLACE = "second_place"


@dataclass(frozen=True, slots=True)
class BackupProgress:
    """How far one part is, of `total`."""

    stage: BackupStage
    done: int
    total: int


class BackupCancelledError(Exception):
    """Somebody asked to stop; nothing that looks whole was left behind."""


Tell = Callable[[BackupProgress], None]


@dataclass(frozen=True, slots=True)
class TableChange:
    """Rows that only the present has, rows that only the copy has, rows that differ."""

    only_now: int
    only_then: int
    differ: int


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a return to a copy would do; `changes` by table, None where the present is unreadable.

    `unsent` is what waits or was refused here and would be carried over, None if unreadable.
    """

    backup: Backup
    changes: Mapping[str, TableChange | None]
    unsent: int | None

    @property
    def is_readable(self) -> bool:
        return self.unsent is not None and None not in self.changes.values()


@dataclass(frozen=True, slots=True)
class Restored:
    """What a return did: what was carried over, and where the state before it lies.

    `unread` are the tables of the former state that could not be read to their end. Where
    `keys_only`, the data was whole and only its lost key file came back.
    """

    backup: Backup
    unsent: int
    unread: tuple[str, ...]
    kept_aside: str
    keys_only: bool = False

    @property
    def numbers_leaped(self) -> bool:
        """Whether the numbers given since the copy are not known, so that many were passed over."""
        return not NUMBER_TABLES.isdisjoint(self.unread)


def to_drop(
    backups: Collection[tuple[datetime, Occasion]], now: datetime, zone: tzinfo
) -> set[datetime]:
    """Choose which copies go; what stood before a return stays for a month at least.

    So does the one made `now`, though a clock that was put back makes others of the day newer.
    """
    stay = kept([made_at for made_at, _ in backups], zone) | {now}
    return {
        made_at
        for made_at, occasion in backups
        if made_at not in stay
        and not (occasion is Occasion.BEFORE_RESTORE and now - made_at < _UNDO_LASTS)
    }


def kept(moments: Collection[datetime], zone: tzinfo) -> set[datetime]:
    """Choose which copies stay: the newest of each of the last 12 days, 10 weeks and 9 months.

    Days, weeks and months count by the office's calendar, and only those that have a copy: a long
    holiday takes none away.
    """
    newest_first = sorted(moments, reverse=True)
    chosen: set[datetime] = set()
    periods: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS_KEPT, lambda local: local.date()),
        (WEEKS_KEPT, lambda local: local.isocalendar()[:2]),
        (MONTHS_KEPT, lambda local: (local.year, local.month)),
    )
    for how_many, period_of in periods:
        seen: set[Hashable] = set()
        for moment in newest_first:
            period = period_of(moment.astimezone(zone))
            if period not in seen and len(seen) < how_many:
                seen.add(period)
                chosen.add(moment)
    return chosen


def is_due(moments: Collection[datetime], now: datetime, zone: tzinfo) -> bool:
    """Say whether the copy of this day is still to be made, whatever days a wrong clock wrote."""
    today = now.astimezone(zone).date()
    return all(moment.astimezone(zone).date() != today for moment in moments)


def is_overdue(moments: Collection[datetime], now: datetime) -> bool:
    """Say whether people should be warned; a copy from the future shows nothing."""
    return not any(now - OVERDUE_AFTER <= moment <= now for moment in moments)


def leap(made_at: datetime, now: datetime) -> int:
    """Return how many register numbers to pass over when those given since are unknown."""
    days = max(0, (now - made_at).days)
    return NUMBERS_LEAPED + NUMBERS_LEAPED_A_DAY * days


class Copies(Protocol):
    """The copies of an open profile; `elsewhere` is the folder that somebody chose, None the own.

    All of it may take long. ExpectedError, and then nothing looks whole that is not.
    """

    def make(self, occasion: Occasion, at: datetime, *, tell: Tell, cancelled: Cancelled) -> Backup:
        """Copy, try and name one in the first place, and thin what is there."""

    def carry(self, name: str, elsewhere: Path, *, tell: Tell, cancelled: Cancelled) -> Backup:
        """Bring one of the first place to the second, try it there, and thin what is there."""

    def claim(self, elsewhere: Path) -> None:
        """Try a folder as the second place and mark it: one without its mark counts as gone."""

    def all(self, elsewhere: Path | None = None) -> list[Backup]:
        """The whole copies, the newest first."""

    def preview(self, name: str, elsewhere: Path | None = None) -> RestorePreview:
        """Say what a return to one would do."""

"""How the copies of this desk stand: what is there, what went wrong, whether to warn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.backups import (
    Backup,
    BackupPlace,
    Copies,
    Occasion,
    RestorePreview,
    is_overdue,
)
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.permissions import Right, may
from desktop_app.services.backup.after_restore import last_return
from desktop_app.services.backup.last_try import LastTry, last_try
from desktop_app.services.backup.second_place import second_place_of
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Where it is, what lies there, newest first, and why nothing came there the last time."""

    folder: Path
    copies: tuple[Backup, ...]
    trouble: ExpectedError | None

    @property
    def newest(self) -> Backup | None:
        return next(iter(self.copies), None)


@dataclass(frozen=True, slots=True)
class CopiesStand:
    """The copies that were tried and are whole, newest first; `before` is what a return replaced.

    `overdue` asks for a warning; what begins with `may` are rights of who looks.
    """

    copies: tuple[Backup, ...]
    first: LastTry | None
    second: SecondPlace | None
    before: Backup | None
    overdue: bool
    may_keep: bool
    may_export: bool
    may_export_identities: bool

    @property
    def newest(self) -> Backup | None:
        return next(iter(self.copies), None)

    @property
    def all(self) -> list[Backup]:
        """The copies here, and those that lie in the second place alone, newest first."""
        here = {one.made_at for one in self.copies}
        there = () if self.second is None else self.second.copies
        only_there = [one for one in there if one.made_at not in here]
        return sorted([*self.copies, *only_there], key=lambda one: one.made_at, reverse=True)

    def folder_of(self, backup: Backup) -> Path | None:
        """Say in which folder a copy lies; None for beside the data."""
        if backup.place is BackupPlace.FIRST or self.second is None:
            return None
        return self.second.folder


def how_copies_stand(context: DeskContext, copies: Copies) -> CopiesStand:
    """Look at both places; trouble in them is in the answer."""
    with context.open_read() as work:
        first = last_try(work, BackupPlace.FIRST)
        second = last_try(work, BackupPlace.SECOND)
        folder = second_place_of(work)
        returned_at = last_return(work)
    here = copies.all()
    return CopiesStand(
        copies=tuple(here),
        first=first,
        second=None if folder is None else _second(folder, copies, second),
        before=_before(here, returned_at),
        overdue=is_overdue([one.made_at for one in here], context.clock()),
        may_keep=may(context.actor, Right.KEEP_COPIES),
        may_export=may(context.actor, Right.EXPORT_ALL),
        may_export_identities=may(context.actor, Right.EXPORT_IDENTITIES),
    )


def is_copy_overdue(context: DeskContext, copies: Copies) -> bool:
    """Say whether people should be warned that no good copy is of the last days."""
    return is_overdue([one.made_at for one in copies.all()], context.clock())


def preview_return(
    name: str, elsewhere: Path | None, context: DeskContext, copies: Copies
) -> RestorePreview:
    """Say what a return to a copy would do; raises NOT_ALLOWED, BACKUP_DAMAGED."""
    demand(Right.KEEP_COPIES, context)
    return copies.preview(name, elsewhere)


def _second(folder: Path, copies: Copies, tried: LastTry | None) -> SecondPlace:
    try:
        found = copies.all(folder)
    except ExpectedError as error:
        return SecondPlace(folder, (), error)
    return SecondPlace(folder, tuple(found), None if tried is None else tried.trouble)


def _before(here: list[Backup], returned_at: datetime | None) -> Backup | None:
    """Find what stood here before the last return, made in the very moment of it."""
    if returned_at is None:
        return None
    replaced = (one for one in here if one.occasion is Occasion.BEFORE_RESTORE)
    return next((one for one in replaced if one.made_at == returned_at), None)

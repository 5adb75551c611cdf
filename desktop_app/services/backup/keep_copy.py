"""Makes a copy when one is due, and brings it to the second place if there is one."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.backups import Backup, BackupPlace, Copies, Occasion, Tell, is_due
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.long_work import Cancelled
from desktop_app.services.backup.last_try import note_try
from desktop_app.services.backup.second_place import second_place_of
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """What was made: `second` is None without a second place, or where `trouble` says why not."""

    first: Backup
    second: Backup | None = None
    trouble: ExpectedError | None = None


def keep_copy(
    occasion: Occasion, context: DeskContext, copies: Copies, *, tell: Tell, cancelled: Cancelled
) -> KeptCopy:
    """Make one now, whatever the day.

    Raises ExpectedError where the first place took none; trouble in the second is only told.
    BackupCancelledError where somebody asked to stop: what was whole by then stays.
    """
    try:
        made = copies.make(occasion, context.clock(), tell=tell, cancelled=cancelled)
    except ExpectedError as error:
        note_try(context, BackupPlace.FIRST, trouble=error)
        raise
    note_try(context, BackupPlace.FIRST, made=made)
    return _carry(made, context, copies, tell=tell, cancelled=cancelled)


def keep_copy_if_due(
    occasion: Occasion, context: DeskContext, copies: Copies, *, tell: Tell, cancelled: Cancelled
) -> KeptCopy | None:
    """Make the copy of the day, or at closing one of what was done since the last; None if none.

    A second place that missed the last copy gets it now.
    """
    here = copies.all()
    newest = next((one for one in here if one.made_at <= context.clock()), None)
    if newest is None or _is_due(newest, occasion, context):
        return keep_copy(occasion, context, copies, tell=tell, cancelled=cancelled)
    if _missed(newest, context, copies):
        return _carry(newest, context, copies, tell=tell, cancelled=cancelled)
    return None


def _is_due(newest: Backup, occasion: Occasion, context: DeskContext) -> bool:
    if is_due([newest.made_at], context.clock(), context.zone):
        return True
    if occasion is not Occasion.CLOSING:
        return False
    with context.open_read() as work:
        moments = (work.state.last_entry_at(), work.state.last_round_at())
    return any(moment is not None and moment > newest.made_at for moment in moments)


def _missed(newest: Backup, context: DeskContext, copies: Copies) -> bool:
    with context.open_read() as work:
        folder = second_place_of(work)
    if folder is None:
        return False
    try:
        return all(one.made_at != newest.made_at for one in copies.all(folder))
    except ExpectedError as error:
        note_try(context, BackupPlace.SECOND, trouble=error)
        return False


def _carry(
    made: Backup, context: DeskContext, copies: Copies, *, tell: Tell, cancelled: Cancelled
) -> KeptCopy:
    with context.open_read() as work:
        folder = second_place_of(work)
    if folder is None:
        return KeptCopy(made)
    try:
        carried = copies.carry(made.name, folder, tell=tell, cancelled=cancelled)
    except ExpectedError as error:
        note_try(context, BackupPlace.SECOND, trouble=error)
        return KeptCopy(made, trouble=error)
    note_try(context, BackupPlace.SECOND, made=carried)
    return KeptCopy(made, carried)

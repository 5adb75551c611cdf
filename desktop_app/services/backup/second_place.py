"""The second place of the copies: another disk, a stick, a folder of the network."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.backups import Copies
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand

_FACT = "second_place_of_copies"


def second_place_of(work: UnitOfWork) -> Path | None:
    """Return the folder that somebody chose, or None."""
    folder = work.state.fact(_FACT)
    return Path(folder) if folder else None


def choose_second_place(folder: Path, context: DeskContext, copies: Copies) -> None:
    """Keep copies there too from now on.

    Raises NOT_ALLOWED, BACKUP_PLACE_GONE, BACKUP_PLACE_CLOSED, BACKUP_NO_ROOM.
    """
    demand(Right.KEEP_COPIES, context)
    copies.claim(folder)
    _set(str(folder), context)


def forget_second_place(context: DeskContext) -> None:
    """Keep no more copies there; those that lie there stay. Raises NOT_ALLOWED."""
    demand(Right.KEEP_COPIES, context)
    _set("", context)


def _set(folder: str, context: DeskContext) -> None:
    with context.open_work() as work:
        work.state.set_fact(_FACT, folder)
        facts = {"what": "second_place", "set": "yes" if folder else "no"}
        note(AuditKind.SETTINGS_CHANGED, context, work=work, facts=facts)
        work.commit()

"""The last work in a database that comes back: no number twice, and everything read anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Protocol
from uuid import UUID

from desktop_app.domain.audit import AuditKind, Noted
from desktop_app.domain.backups import NUMBER_TABLES, Backup, leap
from desktop_app.domain.ports import UnitOfWork

_FACT = "restored"


def last_return(work: UnitOfWork) -> datetime | None:
    """Say when this desk last returned to a copy; None where it never did."""
    fact = work.state.fact(_FACT)
    return None if fact is None else datetime.fromisoformat(fact["at"])


class Carried(Protocol):
    """What came over from the state before; `unread` are the tables with gaps."""

    @property
    def unread(self) -> tuple[str, ...]: ...


def settler(
    now: datetime,
    zone: tzinfo,
    *,
    person_uid: UUID | None,
    read_anew: Callable[[UnitOfWork], None],
) -> Callable[[UnitOfWork, Carried, Backup], None]:
    """Return what a return does last, in one transaction.

    Where the numbers given since the copy are unknown, many register numbers are passed over, and
    what is left of the letter numbers is not given: the server hands out others. `person_uid` is
    who asked for it, None for whoever holds the printed code.
    """

    def settle(work: UnitOfWork, carried: Carried, backup: Backup) -> None:
        if not NUMBER_TABLES.isdisjoint(carried.unread):
            years = {moment.astimezone(zone).year for moment in (now, backup.made_at)}
            for year in years:
                reached = work.numbers.next_register_sequence(year) - 1
                work.numbers.count_on_from(year, reached + leap(backup.made_at, now))
                for block in work.numbers.letter_blocks(year):
                    work.numbers.put_letter_block(replace(block, next_number=block.last + 1))
        work.state.set_fact(_FACT, {"to": backup.made_at.isoformat(), "at": now.isoformat()})
        read_anew(work)
        _note(work, carried, backup, now=now, person_uid=person_uid)

    return settle


def _note(
    work: UnitOfWork, carried: Carried, backup: Backup, *, now: datetime, person_uid: UUID | None
) -> None:
    identity = work.state.identity()
    if identity is not None:
        facts = {"made_at": backup.made_at.isoformat(), "unread": ",".join(carried.unread)}
        work.audit.note(
            Noted(AuditKind.BACKUP_RESTORED, now, identity.device_uid, person_uid, facts=facts)
        )

"""What came of the last try to make a copy, kept so that a failure is not forgotten overnight."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.backups import Backup, BackupPlace
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext

_FACT = "last_try_at_copies"


@dataclass(frozen=True, slots=True)
class LastTry:
    """When it was, and what was wrong if anything."""

    at: datetime
    trouble: ExpectedError | None


def last_try(work: UnitOfWork, place: BackupPlace) -> LastTry | None:
    """Return what came of the last try in a place."""
    kept = (work.state.fact(_FACT) or {}).get(place.value)
    if kept is None:
        return None
    code = kept["trouble"]
    trouble = ExpectedError(Trouble(code), facts=dict(kept["facts"])) if code else None
    return LastTry(datetime.fromisoformat(kept["at"]), trouble)


def note_try(
    context: DeskContext,
    place: BackupPlace,
    *,
    made: Backup | None = None,
    trouble: ExpectedError | None = None,
) -> None:
    """Keep it; a database that cannot be written just now must not hide what was wrong."""
    kept = {
        "at": context.clock().isoformat(),
        "trouble": "" if trouble is None else trouble.trouble.value,
        "facts": {} if trouble is None else trouble.facts,
    }
    with suppress(ExpectedError), context.open_work() as work:
        work.state.set_fact(_FACT, (work.state.fact(_FACT) or {}) | {place.value: kept})
        if made is not None:
            facts = {"place": place.value, "occasion": made.occasion.value}
            note(AuditKind.BACKUP_MADE, context, work=work, facts=facts)
        work.commit()

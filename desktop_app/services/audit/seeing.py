"""Notes which cases somebody opens: once in some minutes, however often they go back to one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext

FOLDED_FOR = timedelta(minutes=10)
_SHOWN = {"identity": "shown"}


class SeenCases:
    """What the person of one session has seen; used by one thread at a time."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context
        self._noted: dict[tuple[UUID, bool], datetime] = {}

    def is_news(self, case_uid: UUID, *, with_identity: bool) -> bool:
        """Say whether this is to be noted, and take it as noted from now on."""
        key, now = (case_uid, with_identity), self._context.clock()
        last = self._noted.get(key)
        if last is not None and now - FOLDED_FOR < last <= now:
            return False
        self._noted[key] = now
        return True

    def forget(self, case_uid: UUID) -> None:
        """What could not be written is news again."""
        for with_identity in (False, True):
            self._noted.pop((case_uid, with_identity), None)


def note_seen(case_uid: UUID, context: DeskContext, *, with_identity: bool) -> None:
    """Note it durably; whether who reported was shown is said."""
    facts = _SHOWN if with_identity else {}
    note_alone(AuditKind.SEEN, context, case_uid=case_uid, facts=facts)

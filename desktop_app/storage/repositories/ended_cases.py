"""Cases that have ended and still know who reported them, for the rules of how long that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from desktop_app.domain.cases import ENDED
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.retention import EndedCase
from desktop_app.domain.timeline import EntryKind
from desktop_app.storage import schema
from desktop_app.storage.column_types import Moment
from desktop_app.storage.repositories.kept_cases import KeptCases

_CASE = schema.case.c
_WHO = schema.reporter.c
_ENTRY = schema.timeline_entry.c
_KNOWN = (_WHO.name != "") | (_WHO.phone != "") | (_WHO.address != "") | (_WHO.nik != "")
# Its last move ended it; one that came ended from elsewhere has none, and ended when it came.
_MOVED_AT = (
    select(func.max(func.coalesce(_ENTRY.server_time, _ENTRY.device_time), type_=Moment))
    .where(_ENTRY.case_uid == _CASE.uid, _ENTRY.kind == EntryKind.MOVED)
    .scalar_subquery()
)
_ENDED_AT = func.coalesce(_MOVED_AT, _CASE.received_at, type_=Moment).label("ended_at")
_ENDED_CASES = (
    select(_CASE.uid, _CASE.register_number, _CASE.classification, _ENDED_AT)
    .join(schema.reporter, _WHO.case_uid == _CASE.uid)
    .where(
        _CASE.voided.is_(False),
        _CASE.status.in_(ENDED),
        _CASE.identity_state == IdentityState.OPEN,
        _KNOWN,
    )
    .order_by("ended_at", _CASE.key)
)


class StoredEndedCases:
    """See `retention.EndedCases`."""

    def __init__(self, connection: Connection, kept: KeptCases) -> None:
        self._connection = connection
        self._kept = kept

    def of_office(self, office_uid: UUID) -> Iterator[EndedCase]:
        yield from self._ended(_ENDED_CASES.where(_CASE.office_uid == office_uid))

    def get(self, case_uid: UUID) -> EndedCase | None:
        return next(self._ended(_ENDED_CASES.where(_CASE.uid == case_uid)), None)

    def _ended(self, wanted: Select[Any]) -> Iterator[EndedCase]:
        kept = self._kept.uids()
        for uid, number, classification, ended_at in self._connection.execute(wanted):
            if uid not in kept:
                yield EndedCase(uid, number, classification, ended_at)

"""The cases that a transaction may not find, because they complain about whoever it is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select

from desktop_app.domain.withholding import KeptFrom
from desktop_app.storage import schema
from desktop_app.storage.repositories.questions import Question

_TABLE = schema.case
_READER: BindParameter[UUID] = bindparam("reader")
_KEPT = Question(
    select(_TABLE.c.uid).where(
        _TABLE.c.kept_from != KeptFrom.NOBODY,
        or_(
            _TABLE.c.kept_from == KeptFrom.OFFICE,
            and_(
                _TABLE.c.kept_from == KeptFrom.OFFICIAL, _TABLE.c.complained_person_uid == _READER
            ),
        ),
        _TABLE.c.registered_by != _READER,
    )
)


class _OfACase(Protocol):
    @property
    def case_uid(self) -> UUID | None: ...


_Thing = TypeVar("_Thing", bound=_OfACase)


class KeptCases:
    """Knows them from the first question on; none are kept from sync, which nobody reads."""

    def __init__(self, connection: Connection, reader: UUID | None) -> None:
        self._connection = connection
        self._reader = reader
        self._uids: frozenset[UUID] | None = None

    def uids(self) -> frozenset[UUID]:
        """Return the cases of which the reader may not know; hardly ever any."""
        if self._uids is None:
            self._uids = self._found()
        return self._uids

    def forget(self) -> None:
        """Ask again: what is kept from whom has changed."""
        self._uids = None

    def but(self, things: Iterable[_Thing]) -> list[_Thing]:
        """Leave out what belongs to such a case."""
        kept = self.uids()
        found = list(things)
        return [thing for thing in found if thing.case_uid not in kept] if kept else found

    def _found(self) -> frozenset[UUID]:
        if self._reader is None:
            return frozenset()
        found = _KEPT.rows(self._connection, reader=self._reader)
        return frozenset(uid for (uid,) in found)

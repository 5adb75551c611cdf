"""Ends releases of an identity whose last day is over: the block leaves the other office."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import DBAPIError

from central_server import case_store, feed, identity, scope, sharing
from central_server.case_store import StandingCase, uids_text
from central_server.database import Database, is_trouble
from central_server.schema import release
from central_server.sharing import SharedCase
from desktop_app.domain.records import release_from

_AT_ONCE = 500
_DUE = (
    select(release.c.uid, release.c.case_uid)
    .where(release.c.ends_at <= bindparam("now"), ~release.c.lapsed)
    .order_by(release.c.ends_at)
    .limit(_AT_ONCE)
)


class Lapses:
    """Looks for releases to end once an hour, by the clock: midnight is a full hour everywhere.

    Each process looks for itself; what another has ended is not found any more.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looked_at: datetime | None = None

    def end_due(self, now: datetime) -> None:
        """End what is over; a busy database is left for the next request."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        if hour == self._looked_at:
            return
        try:
            while self._is_due(now):
                with self._database.write() as connection:
                    _end(connection, now)
        except DBAPIError as error:
            if not is_trouble(error):
                raise
        else:
            self._looked_at = hour

    def _is_due(self, now: datetime) -> bool:
        with self._database.read() as connection:
            return connection.execute(_DUE, {"now": now}).first() is not None


def _end(connection: Connection, now: datetime) -> None:
    """End some of what is over, and tell the offices."""
    due = connection.execute(_DUE, {"now": now}).all()
    cases = case_store.locked_cases(connection, {row.case_uid for row in due})
    over = release.c.uid.in_({row.uid for row in due})
    connection.execute(update(release).where(over).values(lapsed=True))
    after = [
        replace(case, identity_to=uids_text(_still_told(connection, case)))
        for case in cases.values()
    ]
    case_store.replace_cases(connection, after)
    held = feed.holdings(connection, list(cases))
    blocks = dict(identity.items(connection, list(cases)))
    shared = [
        SharedCase(case, held.get(case.uid), changed=(blocks[case.uid],), retells=True)
        for case in after
        if case.uid in blocks
    ]
    offices = {uid for case in after for uid in case.offices}
    sharing.share(connection, shared, scope.onlookers(connection, offices), now)


def _still_told(connection: Connection, case: StandingCase) -> frozenset[UUID]:
    of_case = select(release.c.record, release.c.lapsed).where(release.c.case_uid == case.uid)
    rows = connection.execute(of_case).all()
    over = {UUID(row.record["uid"]) for row in rows if row.lapsed}
    return scope.told_who_reported(case, [release_from(row.record) for row in rows], over)

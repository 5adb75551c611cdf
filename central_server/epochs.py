"""The life of the database: a new one begins when it was restored from an older copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, select, update

from central_server.database import Database
from central_server.errors import other_epoch
from central_server.schema import feed_head, server

# No desk has read so far beyond what was restored.
_LEAP = 10**9


class RestoredError(Exception):
    """A desk has shown that this database forgot what it had taken: it was restored."""

    def __init__(self, epoch: UUID) -> None:
        super().__init__()
        self.epoch = epoch


def current_epoch(connection: Connection) -> UUID:
    """Return the epoch that stands now, whichever process began it."""
    epoch: UUID = connection.execute(select(server.c.epoch)).scalar_one()
    return epoch


@contextmanager
def noticing_a_restore(database: Database, now: datetime) -> Iterator[None]:
    """Begin a new epoch when the request inside shows that one is due.

    The request fails all the same, as 409 EPOCH, and its own transaction is taken back; the new
    epoch has one of its own and stays.
    """
    try:
        yield
    except RestoredError as restored:
        with database.write() as connection:
            epoch = begin_epoch(connection, now, after=restored.epoch)
        raise other_epoch(epoch) from None


def begin_epoch(connection: Connection, now: datetime, *, after: UUID | None = None) -> UUID:
    """Begin a new epoch and return it; when `after` is over already, only return what stands."""
    standing: UUID = connection.execute(select(server.c.epoch).with_for_update()).scalar_one()
    if after is not None and standing != after:
        return standing
    epoch = uuid4()
    connection.execute(update(server).values(epoch=epoch, epoch_since=now))
    connection.execute(update(feed_head).values(seq=feed_head.c.seq + _LEAP))
    return epoch

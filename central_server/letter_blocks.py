"""Numbers of outgoing letters are leased to devices in blocks; none is leased twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, insert, select

from central_server.schema import letter_block, office, server
from desktop_app.domain.letter_numbers import REFILL_BELOW
from desktop_app.domain.people import Office

BLOCK_SIZE = 50
BLOCK_LASTS = timedelta(days=180)
# How many numbers a restored server passes over once: ten blocks may have been forgotten.
LEAP = 10 * BLOCK_SIZE
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Letter numbers `first`..`last` of a year; none of them may be given after `expires_on`."""

    year: int
    first: int
    last: int
    expires_on: date

    def written(self) -> dict[str, int | str]:
        """Return the block as it goes over the wire."""
        return {
            "year": self.year,
            "first": self.first,
            "last": self.last,
            "expires_on": self.expires_on.isoformat(),
        }


def hold_office(connection: Connection, office_uid: UUID) -> None:
    """Hold an office until the transaction ends, so that nothing of it is given to two devices."""
    held = select(office.c.uid).where(office.c.uid == office_uid)
    connection.execute(held.with_for_update(key_share=True))


def lease_first(connection: Connection, home: Office, device_uid: UUID, now: datetime) -> None:
    """Lease the first block of a new device; the caller holds the office."""
    _lease(connection, home, device_uid, year=_today(home, now).year, now=now)


def first_block(connection: Connection, device_uid: UUID) -> NumberBlock:
    """Return the block a device was enrolled with."""
    query = _blocks().where(letter_block.c.device_uid == device_uid)
    row = connection.execute(query.order_by(letter_block.c.leased_at, letter_block.c.first)).first()
    if row is None:
        raise LookupError("a device without letter numbers")
    return NumberBlock(*row)


def blocks_for(
    connection: Connection,
    home: Office,
    device_uid: UUID,
    *,
    year: int,
    last: int,
    left: int,
    now: datetime,
) -> list[NumberBlock]:
    """Return every block of a device and year that has not expired, with a new one where due.

    `last` is the highest number of the year that the desk knows of, `left` how many it may still
    give. A desk that lost the last answer does not know its newest block and gets it again.
    """
    hold_office(connection, home.uid)
    today = _today(home, now)
    standing = _standing(connection, device_uid, year, today)
    knows_newest = last >= max((block.last for block in standing), default=0)
    if left < REFILL_BELOW and knows_newest and _may_lease(year, today):
        _lease(connection, home, device_uid, year=year, now=now)
        standing = _standing(connection, device_uid, year, today)
    return standing


def next_number(connection: Connection, home: Office, year: int) -> int:
    """Return the number that the next block of a year begins with.

    Whatever lies below it in no known block was leased by a server that forgot it, or to nobody; it
    will never be leased again.
    """
    highest, newest = connection.execute(
        select(func.max(letter_block.c.last), func.max(letter_block.c.leased_at)).where(
            letter_block.c.office_uid == home.uid, letter_block.c.year == year
        )
    ).one()
    leap = LEAP if _may_be_forgotten(connection, home, year, newest) else 0
    return (highest or 0) + leap + 1


def _may_lease(year: int, today: date) -> bool:
    """Say whether numbers of a year are given out now: of this one, in December of the next too."""
    return year == today.year or (today.month == _DECEMBER and year == today.year + 1)


def _lease(
    connection: Connection, home: Office, device_uid: UUID, *, year: int, now: datetime
) -> None:
    first = next_number(connection, home, year)
    connection.execute(
        insert(letter_block).values(
            office_uid=home.uid,
            year=year,
            first=first,
            last=first + BLOCK_SIZE - 1,
            device_uid=device_uid,
            leased_at=now,
            expires_on=min(_today(home, now) + BLOCK_LASTS, date(year, _DECEMBER, 31)),
        )
    )


def _may_be_forgotten(
    connection: Connection, home: Office, year: int, newest: datetime | None
) -> bool:
    """Say whether the server was restored and may lack leases of a year.

    `newest` is when the newest it knows was made: one of this epoch lies beyond the leap.
    """
    since = connection.scalars(select(server.c.epoch_since)).one()
    if since is None or _today(home, since) < date(year - 1, _DECEMBER, 1):
        return False
    return newest is None or newest <= since


def _standing(
    connection: Connection, device_uid: UUID, year: int, today: date
) -> list[NumberBlock]:
    query = _blocks().where(
        letter_block.c.device_uid == device_uid,
        letter_block.c.year == year,
        letter_block.c.expires_on >= today,
    )
    return [NumberBlock(*row) for row in connection.execute(query.order_by(letter_block.c.first))]


def _blocks() -> Select[int, int, int, date]:
    return select(
        letter_block.c.year, letter_block.c.first, letter_block.c.last, letter_block.c.expires_on
    )


def _today(home: Office, now: datetime) -> date:
    return now.astimezone(ZoneInfo(home.time_zone)).date()

"""The desks that take part, as the operator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, update

from central_server.schema import device, office


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """One desk; `state` is "active" or "revoked"."""

    uid: UUID
    office_code: str
    letter: str
    name: str
    state: str


def known_devices(connection: Connection) -> list[KnownDevice]:
    """List all desks, office by office."""
    query = (
        select(device, office.c.code)
        .join(office, office.c.uid == device.c.office_uid)
        .order_by(office.c.code, device.c.enrolled_at)
    )
    return [
        KnownDevice(
            uid=row.uid,
            office_code=row.code,
            letter=row.letter,
            name=row.name,
            state="active" if row.revoked_at is None else "revoked",
        )
        for row in connection.execute(query)
    ]


def revoke(connection: Connection, uid: UUID, now: datetime) -> bool:
    """Shut a desk out from now on; False when there is none of this uid."""
    shut = update(device).where(device.c.uid == uid).values(revoked_at=now)
    return connection.execute(shut).rowcount == 1

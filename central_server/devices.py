"""The desks that take part, as the operator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, update

from central_server.schema import device, office


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """One desk; `state` is "active" or "revoked".

    `parent_letter` names the desk of the same office in whose place it stands after a renewal.
    """

    uid: UUID
    office_code: str
    letter: str
    name: str
    state: str
    parent_letter: str


def known_devices(connection: Connection) -> list[KnownDevice]:
    """List all desks, office by office."""
    parent = device.alias()
    query = (
        select(device, office.c.code, parent.c.letter.label("parent_letter"))
        .join(office, office.c.uid == device.c.office_uid)
        .outerjoin(parent, parent.c.uid == device.c.parent_uid)
        .order_by(office.c.code, device.c.enrolled_at)
    )
    return [
        KnownDevice(
            uid=row.uid,
            office_code=row.code,
            letter=row.letter,
            name=row.name,
            state="active" if row.revoked_at is None else "revoked",
            parent_letter=row.parent_letter or "",
        )
        for row in connection.execute(query)
    ]


def is_known(connection: Connection, uid: UUID) -> bool:
    """Say whether a device was ever enrolled here; one that was revoked stays known."""
    return connection.scalar(select(device.c.uid).where(device.c.uid == uid)) is not None


def revoke(connection: Connection, uid: UUID, now: datetime) -> bool:
    """Shut a desk out from now on; False when there is none of this uid."""
    shut = update(device).where(device.c.uid == uid).values(revoked_at=now)
    return connection.execute(shut).rowcount == 1


def lineage(connection: Connection, device_uid: UUID) -> list[UUID]:
    """Return a device and those it descends from, itself first."""
    found: list[UUID] = []
    younger: UUID | None = device_uid
    while younger is not None:
        found.append(younger)
        parent = select(device.c.parent_uid).where(device.c.uid == younger)
        younger = connection.scalar(parent)
    return found


def family(connection: Connection, device_uid: UUID) -> set[UUID]:
    """Return every device that comes of the same one: copies carry the same unsent changes.

    Either copy may be the first to send them.
    """
    found: set[UUID] = set()
    newest = {lineage(connection, device_uid)[-1]}
    while newest:
        found |= newest
        newest = set(
            connection.scalars(select(device.c.uid).where(device.c.parent_uid.in_(newest)))
        )
    return found


def origins(connection: Connection) -> dict[UUID, UUID]:
    """Return of every device the one that all of its descent come of, itself where it is that."""
    rows = connection.execute(select(device.c.uid, device.c.parent_uid))
    parents = {row.uid: row.parent_uid for row in rows}
    found = {}
    for uid in parents:
        first = uid
        while parents[first] is not None:
            first = parents[first]
        found[uid] = first
    return found

"""Offices and the people who work in them, as every desk of the regency knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, insert, select, update

from central_server import sharing
from central_server.schema import office, person
from desktop_app.domain.digest import record_hash
from desktop_app.domain.people import Office, OfficeKind, Person
from desktop_app.domain.records import office_from, office_record, person_from, person_record


def add_office(connection: Connection, new: Office, now: datetime) -> None:
    """Store an office and tell every desk; a regency's own desk gets the cases there are."""
    record = office_record(new)
    number = record_hash("office", new.uid, 1, record)
    connection.execute(
        insert(office).values(
            uid=new.uid,
            code=new.code,
            kind=new.kind.value,
            record=record,
            hash=number,
        )
    )
    sharing.share_office(connection, new.uid, number, now)
    if new.kind is OfficeKind.REGENCY:
        sharing.share_every_case(connection, now)


def add_person(connection: Connection, new: Person, now: datetime) -> None:
    """Store an official and tell every desk."""
    record = person_record(new)
    number = record_hash("person", new.uid, 1, record)
    connection.execute(
        insert(person).values(
            uid=new.uid,
            office_uid=new.office_uid,
            record=record,
            hash=number,
        )
    )
    sharing.share_person(connection, new.uid, number, now)


def set_active(connection: Connection, uid: UUID, now: datetime, *, active: bool) -> bool:
    """Let somebody leave their office or come back, and tell every desk; False if unknown.

    What a person who left had not sent is refused to the desk from then on, and kept there.
    """
    known = person_with_uid(connection, uid)
    if known is None:
        return False
    replace_person(connection, replace(known, active=active), now)
    return True


def replace_person(connection: Connection, changed: Person, now: datetime) -> None:
    """Let an official be known as this from now on, and tell every desk."""
    record = person_record(changed)
    number = record_hash("person", changed.uid, 1, record)
    of_person = person.c.uid == changed.uid
    connection.execute(update(person).where(of_person).values(record=record, hash=number))
    sharing.share_person(connection, changed.uid, number, now)


def person_with_uid(connection: Connection, uid: UUID) -> Person | None:
    """Find an official, in service or not."""
    row = connection.scalar(select(person.c.record).where(person.c.uid == uid))
    return None if row is None else person_from(row)


def offices(connection: Connection) -> list[Office]:
    """List all offices by code."""
    return [office_from(row) for row in connection.scalars(_offices().order_by(office.c.code))]


def office_with_code(connection: Connection, code: str) -> Office | None:
    """Find an office by its short code."""
    row = connection.scalar(_offices().where(office.c.code == code))
    return None if row is None else office_from(row)


def office_with_uid(connection: Connection, uid: UUID) -> Office | None:
    """Find an office."""
    row = connection.scalar(_offices().where(office.c.uid == uid))
    return None if row is None else office_from(row)


def people(connection: Connection) -> list[Person]:
    """List everybody, office by office."""
    query = select(person.c.record).join(office).order_by(office.c.code, person.c.uid)
    return [person_from(row) for row in connection.scalars(query)]


def active_people_of(connection: Connection, office_uid: UUID) -> dict[UUID, Person]:
    """Return who may act for an office now, by uid."""
    query = select(person.c.record).where(person.c.office_uid == office_uid)
    found = [person_from(row) for row in connection.scalars(query)]
    return {one.uid: one for one in found if one.active}


def _offices() -> Select[Any]:
    return select(office.c.record)

"""One-time codes, and what a desk receives for one: its letter and its first letter numbers."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Select, delete, insert, select, update

from central_server.errors import OperatorError, code_used, unknown_code
from central_server.letter_blocks import NumberBlock, first_block, hold_office, lease_first
from central_server.schema import device, enrolment_code, office, person
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import office_from, person_from
from desktop_app.domain.typed_codes import ALPHABET, spelled

CODE_LASTS = timedelta(days=14)
_CODE_LENGTH = 12
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a desk needs to begin."""

    device_uid: UUID
    letter: str
    office: Office
    person: Person
    letter_block: NumberBlock


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a device stands, and for whom."""

    office_uid: UUID
    person_uid: UUID


def new_code(connection: Connection, official: Person, now: datetime) -> str:
    """Make a code for one desk of this person; only its hash is kept."""
    if not official.active:
        raise OperatorError("This person is not active.")
    bare = "".join(secrets.choice(ALPHABET) for _ in range(_CODE_LENGTH))
    connection.execute(delete(enrolment_code).where(enrolment_code.c.expires_at <= now))
    connection.execute(
        insert(enrolment_code).values(
            digest=_digest(bare),
            office_uid=official.office_uid,
            person_uid=official.uid,
            expires_at=now + CODE_LASTS,
        )
    )
    return spelled(bare)


def is_unused(connection: Connection, code: str, now: datetime) -> bool:
    """Say whether a code is good and has served no device yet."""
    row = connection.execute(_valid(code, now)).one_or_none()
    return row is not None and row.device_uid is None


def enrol(
    connection: Connection, code: str, public_key: bytes, *, name: str, now: datetime
) -> Enrolment:
    """Use a code for the device with this key; raises RequestError UNKNOWN_CODE, CODE_USED.

    The same device asking again, because the answer was lost, gets the same answer.
    """
    row = connection.execute(_valid(code, now).with_for_update()).one_or_none()
    if row is None:
        raise unknown_code()
    if row.device_uid is None:
        place = _Place(row.office_uid, row.person_uid)
        device_uid = _add_device(connection, place, public_key, name=name, now=now)
        used = update(enrolment_code).where(enrolment_code.c.digest == row.digest)
        connection.execute(used.values(device_uid=device_uid))
    elif _key_of(connection, row.device_uid) == public_key:
        device_uid = row.device_uid
    else:
        raise code_used()
    return _enrolment(connection, device_uid)


def renew(
    connection: Connection, parent_uid: UUID, public_key: bytes, *, name: str, now: datetime
) -> Enrolment:
    """Make a new device in the place of one that has a copy; asking again changes nothing more."""
    parent = device.c.uid == parent_uid
    place = _Place(
        *connection.execute(select(device.c.office_uid, device.c.person_uid).where(parent)).one()
    )
    hold_office(connection, place.office_uid)
    made = select(device.c.uid).where(
        device.c.parent_uid == parent_uid, device.c.public_key == public_key
    )
    device_uid = connection.scalar(made) or _add_device(
        connection, place, public_key, name=name, now=now, parent_uid=parent_uid
    )
    return _enrolment(connection, device_uid)


def letter_after(letter: str) -> str:
    """Count A, B, … Z, AA, AB, …; the first of all follows the empty one."""
    number = 0
    for character in letter:
        number = number * _LETTERS + ord(character) - ord("A") + 1
    number += 1
    text = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def _add_device(
    connection: Connection,
    place: _Place,
    public_key: bytes,
    *,
    name: str,
    now: datetime,
    parent_uid: UUID | None = None,
) -> UUID:
    hold_office(connection, place.office_uid)
    letters = connection.scalars(
        select(device.c.letter).where(device.c.office_uid == place.office_uid)
    )
    last = max(letters, key=lambda letter: (len(letter), letter), default="")
    uid = uuid4()
    connection.execute(
        insert(device).values(
            uid=uid,
            office_uid=place.office_uid,
            person_uid=place.person_uid,
            letter=letter_after(last),
            name=name,
            public_key=public_key,
            enrolled_at=now,
            parent_uid=parent_uid,
        )
    )
    home = connection.execute(select(office.c.record).where(office.c.uid == place.office_uid))
    lease_first(connection, office_from(home.scalar_one()), uid, now)
    return uid


def _key_of(connection: Connection, device_uid: UUID) -> bytes | None:
    return connection.scalar(select(device.c.public_key).where(device.c.uid == device_uid))


def _enrolment(connection: Connection, device_uid: UUID) -> Enrolment:
    joined = (
        select(device.c.letter, office.c.record.label("office"), person.c.record.label("person"))
        .select_from(device)
        .join(office, office.c.uid == device.c.office_uid)
        .join(person, person.c.uid == device.c.person_uid)
        .where(device.c.uid == device_uid)
    )
    row = connection.execute(joined).one()
    return Enrolment(
        device_uid=device_uid,
        letter=row.letter,
        office=office_from(row.office),
        person=person_from(row.person),
        letter_block=first_block(connection, device_uid),
    )


def _valid(code: str, now: datetime) -> Select[Any]:
    return select(enrolment_code).where(
        enrolment_code.c.digest == _digest(_bare(code)), enrolment_code.c.expires_at > now
    )


def _bare(code: str) -> str:
    return "".join(code.upper().replace("-", "").split())


def _digest(bare: str) -> str:
    return hashlib.sha256(bare.encode()).hexdigest()

"""`office`, `user`, `device` and `code`: who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from central_server import devices, directory, enrolment
from central_server.app import now_utc
from central_server.commands.context import reading, writing
from central_server.commands.enter import enter_office, enter_person, known_office, roles_at
from central_server.errors import OperatorError
from central_server.settings import Settings

_NO_SUCH_PERSON = "There is no such person. The verb 'user list' shows them."


def add_office(settings: Settings, given: Mapping[str, str]) -> str:
    """Add an office; return its uid."""
    with writing(settings) as connection:
        return str(enter_office(connection, given).uid)


def list_offices(settings: Settings) -> str:
    """One line for each office: code, kind, name, uid."""
    with reading(settings) as connection:
        return _lines(
            (office.code, office.kind.value, office.name, str(office.uid))
            for office in directory.offices(connection)
        )


def add_person(settings: Settings, given: Mapping[str, str]) -> str:
    """Add an official; return their uid."""
    with writing(settings) as connection:
        return str(enter_person(connection, given).uid)


def list_people(settings: Settings) -> str:
    """One line for each official: office, uid, name, roles, and whether they left."""
    with reading(settings) as connection:
        codes = {office.uid: office.code for office in directory.offices(connection)}
        return _lines(
            (
                codes[person.office_uid],
                str(person.uid),
                person.name,
                ",".join(sorted(role.value for role in person.roles)),
                *([] if person.active else ["left"]),
            )
            for person in directory.people(connection)
        )


def let_person_leave(settings: Settings, person_uid: str) -> str:
    """Refuse from now on what this person does; their cases and words stay."""
    _set_active(settings, person_uid, active=False)
    return "Left."


def let_person_return(settings: Settings, person_uid: str) -> str:
    """Take what this person does again, also what was refused meanwhile and is sent again."""
    _set_active(settings, person_uid, active=True)
    return "Returned."


def change_roles(settings: Settings, person_uid: str, roles: str) -> str:
    """Let this person do something else from now on; their desk knows after its next round."""
    with writing(settings) as connection:
        person = directory.person_with_uid(connection, _uid(person_uid))
        if person is None:
            raise OperatorError(_NO_SUCH_PERSON)
        office = directory.office_with_uid(connection, person.office_uid)
        if office is None:
            raise OperatorError("The office of this person is not known.")
        changed = replace(person, roles=roles_at(office, roles))
        directory.replace_person(connection, changed, now_utc())
    return "Changed."


def new_code(settings: Settings, office_code: str, person_uid: str) -> str:
    """Make a one-time code for one desk of this person; it cannot be shown again."""
    with writing(settings) as connection:
        office = known_office(connection, office_code)
        people = directory.active_people_of(connection, office.uid)
        person = people.get(_uid(person_uid))
        if person is None:
            raise OperatorError(f"No active person of {office_code} has this uid.")
        return enrolment.new_code(connection, person, now_utc())


def list_devices(settings: Settings) -> str:
    """One line for each desk: office, letter, uid, name, whether revoked, and its parent if any."""
    with reading(settings) as connection:
        return _lines(
            (
                known.office_code,
                known.letter,
                str(known.uid),
                known.name,
                known.state,
                *([f"after {known.parent_letter}"] if known.parent_letter else []),
            )
            for known in devices.known_devices(connection)
        )


def revoke_device(settings: Settings, device_uid: str) -> str:
    """Shut a desk out, for a PC that was stolen or sold."""
    with writing(settings) as connection:
        if not devices.revoke(connection, _uid(device_uid), now_utc()):
            raise OperatorError("There is no such device. The verb 'device list' shows them.")
    return "Revoked."


def _set_active(settings: Settings, person_uid: str, *, active: bool) -> None:
    with writing(settings) as connection:
        if not directory.set_active(connection, _uid(person_uid), now_utc(), active=active):
            raise OperatorError(_NO_SUCH_PERSON)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise OperatorError(f"'{text}' is not a UUID.") from None


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join("\t".join(row) for row in rows)

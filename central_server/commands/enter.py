"""Offices and people as an operator writes them: by code and name, nothing more than needed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import fields
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from central_server import directory
from central_server.app import now_utc
from central_server.errors import OperatorError
from central_server.push.reading import is_storable
from desktop_app.domain.ids import UidMaker
from desktop_app.domain.people import Office, OfficeKind, Person, Role
from desktop_app.domain.permissions import ROLES_AT

# What a register number can carry.
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_OFFICE_KEYS = {"parent", *(field.name for field in fields(Office))} - {"parent_uid"}
_PERSON_KEYS = {"uid", "office", "name", "roles", "position", "rank", "nip"}


def enter_office(connection: Connection, given: Mapping[str, str]) -> Office:
    """Store an office; `parent` is a code. OperatorError says what is wrong with it."""
    _refuse_strange(given, _OFFICE_KEYS, "office")
    code = given.get("code", "")
    if not _CODE.fullmatch(code):
        raise OperatorError(f"'{code}' is no office code: 2 to 8 capital letters or digits.")
    if directory.office_with_code(connection, code) is not None:
        raise OperatorError(f"There is an office {code} already.")
    texts = {name: text for name, text in given.items() if name not in {"uid", "kind", "parent"}}
    if not texts.get("name", "").strip():
        raise OperatorError(f"Office {code} has no name.")
    parent = known_office(connection, given["parent"]) if given.get("parent") else None
    if parent is not None:
        texts.setdefault("regency_name", parent.regency_name)
    office = Office(
        uid=_uid(given),
        kind=_kind(given.get("kind", "")),
        parent_uid=parent.uid if parent else None,
        **texts,
    )
    _check_zone(office.time_zone)
    directory.add_office(connection, office, now_utc())
    return office


def enter_person(connection: Connection, given: Mapping[str, str]) -> Person:
    """Store an official; `office` is a code, `roles` are parted by commas. OperatorError else."""
    _refuse_strange(given, _PERSON_KEYS, "person")
    name = given.get("name", "")
    if not name.strip():
        raise OperatorError("A person needs a name.")
    office = known_office(connection, given.get("office", ""))
    person = Person(
        uid=_uid(given),
        office_uid=office.uid,
        name=name,
        roles=roles_at(office, given.get("roles", "")),
        position=given.get("position", ""),
        rank=given.get("rank", ""),
        nip=given.get("nip", ""),
    )
    directory.add_person(connection, person, now_utc())
    return person


def known_office(connection: Connection, code: str) -> Office:
    """Find an office by its code; OperatorError when there is none."""
    found = directory.office_with_code(connection, code)
    if found is None:
        raise OperatorError(f"There is no office '{code}'. The verb 'office list' shows them.")
    return found


def roles_at(office: Office, text: str) -> frozenset[Role]:
    """Read roles parted by commas; OperatorError for any that is unknown or not for this office."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    there = {role.value: role for role in Role if role in ROLES_AT[office.kind]}
    strange = [name for name in names if name not in there]
    if names and not strange:
        return frozenset(there[name] for name in names)
    what = f"'{strange[0]}' is no role" if strange else "No role is named"
    raise OperatorError(
        f"{what} at {office.code}, an office of the kind {office.kind.value}. "
        f"Roles there, parted by commas: {', '.join(there)}."
    )


def _refuse_strange(given: Mapping[str, str], known: set[str], noun: str) -> None:
    if not all(map(is_storable, given.values())):
        raise OperatorError(f"The {noun} holds characters that cannot be stored.")
    unknown = sorted(given.keys() - known)
    if unknown:
        raise OperatorError(f"Unknown in an entry of the kind {noun}: {', '.join(unknown)}.")


def _uid(given: Mapping[str, str]) -> UUID:
    if not given.get("uid"):
        return UidMaker(now_utc, secrets.randbits)()
    try:
        return UUID(given["uid"])
    except ValueError:
        raise OperatorError(f"'{given['uid']}' is not a UUID.") from None


def _kind(text: str) -> OfficeKind:
    try:
        return OfficeKind(text)
    except ValueError:
        kinds = ", ".join(kind.value for kind in OfficeKind)
        raise OperatorError(f"'{text}' is not a kind of office. Kinds: {kinds}.") from None


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise OperatorError(f"'{name}' is not a time zone such as Asia/Jakarta.") from None

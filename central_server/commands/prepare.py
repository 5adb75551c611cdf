"""`init`: prepare or upgrade the database, and load offices and people from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from central_server import broken_return, directory, migrate, stamping
from central_server.commands.context import opened
from central_server.commands.enter import enter_office, enter_person, known_office
from central_server.errors import OperatorError
from central_server.server_card import find_card, make_card
from central_server.settings import Settings


def prepare(settings: Settings, source: str | None) -> str:
    """Make the database ready for this version; doing it again changes nothing that is there."""
    given = _read(Path(source)) if source else {}
    with opened(settings) as database:
        broken_return.demand_none(database)
        with database.write() as connection:
            migrate.upgrade(connection)
            card = find_card(connection) or make_card(connection)
            for office in _entries(given, "offices"):
                if directory.office_with_code(connection, office.get("code", "")) is None:
                    enter_office(connection, office)
            for person in _entries(given, "people"):
                if not _is_there(connection, person):
                    enter_person(connection, person)
            offices, people = directory.offices(connection), directory.people(connection)
        stamping.stamp(database)
    settings.files.mkdir(parents=True, exist_ok=True)
    return f"Ready: server {card.server_id}, {len(offices)} offices, {len(people)} people."


def _read(source: Path) -> dict[str, Any]:
    try:
        given = json.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise OperatorError(f"{source} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise OperatorError(f"{source} is not JSON.") from error
    if not isinstance(given, dict):
        raise OperatorError(f"{source} should hold an object with 'offices' and 'people'.")
    return given


def _entries(given: dict[str, Any], noun: str) -> list[dict[str, str]]:
    """Return the entries of one kind, all values as text, lists joined by commas."""
    entries = given.get(noun, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise OperatorError(f"'{noun}' should be a list of objects.")
    return [{name: _text(name, value) for name, value in entry.items()} for entry in entries]


def _text(name: str, value: object) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ",".join(value)
    if isinstance(value, str):
        return value
    raise OperatorError(f"'{name}' should be a text.")


def _is_there(connection: Connection, person: dict[str, str]) -> bool:
    office = known_office(connection, person.get("office", ""))
    return any(
        known.office_uid == office.uid and known.name == person.get("name")
        for known in directory.people(connection)
    )

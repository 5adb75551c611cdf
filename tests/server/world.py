"""A real server application on a real database, at a time that a test decides."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from central_server import enrolment
from central_server.api.access import Parts
from central_server.app import create_app
from central_server.directory import active_people_of, add_person, office_with_code
from central_server.rate_limit import NO_LIMITS, RateLimits
from central_server.settings import Settings
from desktop_app.domain.people import Office, Person, Role
from tests.builders import NOW, a_person
from tests.house.tree import ROOT
from tests.server.asgi import Answer, AsgiClient, Client

# A developer on Windows tests on SQLite; CI tests on both.
BACKENDS = ["sqlite"] if sys.platform == "win32" else ["sqlite", "postgresql"]
GOLDEN = ROOT / "tests" / "contract"
JSON = {"Content-Type": "application/json"}


def golden(name: str) -> Any:
    """Read a golden message."""
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, by: timedelta) -> None:
        self.now += by


class World:
    """One server with the offices and people of `tests/contract/directory.json`.

    A test that does more to its database than fill it says that it is not `reusable`.
    """

    def __init__(
        self, url: str, files: Path, *, limits: RateLimits = NO_LIMITS, root_path: str = ""
    ) -> None:
        self.settings = Settings(url, files, limits, root_path)
        self.reusable = True
        self.clock = Clock()
        self.app = create_app(self.settings, self.clock)
        self.client: Client = AsgiClient(self.app)

    @property
    def parts(self) -> Parts:
        parts: Parts = self.app.state.parts
        return parts

    def close(self) -> None:
        self.parts.database.close()

    def office(self, code: str) -> Office:
        with self.parts.database.read() as connection:
            office = office_with_code(connection, code)
        assert office is not None
        return office

    def people(self, code: str) -> dict[str, Person]:
        """Return the people of an office by first name."""
        with self.parts.database.read() as connection:
            people = active_people_of(connection, self.office(code).uid)
        return {person.name.split()[0]: person for person in people.values()}

    def enter(self, code: str, role: Role) -> Person:
        """Enter somebody with this role alone, also one that no operator would give at this office.

        The first name is the role's and the office's.
        """
        name = f"{role.value}-{code} Rekaan"
        person = a_person(
            uid=uuid4(), office_uid=self.office(code).uid, name=name, roles=frozenset({role})
        )
        with self.parts.database.write() as connection:
            add_person(connection, person, self.clock())
        return person

    def code_for(self, person: Person) -> str:
        """Make an enrolment code."""
        with self.parts.database.write() as connection:
            return enrolment.new_code(connection, person, self.clock())

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Answer:
        """Send JSON, or bytes as they are, without a token."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.request("POST", path, body=raw, headers=JSON | (headers or {}))

"""What the person at work does by now: the regency may change it while they are signed in."""

from __future__ import annotations

from desktop_app.domain.people import Person, Role
from desktop_app.services.context import DeskContext


class RolesNow:
    """The roles of who signed in, as this desk heard of them last."""

    def __init__(self, person: Person) -> None:
        self._person_uid = person.uid
        self._roles = person.roles

    def __call__(self, person: Person) -> frozenset[Role]:
        """Return the roles of a person; of anybody else those they are known with."""
        return self._roles if person.uid == self._person_uid else person.roles

    def look(self, context: DeskContext) -> bool:
        """Read them anew after a round; say whether they changed."""
        with context.open_read() as work:
            person = work.directory.person(self._person_uid)
        if person is None or person.roles == self._roles:
            return False
        self._roles = person.roles
        return True

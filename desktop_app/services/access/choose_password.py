"""Choose a password by a code: a one-time code of a colleague, or the printed one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder, ProfileKeys, password_problems
from desktop_app.domain.ports import OpenWork


def people_of_code(holder: KeyHolder | None, open_read: OpenWork) -> list[KeyHolder]:
    """Return who may choose a password by a code: whose it is; anybody of the office, if printed.

    So an office whose only official has left still gets at its data.
    """
    if holder is not None:
        return [holder]
    with open_read() as work:
        identity = work.state.identity()
        people = [] if identity is None else work.directory.people_of(identity.office_uid)
    return [
        KeyHolder(person.uid, person.name, has_password=False) for person in people if person.active
    ]


def choose_password(
    person_uid: UUID,
    password: str,
    people: list[KeyHolder],
    keys: ProfileKeys,
    *,
    note: Callable[[], None],
) -> None:
    """Let one of these people in with a new password; `note` puts it into the trail before.

    Raises PROBLEMS (field `password`), NOT_ALLOWED for anybody else, and what writing a file may
    meet.
    """
    problems = password_problems(password)
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=problems)
    names = {person.uid: person.name for person in people}
    if person_uid not in names:
        raise ExpectedError(Trouble.NOT_ALLOWED)
    note()
    # Whoever has an account that opened it so far may not be who chooses a password now.
    keys.set_password(person_uid, names[person_uid], password, alone=True)

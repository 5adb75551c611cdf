"""Who can open the data of this PC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desktop_app.domain.errors import Problem, ProblemCode

SHORTEST_PASSWORD = 8
CODE_LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody who signs in on this PC: with a password, or first with a one-time code.

    `code_until` is when a code that waits to be used ends.
    """

    uid: UUID
    name: str
    has_password: bool = True
    code_until: datetime | None = None


def password_problems(password: str) -> tuple[Problem, ...]:
    """Say what is wrong with a new password, field `password`."""
    if len(password) < SHORTEST_PASSWORD:
        return (Problem("password", ProblemCode.PASSWORD_TOO_SHORT),)
    return ()

"""Who can open the data of this PC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from desktop_app.domain.errors import Problem, ProblemCode

SHORTEST_PASSWORD = 8
CODE_LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody who signs in on this PC: with a password, or first with a one-time code.

    `code_until` is when a code that waits to be used ends. `has_keyring` says that some account of
    this PC opens it for them without a password.
    """

    uid: UUID
    name: str
    has_password: bool = True
    code_until: datetime | None = None
    has_keyring: bool = False


def password_problems(password: str) -> tuple[Problem, ...]:
    """Say what is wrong with a new password, field `password`."""
    if len(password) < SHORTEST_PASSWORD:
        return (Problem("password", ProblemCode.PASSWORD_TOO_SHORT),)
    return ()


class ProfileKeys(Protocol):
    """Who can open the data of this PC; every change is on the disk when it returns."""

    def holders(self) -> list[KeyHolder]:
        """Those who sign in here, in the order they came."""

    def is_password(self, person_uid: UUID, password: str) -> bool:
        """Whether somebody signs in with this password."""

    def set_password(
        self, person_uid: UUID, name: str, password: str, *, alone: bool = False
    ) -> None:
        """Let somebody in with a password, in the place of an earlier one and of any code.

        `alone` says that no keyring opens it for them any more either.
        """

    def give_code(self, person_uid: UUID, name: str, until: datetime) -> str:
        """Make a code with which somebody chooses a password, once; an earlier one ends."""

    def has_recovery_code(self) -> bool:
        """Whether a code opens this PC that somebody has said is on paper."""

    def new_recovery_code(self) -> str:
        """Make the code that is printed; an earlier one opens this PC until this is on paper."""

    def recovery_code_is_on_paper(self) -> None:
        """Count the code made last as printed; an earlier one opens nothing any more."""

    def open_by_keyring(self, person_uid: UUID, name: str) -> None:
        """Let the account that somebody uses now open this PC for them, in place of another one.

        ExpectedError KEYRING_MISSING, KEYRING_REFUSED; then nothing has changed.
        """

    def forget_keyring(self, person_uid: UUID) -> None:
        """Let no account open this PC for somebody any more.

        ExpectedError KEYRING_REFUSED where the secret stays in the keyring; it opens nothing.
        """

    def remove(self, person_uids: Iterable[UUID]) -> None:
        """Let these people in no more."""

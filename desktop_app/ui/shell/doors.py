"""What the window is given from outside, because it may not open files or networks itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop_app.domain.errors import ExpectedError
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who may sign in on this PC."""

    uid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class EnrolForm:
    """What the set-up screen asks: the regency's server, the one-time code, a new password."""

    server_url: str
    code: str
    password: str


@dataclass(frozen=True, slots=True)
class RoundEnd:
    """How a sync round ended: the cases that look different now, and trouble if there was any."""

    touched: frozenset[UUID] = frozenset()
    trouble: ExpectedError | None = None


class Timetable(Protocol):
    """When the next round is due, in seconds of a monotonic clock; each answer is a new one."""

    def wait(self, now: float) -> float:
        """Seconds until the next round."""

    def asked(self, now: float) -> Timetable:
        """Somebody asked for a round, or the network is back."""

    def after_round(self, trouble: ExpectedError | None, now: float, *, chance: float) -> Timetable:
        """A round ended; `chance` is a random number in [0, 1)."""


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """An unlocked profile with its person.

    `run_round` talks to the server and may take long, `cancel_round` makes it end early from
    any thread; `timetable` is how things stand at sign-in.
    """

    context: DeskContext
    run_round: Callable[[], RoundEnd]
    cancel_round: Callable[[], None]
    timetable: Timetable
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything the window asks of the outside; each call may take long and runs in a lane.

    Each raises ExpectedError. `known_people` is empty before the PC is set up. `hint` is shown
    under the sign-in form (the demo tells its password there).
    """

    known_people: Callable[[], list[KnownPerson]]
    enrol: Callable[[EnrolForm], None]
    open_desk: Callable[[UUID, str], OpenDesk]
    server_url: str = ""
    hint: str = ""

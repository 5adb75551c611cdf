"""What a history is played on: PCs and a server, in this process or in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from central_server.database import Database
from tests.soak.deeds import Deed, Outcome
from tests.soak.desk_view import DeskView
from tests.soak.ended import Ended
from tests.soak.messages import Answer, Request
from tests.soak.office import Place

Carry = Callable[[Request], Answer]


class Time(Protocol):
    """What time it really is, and a way to let it pass where that is possible."""

    @property
    def now(self) -> datetime: ...
    def pass_by(self, span: timedelta) -> None: ...


class Clock(Protocol):
    """The clock of one computer; `error` is how wrong it is."""

    error: timedelta

    def __call__(self) -> datetime: ...


class Seat(Protocol):
    """One PC with its profile folder and whoever sits there."""

    @property
    def is_running(self) -> bool: ...
    @property
    def person_uid(self) -> UUID: ...
    def start(self) -> None:
        """Open the program."""

    def kill(self) -> None:
        """End the program without asking it."""

    def dies(self, soon: int, *, after: bool) -> None:
        """Let the program die in what it does next, after about so many steps of it."""

    def lives_on(self) -> bool:
        """Call the death off; say whether one was still ahead."""

    def perform(self, deed: Deed) -> Outcome:
        """Have somebody do this; raises KilledError when the program died over it."""

    def round(self) -> Ended:
        """Do a sync round; raises KilledError when the program died in it."""

    def view(self) -> DeskView: ...
    def copy_to(self, folder: Path) -> None:
        """Copy the disk."""

    def restore_from(self, copy: Path) -> None:
        """Put an older copy of the disk in its place; the program is not running afterwards."""


class Server(Protocol):
    """The server and what its operator does."""

    @property
    def database(self) -> Database: ...
    @property
    def files(self) -> Path: ...
    def answer(self, request: Request, meanwhile: Sequence[Request] = ()) -> Answer: ...
    def copy_to(self, backup: Path) -> None: ...
    def restore_from(self, backup: Path, *, by_the_book: bool) -> None: ...
    def revoke(self, device_uid: UUID) -> None: ...
    def revoke_person(self, person_uid: UUID) -> None: ...
    def close(self) -> None: ...


class Site(Protocol):
    """Makes what a history needs."""

    def time(self) -> Time: ...
    def server(self, folder: Path, clock: Clock) -> Server:
        """Return a server as on the first morning."""

    def copy_desk(self, place: Place, folder: Path) -> None:
        """Copy the disk of a desk as on the first morning."""

    def seat(self, folder: Path, name: str, carry: Carry, clock: Clock) -> Seat:
        """Put a PC on this disk; what it sends goes to `carry`."""

    def together(self, rounds: Sequence[Callable[[], None]]) -> None:
        """Do these at once where that is possible."""

"""A PC whose program is a real process: it is killed for real, whatever it is doing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from tests.soak import desk_process
from tests.soak.deeds import Deed, Outcome
from tests.soak.desk_view import DeskView
from tests.soak.ended import Ended
from tests.soak.faults import KilledError
from tests.soak.proxy import START
from tests.soak.site import Clock

_PATIENCE = 60.0  # seconds; a busy machine is slow, not wrong
_A_STEP = 0.004  # seconds that something a desk does may take


class BugError(Exception):
    """Something in the desk failed as nothing should."""


class ProcessSeat:
    """Starts, orders and kills the program of one PC."""

    def __init__(
        self,
        folder: Path,
        url_for: Callable[[Callable[[int], None]], str],
        clock: Clock,
        context: ForkServerContext,
        *,
        starts: int = 0,
    ) -> None:
        self.folder = folder
        self._url = url_for(self._pull_the_plug)
        self._clock = clock
        self._context = context
        self._starts = starts
        self._chance = Random(folder.name)
        self._dies_after: float | None = None
        self._process: ForkServerProcess | None = None
        self._pipe: Connection | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def person_uid(self) -> UUID:
        return self._person_uid

    def start(self) -> None:
        """Start the program; a profile that does not open is a failure of the history."""
        self._starts += 1
        told = desk_process.Told(
            self.folder, f"{self._url}{START}{self._starts}", self._clock.error, self._starts
        )
        ours, theirs = self._context.Pipe()
        self._process = self._context.Process(target=desk_process.run, args=(told, theirs))
        self._process.start()
        theirs.close()
        self._pipe = ours
        if not ours.poll(_PATIENCE):
            raise BugError("the profile does not open")
        try:
            self._person_uid: UUID = ours.recv()
        except EOFError:
            raise BugError("the profile does not open") from None

    def kill(self) -> None:
        """SIGKILL."""
        process, pipe = self._process, self._pipe
        assert process is not None
        assert pipe is not None
        self._process = self._pipe = None
        self._dies_after = None
        process.kill()
        process.join()
        process.close()
        pipe.close()

    def _pull_the_plug(self, start: int) -> None:
        """Kill the process while somebody waits for it, who hears of it by its silence.

        What an earlier process had asked for kills no later one.
        """
        if self._process is not None and start == self._starts:
            self._process.kill()

    def dies(self, soon: int, *, after: bool) -> None:
        """Let SIGKILL come at a moment nobody has chosen, the later the higher `soon` is."""
        self._dies_after = _A_STEP * (soon + 1 + after) * self._chance.random()

    def lives_on(self) -> bool:
        ahead, self._dies_after = self._dies_after is not None, None
        return ahead

    def perform(self, deed: Deed) -> Outcome:
        outcome: Outcome = self._ordered("perform", deed)
        return outcome

    def round(self) -> Ended:
        report: Ended = self._ordered("round", None)
        return report

    def view(self) -> DeskView:
        seen: DeskView = self._ordered("view", None)
        return seen

    def copy_to(self, folder: Path) -> None:
        """Copy the disk; the program is stopped for it, or the copy might be of two moments."""
        self.kill()
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-shm", "lock"))
        self.start()

    def restore_from(self, copy: Path) -> None:
        if self.is_running:
            self.kill()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)

    def _ordered(self, order: str, argument: Any) -> Any:
        """Have the process do something; it may be dead before it can say that it did."""
        pipe, process = self._pipe, self._process
        if pipe is None or process is None:
            raise KilledError
        try:
            pipe.send((order, argument, self._clock.error))
            if self._dies_after is not None and order != "view":
                if pipe.poll(self._dies_after):
                    return self._received(pipe)
                process.kill()
                raise KilledError
            if not pipe.poll(_PATIENCE):
                raise BugError(f"{order} does not end")
            return self._received(pipe)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise KilledError from None

    def _received(self, pipe: Connection) -> Any:
        answer = pipe.recv()
        if isinstance(answer, desk_process.Failure):
            raise BugError(answer.words)
        return answer

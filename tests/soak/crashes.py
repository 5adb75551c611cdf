"""Kills a real desk at random moments while it saves and syncs without a pause.

After each kill the profile must open, and every save that was acknowledged before must lie in it.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from uuid import UUID

from tests.soak import desk_process
from tests.soak.chronicle import uids_in, uids_of
from tests.soak.clocks import PcClock, RealTime
from tests.soak.deeds import Act, Deed, Saved
from tests.soak.desk_view import DeskView
from tests.soak.dying import PlainPrinter
from tests.soak.fast_tier import FastTier
from tests.soak.findings import Finding, Kind
from tests.soak.forking import forking
from tests.soak.messages import Answer, Request
from tests.soak.office import PLACES
from tests.soak.process_seat import BugError, ProcessSeat
from tests.soak.proxy import Proxy
from tests.soak.seat import SeatHere
from tests.soak.tally import Failed, Tally

_MOST_SAVES = 6  # that a desk tells of before its plug is pulled, some moments later
_LONGEST_MOMENT = 0.03  # seconds: about a save, or a part of a round
_PATIENCE = 60.0  # seconds
_ACTS = (Act.REGISTER, Act.WRITE, Act.ATTACH, Act.CORRECT, Act.ASSIGN, Act.LETTER, Act.VOID)
_ROUND_AFTER = 4  # saves


def work_until_killed(told: desk_process.Told, pipe: Connection) -> None:
    """Save and sync without a pause; tell each save once the use case has returned."""
    seat = SeatHere(
        told.folder,
        partial(desk_process.hasty_transport, told.url),
        PcClock(RealTime()),
        printer=PlainPrinter(),
        starts=told.start,
    )
    seat.start()
    chance = Random(told.start)
    for number in range(10_000):
        if number % _ROUND_AFTER == _ROUND_AFTER - 1:
            seat.round()
        token = f"kata{told.start:03d}-{number:04d}"
        deed = Deed(chance.choice(_ACTS), token, chance.randrange(40), chance.randrange(40))
        outcome = seat.perform(deed)
        if outcome.saved is not None:
            pipe.send(outcome.saved)


class CrashTest:
    """One desk on a disk of its own, and a server in this process that stays up."""

    def __init__(self, folder: Path, fast: FastTier) -> None:
        self._folder = folder / "desk"
        self._context = forking()
        self._server = fast.site.server(folder / "server", PcClock(RealTime()))
        self._proxy = Proxy()
        self._url = self._proxy.url_for("desk", self._carry, lambda _: None)
        fast.site.copy_desk(PLACES[0], self._folder)
        self._acknowledged: dict[UUID, Saved] = {}

    def kill(self, times: int, chance: Random) -> Tally:
        """Kill the desk this often; look after each time."""
        tally = Tally(happened=Counter())
        for number in range(times):
            saves = self._live_and_die(number, chance)
            tally.kills += 1
            tally.happened["crash test: kills"] += 1
            tally.happened["crash test: saves before a kill"] += saves
            found = self._look(number)
            if found:
                tally.failed.append(Failed(number, tuple(found), ()))
        return tally

    def close(self) -> None:
        self._proxy.close()
        self._server.close()

    def _carry(self, request: Request) -> Answer:
        return self._server.answer(request)

    def _live_and_die(self, number: int, chance: Random) -> int:
        """Let the desk work for a while, then kill it; return how many saves it told of."""
        ours, theirs = self._context.Pipe()
        told = desk_process.Told(self._folder, self._url, timedelta(), number + 1)
        process = self._context.Process(target=work_until_killed, args=(told, theirs))
        process.start()
        theirs.close()
        saves: list[Saved] = []
        lives_for = chance.randrange(_MOST_SAVES)
        try:
            while len(saves) < lives_for and ours.poll(_PATIENCE):
                saves.append(ours.recv())
            process.join(chance.random() * _LONGEST_MOMENT)
            process.kill()
            while True:
                saves.append(ours.recv())
        except EOFError:
            process.join()
        ours.close()
        for saved in saves:
            self._acknowledged |= dict.fromkeys(uids_of(saved), saved)
        return len(saves)

    def _look(self, number: int) -> list[Finding]:
        """Open the profile again and compare it with what was acknowledged."""
        seat = ProcessSeat(
            self._folder, lambda _: self._url, PcClock(RealTime()), self._context, starts=number
        )
        try:
            seat.start()
            view = seat.view()
            seat.kill()
        except BugError as error:
            return [Finding(Kind.LOST, f"after kill {number}: {error}")]
        here = _uids_of_desk(view)
        missing = {saved.token for uid, saved in self._acknowledged.items() if uid not in here}
        return [
            Finding(Kind.LOST, f"after kill {number}: {token} is not on the desk")
            for token in sorted(missing)
        ]


def _uids_of_desk(view: DeskView) -> set[UUID]:
    found = {*view.cases, *view.entries, *view.attachments, *view.letters}
    for change in view.queued:
        found |= uids_in(change)
    return found

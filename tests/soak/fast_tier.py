"""Histories of the fast tier: one Hypothesis run each, so that any of them comes back by number."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from tests.soak.adapter import line_transport
from tests.soak.clocks import TrueTime
from tests.soak.dying import PlainPrinter
from tests.soak.findings import Finding
from tests.soak.machine import LEAST_STEPS, history_with, once
from tests.soak.machinery import Machinery
from tests.soak.office import Place
from tests.soak.prepared import Prepared, make_prepared
from tests.soak.seat import SeatHere
from tests.soak.server import SoakServer
from tests.soak.site import Carry, Clock
from tests.soak.tally import Tally
from tests.soak.world import World

_SEEDS_OF_A_RUN = 1_000_000


class SiteHere:
    """Everything in this process: a virtual clock, no sockets, no processes."""

    def __init__(self, prepared: Prepared, machinery: Machinery) -> None:
        self._prepared = prepared
        self._machinery = machinery

    def time(self) -> TrueTime:
        return TrueTime()

    def server(self, folder: Path, clock: Clock) -> SoakServer:
        self._prepared.copy_server(folder)
        return SoakServer(folder, self._machinery, clock)

    def copy_desk(self, place: Place, folder: Path) -> None:
        self._prepared.copy_desk(place, folder)

    def seat(self, folder: Path, _name: str, carry: Carry, clock: Clock) -> SeatHere:
        return SeatHere(
            folder,
            partial(line_transport, carry),
            clock,
            printer=PlainPrinter(),
            shared=self._machinery.statements,
        )

    def together(self, rounds: Sequence[Callable[[], None]]) -> None:
        for one in rounds:
            one()


class FastTier:
    """Makes histories in `folder`; what they share is made once."""

    def __init__(self, folder: Path, machinery: Machinery) -> None:
        self._folder = folder
        self.site = SiteHere(make_prepared(folder / "prepared", machinery), machinery)
        self._worlds = count()

    def run(self, run_seed: int, number: int) -> Tally:
        """Run the history of this number; the same seed and number make the same history."""
        tally = Tally()

        def end(world: World, findings: list[Finding]) -> None:
            tally.take(world, findings, number)

        started = time.perf_counter()
        machine = seed(run_seed * _SEEDS_OF_A_RUN + number)(history_with(self._make_world, end))
        run_state_machine_as_test(machine, settings=once(), _min_steps=LEAST_STEPS)
        tally.seconds = time.perf_counter() - started
        return tally

    def close(self) -> None:
        shutil.rmtree(self._folder)

    def _make_world(self, desks: int) -> World:
        folder = self._folder / f"history-{next(self._worlds)}"
        folder.mkdir()
        return World(self.site, folder, desks)

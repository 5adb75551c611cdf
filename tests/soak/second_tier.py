"""Histories with real processes: desks that are killed, two server processes, PostgreSQL, TCP."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path

from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from central_server.app import create_app
from central_server.commands.prepare import prepare
from central_server.database import Database
from central_server.settings import Settings
from desktop_app.sync.transport import Transport
from tests.soak.clocks import PcClock, RealTime
from tests.soak.copying_cluster import CopyingCluster
from tests.soak.dying import PlainPrinter
from tests.soak.findings import Finding
from tests.soak.forking import forking
from tests.soak.machine import LEAST_STEPS, history_with, once
from tests.soak.office import DIRECTORY, PLACES, Place
from tests.soak.operating import Operator
from tests.soak.prepared import enrol_all, first_round, listening
from tests.soak.process_seat import ProcessSeat
from tests.soak.process_server import ProcessServer
from tests.soak.proxy import Proxy
from tests.soak.seat import SeatHere
from tests.soak.site import Carry, Clock
from tests.soak.tally import Tally
from tests.soak.world import World

_SEEDS_OF_A_RUN = 1_000_000


class ProcessSite:
    """PCs and a server as processes; between them a proxy that carries badly where it is told."""

    def __init__(self, folder: Path, cluster: CopyingCluster) -> None:
        self._folder = folder
        self._cluster = cluster
        self._context = forking()
        self._proxy = Proxy()
        self._prepared = self._prepare()

    def time(self) -> RealTime:
        return RealTime()

    def server(self, folder: Path, clock: Clock) -> ProcessServer:
        return ProcessServer(
            folder, self._cluster, self._context, prepared=self._prepared, clock=clock
        )

    def copy_desk(self, place: Place, folder: Path) -> None:
        shutil.copytree(self._folder / place.name, folder)

    def seat(self, folder: Path, name: str, carry: Carry, clock: Clock) -> ProcessSeat:
        return ProcessSeat(folder, partial(self._proxy.url_for, name, carry), clock, self._context)

    def together(self, rounds: Sequence[Callable[[], None]]) -> None:
        with ThreadPoolExecutor(len(rounds)) as pool:
            for done in [pool.submit(one) for one in rounds]:
                done.result()

    def close(self) -> None:
        self._proxy.close()

    def _prepare(self) -> str:
        """Prepare a database and its desks as on the first morning, in real time."""
        name = self._cluster.create()
        settings = Settings(self._cluster.url(name), self._folder / "files")
        prepare(settings, str(DIRECTORY))
        database = Database(settings.database)
        with listening(create_app(settings)) as url:
            enrol_all(self._folder, url, Operator(database, PcClock(RealTime())))
            for place in PLACES:
                connect = partial(Transport, url)
                seat = SeatHere(
                    self._folder / place.name, connect, PcClock(RealTime()), printer=PlainPrinter()
                )
                first_round(seat)
        database.close()
        return name


class SecondTier:
    """Makes histories on real processes; use it as long as the cluster runs."""

    def __init__(self, folder: Path, cluster: CopyingCluster) -> None:
        self._folder = folder
        self._site = ProcessSite(folder / "prepared", cluster)
        self._worlds = count()

    def run(self, run_seed: int, number: int) -> Tally:
        """Run the history of this number; processes make what happens in it differ each time."""
        tally = Tally(second_tier=1)

        def end(world: World, findings: list[Finding]) -> None:
            tally.take(world, findings, number)

        started = time.perf_counter()
        machine = seed(run_seed * _SEEDS_OF_A_RUN + number)(history_with(self._make_world, end))
        run_state_machine_as_test(machine, settings=once(), _min_steps=LEAST_STEPS)
        tally.seconds = time.perf_counter() - started
        return tally

    def close(self) -> None:
        self._site.close()

    def _make_world(self, desks: int) -> World:
        folder = self._folder / f"history-{next(self._worlds)}"
        folder.mkdir(parents=True)
        return World(self._site, folder, desks)

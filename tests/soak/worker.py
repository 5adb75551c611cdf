"""One process of a run: makes every history that falls to it and hands on what came out."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from random import Random

from tests.soak.copying_cluster import CopyingCluster
from tests.soak.crashes import CrashTest
from tests.soak.fast_tier import FastTier
from tests.soak.machinery import Machinery
from tests.soak.plants import PLANTS
from tests.soak.second_tier import SecondTier
from tests.soak.tally import Tally

ONE_IN = 20  # histories is one of the second tier
_CRASHES = 3  # kills of one desk beside each history of the second tier


@dataclass(frozen=True)
class Share:
    """The histories of one worker, the bug it is given, and which are of the second tier.

    With 0 none is; else those whose number is one short of a multiple.
    """

    seed: int
    numbers: Sequence[int]
    plant: str = ""
    second_tier_one_in: int = ONE_IN
    worker: int = 0


@dataclass(frozen=True)
class Told:
    """What a worker tells: a history that ended, or (`trouble`) why it cannot go on."""

    tally: Tally | None = None
    trouble: str = ""


def work(share: Share, told: Queue[Told]) -> None:
    """Make the histories of a share; the last word is an empty one."""
    logging.disable(logging.CRITICAL)  # servers that die say so at length
    if share.plant:
        PLANTS[share.plant].plant()
    try:
        with _room() as folder, ExitStack() as stack:
            _stay_on_one_core(share.worker)
            runner = _Runner(share, folder, stack)
            _look_for_garbage_less_often()
            for number in share.numbers:
                told.put(Told(runner.run(number)))
    except Exception:  # noqa: BLE001 - told to the one who waits
        told.put(Told(trouble=traceback.format_exc()))
    told.put(Told())


def _stay_on_one_core(worker: int) -> None:
    """Threads hand every request on; from core to core that takes a quarter of a history."""
    if sys.platform == "linux":
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[worker % len(cores)]})


def _look_for_garbage_less_often() -> None:
    """What is loaded stays; looking it through again and again takes a tenth of a history."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class _Runner:
    """Gives each history its tier; the processes of the second begin with its first history."""

    def __init__(self, share: Share, folder: Path, stack: ExitStack) -> None:
        self._share = share
        self._folder = folder
        self._stack = stack
        machinery = stack.enter_context(Machinery())
        self._fast = FastTier(folder / "fast", machinery)
        self._second: SecondTier | None = None

    def run(self, number: int) -> Tally:
        one_in = self._share.second_tier_one_in
        if not one_in or number % one_in != one_in - 1:
            return self._fast.run(self._share.seed, number)
        tally = self._second_tier().run(self._share.seed, number)
        tally.add(self._killed(number))
        return tally

    def _second_tier(self) -> SecondTier:
        if self._second is None:
            cluster = self._stack.enter_context(CopyingCluster())
            self._second = SecondTier(self._folder / "second", cluster)
            self._stack.callback(self._second.close)
        return self._second

    def _killed(self, number: int) -> Tally:
        """Kill one desk a few times, on top of what happened to those of the history."""
        folder = self._folder / f"crashes-{number}"
        folder.mkdir()
        test = CrashTest(folder, self._fast)
        try:
            return test.kill(_CRASHES, Random(f"{self._share.seed} {number}"))
        finally:
            test.close()
            shutil.rmtree(folder)


@contextmanager
def _room() -> Iterator[Path]:
    """Make a folder, in memory where there is any: power cuts are proved elsewhere."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="soak-", dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""One process of a run: makes every history that falls to it and hands on what came out."""

from __future__ import annotations

import logging
import shutil
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path

from tests.soak.fast_tier import FastTier
from tests.soak.machinery import Machinery
from tests.soak.plants import PLANTS
from tests.soak.tally import Tally

ONE_IN = 20  # histories of the second tier


@dataclass(frozen=True)
class Share:
    """The histories of one worker, and the bug it is given."""

    seed: int
    numbers: Sequence[int]
    plant: str = ""
    second_tier: bool = True


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
        with _folder() as folder, Machinery() as machinery:
            run = _runner(share, folder, machinery)
            for number in share.numbers:
                told.put(Told(run(number)))
    except Exception:  # noqa: BLE001 - told to the one who waits
        told.put(Told(trouble=traceback.format_exc()))
    told.put(Told())


def _runner(share: Share, folder: Path, machinery: Machinery) -> Callable[[int], Tally]:
    fast = FastTier(folder / "fast", machinery)

    def run(number: int) -> Tally:
        return fast.run(share.seed, number)

    return run


class _folder:
    """A folder in memory where there is one: power cuts are proved elsewhere, and disks are slow."""

    def __enter__(self) -> Path:
        memory = Path("/dev/shm")
        base = memory if memory.is_dir() else None
        self._path = Path(tempfile.mkdtemp(prefix="soak-", dir=base))
        return self._path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._path, ignore_errors=True)

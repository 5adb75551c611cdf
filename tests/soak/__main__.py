"""`python3 dev.py soak`: many random histories, each judged after healing.

Exit code 0 says that nothing was lost, doubled or unexplained. With `--plant` it is the other way
round for whoever reads it: a bug is planted, and a run that finds it ends with 1 like any run that
finds something; `--plant all` tries every bug and ends with 0 when each of them was found.

`soak api` asks the server what its contract allows and what it does not; `soak fuzz` gives every
reader of foreign bytes what nobody would write. Each has a `--help` of its own.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.queues import Queue

from tests.soak.plants import PLANTS
from tests.soak.tally import Failed, Tally
from tests.soak.worker import ONE_IN, Share, Told, work

_Soak = Callable[[Sequence[str]], int]
# What else is run for long, by the word behind `soak`.
_OTHERS = {"api": "tests.openapi.long_run", "fuzz": "tests.fuzz.long_run"}
_HISTORIES = 200
_HISTORIES_FOR_A_PLANT = 300
_SHOWN = 3  # failed histories told at length
_TOLD_EVERY = 100  # histories


def main() -> int:
    """Run what the command line says; the last line sums it up."""
    if sys.argv[1:] and sys.argv[1] in _OTHERS:
        other: _Soak = import_module(_OTHERS[sys.argv[1]]).main
        return other(sys.argv[2:])
    options = _options()
    if options.plant == "all":
        return _every_plant(options)
    tally = _run(options, options.plant)
    _tell(tally, options)
    return 0 if tally.is_clean else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--histories", type=int, help=f"how many (else {_HISTORIES})")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same histories")
    parser.add_argument("--plant", choices=[*PLANTS, "all"], default="", help="plant a bug")
    parser.add_argument("--first", type=int, default=0, help="number of the first, to go on with")
    parser.add_argument("--only", type=int, metavar="N", help="the history of this number alone")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    tier = parser.add_mutually_exclusive_group()
    tier.add_argument("--fast", action="store_true", help="no real processes, no PostgreSQL")
    tier.add_argument("--processes", action="store_true", help="all with them, not one in twenty")
    parser.add_argument("--verbose", action="store_true", help="tell every step of what failed")
    options = parser.parse_args()
    if options.histories is None:
        options.histories = _HISTORIES_FOR_A_PLANT if options.plant else _HISTORIES
    return options


def _every_plant(options: argparse.Namespace) -> int:
    missed = []
    for name in PLANTS:
        started = time.monotonic()
        tally = _run(options, name)
        took = f"{time.monotonic() - started:.0f} s"
        if tally.is_clean:
            missed.append(name)
            print(f"{name}: NOT found in {tally.histories} histories, {took}", flush=True)
        else:
            first = min(tally.failed, key=lambda failed: failed.number)
            words = f"{first.findings[0].kind.value}: {first.findings[0].words}"
            print(f"{name}: found in history {first.number + 1}, {took}; {words}", flush=True)
    print(f"{len(PLANTS) - len(missed)} of {len(PLANTS)} plants found")
    return 1 if missed else 0


def _run(options: argparse.Namespace, plant: str) -> Tally:
    """Share the histories out among the workers; one that finds a planted bug ends the run.

    A run that somebody interrupts tells what it came to until then.
    """
    numbers = _numbers(options)
    workers = min(options.workers, len(numbers))
    context = get_context("spawn")
    told: Queue[Told] = context.Queue()
    shares = [
        Share(options.seed, dealt, plant, _second_tier_one_in(options, plant), worker)
        for worker, dealt in enumerate(_dealt(numbers, workers))
    ]
    processes = [_started(context, share, told) for share in shares]
    tally = Tally()
    is_over = False
    try:
        for one in _told(told, workers):
            tally.add(one)
            if plant and not tally.is_clean:
                break
            if not plant:
                _tell_on_the_way(tally, one, options)
        is_over = not plant
    except KeyboardInterrupt:
        print("cut short")
    finally:
        for process in processes:
            if not is_over:
                process.terminate()
            process.join()
    return tally


def _numbers(options: argparse.Namespace) -> Sequence[int]:
    if options.only is not None:
        return [options.only]
    return range(options.first, options.first + options.histories)


def _dealt(numbers: Sequence[int], workers: int) -> Iterator[Sequence[int]]:
    """Deal the histories out so that each worker gets as many of the second tier as the others."""
    for worker in range(workers):
        yield [number for number in numbers if (number + number // ONE_IN) % workers == worker]


def _second_tier_one_in(options: argparse.Namespace, plant: str) -> int:
    """Plants are set in the workers alone, so processes that a worker starts would not have them.

    Windows has neither PostgreSQL beside it nor a way to fork.
    """
    if plant or options.fast or sys.platform == "win32":
        return 0
    return 1 if options.processes else ONE_IN


def _started(context: SpawnContext, share: Share, told: Queue[Told]) -> SpawnProcess:
    process = context.Process(target=work, args=(share, told))
    process.start()
    return process


def _told(told: Queue[Told], workers: int) -> Iterator[Tally]:
    """Yield what the workers tell until all have ended."""
    while workers:
        word = told.get()
        if word.trouble:
            raise RuntimeError(word.trouble)
        if word.tally is None:
            workers -= 1
        else:
            yield word.tally


def _tell_on_the_way(tally: Tally, one: Tally, options: argparse.Namespace) -> None:
    """Tell what a long run has come to, and of the first failures as they come."""
    if one.failed and len(tally.failed) <= _SHOWN:
        for failed in one.failed:
            _tell_failed(failed, options)
    if tally.histories % _TOLD_EVERY == 0:
        print(f"so far {tally.last_line()}", flush=True)


def _tell(tally: Tally, options: argparse.Namespace) -> None:
    for line in tally.distribution():
        print(line)
    for failed in tally.failed if options.plant else ():
        _tell_failed(failed, options)
    if len(tally.failed) > _SHOWN:
        numbers = ", ".join(str(number) for number in sorted(one.number for one in tally.failed))
        print(f"{len(tally.failed)} histories failed: {numbers}")
    print(f"{tally.seconds / max(1, tally.histories):.2f} s a history and worker")
    print(tally.last_line())


def _tell_failed(failed: Failed, options: argparse.Namespace) -> None:
    print(f"history {failed.number} (bring it back: --seed {options.seed} --only {failed.number})")
    for line in failed.trace if options.verbose else ():
        print(f"    {line}")
    for found in failed.findings:
        print(f"  {found.kind.value}: {found.words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

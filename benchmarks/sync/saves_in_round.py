"""Saves at the counter while a round brings ten thousand cases into the same encrypted file."""

from __future__ import annotations

import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import timed
from benchmarks.sync.regency import good, regency
from benchmarks.sync.round_parts import catch_up, pause
from benchmarks.typed_report import typed_report
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.ui.shell.doors import OpenDesk, RoundProgress, RoundStage

_COUNT = 10_000
_ROUNDS = 4
_BETWEEN = 0.01  # seconds
_PATIENCE = 60.0


def seconds_of_saves() -> tuple[list[float], list[float]]:
    """Return the seconds of each save while a round runs, and of as many while nothing runs."""
    during: list[float] = []
    at_rest: list[float] = []
    with TemporaryDirectory() as folder, regency(Path(folder)) as place:
        fresh = place.enrolled("fresh")
        with place.new_desk("desk") as desk:
            catch_up(desk)
            place.store_cases(_COUNT, desk)
        for number in range(_ROUNDS):
            with place.copied_desk(fresh, f"copy-{number}") as desk:
                _save(desk)
                saves = _while_it_runs(desk)
                during += saves
                at_rest += [_save(desk) for _ in saves]
    return during, at_rest


def _while_it_runs(desk: OpenDesk) -> list[float]:
    """Save from the first page on; what is saved before would only be sent first."""
    receiving = threading.Event()

    def progress(told: RoundProgress) -> None:
        if told.stage is RoundStage.RECEIVING:
            receiving.set()

    lane = threading.Thread(target=lambda: good(desk.run_round(progress=progress)))
    lane.start()
    receiving.wait(_PATIENCE)
    seconds: list[float] = []
    while lane.is_alive():
        seconds.append(_save(desk))
        pause(_BETWEEN)
    lane.join()
    return seconds


def _save(desk: OpenDesk) -> float:
    request = RegisterCase(typed_report(desk.context.new_uid()))
    return timed(lambda: register_case(request, desk.context))

"""A desk in a process of its own: does what it is told over a pipe, until somebody kills it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop_app.letters.printer import PdfPrinter
from desktop_app.sync.transport import Patience, Transport
from tests.soak.clocks import PcClock, RealTime
from tests.soak.seat import SeatHere

# A desk in a hurry: a history has no half minute for each answer that never comes.
_PATIENCE = Patience(connect=2.0, read=1.5)


@dataclass(frozen=True)
class Told:
    """What the process is told once: where its disk lies, where its server is, how wrong it is."""

    folder: Path
    url: str
    error: timedelta
    start: int


@dataclass(frozen=True)
class Failure:
    """A bug in the desk, with its place."""

    words: str


def hasty_transport(url: str) -> Transport:
    """Return a transport that gives up soon."""
    return Transport(url, patience=_PATIENCE)


def run(told: Told, pipe: Connection) -> None:
    """Open the profile and obey; the first word back says that it is open."""
    logging.disable(logging.CRITICAL)
    clock = PcClock(RealTime(), told.error)
    seat = SeatHere(
        told.folder,
        partial(hasty_transport, told.url),
        clock,
        printer=PdfPrinter(),
        starts=told.start,
    )
    seat.start()
    pipe.send(seat.person_uid)
    orders: dict[str, Callable[[Any], Any]] = {
        "perform": seat.perform,
        "round": lambda _: seat.round(),
        "view": lambda _: seat.view(),
    }
    while True:
        try:
            order, argument, clock.error = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(orders[order](argument))
        except Exception as error:  # noqa: BLE001 - told to whoever plays the history
            pipe.send(Failure(f"{type(error).__name__} {error}"))

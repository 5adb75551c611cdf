"""A server and its desks as on the first morning, made once and copied for each history."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from desktop_app.bootstrap.lists import (
    shipped_calendar_version,
    shipped_categories,
    shipped_free_days,
)
from desktop_app.services.set_up_desk import SetUpDesk, set_up_desk
from desktop_app.storage.profile import Profile
from desktop_app.sync.enrolment import enrol
from tests.desk import CHEAP, PASSWORD
from tests.soak.adapter import line_transport
from tests.soak.clocks import TrueTime
from tests.soak.dying import PlainPrinter
from tests.soak.machinery import Machinery
from tests.soak.office import PLACES, Place
from tests.soak.operating import Operator
from tests.soak.seat import SeatHere
from tests.soak.server import SoakServer

_SERVER = "server"


class Prepared:
    """The folder with the originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy_server(self, folder: Path) -> None:
        shutil.copytree(self._folder / _SERVER, folder)

    def copy_desk(self, place: Place, folder: Path) -> None:
        shutil.copytree(self._folder / place.name, folder)


def make_prepared(folder: Path, machinery: Machinery) -> Prepared:
    """Prepare a server on SQLite, and desks that have done their first round in virtual time."""
    home = folder / _SERVER
    home.mkdir(parents=True)
    true = TrueTime()
    server = SoakServer.prepared(home, machinery, lambda: true.now)
    connect = partial(line_transport, server.answer)
    with listening(server.app) as url:
        enrol_all(folder, url, Operator(server.database, lambda: true.now))
    for place in PLACES:
        seat = SeatHere(
            folder / place.name, connect, lambda: true.now, printer=PlainPrinter(),
            shared=machinery.statements,
        )  # fmt: skip
        first_round(seat)
    server.close()
    return Prepared(folder)


def enrol_all(folder: Path, url: str, operator: Operator) -> None:
    """Enrol every desk of the regency, each with a code of its own."""
    for place in PLACES:
        _enrol(folder / place.name, url, operator.code_for(place), place)


def _enrol(folder: Path, url: str, code: str, place: Place) -> None:
    enrolled = enrol(url, code, device_name=f"PC {place.name}")
    assert enrolled.person.uid == place.person_uid
    profile = Profile.create(
        folder, enrolled.person.uid, enrolled.person.name, PASSWORD, cost=CHEAP
    )
    set_up_desk(
        SetUpDesk(
            identity=enrolled.identity,
            office=enrolled.office,
            person=enrolled.person,
            letter_block=enrolled.letter_block,
            categories=shipped_categories(),
            free_days=shipped_free_days(),
            calendar_version=shipped_calendar_version(),
            epoch=enrolled.epoch,
            server_key=enrolled.server_key,
        ),
        profile.write,
    )
    profile.close()


def first_round(seat: SeatHere) -> None:
    """Have a desk read the offices and people, as on the day it was set up."""
    seat.start()
    first = seat.round()
    assert first.verified, first
    seat.kill()


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """Let the application listen on loopback for as long as desks enrol."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

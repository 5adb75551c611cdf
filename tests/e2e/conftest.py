"""A real server process and desks made by enrolment, as bootstrap makes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app import bundled
from desktop_app.bootstrap.desk import enrol_profile, open_desk, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.demo.program import DESKS
from desktop_app.ui.shell.doors import EnrolForm, OpenDesk
from tests.server_process import ServerProcess

PASSWORD = "rahasia-contoh"


@dataclass
class Regency:
    """The demo regency on a server that can lose its plug."""

    server: ServerProcess
    folder: Path
    _open: ExitStack

    def desk(self, name: str, *, profile: str = "") -> OpenDesk:
        """Enrol a desk and sign in; it is closed at the end of the test."""
        office, person = DESKS[name]
        code = self.server.cli("code", "--office", office, "--person", person).strip()
        folder = self.folder / (profile or name)
        enrol_profile(folder, EnrolForm(self.server.url, code, PASSWORD))
        return self.sign_in(folder.name)

    def sign_in(self, name: str) -> OpenDesk:
        """Sign in at a desk that is enrolled already."""
        (person,) = known_people(self.folder / name) or []
        return self.sign_in_as(name, person.uid)

    def sign_in_as(self, name: str, person_uid: UUID) -> OpenDesk:
        """Sign in as one of several."""
        desk = open_desk(self.folder / name, person_uid, PASSWORD, clock=system_clock)
        self._open.callback(desk.close)
        return desk


@pytest.fixture
def regency(tmp_path: Path) -> Iterator[Regency]:
    folder = tmp_path / "server"
    folder.mkdir()
    server = ServerProcess(folder)
    server.cli("init", "--from", str(bundled.path("demo", "purbalingga.json")))
    with ExitStack() as opened, server:
        server.start()
        yield Regency(server, tmp_path, opened)

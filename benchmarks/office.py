"""The office that rows measure in: two desks of one district, enrolled at a real server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.invented import invented_cases
from desktop_app import bundled
from desktop_app.bootstrap.desk import EMBLEM, enrol_profile, open_desk, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.demo.program import DESKS
from desktop_app.services.context import DeskContext
from desktop_app.storage.key_file import KeyFile
from desktop_app.ui.shell.doors import EnrolForm, OpenDesk
from tests.server_process import ServerProcess

CASES = 10_000
PASSWORD = "rahasia-contoh"


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with the server's data and the profiles of both desks; nothing runs in it."""

    folder: Path

    @property
    def profile(self) -> Path:
        """The desk that holds the cases."""
        return self.folder / "first"

    @property
    def second_profile(self) -> Path:
        """Another PC of the same office, empty."""
        return self.folder / "second"

    @property
    def database(self) -> Path:
        return self.profile / "office.db"

    @property
    def database_key(self) -> bytes:
        return KeyFile(self.profile / "keys.json").unlock(self.person_uid, PASSWORD)

    @property
    def person_uid(self) -> UUID:
        """Who sits at both desks."""
        (person,) = known_people(self.profile) or []
        return person.uid

    def server(self) -> ServerProcess:
        """Return the server, not started."""
        return ServerProcess(self.folder / "server")

    def copy(self, folder: Path) -> Office:
        """Return an office of its own for a row that changes things."""
        shutil.copytree(self.folder, folder)
        return Office(folder)

    @contextmanager
    def open(self, profile: Path, *, server_url: str = "") -> Iterator[OpenDesk]:
        """Sign in at a desk, without a window."""
        desk = open_desk(
            profile, self.person_uid, PASSWORD, server_url=server_url, clock=system_clock
        )
        try:
            yield desk
        finally:
            desk.close()


def build_office(folder: Path) -> Office:
    """Enrol both desks and fill the first, as enrolment and many rounds would have done."""
    office = Office(folder)
    (folder / "server").mkdir(parents=True)
    with office.server() as server:
        server.cli("init", "--from", str(bundled.path("demo", "purbalingga.json")))
        server.start()
        code, person = DESKS["bobotsari"]
        for profile in (office.profile, office.second_profile):
            one_time_code = server.cli("code", "--office", code, "--person", person).strip()
            enrol_profile(profile, EnrolForm(server.url, one_time_code, PASSWORD))
            (profile / EMBLEM).write_bytes(bundled.read_bytes("emblem", "demo-emblem.png"))
            with office.open(profile) as desk:
                end = desk.run_round()
                if end.trouble is not None:
                    raise end.trouble
                if profile == office.profile:
                    _fill(desk.context)
        server.stop()
    return office


def _fill(context: DeskContext) -> None:
    with context.open_work() as work:
        for invented in invented_cases(CASES, context, work.reference.work_calendar()):
            work.cases.put(invented.case)
            work.reporters.put(invented.reporter)
            for entry in invented.entries:
                work.timeline.put(entry)
        work.commit()

"""Makes the office that rows measure in, and starts its server: apart from what is measured."""

from __future__ import annotations

from pathlib import Path

from benchmarks.invented import invented_cases
from benchmarks.office import CASES, PASSWORD, Office
from desktop_app import bundled
from desktop_app.bootstrap.desk import EMBLEM, enrol_profile
from desktop_app.demo.program import DESKS
from desktop_app.services.context import DeskContext
from desktop_app.ui.shell.doors import EnrolForm
from tests.server_process import ServerProcess


def server_of(office: Office) -> ServerProcess:
    """Return the office's server, not started."""
    return ServerProcess(office.folder / "server")


def build_office(folder: Path) -> Office:
    """Enrol both desks and fill the first, as enrolment and many rounds would have done."""
    office = Office(folder)
    (folder / "server").mkdir(parents=True)
    with server_of(office) as server:
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

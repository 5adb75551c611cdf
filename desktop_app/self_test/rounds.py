"""Whether this PC can speak with a server, tried on one that runs here for a moment."""

from __future__ import annotations

from pathlib import Path

from desktop_app.bootstrap.desk import enrol_profile, open_desk, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.demo.program import DESKS
from desktop_app.demo.server import DemoServer
from desktop_app.self_test.checks import must
from desktop_app.self_test.desk import PASSWORD, registered
from desktop_app.ui.shell.doors import EnrolForm


def check_round(folder: Path) -> None:
    """Join an invented regency, save a case, and see that the server holds it as this PC does."""
    server = DemoServer(folder / "server")
    server.start()
    try:
        office, person = DESKS["bobotsari"]
        code = server.command("code", "--office", office, "--person", person).strip()
        profile = folder / "profile"
        enrol_profile(profile, EnrolForm(server.url, code, PASSWORD))
        _round(profile)
    finally:
        server.stop()


def _round(profile: Path) -> None:
    (known,) = known_people(profile) or []
    desk = open_desk(profile, known.uid, PASSWORD, clock=system_clock)
    try:
        registered(desk.context, "Lampu jalan padam", "Sudah tiga malam.")
        end = desk.run_round()
        trouble = end.trouble.trouble.value if end.trouble else ""
        must(not trouble, f"sinkron berhenti: {trouble}")
        must(end.record and end.record.verified, "isi server tidak dibandingkan")
        with desk.context.open_read() as work:
            left = work.outbox.count_waiting() + work.outbox.count_rejected()
        must(left == 0, "server tidak menerima yang dikirim")
    finally:
        desk.close()

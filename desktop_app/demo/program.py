"""Runs the program on the demo regency, with its server beside it."""

from __future__ import annotations

from pathlib import Path

from desktop_app import bundled
from desktop_app.bootstrap.desk import EMBLEM, enrol_profile, open_desk, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.bootstrap.program import Options, run
from desktop_app.demo.sample_cases import fill_with_samples
from desktop_app.demo.server import DemoServer
from desktop_app.ui.shell.doors import EnrolForm

PASSWORD = "demo-1234"
HINT = f"Demo: kata sandinya {PASSWORD}"
# The desks that can be opened: the office's code, and who sits there in `purbalingga.json`.
DESKS = {
    "bobotsari": ("BBS", "00000000-0000-7000-8000-0000000d0002"),
    "gandasuli": ("GDS", "00000000-0000-7000-8000-0000000d0007"),
    "kominfo": ("KOMINFO", "00000000-0000-7000-8000-0000000d0001"),
}
_WITH_SAMPLES = "bobotsari"


def run_demo(folder: Path, desk: str) -> int:
    """Open one demo desk; the first start sets up the server, the desk and its cases."""
    server = DemoServer(folder / "server")
    server.start()
    try:
        profile = folder / desk
        if not known_people(profile):
            _set_up(server, profile, desk)
        return run(Options(profile, server_url=server.url, hint=HINT))
    finally:
        server.stop()


def _set_up(server: DemoServer, profile: Path, desk: str) -> None:
    office, person = DESKS[desk]
    code = server.command("code", "--office", office, "--person", person).strip()
    enrol_profile(profile, EnrolForm(server.url, code, PASSWORD))
    (profile / EMBLEM).write_bytes(bundled.read_bytes("emblem", "demo-emblem.png"))
    (known,) = known_people(profile) or []
    opened = open_desk(profile, known.uid, PASSWORD, clock=system_clock)
    try:
        opened.run_round()
        if desk == _WITH_SAMPLES:
            fill_with_samples(opened.context)
            opened.run_round()
    finally:
        opened.close()

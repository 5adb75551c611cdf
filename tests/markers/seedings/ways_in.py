"""The ways into the PC: set up with a marked password, codes read out, the profile locked."""

from __future__ import annotations

from tests.markers.marks import PASSING
from tests.tour.chapters import first_day
from tests.tour.driver import Driver


def set_up(d: Driver) -> None:
    """Enrol with a marked password, and look at the sheet with the code; reads the code."""
    d.await_focus("server_url")
    d.type(d.facts["server"])
    d.fill("code", d.facts["code"])
    d.fill("password", PASSING["password"])
    d.fill("password_again", PASSING["password"])
    d.key("Return")
    d.see("Simpan kode pemulihan")
    d.facts["recovery_code"] = d.read("recovery_code")
    d.click("print_code")
    d.see_sheet()
    d.click("close_preview")
    d.click("code_is_kept")
    d.see("Selamat bertugas")


def sign_in(d: Driver) -> None:
    """Come in with the marked password."""
    first_day.enter(d, PASSING["password"])


def ways_in(d: Driver) -> None:
    """Give a colleague a code, and print a new code of recovery."""
    d.choose_in_menu("person", "Petugas komputer ini")
    d.see_row("Joko Prasetyo")
    d.click_row("Joko Prasetyo")
    d.click("let_in")
    d.see("Bacakan kode ini hanya kepada")
    d.facts["given_code"] = d.read("given_code")
    d.key("Esc")


def sign_out(d: Driver) -> None:
    """Lock the profile."""
    d.choose_in_menu("person", "Keluar")
    d.see("Selamat bertugas")

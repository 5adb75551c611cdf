"""Copies of the data: one now, a second place, the return to one, and a database that breaks."""

from __future__ import annotations

from tests.tour.chapters import first_day
from tests.tour.driver import Driver


def keep_copies(d: Driver) -> None:
    """Make a copy, set a second place, and look at both."""
    d.tell("Cadangan dibuat sendiri setiap hari. Di sini terlihat bahwa isinya sudah dicoba buka.")
    d.choose_in_menu("person", "Cadangan")
    d.see("Tempat kedua")
    d.click("make_copy")
    d.see("sudah dicoba buka")
    stick = d.luggage / "stik-cadangan"
    stick.mkdir(exist_ok=True)
    d.name_file("choose_second_place", stick)
    d.see("Terakhir disalin:")
    d.shot("cadangan", "Cadangan: yang terakhir, tempat kedua, dan semua yang ada")


def return_to_a_copy(d: Driver) -> None:
    """Ask what a return would do, and do it."""
    d.tell("Sebelum memulihkan, program menghitung apa yang berubah dan apa yang ikut dibawa.")
    d.click_row("Diminta petugas")
    d.click("preview_return")
    d.see("Kembali ke cadangan")
    d.shot("cadangan-tanya", "Memulihkan: apa yang akan terjadi, lalu pertanyaan yang jelas")
    d.click("agree_to_return")
    d.see("Data dipulihkan ke cadangan")
    d.shot(
        "cadangan-dipulihkan", "Sesudah dipulihkan: apa yang dibawa dan apa yang perlu dilakukan"
    )


def broken_at_start(d: Driver) -> None:
    """The database does not open: the last good copy is offered on the sign-in page."""
    d.tell("Bila data rusak, halaman masuk menawarkan cadangan terakhir yang baik.")
    d.await_focus("password")
    d.type(first_day.PASSWORD)
    d.key("Return")
    d.see("rusak atau tidak dapat dibaca")
    d.shot("data-rusak", "Data rusak: dikatakan, dan cadangan ditawarkan")
    d.click("way_back")
    d.await_focus("secret")
    d.type(first_day.PASSWORD)
    d.shot("pulihkan-dari-cadangan", "Pulihkan dari cadangan, dengan kata sandi sendiri")
    d.key("Return")
    d.see("Data dipulihkan ke cadangan")


def copies_dark(d: Driver) -> None:
    """The same page in dark."""
    d.choose_in_menu("person", "Cadangan")
    d.see("sudah dicoba buka")
    d.shot("gelap-cadangan", "Cadangan, gelap")
    d.key("Esc")

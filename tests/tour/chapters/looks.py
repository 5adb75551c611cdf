"""Pages beside the work, and the same window dark and large."""

from __future__ import annotations

from tests.tour.chapters.casework import open_case
from tests.tour.driver import Driver


def pages_beside(d: Driver) -> None:
    """Look at sync and keys."""
    d.tell("Alt+2 membuka halaman Sinkron: apa yang menunggu, kapan terakhir, apa yang salah.")
    d.key("Alt+2")
    d.see("Tersinkron")
    d.see("Tidak ada yang perlu Anda putuskan")
    d.shot("sinkron", "Halaman Sinkron")
    d.open_tab("sync_tabs", "Riwayat")
    d.see_row("Cocok dengan server")
    d.shot("riwayat-sinkron", "Riwayat: setiap putaran dicocokkan dengan server")
    d.key("U")
    d.see("Sambungan baik.")
    d.shot("uji-sambungan", "Uji sambungan, langkah demi langkah")
    d.tell("F1 menampilkan semua tombol pintas.")
    d.key("F1")
    d.wait(lambda: d.is_there("key_card"), "the card of keys")
    d.shot("tombol-pintas", "Semua tombol pintas dalam satu kartu")
    d.key("Esc")
    d.key("Alt+1")


def sign_out(d: Driver) -> None:
    """Leave the profile locked."""
    d.tell("Petugas keluar; data kantor terkunci lagi.")
    d.see("Selamat bertugas")
    d.shot("keluar", "Sesudah keluar")


def dark(d: Driver) -> None:
    """The same screens in dark."""
    open_case(d, d.facts["lamp_number"])
    d.tell("Warna gelap mengikuti setelan komputer.")
    d.shot("gelap-kotak-masuk", "Kotak masuk dan kasus, gelap")
    d.key("Return")
    d.shot("gelap-kasus", "Kasus selebar jendela, gelap")
    d.key("Esc", "Ctrl+N")
    d.await_focus("channel")
    d.fill("reporter_name", "Ahmad")
    d.shot("gelap-formulir", "Formulir, gelap")
    d.click("clear_form")
    d.see("Formulir dikosongkan.")


def large(d: Driver) -> None:
    """The same screens at one and a half times the size."""
    open_case(d, d.facts["lamp_number"])
    d.tell("Pada layar 1366×768 dengan perbesaran 150 %, semua tetap terbaca.")
    d.shot("besar-kotak-masuk", "Perbesaran 150 %: rel kiri melipat menjadi ikon")
    d.key("Ctrl+N")
    d.await_focus("channel")
    d.shot("besar-formulir", "Formulir pada perbesaran 150 %")

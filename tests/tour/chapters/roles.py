"""One case under the eyes of several roles: what each may do, and who says so."""

from __future__ import annotations

from tests.tour.chapters.casework import open_case
from tests.tour.driver import Driver

_KITCHEN = (
    "Makanan MBG di SDN 1 Gandasuli datang terlambat tiga kali pekan ini, anak-anak makan siang "
    "sesudah jam pulang."
)


def kitchen_to_partner(d: Driver) -> None:
    """Register a report and hand it to the partner unit; reads `kitchen_number`."""
    d.tell("Laporan tentang makan bergizi diteruskan ke unit mitra: SPPG Bobotsari.")
    d.key("Ctrl+N")
    d.await_focus("channel")
    d.key("2")
    d.fill("reporter_name", "Endah Rekaan")
    d.fill("words", _KITCHEN)
    d.fill("category", "mbg")
    d.key("Return", "Ctrl+S")
    d.facts["kitchen_number"] = d.read("register_number")
    open_case(d, d.facts["kitchen_number"])
    d.key("V")
    d.see("Laporan terverifikasi.")
    # The round that sends it brings the new office.
    d.key("F9")
    d.lose("belum terkirim")
    d.key("T")
    d.await_focus("office")
    d.type("sppg")
    d.see_row("SPPG Bobotsari")
    d.key("Return")
    d.await_focus("text")
    d.type("Mohon dicek jam antarnya.")
    d.key("Ctrl+Return")
    d.see("Laporan diteruskan.")
    # Not until all is well: what two desks disagreed about still waits for a person.
    d.key("F9")
    d.lose("belum terkirim")
    d.key("B")
    d.await_focus("text")
    d.type("Ibu Endah, laporan Ibu sudah kami terus")


def seen_by_monitor(d: Driver) -> None:
    """The regency lets the person only look on, while they type."""
    d.tell(
        "Selagi balasan diketik, kabupaten mengubah peran petugas menjadi pemantau. Sesudah "
        "sinkron berikutnya tombolnya terkunci dengan alasan; yang diketik tetap ada."
    )
    d.key("F9")
    d.see("Peran Anda berubah: Pemantau")
    d.see("Yang Anda tulis tetap ada di sini")
    d.shot("peran-berubah", "Peran berubah selagi mengetik: terkunci, tidak ada yang hilang")
    d.key("Esc")
    open_case(d, d.facts["kitchen_number"])
    d.must(not d.says("Endah Rekaan"), "a monitor does not read who reported")
    d.shot("kasus-pemantau", "Kasus yang sama bagi pemantau: membaca, tidak mengubah")
    d.choose_in_menu("person", "Siapa boleh apa")
    d.see("Anda masuk sebagai Rina Wulandari · Pemantau")
    d.shot("siapa-boleh-apa", "Siapa boleh apa, dari tabel yang juga dipakai server")
    d.key("Esc")


def seen_by_executor(d: Driver) -> None:
    """The same case for an executor."""
    d.key("F9")
    d.see("Peran Anda berubah: Pelaksana")
    open_case(d, d.facts["kitchen_number"])
    d.shot("kasus-pelaksana", "Bagi pelaksana: catatan dan surat, langkahnya di unit mitra")


def seen_by_partner(d: Driver) -> None:
    """The same case at the partner unit, which has no other."""
    open_case(d, d.facts["kitchen_number"])
    d.tell("Unit mitra punya komputer sendiri: hanya kasus yang diteruskan kepadanya.")
    d.must(not d.says("Endah Rekaan"), "a partner unit does not read who reported")
    d.must(not d.says("Jembatan kayu"), "a partner unit sees no other case")
    d.shot("kasus-unit-mitra", "Di unit mitra: satu kasus, tanpa identitas pelapor")


def seen_dark(d: Driver) -> None:
    """The partner's case and the table of rights in dark."""
    open_case(d, d.facts["kitchen_number"])
    d.shot("gelap-unit-mitra", "Kasus di unit mitra, gelap")
    d.choose_in_menu("person", "Siapa boleh apa")
    d.see("Unit mitra")
    d.shot("gelap-siapa-boleh-apa", "Siapa boleh apa di unit mitra, gelap")

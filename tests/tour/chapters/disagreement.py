"""Two desks work on one case at the same time; what did not stand waits for its author."""

from __future__ import annotations

from tests.tour.chapters.casework import await_sent, open_case, open_tab
from tests.tour.driver import Driver


def lamp_to_village(d: Driver) -> None:
    """Hand the case of the lamp to the village."""
    open_case(d, d.facts["lamp_number"])
    d.key("V")
    d.see("Laporan terverifikasi.")
    d.key("T")
    d.await_focus("office")
    d.type("ganda")
    d.see_row("Desa Gandasuli")
    d.key("Return")
    d.await_focus("text")
    d.type("Mohon dicek tiangnya.")
    d.key("Ctrl+Return")
    d.see("Laporan diteruskan.")
    await_sent(d)


def village_was_first(d: Driver) -> None:
    """Correct the place and follow the report up."""
    d.key("F9")
    d.click("1 baru")
    open_case(d, d.facts["lamp_number"])
    d.tell("Di desa, sekretaris membetulkan lokasi dan mencatat tindak lanjut. Keduanya terkirim.")
    _correct_place(d, "Tiang ketiga dari balai desa")
    d.key("Alt+1", "L")
    d.await_focus("text")
    d.type("Lampu diganti, sekarang menyala.")
    d.key("Ctrl+Return")
    d.see("Tindak lanjut tercatat.")
    await_sent(d)


def district_disagrees(d: Driver) -> None:
    """Correct the same field, and take a step that the case has passed."""
    open_case(d, d.facts["lamp_number"])
    d.tell("Meja kecamatan belum tahu. Lokasi yang sama dibetulkan lain, lalu kasus diteruskan.")
    _correct_place(d, "Depan balai desa, sebelah timur")
    d.key("Alt+1", "T")
    d.await_focus("office")
    d.type("perhub")
    d.see_row("Dinas Perhubungan")
    d.key("Return")
    d.await_focus("text")
    d.type("Mohon dibantu tangga.")
    d.key("Ctrl+Return")
    d.see("Laporan diteruskan.")
    d.key("F9")
    d.see("2 perlu perhatian")
    open_tab(d, "Riwayat")
    d.see_row("tidak diterima server")
    d.shot("tidak-diterima", "Riwayat kasus: langkah yang tidak diterima tetap terbaca")


def district_decides(d: Driver) -> None:
    """See both values, take mine, and read why the step was refused."""
    d.tell(
        "Tidak ada yang hilang. Halaman Sinkron menaruh kedua nilai berdampingan: siapa "
        "menulisnya, dari kantor mana, kapan. P memakai nilai sendiri, S membiarkan."
    )
    d.key("Alt+2")
    d.see("Isian yang berbeda · 1")
    d.see("Tiang ketiga dari balai desa")
    d.see("Agus Setiawan · Desa Gandasuli")
    d.shot("nilai-berbeda", "Dua nilai untuk satu isian, dan langkah yang ditolak")
    d.key("P")
    d.see("Nilai Anda berlaku lagi.")
    d.lose("Isian yang berbeda")
    d.see("Ditolak server · 1")
    d.see("Status kasus sudah diubah orang lain")
    d.see("Mohon dibantu tangga.")
    d.shot("ditolak", "Yang ditolak: alasannya, isinya, dan apa yang dapat dilakukan")


def by_courier(d: Driver) -> None:
    """Write what waits to a stick while there is no line."""
    open_case(d, d.facts["lamp_number"])
    d.key("C")
    d.await_focus("text")
    d.type("Jaringan kabupaten putus; paket dibawa ke kabupaten sore ini.")
    d.key("Ctrl+Return")
    d.see("Catatan tersimpan.")
    d.tell("Bila jaringan mati berhari-hari, pekerjaan berjalan dengan stik: Alt+2, lalu T.")
    d.key("Alt+2")
    d.open_tab("sync_tabs", "Menunggu")
    d.see_row("atatan atau balasan")
    d.shot("menunggu", "Yang menunggu, kasus demi kasus")
    d.open_tab("sync_tabs", "Kurir")
    d.name_file("write_bundle", d.luggage / "kecamatan.kurir")
    d.see("Paket jadi: ")
    d.must((d.luggage / "kecamatan.kurir").stat().st_size, "the bundle lies on the stick")
    d.shot("kurir", "Paket di stik, terkunci untuk server")


def _correct_place(d: Driver, words: str) -> None:
    open_tab(d, "Ringkasan")
    d.click("correct")
    d.fill("place", words)
    d.key("Ctrl+Return")
    d.see("Koreksi tersimpan.")

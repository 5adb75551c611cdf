"""Who reported: put straight, kept from use, and erased, while the case stays."""

from __future__ import annotations

from tests.tour.chapters.casework import open_case
from tests.tour.driver import Driver

_WORDS = (
    "Saya Tarno Rekaan, RT 4. Papan jembatan kecil ke sawah lapuk. Mohon diperbaiki sebelum musim "
    "tanam."
)
_CARD = b"Kartu tanda penduduk rekaan"


def put_identity_straight(d: Driver) -> None:
    """Register a report under a misheard name, and correct it; reads `plank_number`."""
    d.tell("Nama pelapor salah dengar. Tombol U membuka identitasnya selengkapnya; itu dicatat.")
    d.key("Ctrl+N")
    d.await_focus("channel")
    d.key("1")
    d.fill("reporter_name", "Tarmo Rekaan")
    d.fill("reporter_phone", "0812 0000 4711")
    d.fill("words", _WORDS)
    d.fill("category", "jalan")
    card = d.luggage / "ktp.txt"
    card.write_bytes(_CARD)
    d.key("Return")
    d.paste_file(card)
    d.see("ktp.txt")
    d.key("Ctrl+S")
    d.facts["plank_number"] = d.read("register_number")
    open_case(d, d.facts["plank_number"])
    d.key("U")
    d.await_focus("reporter_name")
    d.key("Ctrl+A")
    d.type("Tarno Rekaan")
    d.tab_to("reporter_nik")
    d.type("33030")
    d.key("Shift+Tab")
    d.see("NIK biasanya 16 angka")
    d.shot("identitas-betulkan", "Betulkan identitas pelapor, di tempatnya; NIK hanya diingatkan")
    d.key("Ctrl+Return")
    d.see("Identitas pelapor dibetulkan.")
    d.see("Tarno Rekaan")
    d.shot("identitas-dibetulkan", "Dibetulkan, dapat diurungkan, dan nomornya tersamar lagi")


def restrict_and_erase(d: Driver) -> None:
    """Restrict who reported, look at the case, and erase them with their card."""
    d.tell("Pelapor meminta datanya tidak dipakai dulu. Verifikator membatasinya, dengan alasan.")
    _find(d, "tarno rekaan")
    d.click("restrict_reporter")
    d.await_focus("text")
    d.type("Pelapor menyangkal kebenaran datanya.")
    d.shot("identitas-batasi", "Batasi pemakaian: apa akibatnya, dan mengapa")
    d.key("Ctrl+Return")
    d.see_row("Dibatasi")
    d.shot("identitas-dibatasi", "Daftar menunjukkan keadaan tiap laporan")
    d.key("Esc")
    open_case(d, d.facts["plank_number"])
    d.see("Identitas pelapor dibatasi sejak")
    d.shot("identitas-kasus-dibatasi", "Pada kasusnya: sejak kapan dan mengapa, tanpa nama")
    d.tell("Kemudian ia meminta identitasnya dihapus. Sebelum itu program menunjukkan akibatnya.")
    _find(d, "tarno rekaan")
    d.click("erase_reporter")
    d.await_focus("erase_file")
    d.key("Space")
    d.tab_to("text")
    d.type("Diminta pelapor dengan surat.")
    d.tab_to("requester_checked")
    d.key("Space")
    d.shot("identitas-hapus", "Hapus identitas: apa yang hilang, apa yang tetap")
    d.key("Ctrl+Return")
    d.see_row("Sudah dihapus")
    d.shot("identitas-terhapus", "Sesudah dihapus, tidak ada namanya lagi di daftar")
    d.key("Esc")
    open_case(d, d.facts["plank_number"])
    d.see("Identitas pelapor sudah dihapus.")
    d.must(not d.says("Tarno"), "nobody reads who was erased")
    d.shot("identitas-kasus-terhapus", "Kasusnya tetap, tanpa pelapor")
    d.open_tab("case_tabs", "Berkas")
    d.see("Berkas sudah dihapus")
    d.shot("identitas-berkas-terhapus", "Berkasnya sudah dihapus")
    d.open_tab("case_tabs", "Ringkasan")


def retention(d: Driver) -> None:
    """Choose how long identities are kept, and look what is due."""
    d.tell("Masa simpan dipilih menurut jenis laporan. Tidak ada yang dihapus dengan sendirinya.")
    d.choose_in_menu("person", "Data pribadi")
    d.await_focus("nik")
    d.fill("months_complaint", "24")
    d.fill("months_information_request", "12")
    d.key("Return")
    d.see("Masa simpan tersimpan.")
    d.click("list_due")
    d.see("Tidak ada yang jatuh tempo hari ini.")
    d.shot("masa-simpan", "Masa simpan identitas, dan yang jatuh tempo")
    d.key("Esc")


def identities_dark(d: Driver) -> None:
    """The same screens in dark."""
    open_case(d, d.facts["plank_number"])
    d.shot("gelap-identitas-terhapus", "Kasus tanpa pelapor, gelap")
    open_case(d, d.facts["lamp_number"])
    d.key("U")
    d.await_focus("reporter_name")
    d.shot("gelap-identitas-betulkan", "Betulkan identitas pelapor, gelap")
    d.key("Esc")
    _find(d, "siti aminah")
    d.click("erase_reporter")
    d.see("Berkas yang ikut dihapus")
    d.shot("gelap-identitas-hapus", "Hapus identitas, gelap")
    d.key("Esc", "Esc")


def _find(d: Driver, name: str) -> None:
    d.choose_in_menu("person", "Data pribadi")
    d.await_focus("nik")
    d.fill("name", name)
    d.key("Return")
    d.see("1 laporan. Periksa satu per satu")

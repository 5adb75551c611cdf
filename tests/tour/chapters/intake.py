"""Reports at the counter: by keyboard, from WhatsApp by mouse, and one answered at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.tour import photo
from tests.tour.driver import Driver

_BRIDGE = (
    "Jembatan kayu di RT 02 Gandasuli rusak, dua papannya lepas sejak hujan hari Senin. "
    "Anak sekolah lewat situ setiap pagi. Kemarin pengendara motor hampir kecelakaan di sana."
)
_LAMP = (
    "Selamat pagi Pak/Bu. Lampu jalan di depan balai desa Gandasuli sudah padam tiga malam.\n"
    "Jalannya gelap, ibu-ibu takut pulang dari pengajian.\n"
    "Mohon dibantu, terima kasih."
)


def walk_in(d: Driver) -> None:
    """Take a walk-in by keyboard alone; reads `register_number`."""
    d.tell(
        "Seorang warga datang ke loket. Ctrl+N membuka formulir dari mana saja; angka memilih "
        "lewat mana laporan masuk, Tab pindah ke isian berikutnya."
    )
    d.key("Ctrl+N")
    d.await_focus("channel")
    d.shot("formulir-kosong", "Formulir baru: kiri urutan orang bercerita, kanan yang membantu")
    d.key("1")
    d.fill("reporter_name", "Siti Aminah")
    d.fill("reporter_phone", "0812 00")
    d.fill("reporter_address", "RT 02/RW 03, Gandasuli")
    d.fill("words", _BRIDGE)
    d.see("sambungkan pelapor dahulu")
    d.tell("Begitu kata-kata pelapor menyebut bahaya, formulir mengingatkan nomor darurat 112.")
    d.shot("darurat-112", "Kata-kata pelapor menyebut bahaya: 112 ditawarkan")
    d.fill("category", "jemb")
    d.key("Return")
    d.await_focus("village")
    d.type("ganda")
    d.tell("Desa dicari dengan sebagian namanya; kecamatannya selalu tampak.")
    d.shot("pilih-desa", "“ganda” menemukan Gandasuli, Kec. Bobotsari")
    d.key("Return")
    d.fill("place", "Jembatan kali kecil, dekat SDN 1 Gandasuli")
    d.paste_file(photo.bridge(d.luggage / "jembatan-rusak.jpg", repaired=False))
    d.see("jembatan-rusak.jpg")
    d.see(" KB")
    d.fill("happened_on", "kemarin")
    d.tell(
        "Foto ditempel dengan Ctrl+V di isian mana saja. Ctrl+Enter menyimpan dan mencetak; "
        "nomor telepon yang tidak terbaca disebut di bawah isiannya, kursor ada di sana."
    )
    d.key("Ctrl+Return")
    d.await_focus("reporter_phone")
    d.must(d.read("reporter_phone_note"), "a sentence stands under the telephone number")
    d.shot("telepon-salah", "Kalimat di bawah isian; tidak ada ketikan yang hilang")
    d.key("Ctrl+A")
    d.type("0812 0000 4321")
    d.key("Ctrl+Return")
    d.see_sheet()
    d.shot("tanda-terima", "Tanda terima langsung tampil, siap dicetak")
    d.keep_pdf("tanda-terima-aduan.pdf", "Tanda terima laporan")
    d.key("Esc")
    d.facts["register_number"] = d.read("register_number")
    d.tell(f"Nomor register {d.facts['register_number']} berlaku saat itu juga, tanpa jaringan.")
    d.shot("nomor-register", "Nomor register, lalu Enter untuk laporan berikutnya")


def from_whatsapp(d: Driver) -> None:
    """Fill the form from a copied WhatsApp message, by mouse; reads `lamp_number`."""
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    d.tell(
        "Pesan WhatsApp disalin dari telepon kantor. Dengan tetikus: Terima berikutnya, lalu "
        "Isi dari pesan WhatsApp."
    )
    d.click("next_report")
    d.copy(f"[{yesterday:%H.%M, %d/%m/%Y}] +62 812-0000-8765: {_LAMP}")
    d.click("fill_from_clipboard")
    d.find("fill_from_message")
    d.shot("pesan-ditawarkan", "Pesan dikenali; formulir tidak berubah sebelum disetujui")
    d.click("fill_from_message")
    d.await_focus("reporter_name")
    d.type("Budi Santoso")
    d.click("category")
    d.type("pener")
    d.click_row("Penerangan jalan")
    d.click("village")
    d.type("gand")
    d.click_row("Gandasuli")
    d.click("place")
    d.type("Depan balai desa")
    d.shot("isi-dari-pesan", "Saluran, telepon, tanggal, dan kata-kata terisi dari pesan")
    d.click("save_button")
    d.facts["lamp_number"] = d.read("register_number")


def information(d: Driver) -> None:
    """Answer an information request in the same form and close it in one save."""
    d.tell(
        "Permintaan informasi dijawab di formulir yang sama. Sekali simpan: tercatat, terjawab, "
        "selesai, dengan tanda terima pendek."
    )
    d.key("Return")
    d.await_focus("channel")
    d.key("2")
    d.fill("reporter_name", "Tri Wahyuni")
    d.fill("reporter_phone", "0812 0000 5566")
    d.fill("words", "Apa saja syarat pindah domisili ke Kecamatan Bobotsari?")
    d.tab_to("classification")
    d.key("Right", "Right")
    d.fill("category", "kependudukan")
    d.key("Return")
    d.await_focus("answer")
    d.type(
        "Bawa KTP-el, Kartu Keluarga, dan surat keterangan pindah dari daerah asal. "
        "Layanan di kantor kecamatan pukul 08.00-15.00, tanpa biaya."
    )
    d.shot("permintaan-informasi", "Jawaban ditulis di formulir yang sama")
    d.key("Ctrl+Return")
    d.see_sheet()
    d.shot("tanda-terima-informasi", "Tanda terima pendek untuk permintaan informasi")
    d.keep_pdf("tanda-terima-informasi.pdf", "Tanda terima permintaan informasi")
    d.key("Esc")
    d.facts["information_number"] = d.read("register_number")
    d.shot("selesai-di-loket", "Selesai di loket")


def half_typed(d: Driver) -> None:
    """Type half a report; then the power fails."""
    d.tell("Laporan berikutnya baru setengah diketik ketika listrik padam.")
    d.key("Return")
    d.await_focus("channel")
    d.fill("reporter_name", "Haryono")
    d.fill("words", "Saluran air di tepi jalan desa tersumbat sampah, air meluap ke")
    d.wait(lambda: d.read("draft_state").startswith("draf tersimpan"), "the draft to be kept")
    d.shot("setengah-diketik", "Kanan bawah: draf tersimpan. Sesaat kemudian listrik padam")


def draft_comes_back(d: Driver) -> None:
    """Find the half-typed report again after the power cut, and finish it."""
    d.key("Ctrl+N")
    d.see("dipulihkan")
    d.must("air meluap ke" in d.read("words"), "the half sentence is there again")
    d.tell("Sesudah masuk lagi, Ctrl+N menemukan ketikan itu kembali, sampai kata terakhir.")
    d.shot("draf-dipulihkan", "Draf dipulihkan sesudah listrik padam")
    d.tab_to("words")
    d.key("Ctrl+End")
    d.type(" halaman rumah warga setiap hujan.")
    d.fill("category", "drain")
    d.key("Return")
    d.await_focus("village")
    d.type("gand")
    d.key("Return")
    d.key("Ctrl+S")
    d.facts["drain_number"] = d.read("register_number")

"""From verified to closed: the moves, the words to the reporter, the letter, by keyboard."""

from __future__ import annotations

from tests.tour.driver import Driver


def all_waits(d: Driver) -> None:
    """Still without a network: what was saved waits."""
    d.key("Alt+1")
    d.shot("menunggu-dikirim", "Semua laporan menunggu dikirim dan aman di komputer ini")


def server_comes(d: Driver) -> None:
    """The network is back: everything goes to the server."""
    d.tell("Jaringan kembali. F9 tidak perlu ditekan, tetapi mempercepat.")
    d.key("F9")
    d.see("Tersinkron")
    d.shot("tersinkron", "Tersinkron: semua pekerjaan sudah sampai di server")


def verify_and_assign(d: Driver) -> None:
    """Verify the report of the bridge and hand it to the village."""
    open_case(d, d.facts["register_number"])
    d.tell("J dan K berpindah di daftar; kasusnya ikut. V memverifikasi laporan.")
    d.shot("kasus-baru", "Kasus: kata-kata pelapor lebih dahulu, langkah berikutnya di atas")
    d.key("V")
    d.see("Laporan terverifikasi.")
    d.see("Teruskan ke kantor yang menangani.")
    d.tell("T meneruskan ke kantor yang menangani, dengan pesan untuk kantor itu.")
    d.key("T")
    d.await_focus("office")
    d.type("ganda")
    d.see_row("Desa Gandasuli")
    d.shot("pilih-kantor", "Kantor dicari dengan sebagian namanya")
    d.key("Return")
    d.await_focus("text")
    d.type("Mohon dicek ke lokasi dan diperbaiki; dipakai anak sekolah setiap pagi.")
    d.shot("teruskan", "Pesan untuk desa, lalu Ctrl+Enter")
    d.key("Ctrl+Return")
    d.see("Laporan diteruskan.")
    d.see("Didisposisi")
    d.tell("Sekarang giliran desa. Langkah yang bukan haknya ditolak dengan menyebut siapa.")
    d.key("L")
    d.wait(lambda: d.is_there("refusal"), "the sentence that says who may")
    d.see("hanya verifikator")
    d.shot("siapa-yang-boleh", "Langkah yang ditolak menyebut siapa yang boleh")


def note(d: Driver) -> None:
    """Write an internal note."""
    open_case(d, d.facts["register_number"])
    d.tell("C menulis catatan internal; pelapor tidak melihatnya.")
    d.key("C")
    d.await_focus("text")
    d.type("Pelapor ditelepon: jembatan terakhir diperbaiki desa tahun 2023.")
    d.shot("catatan-internal", "Catatan internal, warna lain dari balasan")
    d.key("Ctrl+Return")
    d.see("Catatan tersimpan.")
    await_sent(d)


def reply(d: Driver) -> None:
    """Write to the reporter while the server is down."""
    d.tell("Server mati di tengah pekerjaan. Tidak ada yang berhenti: B membalas pelapor.")
    d.key("B")
    d.await_focus("text")
    d.type(
        "Bu Siti, laporan Ibu sudah kami teruskan ke Desa Gandasuli. Mohon lewat jembatan "
        "besar dahulu sampai selesai diperbaiki."
    )
    d.key("Ctrl+Return")
    d.see("Balasan tersimpan.")
    d.key("F9")
    d.see("Luring · 1 menunggu")
    d.shot("luring-menunggu", "Luring: satu perubahan aman di sini dan menunggu dikirim")


def synced_again(d: Driver) -> None:
    """The server is back; look at the timeline."""
    await_sent(d)
    d.tell("Server hidup lagi dan menerima sisanya. Riwayat memuat semua yang terjadi.")
    open_tab(d, "Riwayat")
    d.shot("riwayat", "Riwayat: siapa, dari kantor mana, kapan, dan apa yang boleh dilihat pelapor")


def letter(d: Driver) -> None:
    """Write, issue and keep the follow-up letter."""
    d.tell(
        "S membuat surat dari templat. Pratinjau di kanan mengikuti ketikan; nomornya dari "
        "jatah nomor komputer ini, jadi tidak pernah bentrok."
    )
    d.key("Alt+1", "S")
    d.await_focus("template")
    d.see_sheet()
    d.shot("surat-templat", "Surat dari templat, pratinjau langsung di sebelahnya")
    before = d.sheet()
    d.fill("nature", "Penting")
    d.see_other_sheet(before)
    d.shot("surat-pratinjau", "Pratinjau sama dengan yang nanti dicetak")
    d.key("Ctrl+Return")
    d.wait(lambda: d.is_there("print"), "the preview of the issued letter")
    d.see_sheet()
    d.tell("Surat terbit, bernomor, dan beku: cetak ulang selalu berkas yang sama.")
    d.shot("surat-terbit", "Surat terbit dan siap dicetak")
    d.keep_pdf("surat-tindak-lanjut.pdf", "Surat penerusan")
    d.key("Esc")
    open_tab(d, "Surat")
    d.shot("surat-di-kasus", "Surat tersimpan pada kasusnya")


def village_is_complained_about(d: Driver) -> None:
    """Take a confidential complaint about the village; reads `complaint_number`."""
    d.tell(
        "Seorang warga mengadukan perangkat desa. Begitu kantor yang diadukan dipilih, formulir "
        "mengatakan apa yang akan terjadi."
    )
    d.key("Ctrl+N")
    d.await_focus("channel")
    d.key("1")
    d.fill("reporter_name", "Wagiman Rekaan")
    d.fill("reporter_phone", "0812 0000 7654")
    d.fill("complained_office", "ganda")
    d.key("Return")
    d.see("tidak akan tahu adanya kasus ini")
    d.shot(
        "yang-diadukan", "Kantor yang diadukan tidak akan tahu, sampai dilepas kantor di atasnya"
    )
    d.fill("words", "Surat pindah saya diminta uang rekaan oleh perangkat desa, dua kali.")
    d.fill("category", "pemerintahan desa")
    d.key("Return")
    d.key("Ctrl+Return")
    d.see_sheet()
    d.key("Esc")
    d.facts["complaint_number"] = d.read("register_number")


def release_to_village(d: Driver) -> None:
    """Release the complaint to the village, with a reason; look at who reported in full."""
    open_case(d, d.facts["complaint_number"])
    d.see("Ditahan dari Desa Gandasuli")
    d.shot("ditahan", "Kecamatan melihat dari siapa kasus ini ditahan")
    open_tab(d, "Ringkasan")
    d.tell("Telepon dan NIK tersamar; I menampilkannya, dan itu tercatat.")
    d.key("I")
    d.see("0812-0000-7654")
    d.shot("telepon-tampil", "Telepon pelapor tampil sesudah diminta")
    d.tell("Kantor itu diminta penjelasan: verifikator kecamatan melepas kasusnya dengan alasan.")
    d.click("knowing_released")
    d.await_focus("text")
    d.type("Pemerintah desa diminta memberi penjelasan tertulis.")
    d.shot("lepas-kasus", "Yang akan terbaca di kantor itu disebut sebelum kasus dilepas")
    d.key("Ctrl+Return")
    d.see("Kasus dilepas.")
    d.see("Sudah dilepas untuk kantor yang diadukan")
    open_tab(d, "Riwayat")
    d.shot("riwayat-lepas", "Pelepasan ada di riwayat, dengan nama dan alasannya")
    d.click("knowing_withheld")
    d.await_focus("text")
    d.type("Salah pilih kantor; diperiksa dahulu.")
    d.key("Ctrl+Return")
    d.see("Kasus ditahan lagi.")


def close_case(d: Driver) -> None:
    """See what the village did, and close the case."""
    d.key("F9")
    d.see("Ditindaklanjuti")
    open_case(d, d.facts["register_number"])
    d.tell("Hasil kerja desa sudah tampak di meja kecamatan, dengan fotonya.")
    open_tab(d, "Riwayat")
    d.see_row("jembatan-selesai.jpg")
    d.shot("hasil-desa", "Tindak lanjut dari desa")
    open_tab(d, "Berkas")
    d.find("Lihat jembatan-selesai.jpg")
    d.shot("berkas", "Berkas kasus: foto pelapor dan foto hasil")
    d.click("Lihat jembatan-selesai.jpg")
    d.lose("Tambah berkas")
    d.shot("foto-hasil", "Foto dibuka di tempatnya, tanpa program lain")
    d.key("Esc")
    d.key("Alt+1", "E")
    d.await_focus("submit")
    d.key("Ctrl+Return")
    d.see("Kasus selesai.")
    d.see("Selesai. Tidak ada langkah lagi.")
    await_sent(d)
    d.tell("Kasus selesai pindah ke saringan Selesai; di sana tetap dapat dibuka.")
    d.click("group_ended")
    d.see_row(short_number(d.facts["information_number"]))
    open_case(d, d.facts["register_number"])
    open_tab(d, "Riwayat")
    d.shot("kasus-selesai", "Kasus selesai, dengan seluruh riwayatnya")
    d.click("group_open")


def await_sent(d: Driver) -> None:
    """Send what was just saved, and wait until it has reached the server."""
    d.key("F9")
    d.glimpse("menunggu dikirim", "Menyinkronkan")
    d.lose("menunggu dikirim")
    d.see("Tersinkron")
    d.lose("belum terkirim")


def open_case(d: Driver, number: str) -> None:
    """Go through the list by J and K to the case of this number."""
    d.key("Alt+1")
    d.await_focus("case_list")
    d.step_to_row(short_number(number))
    d.wait(lambda: number in d.read("case_line"), f"the case {number} on the page")


def short_number(number: str) -> str:
    """Return a number as the list shows it: A-000123 of BBS/26/A-000123-K."""
    return number.rpartition("/")[2].rpartition("-")[0]


def open_tab(d: Driver, words: str) -> None:
    """Open a tab of the case by keyboard."""
    d.open_tab("case_tabs", words)

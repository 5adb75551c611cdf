"""Who gets at data: a colleague by a code of their own, and somebody whose data they are."""

from __future__ import annotations

from desktop_app.domain.idling import WARNED_S
from desktop_app.ui.shell.idle_watch import IdleWatch
from tests.tour.driver import Driver

_COLLEAGUE = "Joko Prasetyo"
_PASSWORD = "gunung-biru-9"


def let_a_colleague_in(d: Driver) -> None:
    """Give a code, sign out, and sign in by it as somebody else."""
    d.tell("Setiap petugas masuk dengan namanya sendiri. Verifikator memberi rekan baru kode.")
    d.choose_in_menu("person", "Petugas komputer ini")
    d.see_row(_COLLEAGUE)
    d.shot("petugas", "Siapa yang dapat masuk di komputer ini")
    d.click_row(_COLLEAGUE)
    d.click("let_in")
    d.see("Bacakan kode ini hanya kepada")
    d.shot("kode-sekali-pakai", "Kode sekali pakai, untuk dibacakan")
    code = d.read("given_code")
    d.key("Esc")
    d.choose_in_menu("person", "Keluar")
    d.see("Selamat bertugas")
    d.tell("Rekan itu memilih kata sandi sendiri; tidak ada yang perlu tahu kata sandi orang lain.")
    d.click("use_code")
    d.await_focus("code")
    d.type(code)
    d.key("Return")
    d.await_focus("password")
    d.type(_PASSWORD)
    d.fill("password_again", _PASSWORD)
    d.shot("pilih-kata-sandi", "Dengan kode, kata sandi sendiri dipilih")
    d.key("Return")
    d.see(_COLLEAGUE)
    d.wait(lambda: d.is_there("new_case"), "the frame of the day's work")
    _lock_and_switch(d)
    d.choose_in_menu("person", "Keluar")
    d.see("Selamat bertugas")


def data_of_a_person(d: Driver) -> None:
    """Answer somebody who asks what the office holds about them."""
    d.tell(
        "Seorang pelapor bertanya data apa yang disimpan tentang dirinya. Verifikator mencarinya "
        "di halaman Data pribadi, memeriksa satu per satu, dan memberinya satu PDF."
    )
    d.choose_in_menu("person", "Data pribadi")
    d.await_focus("nik")
    d.fill("name", "siti aminah")
    d.key("Return")
    d.see("1 laporan. Periksa satu per satu")
    d.shot("data-pribadi", "Yang disimpan tentang seseorang, menurut NIK, telepon, atau nama")
    d.click("answer_person")
    d.see_sheet()
    d.shot("data-pribadi-pdf", "Satu PDF untuk yang meminta")
    d.key("Esc")
    d.click("processing_register")
    d.see_sheet()
    d.shot("catatan-pemrosesan", "Catatan kegiatan pemrosesan, untuk pemeriksa")
    d.key("Esc", "Esc")


def _lock_and_switch(d: Driver) -> None:
    d.tell("Bila tidak ada yang memakai komputer, layar terkunci sendiri, sesudah peringatan.")
    watch = d.window.findChild(IdleWatch)
    watch.warned.emit(WARNED_S - 2)  # nobody waits ten minutes for a picture
    d.shot("peringatan-kunci", "Peringatan beberapa detik sebelum layar terkunci")
    watch.stayed.emit()
    d.tell("Ctrl+L mengunci saat itu juga; yang sedang diketik tidak hilang.")
    d.key("Ctrl+L")
    d.see("Layar terkunci")
    d.shot("layar-terkunci", "Terkunci: tidak ada isi kasus yang terbaca")
    d.tell("Petugas lain memilih namanya dengan panah dan masuk sebagai dirinya sendiri.")
    d.await_focus("password")
    d.key("Up")
    d.shot("ganti-petugas", "Petugas lain mengambil alih dengan namanya sendiri")
    d.key("Down")
    d.type(_PASSWORD)
    d.key("Return")
    d.wait(lambda: d.is_there("new_case"), "the frame of the day's work")


def own_trail(d: Driver) -> None:
    """Read what one did oneself in the audit trail."""
    d.tell(
        "Setiap yang dilihat, diubah, dicetak, dan diekspor tercatat dalam jejak audit yang tidak "
        "dapat diubah diam-diam. Setiap petugas melihat tindakannya sendiri; admin melihat semua."
    )
    d.choose_in_menu("person", "Jejak audit")
    d.see("Yang tampak hanya tindakan Anda sendiri")
    d.see_row("Masuk")
    d.shot("jejak-audit", "Jejak audit: siapa melakukan apa, dan kapan")
    d.key("Esc")

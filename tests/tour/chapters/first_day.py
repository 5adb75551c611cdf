"""A new computer: enrolled with a one-time code, then opened without a network."""

from __future__ import annotations

from tests.tour.driver import Driver

PASSWORD = "sawah-hijau-7"


def set_up(d: Driver) -> None:
    """Enrol the desk; facts: `server`, `code`."""
    d.see("Siapkan komputer ini")
    d.tell(
        "Komputer baru didaftarkan sekali, dengan alamat server kabupaten dan kode pendaftaran "
        "sekali pakai dari admin kabupaten. Kata sandi dipilih sendiri dan hanya berlaku di "
        "komputer ini."
    )
    _fill_in(d, again=PASSWORD + "x")
    d.key("Return")
    d.await_focus("password_again")
    d.shot("kata-sandi-berbeda", "Yang keliru disebut tepat di bawah isiannya")
    d.fill("password_again", PASSWORD)
    d.shot("siapkan-komputer", "Alamat server, kode sekali pakai, dan kata sandi baru")
    d.key("Return")
    d.see("Simpan kode pemulihan")
    d.tell(
        "Kode pemulihan membuka komputer ini bila semua kata sandi terlupa. Kode dicetak sekali "
        "dan disimpan di amplop."
    )
    d.shot("kode-pemulihan", "Kode pemulihan, untuk dicetak atau disalin ke kertas")
    d.click("code_is_kept")
    d.see("Selamat bertugas")


def set_up_quickly(d: Driver) -> None:
    """Enrol one more desk in the same way; facts: `server`, `code`."""
    d.see("Siapkan komputer ini")
    _fill_in(d, again=PASSWORD)
    d.key("Return")
    d.see("Simpan kode pemulihan")
    d.click("code_is_kept")
    d.see("Selamat bertugas")


def sign_in(d: Driver) -> None:
    """Sign in by keyboard."""
    enter(d, PASSWORD)


def enter(d: Driver, password: str) -> None:
    """Type a password at the sign-in."""
    d.see("Selamat bertugas")
    d.await_focus("password")
    d.type(password)
    d.key("Return")
    d.wait(lambda: d.is_there("new_case"), "the frame of the day's work")


def sign_in_offline(d: Driver) -> None:
    """Sign in while the server is down."""
    d.tell(
        "Server kabupaten sedang mati. Masuk tetap bisa: data kantor ada di komputer ini, "
        "terkunci dengan kata sandi petugas."
    )
    d.see("Selamat bertugas")
    d.await_focus("password")
    d.type("salah-ketik")
    d.key("Return")
    d.await_focus("password")
    d.wait(lambda: d.read("password_note"), "a sentence about the wrong password")
    d.shot("kata-sandi-salah", "Kata sandi salah: kalimat di bawah isian, kursor tetap di sana")
    d.key("Ctrl+A")
    d.type(PASSWORD)
    d.shot("masuk", "Masuk tanpa jaringan")
    d.key("Return")
    d.see("Luring")
    d.see("Tidak ada kasus yang menunggu")
    d.tell("Kotak masuk masih kosong dan mengatakannya. Kanan atas menjawab: pekerjaan ini luring.")
    d.shot("kotak-masuk-kosong", "Kotak masuk kosong; status di kanan atas: Luring")


def _fill_in(d: Driver, *, again: str) -> None:
    d.await_focus("server_url")
    d.type(d.facts["server"])
    d.fill("code", d.facts["code"])
    d.fill("password", PASSWORD)
    d.fill("password_again", again)

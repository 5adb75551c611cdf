"""What happened, what was kept and what to do: words for every expected trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import Right, Side
from desktop_app.domain.register_number import ClockDoubt
from desktop_app.domain.workflow import Refusal
from desktop_app.ui.words.backup_troubles import backup_troubles
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.problems import problem_words
from desktop_app.ui.words.rights import why_not
from desktop_app.ui.words.sync_troubles import sync_troubles

_A_MINUTE = 60  # seconds


def trouble_words(error: ExpectedError) -> str:
    """Say it in the words of a clerk."""
    match error.trouble:
        case Trouble.PROBLEMS:
            return " ".join(problem_words(problem) for problem in error.problems)
        case Trouble.NUMBERS_USED_UP if "expired_on" in error.facts:
            return numbers_expired_words(date.fromisoformat(error.facts["expired_on"]))
        case trouble if trouble in _BY_FACTS:
            return _BY_FACTS[trouble](error.facts)
        case trouble if trouble in backup_troubles():
            return backup_troubles()[trouble](error.facts)
        case _:
            return (_plain() | sync_troubles())[error.trouble]


def _move_refused(facts: Mapping[str, str]) -> str:
    if facts.get("refusal") == Refusal.WRONG_STATUS.value:
        return QCoreApplication.translate(
            "Trouble",
            "Langkah ini tidak berlaku lagi karena status kasus sudah berubah. "
            "Lihat langkah berikutnya di atas.",
        )
    if facts.get("refusal") == Refusal.ONLY_INFORMATION.value:
        return QCoreApplication.translate(
            "Trouble", "Hanya permintaan informasi yang dapat langsung dijawab dan ditutup."
        )
    roles = ", ".join(terms.ROLE[Role(role)] for role in facts.get("roles", "").split(",") if role)
    return who_may(roles, Side(facts.get("side", Side.EITHER.value)))


def who_may(roles: str, side: Side) -> str:
    """Say which roles of which office may make a move."""
    match side:
        case Side.TAKER | Side.OWN:
            return QCoreApplication.translate(
                "Trouble", "Langkah ini hanya untuk {roles} kantor penerima laporan."
            ).format(roles=roles)
        case Side.WORKER:
            return QCoreApplication.translate(
                "Trouble", "Langkah ini hanya untuk {roles} kantor yang menangani kasus."
            ).format(roles=roles)
        case Side.EITHER | Side.OFFICE:
            return QCoreApplication.translate("Trouble", "Langkah ini hanya untuk {roles}.").format(
                roles=roles
            )


def _clock_doubtful(facts: Mapping[str, str]) -> str:
    if facts.get("doubt") == ClockDoubt.BEFORE_LAST_ENTRY.value:
        return QCoreApplication.translate(
            "Trouble",
            "Tanggal komputer ini lebih awal daripada catatan terakhir. Isian tetap ada. "
            "Betulkan jam komputer, atau pastikan tanggalnya benar.",
        )
    return QCoreApplication.translate(
        "Trouble",
        "Tanggal komputer ini lebih dari setahun setelah hubungan terakhir dengan server. "
        "Isian tetap ada. Pastikan tanggalnya benar sebelum nomor dicetak.",
    )


def numbers_expired_words(expired_on: date) -> str:
    """Say that no letter number is left but such as may not be given any more."""
    return QCoreApplication.translate(
        "Trouble",
        "Jatah nomor surat komputer ini hanya berlaku sampai {day}. Sinkronkan untuk mendapat "
        "jatah baru, atau ketik nomor dari buku agenda.",
    ).format(day=day_words(expired_on))


def _too_many_tries(facts: Mapping[str, str]) -> str:
    seconds = int(facts.get("seconds", "0"))
    if seconds < _A_MINUTE:
        return QCoreApplication.translate(
            "Trouble", "Terlalu sering salah. Coba lagi dalam {count} detik."
        ).format(count=seconds)
    return QCoreApplication.translate(
        "Trouble", "Terlalu sering salah. Coba lagi dalam {count} menit."
    ).format(count=-(-seconds // _A_MINUTE))


def _would_remove_many(facts: Mapping[str, str]) -> str:
    how_many = facts.get("count") or QCoreApplication.translate("Trouble", "banyak")
    return QCoreApplication.translate(
        "Trouble",
        "Server hendak mengambil {count} kasus sekaligus dari komputer ini. Belum ada yang "
        "diambil; putuskan di halaman Sinkron.",
    ).format(count=how_many)


def _not_allowed(facts: Mapping[str, str]) -> str:
    if "right" not in facts:
        return QCoreApplication.translate("Trouble", "Peran Anda tidak mencakup pekerjaan ini.")
    return why_not(Right(facts["right"]), OfficeKind(facts["kind"]))


# The words of these depend on what happened.
_BY_FACTS: Mapping[Trouble, Callable[[Mapping[str, str]], str]] = {
    Trouble.MOVE_REFUSED: _move_refused,
    Trouble.NOT_ALLOWED: _not_allowed,
    Trouble.CLOCK_DOUBTFUL: _clock_doubtful,
    Trouble.TOO_MANY_TRIES: _too_many_tries,
    Trouble.WOULD_REMOVE_MANY: _would_remove_many,
}


def _plain() -> dict[Trouble, str]:
    return {
        Trouble.WRONG_PASSWORD: QCoreApplication.translate(
            "Trouble", "Kata sandi tidak cocok. Periksa huruf besar dan coba lagi."
        ),
        Trouble.CODE_WRONG: QCoreApplication.translate(
            "Trouble",
            "Kode ini tidak membuka komputer ini, atau sudah dipakai atau lewat masanya. Mintalah "
            "kode baru dari rekan.",
        ),
        Trouble.KEYRING_MISSING: QCoreApplication.translate(
            "Trouble",
            "Komputer ini tidak punya brankas kata sandi yang dapat dipakai. Masuklah dengan "
            "kata sandi Anda.",
        ),
        Trouble.KEYRING_REFUSED: QCoreApplication.translate(
            "Trouble",
            "Brankas kata sandi sistem terkunci atau menolak. Masuklah dengan kata sandi Anda.",
        ),
        Trouble.KEYRING_LOST: QCoreApplication.translate(
            "Trouble",
            "Akun komputer ini tidak menyimpan kunci Anda lagi. Masuklah dengan kata sandi, "
            "lalu nyalakan lagi di halaman Petugas komputer ini.",
        ),
        Trouble.LEFT_THE_SERVICE: QCoreApplication.translate(
            "Trouble",
            "Anda tidak lagi terdaftar sebagai petugas kantor ini. Pekerjaan Anda tetap "
            "tersimpan; hubungi admin kabupaten.",
        ),
        Trouble.PROFILE_DAMAGED: QCoreApplication.translate(
            "Trouble",
            "Data kantor di komputer ini rusak atau tidak dapat dibaca. Jangan hapus apa pun. Dari "
            "halaman masuk, pulihkan dari cadangan; yang masih terbaca ikut dibawa.",
        ),
        Trouble.PROFILE_IN_USE: QCoreApplication.translate(
            "Trouble", "Program sudah terbuka untuk kantor ini. Pakai jendela yang sudah ada."
        ),
        Trouble.DATABASE_LOCKED: QCoreApplication.translate(
            "Trouble",
            "Data sedang dipakai proses lain. Isian tetap ada; tunggu sebentar lalu coba lagi.",
        ),
        Trouble.DATABASE_NEWER: QCoreApplication.translate(
            "Trouble",
            "Data ini dibuat oleh versi program yang lebih baru. Data tidak diubah; pasang "
            "versi terbaru dahulu.",
        ),
        Trouble.DISK_FULL: QCoreApplication.translate(
            "Trouble",
            "Cakram penuh, jadi belum tersimpan. Isian tetap ada; kosongkan ruang lalu simpan"
            " lagi.",
        ),
        Trouble.FOLDER_READ_ONLY: QCoreApplication.translate(
            "Trouble",
            "Folder data tidak dapat ditulis, jadi belum tersimpan. Isian tetap ada; periksa "
            "hak akses atau antivirus.",
        ),
        Trouble.RECORD_GONE: QCoreApplication.translate(
            "Trouble",
            "Kasus ini tidak ada lagi di komputer ini karena sudah ditangani kantor lain.",
        ),
        Trouble.RECORD_CHANGED: QCoreApplication.translate(
            "Trouble",
            "Orang lain baru saja mengubah kasus ini. Lihat isinya yang baru, lalu ulangi.",
        ),
        Trouble.REASON_WANTED: QCoreApplication.translate(
            "Trouble",
            "Kasus ini dirahasiakan. Buka kasusnya dan sebutkan alasan Anda melihatnya.",
        ),
        Trouble.NUMBERS_USED_UP: QCoreApplication.translate(
            "Trouble", "Jatah nomor surat komputer ini sudah habis. Ketik nomor dari buku agenda."
        ),
        Trouble.FILE_UNREADABLE: QCoreApplication.translate(
            "Trouble", "Berkas ini rusak atau tidak dapat dibaca. Berkas lain tidak terpengaruh."
        ),
        Trouble.FILE_MISSING: QCoreApplication.translate(
            "Trouble",
            "Berkas ini belum sampai di komputer ini. Coba lagi setelah sinkron berikutnya.",
        ),
        Trouble.FILE_NOT_SHOWABLE: QCoreApplication.translate(
            "Trouble",
            "Berkas ini terlalu besar atau terlalu banyak halamannya untuk ditampilkan di sini. "
            "Berkas tetap tersimpan pada kasusnya.",
        ),
    }

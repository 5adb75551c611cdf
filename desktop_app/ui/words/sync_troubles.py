"""Troubles of the line, the server and the stick: what happened, what was kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import Trouble


def sync_troubles() -> dict[Trouble, str]:
    """The sentence of each."""
    return _of_the_line() | _of_this_pc() | _of_bundles()


def _of_the_line() -> dict[Trouble, str]:
    return {
        Trouble.SERVER_UNREACHABLE: QCoreApplication.translate(
            "Trouble",
            "Server tidak dapat dihubungi. Pekerjaan aman di komputer ini dan dikirim nanti.",
        ),
        Trouble.SERVER_NONSENSE: QCoreApplication.translate(
            "Trouble",
            "Jawaban server tidak dapat dibaca; mungkin jaringan meminta masuk dahulu. "
            "Pekerjaan aman dan dikirim nanti.",
        ),
        Trouble.SERVER_FAILED: QCoreApplication.translate(
            "Trouble", "Server sedang bermasalah. Pekerjaan aman di komputer ini dan dikirim nanti."
        ),
        Trouble.SERVER_BUSY: QCoreApplication.translate(
            "Trouble", "Server sedang sibuk. Pekerjaan aman dan dikirim beberapa saat lagi."
        ),
        Trouble.SERVER_REFUSED: QCoreApplication.translate(
            "Trouble",
            "Server menolak permintaan ini. Pekerjaan aman di komputer ini; hubungi admin "
            "kabupaten.",
        ),
        Trouble.SERVER_TOO_LARGE: QCoreApplication.translate(
            "Trouble",
            "Kiriman terlalu besar bagi server. Pekerjaan aman; program mengirimnya dalam "
            "bagian kecil.",
        ),
        Trouble.SERVER_RESTORED: QCoreApplication.translate(
            "Trouble",
            "Server dipulihkan dari cadangan. Pekerjaan aman; yang sudah pernah dikirim dikirim "
            "lagi.",
        ),
        Trouble.SERVER_TOO_OLD: QCoreApplication.translate(
            "Trouble",
            "Versi server belum cocok dengan program ini. Pekerjaan aman di komputer ini; mintalah "
            "admin kabupaten memperbarui server.",
        ),
    }


def _of_this_pc() -> dict[Trouble, str]:
    return {
        Trouble.DEVICE_UNKNOWN: QCoreApplication.translate(
            "Trouble",
            "Server tidak lagi mengenal komputer ini. Pekerjaan aman; mintalah kode baru dari "
            "admin kabupaten, lalu isikan di Sinkron, tab Sambungan.",
        ),
        Trouble.CODE_OF_ANOTHER_OFFICE: QCoreApplication.translate(
            "Trouble",
            "Kode ini milik kantor lain. Tidak ada yang berubah di komputer ini; mintalah kode "
            "untuk kantor Anda dari admin kabupaten.",
        ),
        Trouble.CODE_UNKNOWN: QCoreApplication.translate(
            "Trouble",
            "Kode ini tidak dikenal atau sudah dipakai. Mintalah kode baru dari admin kabupaten.",
        ),
        Trouble.NOT_ENROLLED: QCoreApplication.translate(
            "Trouble", "Komputer ini belum didaftarkan ke server kabupaten."
        ),
        Trouble.DEVICE_REVOKED: QCoreApplication.translate(
            "Trouble",
            "Akses komputer ini sudah dicabut admin kabupaten. Pekerjaan tetap ada di sini; "
            "ekspor yang belum terkirim, lalu hubungi admin kabupaten.",
        ),
        Trouble.DEVICE_CLONED: QCoreApplication.translate(
            "Trouble",
            "Data di komputer ini salinan dari komputer lain. Pekerjaan aman; komputer ini perlu "
            "huruf baru dan memintanya pada sinkron berikutnya.",
        ),
        Trouble.PROGRAM_TOO_OLD: QCoreApplication.translate(
            "Trouble",
            "Versi program ini sudah terlalu lama bagi server. Pekerjaan aman di komputer ini; "
            "pasang versi terbaru, lalu sinkronkan lagi.",
        ),
    }


def _of_bundles() -> dict[Trouble, str]:
    return {
        Trouble.BUNDLE_UNREADABLE: QCoreApplication.translate(
            "Trouble",
            "Berkas ini rusak, terpotong, atau bukan paket kurir. Tidak ada yang berubah; salin "
            "atau tulis lagi paketnya.",
        ),
        Trouble.BUNDLE_FOREIGN: QCoreApplication.translate(
            "Trouble",
            "Paket ini milik server kabupaten lain. Tidak ada yang berubah.",
        ),
        Trouble.BUNDLE_REVOKED: QCoreApplication.translate(
            "Trouble",
            "Akses komputer yang menulis paket ini sudah dicabut admin kabupaten; komputer ini "
            "tidak apa-apa. Tidak ada yang berubah. Di komputer itu, ekspor yang belum terkirim.",
        ),
        Trouble.STICK_FULL: QCoreApplication.translate(
            "Trouble",
            "Stik penuh, jadi paketnya belum jadi. Pekerjaan tetap aman di komputer ini; kosongkan "
            "stik atau pakai yang lain.",
        ),
    }

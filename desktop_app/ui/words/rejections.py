"""Why the server refused something, in words that say what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.changes import RejectCode


def reject_words(code: str, server_words: str = "") -> str:
    """Say why the server refused a change; the server's own words where the code is unknown."""
    try:
        known = RejectCode(code)
    except ValueError:
        return server_words or _unknown()
    return (_of_the_case() | _of_who_and_what())[known]


def _of_the_case() -> dict[RejectCode, str]:
    return {
        RejectCode.MOVE_NOT_ALLOWED: QCoreApplication.translate(
            "Rejections",
            "Status kasus sudah diubah orang lain, jadi langkah ini tidak berlaku lagi. Buka "
            "kasusnya dan lihat langkah berikutnya.",
        ),
        RejectCode.NOT_IN_SCOPE: QCoreApplication.translate(
            "Rejections",
            "Kasus ini sekarang ditangani kantor lain. Salin isinya bila kantor itu perlu tahu.",
        ),
        RejectCode.CASE_UNKNOWN: QCoreApplication.translate(
            "Rejections",
            "Server belum mengenal kasus ini. Kirim lagi setelah laporannya sendiri diterima.",
        ),
        RejectCode.CASE_EXISTS: QCoreApplication.translate(
            "Rejections", "Kasus ini sudah ada di server. Bandingkan isinya sebelum mengirim lagi."
        ),
        RejectCode.COMPLAINED_OFFICE: QCoreApplication.translate(
            "Rejections", "Kantor yang diadukan tidak boleh menangani kasusnya. Pilih kantor lain."
        ),
        RejectCode.NOT_HIGHER_OFFICE: QCoreApplication.translate(
            "Rejections",
            "Hanya verifikator kantor yang lebih tinggi boleh melepas kasus kepada kantor yang "
            "diadukan. Mintalah kecamatan atau kabupaten.",
        ),
        RejectCode.ANONYMOUS: QCoreApplication.translate(
            "Rejections",
            "Pelapor meminta namanya tidak diketahui kantor lain. Hubungi ia dari kantor Anda.",
        ),
        RejectCode.IDENTITY_CLOSED: QCoreApplication.translate(
            "Rejections",
            "Identitas pelapor kasus ini dibatasi atau sudah dihapus atas permintaan pemilik "
            "data. Kiriman ini tidak perlu diulang.",
        ),
        RejectCode.RELEASE_OUTDATED: QCoreApplication.translate(
            "Rejections",
            "Kasusnya sudah berubah sejak itu, jadi pelepasan ini tidak berlaku. Buka kasusnya dan "
            "lihat siapa yang boleh tahu sekarang.",
        ),
        RejectCode.RELEASE_DATE: QCoreApplication.translate(
            "Rejections",
            "Hari terakhir izin ini sudah lewat ketika sampai di server, atau terlalu jauh di "
            "depan. Periksa tanggal PC ini, lalu beri izin lagi dengan tanggal baru.",
        ),
        RejectCode.EDITED_SINCE: QCoreApplication.translate(
            "Rejections",
            "Kasus ini dikerjakan orang lain sejak Anda membatalkannya, jadi ditampilkan lagi. "
            "Lihat dahulu apa yang terjadi, lalu putuskan.",
        ),
    }


def _of_who_and_what() -> dict[RejectCode, str]:
    return {
        RejectCode.NO_RIGHT: QCoreApplication.translate(
            "Rejections",
            "Peran orang ini di server tidak mencakup langkah ini. Mintalah orang yang berhak, "
            "atau minta admin kabupaten mengubah perannya lalu kirim lagi.",
        ),
        RejectCode.PERSON_UNKNOWN: QCoreApplication.translate(
            "Rejections",
            "Orang ini tidak lagi terdaftar di kantor ini. Mintalah admin kabupaten "
            "mendaftarkannya, lalu kirim lagi.",
        ),
        RejectCode.NUMBER_TAKEN: QCoreApplication.translate(
            "Rejections",
            "Nomor ini sudah dipakai atau dicatat batal. Periksa buku nomor surat dan terbitkan "
            "dengan nomor lain.",
        ),
        RejectCode.NUMBER_NOT_LEASED: QCoreApplication.translate(
            "Rejections",
            "Nomor ini bukan jatah komputer ini, atau jatahnya sudah kedaluwarsa. Sambungkan ke "
            "server agar mendapat nomor baru, lalu terbitkan lagi.",
        ),
        RejectCode.BODY_UNREADABLE: QCoreApplication.translate(
            "Rejections",
            "Server tidak dapat membaca isinya. Salin isinya dan tulis ulang; bila berulang, "
            "ekspor lalu hubungi admin kabupaten.",
        ),
        RejectCode.OPERATION_UNKNOWN: QCoreApplication.translate(
            "Rejections",
            "Server belum mengenal perubahan semacam ini. Kirim lagi setelah server diperbarui.",
        ),
        RejectCode.SERVER_ERROR: QCoreApplication.translate(
            "Rejections",
            "Server gagal memproses perubahan ini. Coba kirim lagi; bila berulang, ekspor lalu "
            "hubungi admin kabupaten.",
        ),
    }


def _unknown() -> str:
    return QCoreApplication.translate("Rejections", "Server tidak menerima perubahan ini.")

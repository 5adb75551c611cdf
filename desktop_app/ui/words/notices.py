"""What a notice says: a heading, what happened, and what is to be done now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.notices import Notice, NoticeKind


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A heading and a sentence or two."""

    heading: str
    sentence: str


def notice_words(notice: Notice) -> NoticeWords:
    """Write a notice; its facts are numbers, letters and names of officials."""
    words, facts = _words(notice.kind), notice.facts
    sentence = words.sentence.format(
        old=facts.get("old", "?"),
        new=facts.get("new", "?"),
        number=facts.get("number", "?"),
        count=facts.get("count", "?"),
        by=facts.get("by") or QCoreApplication.translate("Notices", "Orang lain"),
    )
    return NoticeWords(words.heading, sentence)


def _words(kind: NoticeKind) -> NoticeWords:
    """Return the words of a kind with {old}, {new}, {by} and the like still in them."""
    match kind:
        case NoticeKind.RENUMBERED:
            return NoticeWords(
                QCoreApplication.translate("Notices", "Nomor register berganti"),
                QCoreApplication.translate(
                    "Notices",
                    "Komputer lain sudah mencetak {old}. Kasus ini sekarang bernomor {new}. Cetak "
                    "tanda terima baru dan sampaikan kepada pelapor.",
                ),
            )
        case NoticeKind.REVIVED:
            return NoticeWords(
                QCoreApplication.translate("Notices", "Kasus yang dibatalkan kembali"),
                QCoreApplication.translate(
                    "Notices",
                    "{by} mengerjakan kasus ini setelah dibatalkan di sini, jadi kasusnya ada di "
                    "daftar lagi. Tidak ada yang hilang.",
                ),
            )
        case NoticeKind.IDENTITY_RENEWED:
            return NoticeWords(
                QCoreApplication.translate("Notices", "Komputer ini mendapat huruf baru"),
                QCoreApplication.translate(
                    "Notices",
                    "Data di sini salinan dari komputer lain atau dari cadangan lama. Supaya "
                    "nomor tidak bentrok, huruf {old} diganti {new}. Semua pekerjaan tetap ada; "
                    "nomor berikutnya memakai huruf baru.",
                ),
            )
        case NoticeKind.ENROLLED_AGAIN:
            return NoticeWords(
                QCoreApplication.translate("Notices", "Komputer ini terdaftar lagi"),
                QCoreApplication.translate(
                    "Notices",
                    "Server dipulihkan dari cadangan yang belum mengenal komputer ini. Semua "
                    "pekerjaan tetap ada dan dikirim lagi. Huruf komputer ini dulu {old}, "
                    "sekarang {new}.",
                ),
            )
        case NoticeKind.SERVER_RESTORED:
            return NoticeWords(
                QCoreApplication.translate("Notices", "Server dipulihkan dari cadangan"),
                QCoreApplication.translate(
                    "Notices",
                    "Server kehilangan sebagian kiriman sejak cadangannya dibuat. Komputer ini "
                    "mengirimnya lagi; tidak ada yang dihapus di sini dan tidak ada yang perlu "
                    "diketik ulang.",
                ),
            )
        case NoticeKind.TRAIL_BROKEN:
            return NoticeWords(
                QCoreApplication.translate("Notices", "Jejak audit tidak utuh"),
                QCoreApplication.translate(
                    "Notices",
                    "Mulai catatan nomor {number} ada yang diubah atau dihapus di luar aplikasi "
                    "({count} temuan). Buka Jejak audit untuk melihat yang mana, lalu laporkan "
                    "kepada administrator.",
                ),
            )

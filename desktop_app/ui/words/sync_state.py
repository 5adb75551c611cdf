"""The answer to "is my work safe?", in a few words and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.sync_summary import SyncSummary
from desktop_app.ui.top_bar import SyncKind
from desktop_app.ui.words.troubles import trouble_words


@dataclass(frozen=True, slots=True)
class SyncWords:
    """What the status line shows, and the whole sentence behind it."""

    kind: SyncKind
    short: str
    sentence: str


def sync_words(
    summary: SyncSummary,
    trouble: ExpectedError | None,
    *,
    running: bool,
    last_round: datetime | None,
) -> SyncWords:
    """Say how sync stands; `last_round` is local time of the last round that ended well."""
    waits = summary.waiting + summary.files_waiting
    needs_person = summary.refused + summary.conflicts
    if running:
        return SyncWords(
            SyncKind.WORKING,
            QCoreApplication.translate("Sync", "Menyinkronkan…"),
            _waiting_sentence(waits),
        )
    if needs_person:
        return SyncWords(
            SyncKind.ATTENTION,
            QCoreApplication.translate("Sync", "{count} perlu perhatian").format(
                count=needs_person
            ),
            QCoreApplication.translate(
                "Sync", "Ada perubahan yang ditolak atau berbeda. Isinya tetap disimpan di sini."
            ),
        )
    if trouble is not None:
        return _in_trouble(trouble, waits, last_round)
    if waits:
        return SyncWords(
            SyncKind.WAITING,
            QCoreApplication.translate("Sync", "{count} menunggu dikirim").format(count=waits),
            _waiting_sentence(waits),
        )
    if last_round is None:
        return SyncWords(
            SyncKind.WAITING,
            QCoreApplication.translate("Sync", "Belum pernah sinkron"),
            _waiting_sentence(waits),
        )
    return SyncWords(
        SyncKind.SYNCED,
        QCoreApplication.translate("Sync", "Tersinkron {time}").format(
            time=last_round.strftime("%H.%M")
        ),
        QCoreApplication.translate("Sync", "Semua pekerjaan sudah sampai di server."),
    )


def _in_trouble(trouble: ExpectedError, waits: int, last_round: datetime | None) -> SyncWords:
    sentence = f"{trouble_words(trouble)} {_waiting_sentence(waits)}"
    if last_round is not None:
        sentence += " " + QCoreApplication.translate(
            "Sync", "Terakhir berhasil pukul {time}."
        ).format(time=last_round.strftime("%H.%M"))
    if trouble.trouble is Trouble.SERVER_UNREACHABLE:
        short = (
            QCoreApplication.translate("Sync", "Luring · {count} menunggu").format(count=waits)
            if waits
            else QCoreApplication.translate("Sync", "Luring")
        )
        return SyncWords(SyncKind.OFFLINE, short, sentence)
    short = QCoreApplication.translate("Sync", "Sinkron tertunda · {count} menunggu").format(
        count=waits
    )
    return SyncWords(SyncKind.ATTENTION, short, sentence)


def _waiting_sentence(waits: int) -> str:
    if not waits:
        return QCoreApplication.translate("Sync", "Tidak ada yang menunggu dikirim.")
    return QCoreApplication.translate(
        "Sync", "{count} perubahan aman di komputer ini dan menunggu dikirim."
    ).format(count=waits)


def reject_words(code: str) -> str:
    """Say why the server refused a change, and what to do."""
    words = {
        "MOVE_NOT_ALLOWED": QCoreApplication.translate(
            "Sync", "Status kasus sudah diubah orang lain, jadi langkah ini tidak berlaku lagi."
        ),
        "NO_RIGHT": QCoreApplication.translate(
            "Sync", "Peran orang ini di server tidak mencakup langkah ini."
        ),
        "NOT_IN_SCOPE": QCoreApplication.translate(
            "Sync", "Kasus ini sekarang ditangani kantor lain."
        ),
        "CASE_UNKNOWN": QCoreApplication.translate("Sync", "Server belum mengenal kasus ini."),
        "CASE_EXISTS": QCoreApplication.translate(
            "Sync", "Nomor register ini sudah ada di server."
        ),
        "COMPLAINED_OFFICE": QCoreApplication.translate(
            "Sync", "Kantor yang diadukan tidak boleh menangani kasusnya."
        ),
        "PERSON_UNKNOWN": QCoreApplication.translate(
            "Sync", "Orang ini tidak lagi terdaftar di server."
        ),
        "NUMBER_TAKEN": QCoreApplication.translate("Sync", "Nomor surat ini sudah dipakai."),
    }
    return words.get(
        code, QCoreApplication.translate("Sync", "Server tidak dapat memproses perubahan ini.")
    )


def operation_words(operation: Operation) -> str:
    """Name a change as the clerk who made it would."""
    words = {
        Operation.CASE_CREATE: QCoreApplication.translate("Sync", "laporan baru"),
        Operation.CASE_SET: QCoreApplication.translate("Sync", "perbaikan isian"),
        Operation.CASE_MOVE: QCoreApplication.translate("Sync", "perubahan status"),
        Operation.REPORTER_PUT: QCoreApplication.translate("Sync", "data pelapor"),
        Operation.ENTRY_ADD: QCoreApplication.translate("Sync", "catatan atau balasan"),
        Operation.ATTACHMENT_LINK: QCoreApplication.translate("Sync", "berkas"),
        Operation.LETTER_ISSUE: QCoreApplication.translate("Sync", "surat"),
    }
    return words[operation]

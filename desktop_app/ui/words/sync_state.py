"""The answer to "is my work safe?", in a few words and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.sync_centre.file_lane_choice import FilesTravel, Line, files_may_travel
from desktop_app.services.sync_centre.sync_summary import SyncSummary
from desktop_app.ui.top_bar import SyncKind
from desktop_app.ui.words.troubles import trouble_words


@dataclass(frozen=True, slots=True)
class SyncWords:
    """What the status line shows, the whole sentence behind it, and why things wait here."""

    kind: SyncKind
    short: str
    sentence: str
    why_waiting: str = ""
    files_held: str = ""


def sync_words(
    summary: SyncSummary,
    trouble: ExpectedError | None,
    *,
    running: bool,
    last_round: datetime | None,
    files_held: str = "",
) -> SyncWords:
    """Say how sync stands; `last_round` is local time of the last round that ended well.

    `files_held` says why files wait for somebody; then they do not count as on their way.
    """
    waits = summary.waiting + (0 if files_held else summary.files_waiting)
    words = _standing(summary, trouble, waits, running=running, last_round=last_round)
    return replace(words, why_waiting=_why_waiting(trouble), files_held=files_held)


def files_held_words(choice: FilesTravel, line: Line) -> str:
    """Say why files do not travel by themselves now; empty where they do."""
    if files_may_travel(choice, line):
        return ""
    if choice is FilesTravel.WHEN_ASKED:
        return QCoreApplication.translate("Sync", "Berkas menunggu sampai Anda memintanya.")
    if line.metered or line.mobile:
        return QCoreApplication.translate("Sync", "Berkas menunggu karena jaringan ini berkuota.")
    return QCoreApplication.translate("Sync", "Berkas menunggu karena jaringan ini lambat.")


def _why_waiting(trouble: ExpectedError | None) -> str:
    if trouble is not None:
        return trouble_words(trouble)
    return QCoreApplication.translate(
        "Sync", "Aman di komputer ini dan dikirim sendiri sebentar lagi. F9 mengirim sekarang."
    )


def _standing(
    summary: SyncSummary,
    trouble: ExpectedError | None,
    waits: int,
    *,
    running: bool,
    last_round: datetime | None,
) -> SyncWords:
    needs_person = summary.needs_person
    if running:
        return SyncWords(
            SyncKind.WORKING,
            QCoreApplication.translate("Sync", "Menyinkronkan…"),
            _waiting_sentence(waits),
        )
    if trouble is not None and trouble.trouble is Trouble.WOULD_REMOVE_MANY:
        short = QCoreApplication.translate("Sync", "Perlu jawaban Anda")
        return SyncWords(SyncKind.ATTENTION, short, trouble_words(trouble))
    if needs_person:
        return SyncWords(
            SyncKind.ATTENTION,
            QCoreApplication.translate("Sync", "{count} perlu perhatian").format(
                count=needs_person
            ),
            QCoreApplication.translate(
                "Sync", "Ada yang perlu Anda lihat atau putuskan. Isinya tetap disimpan di sini."
            ),
        )
    if trouble is not None:
        return _in_trouble(trouble, waits, last_round)
    return _in_order(summary, waits, last_round)


def _in_order(summary: SyncSummary, waits: int, last_round: datetime | None) -> SyncWords:
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
        _files_held_sentence(summary.files_waiting)
        if summary.files_waiting
        else QCoreApplication.translate("Sync", "Semua pekerjaan sudah sampai di server."),
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


def _files_held_sentence(files: int) -> str:
    return QCoreApplication.translate(
        "Sync", "Semua data sudah sampai di server; {count} berkas ditahan di komputer ini."
    ).format(count=files)


def _waiting_sentence(waits: int) -> str:
    if not waits:
        return QCoreApplication.translate("Sync", "Tidak ada yang menunggu dikirim.")
    return QCoreApplication.translate(
        "Sync", "{count} perubahan aman di komputer ini dan menunggu dikirim."
    ).format(count=waits)

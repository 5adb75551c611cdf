"""How a round reads while it runs, and in the history."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.rounds import RoundRecord
from desktop_app.ui.shell.doors import RoundProgress, RoundStage
from desktop_app.ui.words.troubles import trouble_words


def progress_words(progress: RoundProgress) -> str:
    """Say what a round is doing: `Mengirim perubahan · 120 dari 400`."""
    stage = {
        RoundStage.SENDING: QCoreApplication.translate("Rounds", "Mengirim perubahan"),
        RoundStage.RECEIVING: QCoreApplication.translate("Rounds", "Mengambil yang baru"),
        RoundStage.COMPARING: QCoreApplication.translate("Rounds", "Mencocokkan dengan server"),
        RoundStage.SENDING_FILES: QCoreApplication.translate("Rounds", "Mengirim berkas"),
        RoundStage.RECEIVING_FILES: QCoreApplication.translate("Rounds", "Mengambil berkas"),
    }[progress.stage]
    if progress.total:
        amount = QCoreApplication.translate("Rounds", "{done} dari {total}").format(
            done=progress.done, total=progress.total
        )
        return f"{stage} · {amount}"
    return f"{stage} · {progress.done}" if progress.done else stage


def sent_words(record: RoundRecord) -> str:
    """Say what went up: `12 perubahan, 1 berkas`."""
    return amount_words(record.sent, record.files_sent)


def received_words(record: RoundRecord) -> str:
    """Say what came down."""
    return amount_words(record.received, record.files_received)


def outcome_words(record: RoundRecord) -> str:
    """Say how a round ended: what was refused, overruled or repaired, and what went wrong."""
    parts = [
        _count(QCoreApplication.translate("Rounds", "{count} ditolak"), record.refused),
        _count(QCoreApplication.translate("Rounds", "{count} nilai berbeda"), record.conflicts),
        _count(QCoreApplication.translate("Rounds", "{count} diperbaiki"), record.repaired),
    ]
    told = [part for part in parts if part]
    if not record.trouble:
        end = (
            QCoreApplication.translate("Rounds", "cocok dengan server")
            if record.verified
            else QCoreApplication.translate("Rounds", "dihentikan sebelum dicocokkan")
        )
        words = ", ".join([*told, end])
        return words[:1].upper() + words[1:]
    return ". ".join([*filter(None, [", ".join(told)]), _trouble(record.trouble)])


def amount_words(changes: int, files: int) -> str:
    """Say how much: `12 perubahan, 1 berkas`; a dash for nothing."""
    parts = (
        _count(QCoreApplication.translate("Rounds", "{count} perubahan"), changes),
        _count(QCoreApplication.translate("Rounds", "{count} berkas"), files),
    )
    return ", ".join(part for part in parts if part) or "–"


def _count(words: str, count: int) -> str:
    return words.format(count=count) if count else ""


def _trouble(code: str) -> str:
    try:
        return trouble_words(ExpectedError(Trouble(code)))
    except ValueError:
        return QCoreApplication.translate("Rounds", "terhenti")

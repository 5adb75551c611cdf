"""What a change is called, and how what waits reads."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.changes import Operation
from desktop_app.services.sync_centre.case_label import CaseLabel
from desktop_app.ui.inbox.row_words import short_number


def operation_words(operation: Operation) -> str:
    """Name a change as the clerk who made it would."""
    words = {
        Operation.CASE_CREATE: QCoreApplication.translate("Changes", "laporan baru"),
        Operation.CASE_SET: QCoreApplication.translate("Changes", "koreksi isian"),
        Operation.CASE_MOVE: QCoreApplication.translate("Changes", "perubahan status"),
        Operation.REPORTER_PUT: QCoreApplication.translate("Changes", "data pelapor"),
        Operation.REPORTER_SET: QCoreApplication.translate("Changes", "pembetulan data pelapor"),
        Operation.REPORTER_RESTRICT: QCoreApplication.translate(
            "Changes", "pembatasan identitas pelapor"
        ),
        Operation.REPORTER_ERASE: QCoreApplication.translate(
            "Changes", "penghapusan identitas pelapor"
        ),
        Operation.ENTRY_ADD: QCoreApplication.translate("Changes", "catatan atau balasan"),
        Operation.ATTACHMENT_LINK: QCoreApplication.translate("Changes", "berkas"),
        Operation.LETTER_ISSUE: QCoreApplication.translate("Changes", "surat"),
        Operation.CASE_VOID: QCoreApplication.translate("Changes", "pembatalan kasus"),
        Operation.CASE_REVIVE: QCoreApplication.translate("Changes", "pengembalian kasus"),
        Operation.RELEASE_GIVE: QCoreApplication.translate("Changes", "pelepasan"),
        Operation.RELEASE_END: QCoreApplication.translate("Changes", "pencabutan pelepasan"),
        Operation.LETTER_VOID: QCoreApplication.translate("Changes", "nomor surat rusak"),
    }
    return words[operation]


def operations_words(operations: Iterable[Operation]) -> str:
    """Name several changes at the beginning of a line: `Perubahan status, berkas`."""
    return _capital(", ".join(dict.fromkeys(map(operation_words, operations))))


def counts_words(counts: Iterable[tuple[Operation, int]]) -> str:
    """Say how many changes of each kind wait: `Laporan baru, 2 catatan atau balasan`."""
    return _capital(
        ", ".join(
            operation_words(operation) if count == 1 else f"{count} {operation_words(operation)}"
            for operation, count in counts
        )
    )


def case_words(about: CaseLabel) -> str:
    """Name a case in one line: its number and title, the title only if it is not confidential."""
    if not about.is_case:
        return QCoreApplication.translate("Changes", "Buku nomor surat")
    if not about.register_number:
        return QCoreApplication.translate("Changes", "Kasus yang tidak ada lagi di sini")
    title = about.title
    if about.confidential:
        title = QCoreApplication.translate("Changes", "Dirahasiakan")
    return f"{short_number(about.register_number)} · {title}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

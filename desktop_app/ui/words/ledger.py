"""How the book of letter numbers reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.services.letters.letter_ledger import LedgerLine, NumberState
from desktop_app.ui.words.dates import day_words


def number_words(line: LedgerLine) -> str:
    """Write the number, or the first and last of a run: `12`, `13–50`; a dash without any."""
    if line.state is NumberState.BY_HAND:
        return "–"
    return str(line.first) if line.first == line.last else f"{line.first}–{line.last}"


def state_words(state: NumberState) -> str:
    """Say what became of a number."""
    return {
        NumberState.ISSUED: QCoreApplication.translate("Ledger", "Terbit"),
        NumberState.BY_HAND: QCoreApplication.translate("Ledger", "Terbit, nomor diketik"),
        NumberState.VOID: QCoreApplication.translate("Ledger", "Rusak"),
        NumberState.FREE: QCoreApplication.translate("Ledger", "Belum dipakai"),
        NumberState.SKIPPED: QCoreApplication.translate("Ledger", "Dilewati"),
        NumberState.EXPIRED: QCoreApplication.translate("Ledger", "Hangus"),
        NumberState.ELSEWHERE: QCoreApplication.translate("Ledger", "Komputer lain"),
    }[state]


def remark_words(line: LedgerLine) -> str:
    """Say what stands behind a number: the letter, the reason, or why it is a gap."""
    if line.state in {NumberState.ISSUED, NumberState.BY_HAND}:
        return " · ".join(part for part in (line.number, line.subject) if part)
    if line.state is NumberState.VOID:
        return " · ".join(part for part in (line.subject, line.author) if part)
    words = {
        NumberState.FREE: QCoreApplication.translate("Ledger", "Dapat dipakai sampai {day}"),
        NumberState.EXPIRED: QCoreApplication.translate(
            "Ledger", "Masa berlakunya habis {day}; tidak dipakai"
        ),
        NumberState.SKIPPED: QCoreApplication.translate(
            "Ledger", "Nomor lengkapnya sudah diketik pada surat lain"
        ),
        NumberState.ELSEWHERE: QCoreApplication.translate(
            "Ledger", "Jatah komputer lain di kantor ini"
        ),
    }[line.state]
    return words.format(day=day_words(line.expires_on)) if line.expires_on else words

"""What each step of the connection test looks at, and what its outcome means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import Trouble
from desktop_app.ui.shell.doors import CheckedStep, ConnectionStep
from desktop_app.ui.words.troubles import trouble_words

_CLOSE_ENOUGH_S = 120
_MINUTE = 60


def step_words(step: ConnectionStep) -> str:
    """Say what a step looks at."""
    return {
        ConnectionStep.REACH: QCoreApplication.translate("Connection", "Menghubungi server"),
        ConnectionStep.SPEAK: QCoreApplication.translate("Connection", "Server aduan dan versinya"),
        ConnectionStep.KNOW: QCoreApplication.translate(
            "Connection", "Server kabupaten yang benar"
        ),
        ConnectionStep.SIGN_IN: QCoreApplication.translate(
            "Connection", "Komputer ini dikenal server"
        ),
        ConnectionStep.CLOCK: QCoreApplication.translate("Connection", "Jam komputer"),
    }[step]


def outcome_words(checked: CheckedStep) -> str:
    """Say what to do where a step went wrong, or what is worth knowing; empty where all is well."""
    if checked.trouble is None:
        return _clock_words(checked) if checked.step is ConnectionStep.CLOCK else ""
    if checked.trouble.trouble is Trouble.SERVER_UNREACHABLE:
        return _unreachable_words(checked.trouble.facts.get("reason", ""))
    if checked.step is ConnectionStep.KNOW:
        return QCoreApplication.translate(
            "Connection",
            "Alamat ini menjawab sebagai server lain. Pekerjaan tidak dikirim ke sana. Tanyakan "
            "alamat yang benar kepada admin kabupaten.",
        )
    return trouble_words(checked.trouble)


def is_off(checked: CheckedStep) -> bool:
    """Say whether a step that passed still asks for attention: a clock that is minutes wrong."""
    return checked.trouble is None and abs(_seconds_ahead(checked)) > _CLOSE_ENOUGH_S


def _unreachable_words(reason: str) -> str:
    if reason == "certificate":
        return QCoreApplication.translate(
            "Connection",
            "Sambungan amannya tidak dapat dipercaya. Periksa tanggal komputer; bila benar, "
            "tunjukkan ini kepada admin kabupaten.",
        )
    if reason == "timeout":
        return QCoreApplication.translate(
            "Connection",
            "Server tidak menjawab tepat waktu. Jaringan mungkin sangat lambat; coba lagi "
            "sebentar, atau pakai kurir.",
        )
    return QCoreApplication.translate(
        "Connection",
        "Tidak ada jalan ke server. Periksa kabel atau Wi-Fi; coba buka situs lain. Bila situs "
        "lain terbuka, servernya mungkin mati.",
    )


def _clock_words(checked: CheckedStep) -> str:
    ahead = _seconds_ahead(checked)
    if abs(ahead) <= _CLOSE_ENOUGH_S:
        return ""
    words = (
        QCoreApplication.translate("Connection", "Jam komputer ini {minutes} menit terlalu cepat.")
        if ahead > 0
        else QCoreApplication.translate("Connection", "Jam komputer ini {minutes} menit terlambat.")
    )
    mend = QCoreApplication.translate(
        "Connection", "Betulkan agar tanggal pada tanda terima dan surat benar."
    )
    return f"{words.format(minutes=round(abs(ahead) / _MINUTE))} {mend}"


def _seconds_ahead(checked: CheckedStep) -> float:
    try:
        return float(checked.facts.get("seconds", "0"))
    except ValueError:
        return 0.0

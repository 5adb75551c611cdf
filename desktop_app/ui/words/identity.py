"""Why who reported is not shown or corrected, once it was restricted or erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.ui.words.dates import moment_words


def state_words(state: IdentityState) -> str:
    """Say how an identity stands, for a list; empty where it is as any other."""
    return {
        IdentityState.OPEN: "",
        IdentityState.RESTRICTED: QCoreApplication.translate("Identity", "Dibatasi"),
        IdentityState.ERASED: QCoreApplication.translate("Identity", "Sudah dihapus"),
    }[state]


def state_remark(state: IdentityState, entries: Iterable[TimelineEntry], zone: tzinfo) -> str:
    """Say it in a sentence, with when and why as the timeline tells; empty where it is open."""
    match state:
        case IdentityState.OPEN:
            return ""
        case IdentityState.ERASED:
            return QCoreApplication.translate("Identity", "Identitas pelapor sudah dihapus.")
        case IdentityState.RESTRICTED:
            return _restricted([one for one in entries if one.kind is _RESTRICTING], zone)


def why_not_corrected(state: IdentityState) -> str:
    """Say why nobody can correct it, whatever they may do; empty where it is open."""
    return {
        IdentityState.OPEN: "",
        IdentityState.RESTRICTED: QCoreApplication.translate(
            "Identity",
            "Identitas pelapor sedang dibatasi, jadi tidak dapat dibetulkan. Pembatasan dicabut "
            "di halaman Data pribadi.",
        ),
        IdentityState.ERASED: QCoreApplication.translate(
            "Identity", "Identitas pelapor sudah dihapus, jadi tidak ada yang dapat dibetulkan."
        ),
    }[state]


_RESTRICTING = EntryKind.IDENTITY_RESTRICTED


def _restricted(told: list[TimelineEntry], zone: tzinfo) -> str:
    if not told:  # the page with the entry is still on its way
        return QCoreApplication.translate("Identity", "Identitas pelapor dibatasi.")
    last = max(told, key=lambda entry: entry.device_time)
    return QCoreApplication.translate(
        "Identity", "Identitas pelapor dibatasi sejak {moment}: {reason}"
    ).format(moment=moment_words(last.device_time, zone), reason=last.text)

"""What the panel asks for when somebody lets an office know, or takes that back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.releases import ReleaseKind, standing_releases
from desktop_app.domain.timeline import EntryKind
from desktop_app.ui.case.knowing import identity_releases
from desktop_app.ui.case.shown_case import ShownCase

RELEASES = {
    EntryKind.RELEASED: ReleaseKind.CASE,
    EntryKind.WITHHELD: ReleaseKind.CASE,
    EntryKind.IDENTITY_RELEASED: ReleaseKind.IDENTITY,
    EntryKind.IDENTITY_WITHHELD: ReleaseKind.IDENTITY,
}
ENDING = frozenset({EntryKind.WITHHELD, EntryKind.IDENTITY_WITHHELD})


def offices_of(task: EntryKind, shown: ShownCase) -> tuple[UUID, ...]:
    """Return the offices that a task is possible for by this person."""
    view = shown.view
    match task:
        case EntryKind.RELEASED:
            return tuple(uid for uid in view.withheld_from if uid in view.may_release)
        case EntryKind.WITHHELD:
            told = standing_releases(view.releases, ReleaseKind.CASE)
            named = (one.to_office_uid for one in told)
            return tuple(dict.fromkeys(uid for uid in named if uid in view.may_release))
        case EntryKind.IDENTITY_RELEASED if view.may_release_identity:
            worker = shown.case.assigned_office_uid
            return () if worker in {None, shown.office.uid} else (worker,)
        case EntryKind.IDENTITY_WITHHELD if view.may_release_identity:
            return tuple(dict.fromkeys(one.to_office_uid for one in identity_releases(shown)))
        case _:
            return ()


def release_heading(task: EntryKind) -> str:
    """Name a task as the panel does."""
    return {
        EntryKind.RELEASED: QCoreApplication.translate(
            "Releases", "Lepas untuk kantor yang diadukan"
        ),
        EntryKind.WITHHELD: QCoreApplication.translate(
            "Releases", "Tahan lagi dari kantor yang diadukan"
        ),
        EntryKind.IDENTITY_RELEASED: QCoreApplication.translate(
            "Releases", "Buka identitas pelapor"
        ),
        EntryKind.IDENTITY_WITHHELD: QCoreApplication.translate(
            "Releases", "Tutup lagi identitas pelapor"
        ),
    }[task]


def release_hint(task: EntryKind) -> str:
    """Say what follows from it."""
    return {
        EntryKind.RELEASED: QCoreApplication.translate(
            "Releases",
            "Kantor itu akan membaca seluruh isi dan riwayat kasus, tanpa identitas pelapor. "
            "Nama Anda dan alasannya tercatat.",
        ),
        EntryKind.WITHHELD: QCoreApplication.translate(
            "Releases",
            "Kasus hilang dari komputer kantor itu saat kantor itu sinkron. Yang sudah dibaca "
            "tidak dapat ditarik.",
        ),
        EntryKind.IDENTITY_RELEASED: QCoreApplication.translate(
            "Releases",
            "Nama, telepon, alamat, dan NIK pelapor terbaca di kantor itu sampai hari terakhir. "
            "Nama Anda dan keperluannya tercatat.",
        ),
        EntryKind.IDENTITY_WITHHELD: QCoreApplication.translate(
            "Releases", "Identitas hilang dari komputer kantor itu saat kantor itu sinkron."
        ),
    }[task]


def release_done(task: EntryKind) -> str:
    """Say that it is done."""
    return {
        EntryKind.RELEASED: QCoreApplication.translate("Releases", "Kasus dilepas."),
        EntryKind.WITHHELD: QCoreApplication.translate("Releases", "Kasus ditahan lagi."),
        EntryKind.IDENTITY_RELEASED: QCoreApplication.translate("Releases", "Identitas dibuka."),
        EntryKind.IDENTITY_WITHHELD: QCoreApplication.translate("Releases", "Identitas ditutup."),
    }[task]


def release_label(task: EntryKind) -> str:
    """Name the words that are asked for."""
    if task is EntryKind.IDENTITY_RELEASED:
        return QCoreApplication.translate("Releases", "Untuk keperluan apa")
    return QCoreApplication.translate("Releases", "Alasan")


def release_button(task: EntryKind) -> str:
    """Name what the button does."""
    return {
        EntryKind.RELEASED: QCoreApplication.translate("Releases", "Lepas kasus"),
        EntryKind.WITHHELD: QCoreApplication.translate("Releases", "Tahan lagi"),
        EntryKind.IDENTITY_RELEASED: QCoreApplication.translate("Releases", "Buka identitas"),
        EntryKind.IDENTITY_WITHHELD: QCoreApplication.translate("Releases", "Tutup lagi"),
    }[task]

"""Who may know of a case that complains about somebody, and who reported it: lines to show."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.releases import Release, ReleaseKind, standing_releases
from desktop_app.domain.timeline import EntryKind
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.words.dates import day_words


@dataclass(frozen=True, slots=True)
class KnowingLine:
    """One fact, and what may be done about it; `task` is None where this person may not.

    `warns` says that it is out of the ordinary.
    """

    icon: str
    sentence: str
    task: EntryKind | None = None
    action: str = ""
    warns: bool = True


def knowing_lines(shown: ShownCase) -> list[KnowingLine]:
    """Say from whom the case is held back, to whom it was released, and who knows the name."""
    return [*_held(shown), *_released(shown), *_identity(shown)]


def identity_releases(shown: ShownCase) -> list[Release]:
    """Return the releases of who reported that let somebody know today."""
    standing = standing_releases(shown.view.releases, ReleaseKind.IDENTITY)
    return [one for one in standing if one.until is not None and one.until >= shown.today]


def _held(shown: ShownCase) -> list[KnowingLine]:
    lines = []
    for uid in shown.view.withheld_from:
        may = uid in shown.view.may_release
        words = (
            QCoreApplication.translate(
                "Knowing",
                "Ditahan dari {office}: kantor itu tidak menerima, menemukan, atau menghitung "
                "kasus ini.",
            )
            if may or uid != shown.office.uid
            else QCoreApplication.translate(
                "Knowing",
                "Kasus ini tentang kantor Anda sendiri. Di sini hanya Anda yang melihatnya; "
                "kabupaten yang menanganinya.",
            )
        )
        lines.append(
            KnowingLine(
                "eye-off",
                words.format(office=shown.office_name(uid)),
                EntryKind.RELEASED if may else None,
                QCoreApplication.translate("Knowing", "Lepas untuk kantor ini…"),
            )
        )
    return lines


def _released(shown: ShownCase) -> list[KnowingLine]:
    lines = []
    told = dict.fromkeys(
        one.to_office_uid for one in standing_releases(shown.view.releases, ReleaseKind.CASE)
    )
    for uid in told:
        words = QCoreApplication.translate(
            "Knowing", "Sudah dilepas untuk kantor yang diadukan, {office}."
        )
        lines.append(
            KnowingLine(
                "eye",
                words.format(office=shown.office_name(uid)),
                EntryKind.WITHHELD if uid in shown.view.may_release else None,
                QCoreApplication.translate("Knowing", "Tahan lagi…"),
            )
        )
    return lines


def _identity(shown: ShownCase) -> list[KnowingLine]:
    lines = []
    for one in identity_releases(shown):
        words = QCoreApplication.translate(
            "Knowing", "Identitas pelapor dibuka untuk {office} sampai {day}."
        )
        lines.append(
            KnowingLine(
                "user-round",
                words.format(
                    office=shown.office_name(one.to_office_uid),
                    day=day_words(one.until) if one.until else "",
                ),
                EntryKind.IDENTITY_WITHHELD if shown.view.may_release_identity else None,
                QCoreApplication.translate("Knowing", "Tutup lagi…"),
            )
        )
    worker = shown.case.assigned_office_uid
    is_elsewhere = worker is not None and worker != shown.office.uid
    if shown.view.may_release_identity and is_elsewhere and not lines:
        words = QCoreApplication.translate(
            "Knowing", "{office} menangani kasus ini tanpa mengetahui siapa pelapornya."
        )
        lines.append(
            KnowingLine(
                "user-round",
                words.format(office=shown.office_name(worker)),
                EntryKind.IDENTITY_RELEASED,
                QCoreApplication.translate("Knowing", "Buka identitas…"),
                warns=False,
            )
        )
    return lines

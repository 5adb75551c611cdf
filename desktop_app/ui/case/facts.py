"""What is known of a case as labels and values, for the column beside the reporter's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.permissions import Right, roles_with
from desktop_app.domain.phone import shown_phone
from desktop_app.domain.reporters import IdentityState
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.words.dates import day_words, due_words, moment_words
from desktop_app.ui.words.identity import state_remark
from desktop_app.ui.words.rights import any_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One label and its value, which may have several lines; `overdue` marks a missed date."""

    label: str
    value: str
    overdue: bool = False


def matter_facts(shown: ShownCase) -> list[Fact]:
    """What the case is about, where and when it happened, and who deals with it."""
    case = shown.case
    place = "\n".join(part for part in (shown.village_label(), case.place) if part)
    happened = [day_words(case.happened_on)] if case.happened_on else []
    happened += [case.happened_words] if case.happened_words else []
    facts = [
        Fact(
            QCoreApplication.translate("Facts", "Klasifikasi"),
            terms.CLASSIFICATION[case.classification],
        ),
        Fact(
            QCoreApplication.translate("Facts", "Kategori"),
            shown.lookups.category_name(case.category),
        ),
        Fact(QCoreApplication.translate("Facts", "Lokasi"), place),
        Fact(QCoreApplication.translate("Facts", "Waktu kejadian"), "\n".join(happened)),
        Fact(QCoreApplication.translate("Facts", "Yang diadukan"), _complained(shown)),
        Fact(
            QCoreApplication.translate("Facts", "Ditangani"),
            shown.office_name(case.assigned_office_uid),
        ),
        Fact(QCoreApplication.translate("Facts", "Diterima"), _received(shown)),
    ]
    return [fact for fact in facts if fact.value]


def due_facts(shown: ShownCase) -> list[Fact]:
    """The dates that still matter, and how long the clock stood still."""
    case, facts = shown.case, list[Fact]()
    if case.is_open and case.status is Status.RECEIVED:
        label = QCoreApplication.translate("Facts", "Batas verifikasi")
        facts.append(_due(label, case.due.verification, shown))
    if case.is_open and not case.has_reply:
        label = QCoreApplication.translate("Facts", "Batas respons")
        facts.append(_due(label, case.due.response, shown))
    if case.is_open:
        label = QCoreApplication.translate("Facts", "Batas penyelesaian")
        facts.append(_due(label, case.due.resolution, shown))
    if case.paused_since is not None:
        since = QCoreApplication.translate("Facts", "Sejak {day}, menunggu pelapor").format(
            day=day_words(case.paused_since)
        )
        facts.append(Fact(QCoreApplication.translate("Facts", "Tenggat berhenti"), since))
    if case.due.paused_days:
        days = QCoreApplication.translate("Facts", "{count} hari kerja menunggu pelapor").format(
            count=case.due.paused_days
        )
        facts.append(Fact(QCoreApplication.translate("Facts", "Jeda"), days))
    return facts


def reporter_facts(shown: ShownCase) -> list[Fact]:
    """Name, telephone, address and NIK, as far as this person may see them and they are known."""
    reporter = shown.revealed or shown.view.reporter
    if reporter is None:
        return []
    facts = [
        Fact(QCoreApplication.translate("Facts", "Nama"), reporter.name),
        Fact(
            QCoreApplication.translate("Facts", "Telepon"),
            shown_phone(reporter.phone) if shown.revealed else reporter.phone,
        ),
        Fact(QCoreApplication.translate("Facts", "Alamat"), reporter.address),
        Fact(QCoreApplication.translate("Facts", "NIK"), reporter.nik),
    ]
    return [fact for fact in facts if fact.value]


def is_masked(shown: ShownCase) -> bool:
    """Say whether something of who reported is shown with stars in it."""
    reporter = shown.view.reporter
    return shown.revealed is None and reporter is not None and bool(reporter.phone or reporter.nik)


def reporter_remark(shown: ShownCase) -> str:
    """Say why nothing is told of the reporter, or who else may not know; may be empty."""
    case = shown.case
    if case.identity_state is not IdentityState.OPEN:
        return state_remark(case.identity_state, shown.view.entries, shown.zone)
    if shown.view.identity_hidden:
        if case.office_uid != shown.office.uid:
            return QCoreApplication.translate(
                "Facts", "Identitas hanya ada di kantor penerima, {office}."
            ).format(office=shown.taker)
        return QCoreApplication.translate("Facts", "Identitas hanya dapat dilihat {roles}.").format(
            roles=_roles_that_see()
        )
    if shown.view.reporter is None:
        return QCoreApplication.translate("Facts", "Pelapor tidak meninggalkan identitas.")
    if case.anonymous:
        return QCoreApplication.translate(
            "Facts", "Anonim: jangan sebutkan nama ini di luar kantor penerima."
        )
    return ""


def due_line(shown: ShownCase) -> Fact | None:
    """The one date that runs now: its name, and the date with how it stands."""
    case = shown.case
    if case.due_on is None:
        return None
    return _due(_due_label(case), case.due_on, shown)


def _due_label(case: Case) -> str:
    if case.due_on == case.due.verification and case.status is Status.RECEIVED:
        return QCoreApplication.translate("Facts", "Batas verifikasi")
    if case.due_on == case.due.response and not case.has_reply:
        return QCoreApplication.translate("Facts", "Batas respons")
    return QCoreApplication.translate("Facts", "Batas penyelesaian")


def _due(label: str, day: date, shown: ShownCase) -> Fact:
    words = f"{day_words(day)} · {due_words(day, shown.today)}"
    return Fact(label, words, overdue=day < shown.today)


def _complained(shown: ShownCase) -> str:
    case = shown.case
    parts = (shown.office_name(case.complained_office_uid), case.complained_about)
    return "\n".join(part for part in parts if part)


def _received(shown: ShownCase) -> str:
    case = shown.case
    return "\n".join(
        (
            moment_words(case.received_at, shown.zone),
            f"{terms.CHANNEL[case.channel]} · {shown.taker}",
        )
    )


def _roles_that_see() -> str:
    return any_of(roles_with(Right.SEE_IDENTITY))

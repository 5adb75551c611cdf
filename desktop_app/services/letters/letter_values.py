"""What a letter's placeholders stand for in one case."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from desktop_app.domain import terms
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.deadlines import SP4N_PROFILE, WorkCalendar
from desktop_app.domain.indonesian import long_date
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.domain.workflow import MOVES, Needs
from desktop_app.services.context import DeskContext, case_or_trouble, may_see_identity
from desktop_app.services.privacy.disclosing import demand_opened

_ANSWERED = frozenset({Status.FOLLOWED_UP, Status.CLOSED, Status.NOT_OUR_AUTHORITY})
_TELLS_RESULT = frozenset(name.value for name, move in MOVES.items() if move.needs is Needs.RESULT)


def letter_values(case_uid: UUID, context: DeskContext) -> dict[str, str]:
    """Fill every placeholder a template may use; what is not known yet stays empty.

    An anonymous or confidential reporter is not named. Raises RECORD_GONE, REASON_WANTED.
    """
    with context.open_read() as work:
        case = case_or_trouble(work, case_uid)
        demand_opened(case, context, work)
        releases = work.releases.of_case(case_uid)
        reporter = work.reporters.get(case_uid) or Reporter(case_uid)
        entries = work.timeline.of_case(case_uid)
        work_calendar = work.reference.work_calendar()
        target = (
            work.directory.office(case.assigned_office_uid) if case.assigned_office_uid else None
        )
    limit = _time_limit(case, context.today(), work_calendar)
    return {
        "nomor_register": case.register_number,
        "tanggal_diterima": long_date(context.local(case.received_at).date()),
        "pokok": case.title,
        "lokasi": _location(case, context),
        "kanal": terms.CHANNEL[case.channel],
        "klasifikasi": terms.CLASSIFICATION[case.classification],
        "kantor": context.office.name,
        "kantor_tujuan": target.name if target else "",
        "pimpinan_tujuan": head_of(target) if target else "",
        "batas_waktu": long_date(limit) if limit else "",
        "uraian": case.reporter_words,
        "hasil": _result(entries),
        "kontak": context.office.phone,
        "nama_pelapor": (
            reporter.name
            if reporter.name and _may_name(case, context, releases)
            else f"Pelapor Nomor Register {case.register_number}"
        ),
        # Nobody but the writer knows what happened.
        "data_terungkap": "",
        "waktu_kegagalan": "",
        "cara_kegagalan": "",
        "tindakan_pemulihan": "",
    }


def head_of(office: Office) -> str:
    """Name the head of an office: Kepala Desa Gandasuli, Lurah Bobotsari, Camat Mrebet."""
    name = office.name
    if office.kind is OfficeKind.VILLAGE:
        if name.startswith("Kelurahan "):
            return "Lurah " + name.removeprefix("Kelurahan ")
        return f"Kepala {name}"
    if office.kind is OfficeKind.DISTRICT:
        return "Camat " + name.removeprefix("Kecamatan ")
    return f"Kepala {name}"


def _time_limit(case: Case, today: date, work_calendar: WorkCalendar) -> date | None:
    """Return the date that still lies ahead: for our answer, or after it for an objection.

    None where both dates of the answer have passed: the writer has to name a new one.
    """
    if case.status in _ANSWERED:
        return SP4N_PROFILE.auto_close.after(today, work_calendar)
    ahead = (day for day in (case.due.response, case.due.resolution) if day >= today)
    return min(ahead, default=None)


def _may_name(case: Case, context: DeskContext, releases: Collection[Release]) -> bool:
    is_secret = case.anonymous or case.confidential
    return not is_secret and may_see_identity(case, context, releases)


def _location(case: Case, context: DeskContext) -> str:
    village = context.villages.get(case.village_code)
    named = f"{village.kind.capitalize()} {village.name}" if village else ""
    return ", ".join(part for part in (case.place, named) if part)


def _result(entries: list[TimelineEntry]) -> str:
    results = (entry.text for entry in reversed(entries) if entry.move in _TELLS_RESULT)
    return next(results, "")

"""Everything the office holds about one person, as one PDF for them (UU 27/2022, access)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop_app.domain import terms
from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Case
from desktop_app.domain.documents import Report, ReportSection
from desktop_app.domain.indonesian import long_date
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import shown_phone
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext, case_or_trouble
from desktop_app.services.demand import demand, demand_on
from desktop_app.services.letters.letterheads import letterhead_of

_TITLE = "Data pribadi yang disimpan tentang Saudara"
_INTRO = (
    (
        "Lembar ini memuat data tentang Saudara sebagai pelapor yang disimpan kantor kami "
        "dalam program Loket Aduan, sesuai hak akses menurut Undang-Undang Nomor 27 Tahun 2022 "
        "tentang Pelindungan Data Pribadi."
    ),
    (
        "Data dipakai untuk menerima, meneruskan, menindaklanjuti, dan menjawab laporan Saudara, "
        "dan untuk pertanggungjawaban pelayanan publik. Identitas Saudara disimpan terpisah dan "
        "terkunci: hanya kantor kami yang memegangnya; kantor lain menerima isi laporan tanpa "
        "identitas."
    ),
    (
        "Saudara dapat meminta data yang keliru dibetulkan, pemakaiannya dibatasi, atau identitas "
        "Saudara dihapus dengan menghubungi kantor kami."
    ),
)


@dataclass(frozen=True, slots=True)
class AnswerPerson:
    """The cases that a person looked at and found to be of the one who asks."""

    case_uids: tuple[UUID, ...]


def answer_person(request: AnswerPerson, context: DeskContext) -> bytes:
    """Draw it as PDF and note for each case that it left the program.

    Raises NOT_ALLOWED, RECORD_GONE.
    """
    demand(Right.PERSONAL_DATA, context)
    with context.open_work() as work:
        sections: list[ReportSection] = []
        for uid in request.case_uids:
            case = case_or_trouble(work, uid)
            demand_on(Right.PERSONAL_DATA, case, context)
            sections += _sections(case, work, context)
            facts = {"what": "personal_data"}
            note(AuditKind.EXPORTED, context, work=work, case_uid=uid, facts=facts)
        work.commit()
    made = f"Dibuat {long_date(context.today())} oleh {context.person.name}."
    report = Report(letterhead_of(context), _TITLE, (*_INTRO, made), tuple(sections))
    return context.printer.report(report)


def _sections(case: Case, work: UnitOfWork, context: DeskContext) -> Iterable[ReportSection]:
    reporter = work.reporters.get(case.uid) or Reporter(case.uid)
    entries = work.timeline.of_case(case.uid)
    offices = {office.uid: office.name for office in work.directory.offices()}
    sent_to = [offices.get(one.to_office_uid, "") for one in entries if one.to_office_uid]
    letters = [
        f"{letter.number}, {long_date(letter.letter_date)}: {letter.subject}"
        for letter in work.letters.of_case(case.uid)
    ]
    files = [file.name for file in work.attachments.of_case(case.uid)]
    village = context.villages.get(case.village_code)
    yield ReportSection(
        heading=f"Laporan {case.register_number}",
        fields=_filled(
            ("Diterima", _when(case.received_at, context)),
            ("Melalui", terms.CHANNEL[case.channel]),
            ("Nama", reporter.name),
            ("Telepon", shown_phone(reporter.phone) if reporter.phone else ""),
            ("Alamat", reporter.address),
            ("NIK", reporter.nik),
            ("Anonim", "ya" if case.anonymous else "tidak"),
            ("Dirahasiakan", "ya" if case.confidential else "tidak"),
            ("Jenis", terms.CLASSIFICATION[case.classification]),
            ("Judul", case.reporter_title),
            ("Lokasi", ", ".join(part for part in (village and village.label, case.place) if part)),
            ("Status", terms.STATUS[case.status]),
            ("Diteruskan ke", "; ".join(dict.fromkeys(name for name in sent_to if name))),
            ("Lampiran", "; ".join(files)),
            ("Surat", "; ".join(letters)),
        ),
        paragraphs=tuple(case.reporter_words.splitlines()),
    )
    told = [entry for entry in entries if entry.public and entry.text]
    yield ReportSection(
        heading="Yang dijawabkan kepada Saudara",
        fields=tuple((_when(entry.device_time, context), entry.text) for entry in told),
        paragraphs=_unsaid(entries),
    )


def _unsaid(entries: list[TimelineEntry]) -> tuple[str, ...]:
    notes = sum(1 for entry in entries if entry.kind is EntryKind.NOTE)
    if not notes:
        return ()
    return (f"Kantor juga menyimpan {notes} catatan kerja internal untuk laporan ini.",)


def _filled(*fields: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in fields if value)


def _when(moment: datetime, context: DeskContext) -> str:
    local = context.local(moment)
    return f"{long_date(local.date())}, {local:%H.%M}"

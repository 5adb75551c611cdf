"""Invented offices, people and cases for tests: each builder takes what matters as keywords."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.audit import AuditKind, Noted
from desktop_app.domain.cases import Case, CaseText, Channel, Classification, Status
from desktop_app.domain.categories import Category
from desktop_app.domain.changes import FieldConflict, Operation, PendingChange
from desktop_app.domain.confidential import Disclosed, Disclosure, DisclosureReason
from desktop_app.domain.deadlines import DueDates, WorkCalendar
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.feed_index import Delivered
from desktop_app.domain.letter_numbers import LetterBlock, LetterVoid
from desktop_app.domain.letters import Letter
from desktop_app.domain.notices import Notice, NoticeKind
from desktop_app.domain.people import Actor, Office, OfficeKind, Person, Role, acting
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.releases import Release, ReleaseKind
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.rounds import RoundRecord
from desktop_app.domain.timeline import EntryKind, TimelineEntry

TODAY = date(2026, 11, 20)  # a Friday
NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)  # 09.30 WIB

REGENCY_UID = UUID("00000000-0000-7000-8000-000000000001")
DISTRICT_UID = UUID("00000000-0000-7000-8000-000000000002")
VILLAGE_UID = UUID("00000000-0000-7000-8000-000000000003")
AGENCY_UID = UUID("00000000-0000-7000-8000-000000000004")
CLERK_UID = UUID("00000000-0000-7000-8000-000000000011")
VERIFIER_UID = UUID("00000000-0000-7000-8000-000000000012")

_sequence = count(1)


def a_case(**changes: Any) -> Case:
    """A received complaint of the district desk, with a uid and register number of its own."""
    case = Case(
        uid=uuid4(),
        register_number=str(RegisterNumber("BBS", 2026, "A", next(_sequence))),
        office_uid=DISTRICT_UID,
        channel=Channel.WALK_IN,
        classification=Classification.COMPLAINT,
        reporter_title="Jalan berlubang",
        reporter_words="Jalan di depan pasar berlubang sejak hujan minggu lalu.",
        title="Jalan berlubang di depan pasar",
        category="roads_bridges",
        village_code="33.03.09.2001",
        place="Depan pasar, sebelah utara jembatan",
        happened_on=date(2026, 11, 16),
        happened_words="",
        anonymous=False,
        confidential=False,
        complained_office_uid=None,
        complained_about="",
        status=Status.RECEIVED,
        assigned_office_uid=None,
        due=some_due_dates(),
        paused_since=None,
        received_at=NOW,
        registered_by=CLERK_UID,
    )
    return replace(case, **changes)


def a_note(**changes: Any) -> Noted:
    """The clerk saw a case, at the desk of `an_identity`."""
    noted = Noted(
        AuditKind.SEEN, NOW, an_identity().device_uid, CLERK_UID, case_uid=uuid4(), facts={}
    )
    return replace(noted, **changes)


def some_due_dates(**changes: Any) -> DueDates:
    """Dates of a case that was received on TODAY."""
    due = DueDates(
        verification=date(2026, 11, 25),
        response=date(2026, 11, 27),
        resolution=date(2026, 12, 10),
        profile="SP4N v1",
        calendar_version="2026-1",
    )
    return replace(due, **changes)


def a_reporter(**changes: Any) -> Reporter:
    """An identity block; the NIK names a district that does not exist."""
    reporter = Reporter(
        case_uid=uuid4(),
        name="Wagiman Contoh",
        phone="+6281200001234",
        address="RT 99/RW 99 Dusun Rekaan",
        nik="3303990101900001",
    )
    return replace(reporter, **changes)


def an_entry(**changes: Any) -> TimelineEntry:
    """An internal note of the clerk."""
    entry = TimelineEntry(
        uid=uuid4(),
        case_uid=uuid4(),
        kind=EntryKind.NOTE,
        person_uid=CLERK_UID,
        person_name="Sari Rekaan",
        office_uid=DISTRICT_UID,
        device_time=NOW,
        text="Sudah ditelepon, foto menyusul.",
    )
    return replace(entry, **changes)


def an_attachment(**changes: Any) -> Attachment:
    """A photo that somebody attached; its bytes exist nowhere."""
    attachment = Attachment(
        uid=uuid4(),
        case_uid=uuid4(),
        sha256="ab" * 32,
        name="jalan.jpg",
        media_type="image/jpeg",
        size=48_213,
        person_uid=CLERK_UID,
        office_uid=DISTRICT_UID,
        added_at=NOW,
    )
    return replace(attachment, **changes)


def a_letter(**changes: Any) -> Letter:
    """An issued follow-up letter with a number of its own."""
    number = next(_sequence)
    letter = Letter(
        uid=uuid4(),
        case_uid=uuid4(),
        office_uid=DISTRICT_UID,
        template="follow_up",
        number=f"700.1.2.4/{number:03d}/BBS/2026",
        sequence=number,
        year=2026,
        letter_date=TODAY,
        subject="Tindak lanjut pengaduan",
        addressee="Kepala Dinas Contoh",
        sha256="cd" * 32,
        size=30_000,
        person_uid=VERIFIER_UID,
        issued_at=NOW,
    )
    return replace(letter, **changes)


def a_release(**changes: Any) -> Release:
    """A case let known to the office it complains about."""
    release = Release(
        uid=uuid4(),
        case_uid=uuid4(),
        kind=ReleaseKind.CASE,
        to_office_uid=uuid4(),
        reason="Kantor itu diminta memberi penjelasan.",
        until=None,
        ends=None,
        person_uid=VERIFIER_UID,
        person_name="Rina Rekaan",
        office_uid=DISTRICT_UID,
        made_at=NOW,
    )
    return replace(release, **changes)


def a_disclosure(**changes: Any) -> Disclosure:
    """A confidential case opened for work."""
    disclosure = Disclosure(
        person_uid=CLERK_UID,
        case_uid=uuid4(),
        what=Disclosed.CASE,
        day=TODAY,
        reason=DisclosureReason.WORK,
        words="",
        made_at=NOW,
    )
    return replace(disclosure, **changes)


def a_letter_block(**changes: Any) -> LetterBlock:
    """The first fifty numbers of the year, none used."""
    block = LetterBlock(2026, first=1, last=50, next_number=1, expires_on=date(2026, 12, 31))
    return replace(block, **changes)


def a_letter_void(**changes: Any) -> LetterVoid:
    """The second number of the year, spoilt."""
    void = LetterVoid(
        uid=uuid4(),
        year=2026,
        sequence=2,
        reason="Kertas rusak di pencetak",
        person_uid=CLERK_UID,
        voided_at=NOW,
    )
    return replace(void, **changes)


def a_delivered_row(**changes: Any) -> Delivered:
    """An entry that the server delivered to the district desk, kept as it came."""
    row = Delivered(
        scope=f"office:{DISTRICT_UID}",
        kind="entry",
        uid=uuid4(),
        case_uid=uuid4(),
        server_hash=2**64 - 1,
        kept_hash=2**64 - 1,
    )
    return replace(row, **changes)


def a_notice(**changes: Any) -> Notice:
    """Two PCs had printed the same register number."""
    notice = Notice(
        uid=uuid4(),
        kind=NoticeKind.RENUMBERED,
        noticed_at=NOW,
        case_uid=uuid4(),
        facts={"old": "BBS/26/A-000001-X", "new": "BBS/26/A-000002-V"},
    )
    return replace(notice, **changes)


def a_round(**changes: Any) -> RoundRecord:
    """A round of two seconds in which nothing happened."""
    record = RoundRecord(NOW, NOW + timedelta(seconds=2), verified=True)
    return replace(record, **changes)


def a_change(**changes: Any) -> PendingChange:
    """A change in a transaction of its own, not yet queued."""
    case_uid = changes.get("case_uid", uuid4())
    change = PendingChange(
        uid=uuid4(),
        transaction=uuid4(),
        operation=Operation.CASE_SET,
        entity_uid=case_uid,
        case_uid=case_uid,
        person_uid=CLERK_UID,
        body={"set": {"title": "Judul baru"}, "base": {"title": "Judul lama"}},
        made_at=NOW,
    )
    return replace(change, **changes)


def a_conflict(**changes: Any) -> FieldConflict:
    """Two titles for one case."""
    conflict = FieldConflict(
        uid=uuid4(),
        case_uid=uuid4(),
        field="title",
        mine="Jalan rusak",
        theirs="Jembatan rusak",
        person_uid=CLERK_UID,
        noticed_at=NOW,
    )
    return replace(conflict, **changes)


def a_draft(**changes: Any) -> IntakeDraft:
    """A half-typed intake form."""
    draft = IntakeDraft(
        uid=uuid4(),
        channel=Channel.PHONE,
        reporter_name="Wagiman Contoh",
        text=CaseText(title="Lampu jalan", words="Lampu jalan mati sejak"),
        village_typed="ganda",
    )
    return replace(draft, **changes)


def an_office(**changes: Any) -> Office:
    """The district desk that most tests stand at."""
    office = Office(
        uid=DISTRICT_UID,
        code="BBS",
        name="Kecamatan Bobotsari",
        kind=OfficeKind.DISTRICT,
        region_code="33.03.09",
        parent_uid=REGENCY_UID,
        regency_name="Kabupaten Purbalingga",
        district_name="Bobotsari",
        address="Jalan Rekaan Nomor 99",
        phone="(0281) 000000",
        email="bobotsari@example.go.id",
        website="bobotsari.example.go.id",
        place="Bobotsari",
        letter_unit="BBS",
    )
    return replace(office, **changes)


def a_person(**changes: Any) -> Person:
    """The counter clerk of the district desk."""
    person = Person(
        uid=CLERK_UID,
        office_uid=DISTRICT_UID,
        name="Sari Rekaan",
        roles=frozenset({Role.CLERK}),
        position="Petugas Loket",
    )
    return replace(person, **changes)


def an_actor(*roles: Role, **changes: Any) -> Actor:
    """Somebody of the district desk with these roles; a clerk without any."""
    person = a_person(roles=frozenset(roles or (Role.CLERK,)))
    return replace(acting(person, an_office()), **changes)


def a_category(**changes: Any) -> Category:
    """One row of the category list."""
    return replace(
        Category(code="roads_bridges", name="Jalan dan jembatan", agency="DPUPR"), **changes
    )


def a_work_calendar(*free_days: date) -> WorkCalendar:
    """Monday to Friday without these days."""
    return WorkCalendar(frozenset(free_days), "2026-1")


def an_identity(**changes: Any) -> DeviceIdentity:
    """What enrolment gave this desk; the key signs nothing real."""
    identity = DeviceIdentity(
        device_uid=uuid4(),
        letter="A",
        office_uid=DISTRICT_UID,
        server_url="http://127.0.0.1:8080",
        server_id=uuid4(),
        private_key=bytes(range(32)),
    )
    return replace(identity, **changes)

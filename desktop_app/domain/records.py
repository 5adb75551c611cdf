"""How records are written as plain JSON values on the wire and in the outbox.

Both sides use this module, so a field exists in one spelling. Unknown keys are ignored on reading;
a missing or wrong value raises ValueError, KeyError or TypeError, which callers treat as one:
an unreadable body.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case, Channel, Classification, Status
from desktop_app.domain.deadlines import DueDates
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, OfficeKind, Person, Role
from desktop_app.domain.releases import Release, ReleaseKind
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)

Record = Mapping[str, Any]
_DIGEST_LETTERS = 64
LARGEST_COUNT = 2**53  # what every reader of JSON can tell apart, and every database keeps

# Fields of a case that the desk may correct after intake; the reporter's own words are not here.
CORRECTABLE = frozenset(
    {"title", "category", "classification", "village_code", "place", "happened_on",
     "happened_words", "confidential", "anonymous", "complained_office_uid", "complained_about"}
)  # fmt: skip


def case_record(case: Case) -> dict[str, Any]:
    """Write a case; `version` and `server_time` belong to the server and are left out."""
    return {
        "uid": str(case.uid),
        "register_number": case.register_number,
        "office_uid": str(case.office_uid),
        "channel": case.channel.value,
        "classification": case.classification.value,
        "reporter_title": case.reporter_title,
        "reporter_words": case.reporter_words,
        "title": case.title,
        "category": case.category,
        "village_code": case.village_code,
        "place": case.place,
        "happened_on": _day_text(case.happened_on),
        "happened_words": case.happened_words,
        "anonymous": case.anonymous,
        "confidential": case.confidential,
        "complained_office_uid": _uid_text(case.complained_office_uid),
        "complained_about": case.complained_about,
        "received_at": case.received_at.isoformat(),
        "registered_by": str(case.registered_by),
        **standing_record(case),
        **_rarely_said(case),
    }


def _rarely_said(case: Case) -> dict[str, Any]:
    """Write what few cases have, so that older records keep their spelling and their hash."""
    rare: dict[str, Any] = {}
    if case.complained_person_uid:
        rare["complained_person_uid"] = str(case.complained_person_uid)
    if case.identity_state is not IdentityState.OPEN:
        rare["identity_state"] = case.identity_state.value
    return rare


def standing_record(case: Case) -> dict[str, Any]:
    """Write the fields that moves change, apart from the rest."""
    return {
        "status": case.status.value,
        "assigned_office_uid": _uid_text(case.assigned_office_uid),
        "due": {
            "verification": case.due.verification.isoformat(),
            "response": case.due.response.isoformat(),
            "resolution": case.due.resolution.isoformat(),
            "profile": case.due.profile,
            "calendar_version": case.due.calendar_version,
            "paused_days": case.due.paused_days,
        },
        "paused_since": _day_text(case.paused_since),
        "has_reply": case.has_reply,
    }


def case_from(record: Record, *, version: int = 0, server_time: datetime | None = None) -> Case:
    """Read a case."""
    due = record["due"]
    return Case(
        uid=UUID(record["uid"]),
        register_number=_text(record["register_number"]),
        office_uid=UUID(record["office_uid"]),
        channel=Channel(record["channel"]),
        classification=Classification(record["classification"]),
        reporter_title=_text(record["reporter_title"]),
        reporter_words=_text(record["reporter_words"]),
        title=_text(record["title"]),
        category=_text(record["category"]),
        village_code=_text(record["village_code"]),
        place=_text(record["place"]),
        happened_on=_day(record["happened_on"]),
        happened_words=_text(record["happened_words"]),
        anonymous=_flag(record["anonymous"]),
        confidential=_flag(record["confidential"]),
        complained_office_uid=_uid(record["complained_office_uid"]),
        complained_about=_text(record["complained_about"]),
        status=Status(record["status"]),
        assigned_office_uid=_uid(record["assigned_office_uid"]),
        due=DueDates(
            verification=date.fromisoformat(due["verification"]),
            response=date.fromisoformat(due["response"]),
            resolution=date.fromisoformat(due["resolution"]),
            profile=_text(due["profile"]),
            calendar_version=_text(due["calendar_version"]),
            paused_days=int(due["paused_days"]),
        ),
        paused_since=_day(record["paused_since"]),
        received_at=moment(record["received_at"]),
        registered_by=UUID(record["registered_by"]),
        has_reply=_flag(record["has_reply"]),
        complained_person_uid=_uid(record.get("complained_person_uid")),
        identity_state=IdentityState(record.get("identity_state", IdentityState.OPEN.value)),
        version=version,
        server_time=server_time,
    )


def reporter_record(reporter: Reporter) -> dict[str, Any]:
    """Write an identity block; only for the office that took the case."""
    return {
        "case_uid": str(reporter.case_uid),
        "name": reporter.name,
        "phone": reporter.phone,
        "address": reporter.address,
        "nik": reporter.nik,
    }


def reporter_from(record: Record) -> Reporter:
    """Read an identity block."""
    return Reporter(
        case_uid=UUID(record["case_uid"]),
        name=_text(record["name"]),
        phone=_text(record["phone"]),
        address=_text(record["address"]),
        nik=_text(record["nik"]),
    )


def entry_record(entry: TimelineEntry) -> dict[str, Any]:
    """Write a timeline entry."""
    return {
        "uid": str(entry.uid),
        "case_uid": str(entry.case_uid),
        "kind": entry.kind.value,
        "person_uid": str(entry.person_uid),
        "person_name": entry.person_name,
        "office_uid": str(entry.office_uid),
        "device_time": entry.device_time.isoformat(),
        "public": entry.public,
        "text": entry.text,
        "move": entry.move,
        "to_status": entry.to_status.value if entry.to_status else None,
        "to_office_uid": _uid_text(entry.to_office_uid),
    }


def entry_from(record: Record, *, server_time: datetime | None = None) -> TimelineEntry:
    """Read a timeline entry; identifiers may have been read already."""
    return TimelineEntry(
        uid=_uid_of(record["uid"]),
        case_uid=_uid_of(record["case_uid"]),
        kind=EntryKind(record["kind"]),
        person_uid=_uid_of(record["person_uid"]),
        person_name=_text(record["person_name"]),
        office_uid=_uid_of(record["office_uid"]),
        device_time=moment(record["device_time"]),
        public=_flag(record["public"]),
        text=_text(record["text"]),
        move=_text(record["move"]),
        to_status=Status(record["to_status"]) if record["to_status"] else None,
        to_office_uid=_uid(record["to_office_uid"]),
        server_time=server_time,
    )


def attachment_record(attachment: Attachment) -> dict[str, Any]:
    """Write what is known of a file; its bytes travel in their own lane."""
    return {
        "uid": str(attachment.uid),
        "case_uid": str(attachment.case_uid),
        "sha256": attachment.sha256,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "person_uid": str(attachment.person_uid),
        "office_uid": str(attachment.office_uid),
        "added_at": attachment.added_at.isoformat(),
    }


def attachment_from(record: Record, *, server_time: datetime | None = None) -> Attachment:
    """Read what is known of a file."""
    return Attachment(
        uid=UUID(record["uid"]),
        case_uid=UUID(record["case_uid"]),
        sha256=_digest(record["sha256"]),
        name=_text(record["name"]),
        media_type=_text(record["media_type"]),
        size=_count(record["size"]),
        person_uid=UUID(record["person_uid"]),
        office_uid=UUID(record["office_uid"]),
        added_at=moment(record["added_at"]),
        server_time=server_time,
    )


def release_from(record: Record, *, server_time: datetime | None = None) -> Release:
    """Read a release; `releases.release_record` writes it."""
    until = _day(record["until"])
    kind, ends = ReleaseKind(record["kind"]), _uid(record["ends"])
    if (until is not None) != (kind is ReleaseKind.IDENTITY and ends is None):
        raise ValueError("a last day belongs to a release of an identity and to no other")
    return Release(
        uid=UUID(record["uid"]),
        case_uid=UUID(record["case_uid"]),
        kind=kind,
        to_office_uid=UUID(record["to_office_uid"]),
        reason=_text(record["reason"]),
        until=until,
        ends=ends,
        person_uid=UUID(record["person_uid"]),
        person_name=_text(record["person_name"]),
        office_uid=UUID(record["office_uid"]),
        made_at=moment(record["made_at"]),
        server_time=server_time,
    )


def letter_record(letter: Letter) -> dict[str, Any]:
    """Write an issued letter."""
    return {
        "uid": str(letter.uid),
        "case_uid": str(letter.case_uid),
        "office_uid": str(letter.office_uid),
        "template": letter.template,
        "number": letter.number,
        "sequence": letter.sequence,
        "year": letter.year,
        "letter_date": letter.letter_date.isoformat(),
        "subject": letter.subject,
        "addressee": letter.addressee,
        "sha256": letter.sha256,
        "size": letter.size,
        "person_uid": str(letter.person_uid),
        "issued_at": letter.issued_at.isoformat(),
    }


def letter_from(record: Record, *, server_time: datetime | None = None) -> Letter:
    """Read an issued letter."""
    sequence = record["sequence"]
    return Letter(
        uid=UUID(record["uid"]),
        case_uid=UUID(record["case_uid"]),
        office_uid=UUID(record["office_uid"]),
        template=_text(record["template"]),
        number=_text(record["number"]),
        sequence=None if sequence is None else _count(sequence),
        year=_count(record["year"]),
        letter_date=date.fromisoformat(record["letter_date"]),
        subject=_text(record["subject"]),
        addressee=_text(record["addressee"]),
        sha256=_digest(record["sha256"]),
        size=_count(record["size"]),
        person_uid=UUID(record["person_uid"]),
        issued_at=moment(record["issued_at"]),
        server_time=server_time,
    )


_OFFICE_TEXTS = (
    "code", "name", "region_code", "regency_name", "district_name", "address", "phone", "email",
    "website", "place", "time_zone", "letter_unit",
)  # fmt: skip


def office_record(office: Office) -> dict[str, Any]:
    """Write an office."""
    return {
        "uid": str(office.uid),
        "kind": office.kind.value,
        "parent_uid": _uid_text(office.parent_uid),
        **{name: getattr(office, name) for name in _OFFICE_TEXTS},
    }


def office_from(record: Record) -> Office:
    """Read an office."""
    return Office(
        uid=UUID(record["uid"]),
        kind=OfficeKind(record["kind"]),
        parent_uid=_uid(record["parent_uid"]),
        **{name: _text(record[name]) for name in _OFFICE_TEXTS},
    )


def person_record(person: Person) -> dict[str, Any]:
    """Write an official."""
    return {
        "uid": str(person.uid),
        "office_uid": str(person.office_uid),
        "name": person.name,
        "roles": sorted(role.value for role in person.roles),
        "position": person.position,
        "rank": person.rank,
        "nip": person.nip,
        "active": person.active,
    }


def person_from(record: Record) -> Person:
    """Read an official."""
    return Person(
        uid=UUID(record["uid"]),
        office_uid=UUID(record["office_uid"]),
        name=_text(record["name"]),
        roles=frozenset(Role(role) for role in record["roles"]),
        position=_text(record["position"]),
        rank=_text(record["rank"]),
        nip=_text(record["nip"]),
        active=_flag(record["active"]),
    )


@lru_cache(maxsize=64)
def moment(text: str) -> datetime:
    """Read a time with its offset and turn it to UTC; ValueError for a time without one."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a time without an offset")
    try:
        return read.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a time beyond the calendar") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a count expected")
    if not 0 <= value <= LARGEST_COUNT:
        raise ValueError("a count beyond what can be kept")
    return value


def _digest(value: object) -> str:
    text = _text(value)
    if len(text) != _DIGEST_LETTERS or not set(text) <= set("0123456789abcdef"):
        raise ValueError("a SHA-256 in hexadecimal expected")
    return text


def _uid_of(value: str | UUID) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _uid(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


def _uid_text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _day_text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()

"""Recorded releases: who let which office know of a case, or of who reported, why and until when.

A release is never changed: what takes it back is a release of its own that `ends` it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Protocol
from uuid import UUID

from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.timeline import EntryKind

REASON_LENGTH = 2_000
LONGEST = timedelta(days=366)


class ReleaseKind(Enum):
    """What an office is let know: of the case that complains about it, or who reported a case."""

    CASE = "case"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Release:
    """One act of a named person; `reason` says what it is for.

    `until` is the last day of an identity release and None of any other; `ends` names the release
    that this one takes back.
    """

    uid: UUID
    case_uid: UUID
    kind: ReleaseKind
    to_office_uid: UUID
    reason: str
    until: date | None
    ends: UUID | None
    person_uid: UUID
    person_name: str
    office_uid: UUID
    made_at: datetime
    server_time: datetime | None = None


class Releases(Protocol):
    """Who let which office know of a case, or of who reported."""

    def of_case(self, case_uid: UUID) -> list[Release]:
        """In the order they were made, server time before device time."""

    def get(self, uid: UUID) -> Release | None: ...
    def remove(self, uid: UUID) -> None:
        """Forget one that the server did not take."""

    def put_all(self, releases: Iterable[Release]) -> None: ...


def entry_kind_of(release: Release) -> EntryKind:
    """Return the kind of the entry that tells of a release."""
    if release.kind is ReleaseKind.CASE:
        return EntryKind.RELEASED if release.ends is None else EntryKind.WITHHELD
    return EntryKind.IDENTITY_RELEASED if release.ends is None else EntryKind.IDENTITY_WITHHELD


def standing_releases(releases: Collection[Release], kind: ReleaseKind) -> list[Release]:
    """Return those of a kind that nobody has taken back, in the order given."""
    ended = {release.ends for release in releases if release.ends is not None}
    return [
        release
        for release in releases
        if release.kind is kind and release.ends is None and release.uid not in ended
    ]


def may_read_identity(releases: Collection[Release], office_uid: UUID, today: date) -> bool:
    """Say whether a release that stands lets this office know who reported."""
    return any(
        release.to_office_uid == office_uid and release.until is not None and release.until >= today
        for release in standing_releases(releases, ReleaseKind.IDENTITY)
    )


def released_to(releases: Collection[Release]) -> frozenset[UUID]:
    """Return the offices complained about that were let know of their case."""
    return frozenset(one.to_office_uid for one in standing_releases(releases, ReleaseKind.CASE))


def is_above(higher: UUID, office: UUID, offices: Mapping[UUID, Office]) -> bool:
    """Say whether an office stands above another; a regency's desk is above all but regencies."""
    over, under = offices.get(higher), offices.get(office)
    if over is None or under is None or higher == office:
        return False
    if over.kind is OfficeKind.REGENCY:
        return under.kind is not OfficeKind.REGENCY
    return higher in set(_parents(under, offices))


def _parents(office: Office, offices: Mapping[UUID, Office]) -> Iterable[UUID]:
    seen = {office.uid}
    parent = office.parent_uid
    while parent is not None and parent not in seen:
        yield parent
        seen.add(parent)
        above = offices.get(parent)
        parent = None if above is None else above.parent_uid


def release_record(release: Release) -> dict[str, Any]:
    """Write a release as it travels."""
    return {
        "uid": str(release.uid),
        "case_uid": str(release.case_uid),
        "kind": release.kind.value,
        "to_office_uid": str(release.to_office_uid),
        "reason": release.reason,
        "until": None if release.until is None else release.until.isoformat(),
        "ends": None if release.ends is None else str(release.ends),
        "person_uid": str(release.person_uid),
        "person_name": release.person_name,
        "office_uid": str(release.office_uid),
        "made_at": release.made_at.isoformat(),
    }

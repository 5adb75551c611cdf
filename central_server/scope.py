"""Which office sees what: the one place that decides it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Connection, exists, or_, select

from central_server import case_store
from central_server.case_store import StandingCase
from central_server.feed import Item
from central_server.schema import attachment, letter, office
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.records import office_from
from desktop_app.domain.releases import Release, ReleaseKind, standing_releases

REFERENCE = "reference"


def scope_of(office_uid: UUID) -> str:
    """Name the scope that holds what an office sees."""
    return f"office:{office_uid}"


def sees(viewer: Office, case: StandingCase) -> bool:
    """Say whether an office may know of a case at all, unless the case was taken back.

    An office that took a case about itself keeps it; which of its people may know is `knows`.
    """
    if viewer.uid == case.office_uid:
        return True
    if viewer.uid in case.withheld_from:
        return False
    if viewer.kind is OfficeKind.REGENCY or viewer.uid == case.assigned_office_uid:
        return True
    return viewer.uid in case.told_to


def knows(viewer: Office, person_uid: UUID, case: StandingCase) -> bool:
    """Say whether somebody of an office that sees a case may know of it.

    Of a case about their own office, until it is released, only who took it may; of one about the
    regency's desk all but the official complained about, for nobody stands above it here.
    """
    if viewer.uid not in case.withheld_from or person_uid == case.case.registered_by:
        return True
    is_top = viewer.kind is OfficeKind.REGENCY
    return is_top and person_uid != case.case.complained_person_uid


def sees_item(viewer: Office, item: Item, case: StandingCase) -> bool:
    """Say whether an office that sees a case also gets this of it.

    Who reported is for the office that took the case, and those it is released to; letters are for
    the office that wrote them.
    """
    match item.kind:
        case "reporter":
            return (
                viewer.uid == case.office_uid
                or viewer.uid in case.may_know_reporter
                or answers_instead(viewer, case)
            )
        case "letter":
            return viewer.uid == item.owner_uid
        case _:
            return True


def told_who_reported(
    case: StandingCase, releases: Collection[Release], over: Collection[UUID]
) -> frozenset[UUID]:
    """Return the offices that may know who reported by the releases of this case.

    None of an anonymous case or a restricted one, and never one complained about. `over` names
    those releases whose last day is over.
    """
    if not case.names_reporter:
        return frozenset()
    standing = standing_releases(releases, ReleaseKind.IDENTITY)
    told = frozenset(one.to_office_uid for one in standing if one.uid not in over)
    return told - case.complained_offices


def answers_instead(viewer: Office, case: StandingCase) -> bool:
    """Say whether the regency's desk answers the reporter for an office complained about."""
    return (
        viewer.kind is OfficeKind.REGENCY
        and case.office_uid in case.complained_offices
        and viewer.uid not in case.complained_offices
        and case.names_reporter
    )


def sees_file(connection: Connection, viewer: Office, case_uid: UUID, sha256: str) -> bool:
    """Say whether a case the office sees names this file, in a way the office may know."""
    case = case_store.read_case(connection, case_uid)
    if case is None or case.voided_at is not None or not sees(viewer, case):
        return False
    attached = exists().where(attachment.c.case_uid == case_uid, attachment.c.sha256 == sha256)
    written = exists().where(
        letter.c.case_uid == case_uid,
        letter.c.sha256 == sha256,
        letter.c.office_uid == viewer.uid,
    )
    return bool(connection.scalar(select(or_(attached, written))))


def may_send_file(connection: Connection, sender: Office, case_uid: UUID, sha256: str) -> bool:
    """Say whether an office may bring this file: one that it sees, or that it named itself.

    Files come after records, and the record may have handed the case to somebody else.
    """
    named = (
        exists().where(
            table.c.case_uid == case_uid,
            table.c.sha256 == sha256,
            table.c.office_uid == sender.uid,
        )
        for table in (attachment, letter)
    )
    is_own = bool(connection.scalar(select(or_(*named))))
    return is_own or sees_file(connection, sender, case_uid, sha256)


class Onlookers:
    """The offices that may see cases at all, kept at hand for the cases of one piece of work."""

    def __init__(self, offices: Mapping[UUID, Office]) -> None:
        self.offices = offices
        self._regencies = [one for one in offices.values() if one.kind is OfficeKind.REGENCY]
        self._viewers: dict[tuple[object, ...], dict[str, Office]] = {}

    def viewers(self, case: StandingCase) -> Mapping[str, Office]:
        """Return the offices that see a case, by their scopes."""
        # Most cases of a piece of work lie at the same few offices.
        place = (
            case.office_uid,
            case.assigned_office_uid,
            case.complained_office_uid,
            case.official_office_uid,
            case.released_to,
        )
        found = self._viewers.get(place)
        if found is None:
            found = self._viewers[place] = self._seeing(case)
        return found

    def _seeing(self, case: StandingCase) -> dict[str, Office]:
        named = (self.offices.get(uid) for uid in case.offices)
        return {
            scope_of(viewer.uid): viewer
            for viewer in (*named, *self._regencies)
            if viewer is not None and sees(viewer, case)
        }


def onlookers(connection: Connection, office_uids: Collection[UUID]) -> Onlookers:
    """Read these offices and all that see cases of others."""
    query = select(office.c.record).where(
        or_(office.c.uid.in_(office_uids), office.c.kind == OfficeKind.REGENCY.value)
    )
    found = [office_from(record) for record in connection.scalars(query)]
    return Onlookers({one.uid: one for one in found})

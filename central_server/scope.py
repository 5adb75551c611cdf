"""Which office sees what: the one place that decides it, and the only one that writes the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, exists, or_, select

from central_server import case_store, feed, identity
from central_server.feed import FeedRow
from central_server.schema import attachment, letter, office
from desktop_app.domain.cases import Case
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.records import office_from

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a case that travels; `owner_uid` is the office that made it."""

    kind: str
    uid: UUID
    owner_uid: UUID
    server_time: datetime
    version: int = 1


def scope_of(office_uid: UUID) -> str:
    """Name the scope that holds what an office sees."""
    return f"office:{office_uid}"


def sees(viewer: Office, case: Case) -> bool:
    """Say whether an office may know of a case at all."""
    if viewer.uid == case.office_uid:
        return True
    if viewer.uid == case.complained_office_uid:
        return False
    return viewer.kind is OfficeKind.REGENCY or viewer.uid == case.assigned_office_uid


def sees_item(viewer: Office, item: Item, case: Case) -> bool:
    """Say whether an office that sees a case also gets this of it.

    Who reported is for the office that took the case; letters are for the office that wrote them.
    """
    match item.kind:
        case "reporter":
            return viewer.uid == case.office_uid
        case "letter":
            return viewer.uid == item.owner_uid
        case _:
            return True


def sees_file(connection: Connection, viewer: Office, case_uid: UUID, sha256: str) -> bool:
    """Say whether a case the office sees names this file, in a way the office may know."""
    case = case_store.read_case(connection, case_uid)
    if case is None or not sees(viewer, case):
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


def share_case(connection: Connection, case: Case, touched: Sequence[Item], now: datetime) -> None:
    """Bring the feed in line with a case: touched items to those who have it, all to newcomers.

    An office that no longer sees the case is told that all of it is gone.
    """
    holding = feed.scopes_holding(connection, case.uid)
    viewers = {scope_of(viewer.uid): viewer for viewer in _viewers(connection, case)}
    everything = list(_items(connection, case, now)) if viewers.keys() - holding else []
    feed.announce(
        connection,
        [
            FeedRow(scope, item.kind, item.uid, case.uid, item.version, item.server_time)
            for scope, viewer in viewers.items()
            for item in (touched if scope in holding else everything)
            if sees_item(viewer, item, case)
        ],
    )
    for scope in holding - viewers.keys():
        feed.withdraw(connection, scope, case.uid, at=now)


def share_every_case(connection: Connection, now: datetime) -> None:
    """Bring the feed in line with all cases, after an office joined that sees them."""
    for case in list(case_store.every_case(connection)):
        share_case(connection, case, (), now)


def share_office(connection: Connection, uid: UUID, now: datetime) -> None:
    """Tell every desk of an office."""
    feed.announce(connection, [FeedRow(REFERENCE, "office", uid, None, 1, now)])


def share_person(connection: Connection, uid: UUID, now: datetime) -> None:
    """Tell every desk of an official."""
    feed.announce(connection, [FeedRow(REFERENCE, "person", uid, None, 1, now)])


def _viewers(connection: Connection, case: Case) -> list[Office]:
    named = [uid for uid in (case.office_uid, case.assigned_office_uid) if uid is not None]
    candidates = select(office.c.record).where(
        or_(office.c.uid.in_(named), office.c.kind == OfficeKind.REGENCY.value)
    )
    offices = map(office_from, connection.scalars(candidates))
    return [viewer for viewer in offices if sees(viewer, case)]


def _items(connection: Connection, case: Case, now: datetime) -> Iterator[Item]:
    yield Item("case", case.uid, case.office_uid, case.server_time or now, case.version)
    block = identity.standing(connection, case.uid)
    if block is not None:
        version, at = block
        yield Item("reporter", case.uid, case.office_uid, at, version)
    for kind, table in case_store.ITEM_TABLES.items():
        query = select(table.c.uid, table.c.office_uid, table.c.server_time)
        for row in connection.execute(query.where(table.c.case_uid == case.uid)):
            yield Item(kind, row.uid, row.office_uid, row.server_time)

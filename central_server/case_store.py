"""Cases and what hangs on them, as they stand."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, Self
from uuid import UUID

from sqlalchemy import Connection, Table, Text, bindparam, cast, select, update

from central_server.bulk import add_rows
from central_server.database import WrittenJson, among
from central_server.feed import Item
from central_server.schema import attachment, case_record, entry, letter, release
from desktop_app.domain.cases import Case
from desktop_app.domain.digest import canonical, written_hash
from desktop_app.domain.records import case_from
from desktop_app.domain.records import case_record as written_case
from desktop_app.domain.reporters import IdentityState

# Tables of what hangs on a case, by the word the feed has for it.
ITEM_TABLES: Mapping[str, Table] = {
    "entry": entry,
    "attachment": attachment,
    "letter": letter,
    "release": release,
}

# In the order of the fields of StandingCase.
_CASES = select(
    case_record.c.uid,
    case_record.c.register_number,
    case_record.c.office_uid,
    case_record.c.assigned_office_uid,
    case_record.c.complained_office_uid,
    case_record.c.version,
    case_record.c.server_time,
    case_record.c.voided_at,
    cast(case_record.c.record, Text),
    case_record.c.official_office_uid,
    case_record.c.released_to,
    case_record.c.identity_to,
)
_NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class StandingCase:
    """A case as it stands; the whole record is read only when asked for, as most never are.

    The last three are those of its table: what decides whom the case, and who reported, is kept
    from.
    """

    uid: UUID
    register_number: str
    office_uid: UUID
    assigned_office_uid: UUID | None
    complained_office_uid: UUID | None
    version: int
    server_time: datetime
    voided_at: datetime | None
    written: str
    official_office_uid: UUID | None = None
    released_to: str | None = None
    identity_to: str | None = None

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        version: int,
        now: datetime,
        voided_at: datetime | None = None,
        official_office_uid: UUID | None = None,
        released_to: str | None = None,
        identity_to: str | None = None,
    ) -> Self:
        """Let a case stand as it is now."""
        return cls(
            uid=case.uid,
            register_number=case.register_number,
            office_uid=case.office_uid,
            assigned_office_uid=case.assigned_office_uid,
            complained_office_uid=case.complained_office_uid,
            version=version,
            server_time=now,
            voided_at=voided_at,
            written=canonical(written_case(case)),
            official_office_uid=official_office_uid,
            released_to=released_to,
            identity_to=identity_to,
        )

    @property
    def complained_offices(self) -> frozenset[UUID]:
        """The office complained about, and that of the official; hardly ever any."""
        if self.complained_office_uid is None and self.official_office_uid is None:
            return _NOBODY
        named = (self.complained_office_uid, self.official_office_uid)
        return frozenset(uid for uid in named if uid is not None)

    @property
    def withheld_from(self) -> frozenset[UUID]:
        """Those of them that nobody has released it to."""
        named = self.complained_offices
        return named - uids_in(self.released_to) if named else _NOBODY

    @property
    def told_to(self) -> frozenset[UUID]:
        """Those of them that a higher office has released it to."""
        named = self.complained_offices
        return named & uids_in(self.released_to) if named else _NOBODY

    @property
    def offices(self) -> tuple[UUID, ...]:
        """The one that took it, the one at work on it, those of `told_to`; maybe one twice."""
        placed = (self.office_uid, self.assigned_office_uid, *self.told_to)
        return tuple(uid for uid in placed if uid is not None)

    @property
    def may_know_reporter(self) -> frozenset[UUID]:
        """The offices to which who reported is released, while nothing forbids that they know.

        The releases are asked when something changes; this is asked again at every telling.
        """
        told = uids_in(self.identity_to) - self.complained_offices
        return told if told and self.names_reporter else _NOBODY

    @property
    def names_reporter(self) -> bool:
        """Whether any other office may know who reported: not where they asked for silence."""
        is_restricted = self.case.identity_state is IdentityState.RESTRICTED
        return not self.case.anonymous and not is_restricted

    @cached_property
    def is_erased(self) -> bool:
        """Whether nobody is to know any more who reported it."""
        # Most records lack the word, and need not be read for this.
        return '"erased"' in self.written and self.case.identity_state is IdentityState.ERASED

    @cached_property
    def case(self) -> Case:
        """The case itself."""
        return case_from(self.record, version=self.version, server_time=self.server_time)

    @property
    def record(self) -> dict[str, Any]:
        """The case as it travels."""
        record: dict[str, Any] = json.loads(self.written)
        return record

    @cached_property
    def item(self) -> Item:
        """What the feed says of it."""
        number = written_hash("case", self.uid, self.version, self.written)
        return Item("case", self.uid, self.office_uid, self.server_time, number, self.version)


def uids_in(text: str | None) -> frozenset[UUID]:
    """Read the uids of a column that holds several."""
    return frozenset(map(UUID, text.split())) if text else _NOBODY


def uids_text(uids: Collection[UUID]) -> str | None:
    """Write uids for a column that holds several; None for none."""
    return " ".join(sorted(map(str, uids))) or None


class NewItem(NamedTuple):
    """Something that hangs on a case, to be stored; `own` are columns of its table alone.

    One that is not new takes the place of what is stored under its uid.
    """

    case_uid: UUID
    item: Item
    written: str
    own: Mapping[str, Any]
    is_new: bool = True


def read_case(connection: Connection, uid: UUID) -> StandingCase | None:
    """Read a case."""
    row = connection.execute(_CASES.where(case_record.c.uid == uid)).one_or_none()
    return None if row is None else StandingCase(*row)


def locked_cases(connection: Connection, uids: Collection[UUID]) -> dict[UUID, StandingCase]:
    """Read these cases and hold them until the transaction ends, taken in order of uid."""
    query = _CASES.where(among(connection, case_record.c.uid, uids)).order_by(case_record.c.uid)
    rows = connection.execute(query.with_for_update(key_share=True)).all()
    return {row.uid: StandingCase(*row) for row in rows}


def every_case(connection: Connection, *, at_once: int) -> Iterator[list[StandingCase]]:
    """Read all cases, some at a time."""
    query = _CASES.order_by(case_record.c.uid).limit(at_once)
    some = [StandingCase(*row) for row in connection.execute(query)]
    while some:
        yield some
        beyond = query.where(case_record.c.uid > some[-1].uid)
        some = [StandingCase(*row) for row in connection.execute(beyond)]


def add_cases(connection: Connection, cases: Sequence[StandingCase]) -> None:
    """Store new cases."""
    add_rows(connection, case_record, [{"uid": case.uid, **_values(case)} for case in cases])


def replace_cases(connection: Connection, cases: Sequence[StandingCase]) -> None:
    """Store cases as they stand now."""
    if cases:
        statement = update(case_record).where(case_record.c.uid == bindparam("at_uid"))
        connection.execute(statement, [{"at_uid": case.uid, **_values(case)} for case in cases])


def add_items(connection: Connection, items: Sequence[NewItem]) -> None:
    """Store entries, attachments, letters and releases."""
    for kind, table in ITEM_TABLES.items():
        rows = [
            {
                "uid": new.item.uid,
                "case_uid": new.case_uid,
                "office_uid": new.item.owner_uid,
                "server_time": new.item.server_time,
                "record": WrittenJson(new.written),
                "hash": new.item.hash,
                **new.own,
            }
            for new in items
            if new.item.kind == kind
        ]
        add_rows(connection, table, rows)


def replace_items(connection: Connection, items: Sequence[NewItem]) -> None:
    """Store things that hang on cases as they stand now; when they were taken stays."""
    for kind, table in ITEM_TABLES.items():
        for own in {tuple(one.own) for one in items if one.item.kind == kind}:
            rows = [
                {
                    "at_uid": one.item.uid,
                    "record": WrittenJson(one.written),
                    "hash": one.item.hash,
                    **one.own,
                }
                for one in items
                if one.item.kind == kind and tuple(one.own) == own
            ]
            values: dict[str, Any] = {name: bindparam(name) for name in ("record", "hash", *own)}
            statement = update(table).where(table.c.uid == bindparam("at_uid")).values(values)
            connection.execute(statement, rows)


def stored_items(connection: Connection, case_uids: Collection[UUID]) -> Iterator[NewItem]:
    """Read what hangs on these cases with its records, all but the letters."""
    for kind, table in ITEM_TABLES.items():
        if table is letter:
            continue
        c = table.c
        query = select(c.case_uid, c.uid, c.office_uid, c.server_time, c.hash)
        query = query.add_columns(cast(c.record, Text).label("written"))
        for row in connection.execute(query.where(among(connection, c.case_uid, case_uids))):
            item = Item(kind, row.uid, row.office_uid, row.server_time, row.hash)
            yield NewItem(row.case_uid, item, row.written, {}, is_new=False)


def items(connection: Connection, case_uids: Collection[UUID]) -> Iterator[tuple[UUID, Item]]:
    """Read what hangs on these cases, each with its case."""
    for kind, table in ITEM_TABLES.items():
        query = select(
            table.c.case_uid, table.c.uid, table.c.office_uid, table.c.server_time, table.c.hash
        )
        for row in connection.execute(query.where(among(connection, table.c.case_uid, case_uids))):
            yield row.case_uid, Item(kind, row.uid, row.office_uid, row.server_time, row.hash)


def _values(case: StandingCase) -> dict[str, Any]:
    return {
        "register_number": case.register_number,
        "office_uid": case.office_uid,
        "assigned_office_uid": case.assigned_office_uid,
        "complained_office_uid": case.complained_office_uid,
        "version": case.version,
        "server_time": case.server_time,
        "voided_at": case.voided_at,
        "record": WrittenJson(case.written),
        "hash": case.item.hash,
        "official_office_uid": case.official_office_uid,
        "released_to": case.released_to,
        "identity_to": case.identity_to,
    }

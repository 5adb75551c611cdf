"""The workbench of one save: the cases it touches as they stand, and what it did to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from central_server import case_store, feed, identity, scope
from central_server.push import refusals
from central_server.push.change import Change
from central_server.push.reading import reading
from central_server.scope import Item
from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Actor, Office, Person, acting
from desktop_app.domain.permissions import Right, has_right
from desktop_app.domain.records import Record, entry_from
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import may_act_on


class Bench:
    """Applies the changes of one save; `share` at the end tells every scope.

    `cases` are as they stand for this save; the caller keeps them when the save stays.
    """

    def __init__(
        self,
        connection: Connection,
        home: Office,
        people: Mapping[UUID, Person],
        *,
        cases: Mapping[UUID, Case],
        now: datetime,
    ) -> None:
        self.connection = connection
        self.home = home
        self.cases = dict(cases)
        self._people = people
        self._now = now
        self._touched: dict[UUID, list[Item]] = defaultdict(list)

    # --- who and where ------------------------------------------------------------------------

    def person_of(self, change: Change) -> Person:
        """Return who made the change; refused unless active in the device's office."""
        person = self._people.get(change.person_uid)
        if person is None:
            raise refusals.person_unknown()
        return person

    def actor_of(self, change: Change) -> Actor:
        """Return who made the change, as the table of moves asks for them."""
        return acting(self.person_of(change), self.home)

    def case_of(self, change: Change) -> Case:
        """Return the case of a change as it stands; refused when the office does not see it."""
        case = self.cases.get(change.case_uid)
        if case is None:
            raise refusals.case_unknown()
        if scope.sees(self.home, case):
            return case
        # Only an office that had the case may learn that it exists.
        if feed.was_told_of(self.connection, scope.scope_of(self.home.uid), case.uid):
            raise refusals.not_in_scope()
        raise refusals.case_unknown()

    def demand(self, right: Right, change: Change) -> None:
        """Refuse a person without this right."""
        if not has_right(self.person_of(change).roles, right):
            raise refusals.no_right(right)

    def demand_on(self, right: Right, case: Case, change: Change) -> None:
        """Refuse a person who may not write to this case with this right."""
        if not may_act_on(right, case, self.actor_of(change)):
            raise refusals.no_right(right)

    # --- what is written ----------------------------------------------------------------------

    def add_case(self, case: Case) -> Case:
        """Store a new case."""
        return self._stands(case_store.add_case(self.connection, case, self._now))

    def replace_case(self, case: Case) -> Case:
        """Store a case with its next version."""
        return self._stands(case_store.replace_case(self.connection, case, self._now))

    def entry(self, change: Change, record: Record, kinds: Collection[EntryKind]) -> TimelineEntry:
        """Read an entry; refused unless it is of this case, this person and one of these kinds.

        The name in it is the one the regency knows the person by.
        """
        person = self.person_of(change)
        with reading():
            entry = entry_from(record)
        if (entry.case_uid, entry.person_uid) != (change.case_uid, person.uid):
            raise refusals.unreadable()
        if entry.office_uid != self.home.uid or entry.kind not in kinds:
            raise refusals.unreadable()
        return replace(entry, person_name=person.name)

    def add_entry(self, entry: TimelineEntry) -> None:
        """Store an entry; one of this uid must not be there."""
        self._refuse_known("entry", entry.uid)
        case_store.add_entry(self.connection, entry, self._now)
        self._touch("entry", entry)

    def add_attachment(self, attachment: Attachment) -> None:
        """Store what is known of a file; one of this uid must not be there."""
        self._refuse_known("attachment", attachment.uid)
        case_store.add_attachment(self.connection, attachment, self._now)
        self._touch("attachment", attachment)

    def add_letter(self, letter: Letter) -> None:
        """Store an issued letter; its uid and its number must be new."""
        self._refuse_known("letter", letter.uid)
        if case_store.letter_number_taken(self.connection, letter):
            raise refusals.letter_number_taken()
        case_store.add_letter(self.connection, letter, self._now)
        self._touch("letter", letter)

    def keep_reporter(self, reporter: Reporter) -> None:
        """Store or replace who reported."""
        version = identity.keep(self.connection, reporter, self._now)
        item = Item("reporter", reporter.case_uid, self.home.uid, self._now, version)
        self._touched[reporter.case_uid].append(item)

    def share(self) -> None:
        """Tell every scope what this save did."""
        for case_uid, items in self._touched.items():
            # A thing touched twice in one save is told once, as it stands at the end.
            last = {(item.kind, item.uid): item for item in items}
            scope.share_case(self.connection, self.cases[case_uid], list(last.values()), self._now)

    def _stands(self, case: Case) -> Case:
        self.cases[case.uid] = case
        item = Item("case", case.uid, case.office_uid, self._now, case.version)
        self._touched[case.uid].append(item)
        return case

    def _touch(self, kind: str, item: TimelineEntry | Attachment | Letter) -> None:
        self._touched[item.case_uid].append(Item(kind, item.uid, item.office_uid, self._now))

    def _refuse_known(self, kind: str, uid: UUID) -> None:
        if case_store.is_known(self.connection, kind, uid):
            raise refusals.unreadable()

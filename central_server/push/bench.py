"""The workbench of a push: what a change judges by as it stands, and what it makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from central_server import identity, scope
from central_server.case_store import NewItem, StandingCase, uids_text
from central_server.feed import Holding, Item
from central_server.push import refusals
from central_server.push.change import Author, Change, Outcome, RefusedError
from central_server.push.loading import Known
from central_server.push.standing import Block, Timeline
from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case, Placed
from desktop_app.domain.changes import Answer
from desktop_app.domain.digest import canonical, written_hash
from desktop_app.domain.erasure import (
    Traces,
    erased_case,
    erased_entry,
    erased_file,
    erased_release,
    struck_file,
)
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Actor, Office, Person, acting
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.records import (
    Record,
    attachment_from,
    attachment_record,
    entry_from,
    entry_record,
    letter_record,
    moment,
    release_from,
)
from desktop_app.domain.releases import (
    Release,
    is_above,
    release_record,
    released_to,
)
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import may_act_on


class Bench:
    """Applies changes to what is known; the caller undoes what a refused save did."""

    def __init__(self, known: Known, now: datetime) -> None:
        self.known = known
        self.standing = known.standing
        self.now = now
        self._actors: dict[UUID, Actor] = {}

    @property
    def home(self) -> Office:
        """The office of the device."""
        return self.known.home

    # --- who and where ------------------------------------------------------------------------

    def person_of(self, change: Change) -> Person:
        """Return who made the change; refused unless active in the device's office."""
        person = self.known.people.get(change.person_uid)
        if person is None:
            raise refusals.person_unknown()
        return person

    def actor_of(self, change: Change) -> Actor:
        """Return who made the change, as the table of moves asks for them."""
        actor = self._actors.get(change.person_uid)
        if actor is None:
            actor = self._actors[change.person_uid] = acting(self.person_of(change), self.home)
        return actor

    def case_of(self, change: Change) -> StandingCase:
        """Return the case of a change as it stands; refused when the office does not see it.

        A case that was taken back comes back first: somebody has worked on it.
        """
        case = self.seen_case(change)
        return case if case.voided_at is None else self._revived(case, change)

    def seen_case(self, change: Change) -> StandingCase:
        """Return the case of a change, taken back or not; refused as `case_of` does."""
        case = self.standing.cases.get(change.case_uid)
        if case is None:
            raise refusals.case_unknown()
        if scope.sees(self.home, case):
            if not scope.knows(self.home, change.person_uid, case):
                raise refusals.case_unknown()
            return case
        # Only an office that had the case may learn that it exists.
        holding = self.standing.holdings.get(case.uid) or Holding()
        if scope.scope_of(self.home.uid) in holding.ever:
            raise refusals.not_in_scope()
        raise refusals.case_unknown()

    def demand(self, right: Right, change: Change) -> None:
        """Refuse a person without this right."""
        if not may(self.actor_of(change), right):
            raise refusals.no_right(right, self.home.kind)

    def demand_on(self, right: Right, case: Placed, change: Change) -> None:
        """Refuse a person who may not write to this case with this right."""
        if not may_act_on(right, case, self.actor_of(change)):
            raise refusals.no_right(right, self.home.kind)

    def demand_office(self, uid: UUID | None) -> None:
        """Refuse the name of an office that does not exist."""
        if uid is not None and uid not in self.known.who.offices:
            raise refusals.unreadable()

    def demand_higher(self, office_uid: UUID) -> None:
        """Refuse what only an office above this one may do."""
        if not is_above(self.home.uid, office_uid, self.known.hierarchy):
            raise refusals.not_higher_office()

    def author_of(self, case: StandingCase, field: str) -> Author:
        """Return who wrote the value of a field that stands."""
        written = self.standing.authors.get((case.uid, field))
        if written is not None:
            return written
        # It stands since the case was registered.
        timeline = self.standing.timelines.get(case.uid)
        began_at = timeline.began_at if timeline else None
        name = self.known.registrars.get(case.case.registered_by, "")
        return Author(name, case.office_uid, began_at)

    def done(self, change: Change) -> Outcome:
        """Return that a change was applied, with the version its case has now."""
        case = self.standing.cases.get(change.case_uid)
        return Outcome(Answer.DONE, None if case is None else case.version)

    # --- what is written ----------------------------------------------------------------------

    def add_case(self, case: Case) -> None:
        """Let a new case stand; its register number must be new."""
        self._use(("register", case.register_number), refusals.register_number_taken)
        official = case.complained_person_uid
        if official is not None and official not in self.known.officials:
            raise refusals.unreadable()
        office = None if official is None else self.known.officials[official]
        new = StandingCase.of(case, version=1, now=self.now, official_office_uid=office)
        self.standing.set(self.standing.cases, case.uid, new)
        self.standing.set(self.standing.timelines, case.uid, Timeline(0, self.now))

    def replace_case(
        self, case: StandingCase, changed: Case, *, voided_at: datetime | None = None
    ) -> StandingCase:
        """Let a case stand as it is now, in its next version."""
        after = StandingCase.of(
            changed,
            version=case.version + 1,
            now=self.now,
            voided_at=voided_at,
            official_office_uid=case.official_office_uid,
            released_to=case.released_to,
            identity_to=case.identity_to,
        )
        self.standing.set(self.standing.cases, case.uid, after)
        return after

    def checked_entry(
        self, change: Change, entry: TimelineEntry, kinds: Collection[EntryKind]
    ) -> TimelineEntry:
        """Return an entry; refused unless of this case, this person and one of these kinds."""
        person = self.person_of(change)
        if (entry.case_uid, entry.person_uid) != (change.case_uid, person.uid):
            raise refusals.unreadable()
        if entry.office_uid != self.home.uid or entry.kind not in kinds:
            raise refusals.unreadable()
        return entry

    def add_entry(self, entry: TimelineEntry) -> None:
        """Add an entry of a person of this office, by the name the regency knows them by.

        Its uid must be new.
        """
        name = self.known.people[entry.person_uid].name
        self._add("entry", entry, {**entry_record(entry), "person_name": name})
        timeline = self.standing.timelines.get(entry.case_uid)
        if timeline is not None:
            counted = replace(timeline, count=timeline.count + 1)
            self.standing.set(self.standing.timelines, entry.case_uid, counted)

    def add_attachment(self, attachment: Attachment) -> None:
        """Add what is known of a file; its uid must be new."""
        own = {"sha256": attachment.sha256}
        self._add("attachment", attachment, attachment_record(attachment), **own)

    def add_letter(self, letter: Letter) -> None:
        """Add an issued letter; its uid and its number must be new."""
        own = {"year": letter.year, "number": letter.number, "sequence": letter.sequence}
        self._add("letter", letter, letter_record(letter), sha256=letter.sha256, **own)
        self._use(("number", letter.year, letter.number), refusals.letter_number_taken)
        if letter.sequence is not None:
            self._use(("issued", letter.year, letter.sequence), refusals.letter_number_taken)

    def add_release(self, release: Release, case: StandingCase) -> None:
        """Add a release by a person of this office, and let what it decides stand.

        Its uid must be new.
        """
        name = self.known.people[release.person_uid].name
        named = replace(release, person_name=name)
        ends_at = None if release.until is None else self._end_of(release.until)
        self._add("release", named, release_record(named), ends_at=ends_at, lapsed=False)
        self.standing.set(self.standing.releases, release.uid, named)
        told = uids_text(released_to(self._releases_of(case)))
        after = replace(self.replace_case(case, case.case), released_to=told)
        self.tell_reporter_anew(after)

    def tell_reporter_anew(self, case: StandingCase) -> None:
        """Ask who may know who reported now, and have it told to them and taken back from others.

        `case` is as it stands after what changed that.
        """
        of_case = self._releases_of(case)
        over = {one.uid for one in of_case if one.until and self._end_of(one.until) <= self.now}
        told = scope.told_who_reported(case, of_case, over)
        after = replace(case, identity_to=uids_text(told))
        self.standing.set(self.standing.cases, case.uid, after)
        self.standing.set(self.standing.retold, case.uid, value=True)

    def _releases_of(self, case: StandingCase) -> list[Release]:
        return [one for one in self.standing.releases.values() if one.case_uid == case.uid]

    @property
    def today(self) -> date:
        """The day it is where this office is."""
        return self.now.astimezone(ZoneInfo(self.home.time_zone)).date()

    def _end_of(self, day: date) -> datetime:
        """Return when a day is over where this office is."""
        midnight = datetime.combine(day + timedelta(days=1), time())
        return midnight.replace(tzinfo=ZoneInfo(self.home.time_zone)).astimezone(UTC)

    def add_letter_void(self, row: dict[str, Any]) -> None:
        """Add why a number was spoilt; its uid and the number must be new."""
        self._use(("letter void", row["uid"]), refusals.unreadable)
        self._use(("spoilt", row["year"], row["sequence"]), refusals.letter_number_taken)
        self.standing.letter_voids.append(row)

    def note_author(self, case: StandingCase, field: str, person: Person) -> None:
        """Let a person be who wrote the value of a field that stands."""
        author = Author(person.name, self.home.uid, self.now)
        self.standing.set(self.standing.authors, (case.uid, field), author)

    def keep_reporter(self, reporter: Reporter) -> None:
        """Let a block stand, in its next version; the one before is kept for an erasure to find."""
        before = self.standing.blocks.get(reporter.case_uid)
        self._put_block(reporter, before, former=() if before is None else before.once_said)

    def erase_reporter(
        self, case: StandingCase, attachments: Collection[UUID], known: Collection[Reporter]
    ) -> None:
        """Let nobody know any more who reported a case; the case itself stays.

        What others wrote keeps its words but for those that name them, as they stand or stood here
        or as the desk has `known` them. `attachments` go whole.
        """
        before = self.standing.blocks.get(case.uid)
        said = () if before is None else before.once_said
        wanted = (one for one in self.standing.not_standing if one.case_uid == case.uid)
        traces = Traces(*said, *wanted, *known)
        self.replace_case(case, erased_case(case.case, traces), voided_at=case.voided_at)
        self._put_block(Reporter(case.uid), before, former=())
        hanging = self._hanging_on(case.uid)
        files = [
            attachment_from(json.loads(one.written))
            for one in hanging
            if one.item.kind == "attachment" and one.item.uid in attachments
        ]
        names = {file.name for file in files}
        for file in files:
            self.standing.set(self.standing.erased_files, (case.uid, file.sha256), value=True)
        for one in hanging:
            written = _erased_record(one, attachments, names, traces)
            if written != one.written:
                self.standing.items.append(_rewritten(one, written))
        self.standing.set(self.standing.erased, case.uid, value=True)

    def _put_block(
        self, reporter: Reporter, before: Block | None, *, former: tuple[Reporter, ...]
    ) -> None:
        version = 1 if before is None else before.item.version + 1
        item = identity.as_kept(reporter, self.home.uid, version=version, now=self.now)
        self.standing.set(self.standing.blocks, reporter.case_uid, Block(item, reporter, former))

    def _hanging_on(self, case_uid: UUID) -> list[NewItem]:
        """Return what hangs on a case, as it stands in this push."""
        made = (one for one in self.standing.items if one.case_uid == case_uid)
        last = {one.item.uid: one for one in (*self.standing.hanging.get(case_uid, ()), *made)}
        return [one for one in last.values() if one.item.kind != "letter"]

    def _revived(self, case: StandingCase, change: Change) -> StandingCase:
        person = self.person_of(change)
        self.add_entry(
            TimelineEntry(
                uid=uuid4(),
                case_uid=case.uid,
                kind=EntryKind.REVIVED,
                person_uid=person.uid,
                person_name=person.name,
                office_uid=self.home.uid,
                device_time=moment(change.made_at),
            )
        )
        return self.replace_case(case, case.case)

    def _add(
        self,
        kind: str,
        new: TimelineEntry | Attachment | Letter | Release,
        record: Record,
        **own: Any,
    ) -> None:
        self._use((kind, new.uid), refusals.unreadable)
        written = canonical(record)
        number = written_hash(kind, new.uid, 1, written)
        item = Item(kind, new.uid, new.office_uid, self.now, number)
        self.standing.items.append(NewItem(new.case_uid, item, written, own))

    def _use(self, what: tuple[Any, ...], refusal: Callable[[], RefusedError]) -> None:
        if not self.standing.use(what):
            raise refusal()


def _erased_record(
    one: NewItem, attachments: Collection[UUID], file_names: Collection[str], traces: Traces
) -> str:
    """Write a thing without whoever reported; as it was where it does not name them."""
    record = json.loads(one.written)
    match one.item.kind:
        case "entry":
            return canonical(entry_record(erased_entry(entry_from(record), traces, file_names)))
        case "release":
            return canonical(release_record(erased_release(release_from(record), traces)))
        case _ if one.item.uid in attachments:
            return canonical(attachment_record(erased_file(attachment_from(record))))
        case _:
            return canonical(attachment_record(struck_file(attachment_from(record), traces)))


def _rewritten(one: NewItem, written: str) -> NewItem:
    """Return a thing in the place of the one that stands; when it was taken stays."""
    item = one.item._replace(hash=written_hash(one.item.kind, one.item.uid, 1, written))
    own = {"sha256": json.loads(written)["sha256"]} if item.kind == "attachment" else {}
    return NewItem(one.case_uid, item, written, own, is_new=False)

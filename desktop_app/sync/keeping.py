"""Stores rows of the feed with the desk's own unsent work over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.erasure import NO_FILE, STRUCK, words_taken
from desktop_app.domain.letters import Letter
from desktop_app.domain.notices import Notice, NoticeKind
from desktop_app.domain.people import Office, Person
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.register_number import parse_register_number
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.services.personal_data.forgetting import (
    forget_files,
    forget_reporter,
    known_reporters,
)
from desktop_app.services.personal_data.struck_changes import linked_file
from desktop_app.services.privacy.withholding import note_kept_from
from desktop_app.sync.being_erased import is_being_erased, without_reporter
from desktop_app.sync.desk import Desk
from desktop_app.sync.feed import Item
from desktop_app.sync.plan import (
    is_taken_back,
    laid_over,
    reporter_laid_over,
)

Waiting = Mapping[UUID, Sequence[PendingChange]]
_Kind = TypeVar("_Kind")


class Keeping:
    """What one reading of the feed knows while it stores rows.

    `late` says that rows may be older than what is here.
    """

    def __init__(
        self, desk: Desk, work: UnitOfWork, identity: DeviceIdentity, *, late: bool = False
    ) -> None:
        office = work.directory.office(identity.office_uid)
        self._desk = desk
        self._identity = identity
        self._own_numbers = "" if office is None else f"{office.code}/"
        self._own_letter = f"/{identity.letter}-"
        self._is_new = work.cases.is_empty()  # a new desk has no past of which to tell news
        self._late = late
        self._revived: dict[UUID, TimelineEntry] = {}

    def keep(self, work: UnitOfWork, items: Sequence[Item], waiting: Waiting) -> None:
        """Store rows, each kind together; what is gone of a kind is forgotten."""
        items = [_without_who_was_erased_here(one, waiting, work) for one in items]
        for item in items:
            if item.case_is_gone:
                work.feed.remove_case(item.row.scope, item.uid)
            elif item.row.gone:
                work.feed.remove(item.row.scope, item.row.kind, item.uid)
                if item.row.kind == "reporter":
                    work.reporters.remove(item.uid)  # what let this office know is over
        if self._late:
            items = [item for item in items if not _is_older(work, item)]
        records = _Records(item.record for item in items if item.record is not None)
        cases = records.of(Case)
        entries = records.of(TimelineEntry)
        letters = records.of(Letter)
        releases = records.of(Release)
        attachments = records.of(Attachment)
        self._note_revived(work, entries)
        self._forget_who_was_erased(work, cases, entries, attachments)
        waiting = {**waiting, **work.outbox.of_cases(_erased(cases))}  # it was struck just now
        erased_files = _files_erased_by(work, attachments)
        work.cases.put_all(_over_case(case, waiting) for case in cases)
        work.reporters.put_all(
            reporter_laid_over(reporter, waiting.get(reporter.case_uid, ()))
            for reporter in records.of(Reporter)
        )
        work.timeline.put_all(entries)
        work.attachments.put_all(attachments)
        if erased_files:
            forget_files(erased_files, work)
        work.letters.put_all(letters)
        work.releases.put_all(releases)
        for office in records.of(Office):
            work.directory.put_office(office)
        for person in records.of(Person):
            work.directory.put_person(person)
        self._note_kept_from(work, cases, releases)
        work.feed.put([item.delivered for item in items if item.delivered is not None])
        # Whoever brought back a case that was taken back here has given it to us again.
        work.cases.show_again(
            [case.uid for case in cases if not is_taken_back(waiting.get(case.uid, ()))]
        )
        self._tell_of_revived(work)
        self._count_on(work, cases, letters)

    def _forget_who_was_erased(
        self,
        work: UnitOfWork,
        cases: Iterable[Case],
        entries: Iterable[TimelineEntry],
        attachments: Iterable[Attachment],
    ) -> None:
        """What the server knows comes struck; here lies what it does not know, and who it was.

        What hangs on a case goes before it in the feed, and its block behind it: so whoever knows
        the case as erased has heard all of it, and the block still says whom to look for. Where
        there is none, what was struck out of the texts does.
        """
        for case_uid, words in _struck_words(work, cases, entries, attachments).items():
            known = work.cases.get(case_uid)
            if known is not None:
                named = (Reporter(case_uid, name=taken) for taken in words)
                forget_reporter(known, (*known_reporters(case_uid, work), *named), work)

    def _note_kept_from(
        self, work: UnitOfWork, cases: Iterable[Case], releases: Iterable[Release]
    ) -> None:
        """Keep what complains about this office from its people, or no longer."""
        touched = {release.case_uid for release in releases}
        touched |= {
            case.uid
            for case in cases
            if case.complained_person_uid is not None
            or case.complained_office_uid == self._identity.office_uid
        }
        office = work.directory.office(self._identity.office_uid) if touched else None
        if office is None:
            return
        for uid in touched:
            case = work.cases.get(uid)
            if case is not None:
                note_kept_from(case, office, work)

    def _note_revived(self, work: UnitOfWork, entries: Iterable[TimelineEntry]) -> None:
        for entry in entries:
            if entry.kind is EntryKind.REVIVED and not self._is_new:
                known = {one.uid for one in work.timeline.of_case(entry.case_uid)}
                if entry.uid not in known:
                    self._revived[entry.case_uid] = entry

    def _tell_of_revived(self, work: UnitOfWork) -> None:
        """Tell of cases that came back to the office that took them; an entry may come first."""
        for case_uid, entry in list(self._revived.items()):
            case = work.cases.get(case_uid)
            if case is None:
                continue
            del self._revived[case_uid]
            if case.office_uid == self._identity.office_uid:
                facts = {"by": entry.person_name}
                at = self._desk.clock()
                work.notices.add(Notice(entry.uid, NoticeKind.REVIVED, at, case_uid, facts))

    def _count_on(self, work: UnitOfWork, cases: Iterable[Case], letters: Iterable[Letter]) -> None:
        """Give no number again that this desk gave before it was restored from an old copy."""
        last: dict[int, int] = {}
        for case in cases:
            number = case.register_number
            if self._own_letter in number and number.startswith(self._own_numbers):
                parts = parse_register_number(number)
                if parts is not None:
                    last[parts.year] = max(parts.sequence, last.get(parts.year, 0))
        for year, sequence in last.items():
            work.numbers.count_on_from(year, sequence)
        for letter in letters:
            if letter.sequence is None or letter.office_uid != self._identity.office_uid:
                continue
            for block in work.numbers.letter_blocks(letter.year):
                if block.next_number <= letter.sequence <= block.last:
                    used = replace(block, next_number=letter.sequence + 1)
                    work.numbers.put_letter_block(used)


def _without_who_was_erased_here(item: Item, waiting: Waiting, work: UnitOfWork) -> Item:
    own = () if item.case_uid is None else waiting.get(item.case_uid, ())
    return without_reporter(item, own, work) if is_being_erased(own) else item


def _erased(cases: Iterable[Case]) -> set[UUID]:
    return {case.uid for case in cases if case.identity_state is IdentityState.ERASED}


def _struck_words(
    work: UnitOfWork,
    cases: Iterable[Case],
    entries: Iterable[TimelineEntry],
    attachments: Iterable[Attachment],
) -> Mapping[UUID, set[str]]:
    """Return what was struck out of which case that this desk did not know to be erased."""
    taken: defaultdict[UUID, set[str]] = defaultdict(set)
    for case in cases:
        known = work.cases.get(case.uid) if case.identity_state is IdentityState.ERASED else None
        if known is not None and known.identity_state is not IdentityState.ERASED:
            taken[case.uid].update(words_taken(known.reporter_title, case.reporter_title))
            taken[case.uid].update(words_taken(known.reporter_words, case.reporter_words))
    struck = {entry.uid: entry for entry in entries if STRUCK in entry.text}
    for case_uid in {entry.case_uid for entry in struck.values()}:
        for entry in work.timeline.of_case(case_uid):
            told = struck.get(entry.uid)
            if told is not None and told.text != entry.text:
                taken[case_uid].update(words_taken(entry.text, told.text))
    for file in attachments:
        here = work.attachments.get(file.uid) if STRUCK in file.name else None
        if here is not None and here.name != file.name:
            taken[file.case_uid].update(words_taken(here.name, file.name))
    return taken


def _files_erased_by(work: UnitOfWork, arriving: Iterable[Attachment]) -> list[Attachment]:
    """Return the files that lie here under records that arrive without them."""
    known = (_as_known(work, one) for one in arriving if one.sha256 == NO_FILE)
    return [one for one in known if one is not None and one.sha256 != NO_FILE]


def _as_known(work: UnitOfWork, arriving: Attachment) -> Attachment | None:
    """Return a file as it was here; its record may have left with its case, and now comes back."""
    known = work.attachments.get(arriving.uid)
    if known is None:
        linked = map(linked_file, work.outbox.all_of_case(arriving.case_uid))
        known = next((one for one in linked if one is not None and one.uid == arriving.uid), None)
    return known


def _over_case(case: Case, waiting: Waiting) -> Case:
    own = waiting.get(case.uid)
    return laid_over(case, own) if own else case


def _is_older(work: UnitOfWork, item: Item) -> bool:
    if not isinstance(item.record, Case):
        return False
    known = work.cases.get(item.uid)
    return known is not None and item.record.version < known.version


class _Records:
    """Records by what they are."""

    def __init__(self, records: Iterable[object]) -> None:
        self._by_kind: defaultdict[type, list[Any]] = defaultdict(list)
        for record in records:
            self._by_kind[type(record)].append(record)

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """Return those of one kind in their order."""
        return self._by_kind[kind]

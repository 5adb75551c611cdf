"""What every use case is given: who acts, on which desk, and the world outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from operator import attrgetter
from typing import Any
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange, code_of
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ids import time_in, to_the_millisecond
from desktop_app.domain.key_holders import ProfileKeys
from desktop_app.domain.people import Actor, Office, OfficeKind, Person, Role, acting
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.places import Village
from desktop_app.domain.ports import (
    Clock,
    FileStore,
    NewUid,
    OpenWork,
    Printer,
    UnitOfWork,
)
from desktop_app.domain.releases import Release, may_read_identity
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.audit.noting import note

_A_MOMENT = timedelta(seconds=1)  # between two looks at the clock


@dataclass(frozen=True, slots=True)
class DeskContext:
    """One person at work on one desk; `zone` is the office's, so "today" is the office's.

    `villages` are those of the regency by code. `roles_now` says what the person does by now: it
    may change while they are signed in.
    """

    open_work: OpenWork
    open_read: OpenWork
    files: FileStore
    keys: ProfileKeys
    printer: Printer
    clock: Clock
    new_uid: NewUid
    person: Person
    office: Office
    device: DeviceIdentity
    zone: tzinfo
    villages: Mapping[str, Village] = field(default_factory=dict)
    emblem_png: bytes = b""
    roles_now: Callable[[Person], frozenset[Role]] = attrgetter("roles")

    @property
    def actor(self) -> Actor:
        person = replace(self.person, roles=self.roles_now(self.person))
        return acting(person, self.office)

    def today(self) -> date:
        """Return the date in the office's zone."""
        return self.local(self.clock()).date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the office's clock shows it."""
        return moment.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Done:
    """What a use case touched; screens refresh these."""

    touched: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file already in the file store, about to be tied to a case."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Save:
    """One save in the making: one time, one transaction number, one person.

    `what` gathers the codes of its changes for the audit trail.
    """

    context: DeskContext
    work: UnitOfWork
    case_uid: UUID
    transaction: UUID
    at: datetime
    what: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The date of this save in the office's zone, the same to its end even at midnight."""
        return self.context.local(self.at).date()

    def queue(
        self,
        operation: Operation,
        entity_uid: UUID,
        body: dict[str, Any],
        *,
        uid: UUID | None = None,
    ) -> None:
        """Put one change into the outbox, beside the change itself.

        It shares the `uid` of the entry that tells of it, where it has one: one less to send.
        """
        self.what.append(code_of(operation, body))
        self.work.outbox.add(
            PendingChange(
                uid=uid or self.context.new_uid(),
                transaction=self.transaction,
                operation=operation,
                entity_uid=entity_uid,
                case_uid=self.case_uid,
                person_uid=self.context.person.uid,
                body=body,
                made_at=self.at,
            )
        )

    def forget_text(self, task: str) -> None:
        """Drop what was kept of the text that this save stores, in the same transaction."""
        self.work.drafts.drop_text(self.context.person.uid, self.case_uid, task)

    def finish(self) -> Done:
        """Note who saved what and when, and make all of it durable.

        A clock that fell back does not take the note with it: the next number still asks.
        """
        self._note()
        last = self.work.state.last_entry_at()
        if last is None or last < self.at:
            self.work.state.set_last_entry_at(self.at)
        self.work.commit()
        return Done(frozenset({self.case_uid}))

    def _note(self) -> None:
        is_of_case = self.case_uid != self.context.office.uid
        note(
            AuditKind.CHANGED,
            self.context,
            work=self.work,
            case_uid=self.case_uid if is_of_case else None,
            facts={"what": ",".join(dict.fromkeys(self.what))},
            at=self.at,
        )

    def attachment(self, file: KeptFile) -> Attachment:
        """Tie a kept file to the case."""
        return Attachment(
            uid=self.context.new_uid(),
            case_uid=self.case_uid,
            sha256=file.sha256,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            person_uid=self.context.person.uid,
            office_uid=self.context.office.uid,
            added_at=self.at,
        )


def begin_save(context: DeskContext, work: UnitOfWork, case_uid: UUID) -> Save:
    """Start a save on an open transaction.

    Its time is that in its identifier, and need not be sent, unless the clock fell back meanwhile.
    """
    at, transaction = to_the_millisecond(context.clock()), context.new_uid()
    made = time_in(transaction)
    if made is not None and at <= made < at + _A_MOMENT:
        at = made
    return Save(context, work, case_uid, transaction, at)


def case_or_trouble(work: UnitOfWork, case_uid: UUID) -> Case:
    """Return the case, or say that it is no longer on this desk."""
    case = work.cases.get(case_uid)
    if case is None:
        raise ExpectedError(Trouble.RECORD_GONE)
    return case


def may_see_identity(case: Case, context: DeskContext, releases: Collection[Release] = ()) -> bool:
    """Say whether who reported may be shown to this person.

    At the office that took the case, where a release lets it be known, and at the regency's desk
    where it answers for an office complained about; never at another that is complained about, and
    to nobody while it is restricted.
    """
    if case.identity_state is IdentityState.RESTRICTED:
        return False
    if may_act_on(Right.SEE_IDENTITY, case, context.actor):
        return True
    if not may(context.actor, Right.SEE_IDENTITY):
        return False
    home = context.office.uid
    # That of an official is never corrected: no release to it was ever taken.
    is_about_us = home == case.complained_office_uid
    is_released = may_read_identity(releases, home, context.today()) and not is_about_us
    # The server gives it the block of no other case.
    answers_instead = (
        context.office.kind is OfficeKind.REGENCY and case.office_uid == case.complained_office_uid
    )
    return not case.anonymous and (is_released or answers_instead)

"""What was promised in a history: every save that a use case called safe, and what excuses one.

A save is excused when the only disks it lay on are gone: the one of a PC that was set back to an
older copy, or the server's. Nothing else excuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tests.soak.deeds import Saved, SetValue
from tests.soak.desk_view import DeskView, Queued
from tests.soak.server_view import ServerView


@dataclass
class Promise:
    """One acknowledged save and the desk that said so; its `disk` is new once it is set back."""

    seat: str
    saved: Saved
    disk: str
    excused: bool = False


@dataclass
class Chronicle:
    """The promises of a history, and what happened that explains what is seen afterwards."""

    promises: list[Promise] = field(default_factory=list)
    unheard: list[tuple[str, Queued]] = field(default_factory=list)
    forked: bool = False
    server_restored: bool = False
    clock_was_wrong: bool = False
    revoked_people: set[UUID] = field(default_factory=set)

    def acknowledge(self, seat: str, saved: Saved, *, disk: str) -> None:
        self.promises.append(Promise(seat, saved, disk))

    def note_unheard(self, seat: str, queued: Iterable[Queued]) -> None:
        """Note what a desk saved and died before it could say so: no promise, yet it counts."""
        promised = {uid for promise in self.promises for uid in uids_of(promise.saved)}
        self.unheard += [(seat, one) for one in queued if not uids_in(one) & promised]

    def values(self) -> list[tuple[UUID, SetValue]]:
        """Return every value that was written, with its case."""
        return [(p.saved.case_uid, value) for p in self.promises for value in p.saved.values]

    def built_upon(self) -> set[tuple[UUID, str, str]]:
        """Return the values that somebody saw and wrote over: case, field, value."""
        seen = {(case_uid, value.name, value.base) for case_uid, value in self.values()}
        for _, change in self.unheard:
            bases = change.body.get("base", {})
            beside = "reporter_" if change.operation == "reporter.set" else ""
            seen |= {(change.case_uid, beside + name, str(base)) for name, base in bases.items()}
        return seen

    def decided(self) -> set[tuple[UUID, str, str]]:
        """Return the values that their authors let go: case, field, value."""
        return {
            (p.saved.case_uid, value.name, value.new)
            for p in self.promises
            for value in p.saved.decided
        }

    def replaced(self) -> set[UUID]:
        """Name the entries of refused saves in whose place their author put another."""
        return {uid for promise in self.promises for uid in promise.saved.replaced}

    def seats_that_touched(self, case_uid: UUID) -> set[str]:
        acknowledged = {p.seat for p in self.promises if p.saved.case_uid == case_uid}
        return acknowledged | {seat for seat, one in self.unheard if one.case_uid == case_uid}

    def unsafe(self, server: ServerView, desks: Iterable[DeskView]) -> list[Promise]:
        """List the promises of which some part is neither on the server nor in any outbox."""
        safe = uids_on(server) | self.replaced()
        for desk in desks:
            for change in desk.queued:
                safe |= uids_in(change)
        return [
            promise
            for promise in self.promises
            if not promise.excused and not uids_of(promise.saved) <= safe
        ]


def uids_of(saved: Saved) -> set[UUID]:
    """Name everything a save made."""
    made = {*saved.entries, *(kept.record_uid for kept in (*saved.files, *saved.letters))}
    return made if saved.letter_void is None else made | {saved.letter_void}


def uids_on(server: ServerView) -> set[UUID]:
    """Name everything that lies on the server."""
    return {
        *server.cases,
        *server.entries,
        *server.attachments,
        *server.letters,
        *server.letter_voids,
    }


def uids_in(change: Queued) -> set[UUID]:
    """Name everything a queued change carries."""
    found = {change.entity_uid}
    waiting: list[object] = [change.body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting.extend(value.values())
            uid = value.get("uid")
            if isinstance(uid, str):
                found.add(UUID(uid))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            waiting.extend(value)
    return found

"""What has not reached the server yet, case by case, and the files that follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.sync_centre.case_label import CaseLabel, case_label, label_of

MOST_CHANGES = 500
MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """The changes of one case that wait: how many of each kind, and since when."""

    about: CaseLabel
    counts: tuple[tuple[Operation, int], ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """One file on its way up; `size` in bytes."""

    about: CaseLabel
    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """The oldest of what waits, and how much stands behind it.

    Files of confidential cases have no name here. `changes` and `all_files` count everything,
    `cases` and `files` show the first of it; `missing` counts files that other offices have and
    that are not here yet.
    """

    cases: tuple[WaitingCase, ...]
    changes: int
    more_changes: int
    files: tuple[WaitingFile, ...]
    all_files: int
    missing: int


def waiting_work(context: DeskContext) -> WaitingWork:
    """List what waits, the oldest first; a backlog of months is only counted.

    Raises NOT_ALLOWED.
    """
    demand(Right.READ, context)
    with context.open_read() as work:
        shown = work.outbox.waiting(MOST_CHANGES)
        count = work.outbox.count_waiting()
        uploads = work.transfers.uploads()
        return WaitingWork(
            cases=_by_case(shown, work),
            changes=count,
            more_changes=max(0, count - len(shown)),
            files=tuple(
                replace(file, name="") if file.about.confidential else file
                for file in waiting_files(uploads[:MOST_FILES], work)
            ),
            all_files=len(uploads),
            missing=len(work.transfers.missing()),
        )


def _by_case(changes: list[PendingChange], work: UnitOfWork) -> tuple[WaitingCase, ...]:
    groups: dict[UUID, list[PendingChange]] = {}
    for change in changes:
        groups.setdefault(change.case_uid, []).append(change)
    return tuple(
        WaitingCase(
            about=case_label(group[0], work.cases.get(case_uid)),
            counts=tuple(Counter(change.operation for change in group).items()),
            since=group[0].made_at,
        )
        for case_uid, group in groups.items()
    )


def waiting_files(uploads: list[tuple[UUID, str]], work: UnitOfWork) -> tuple[WaitingFile, ...]:
    """Name the files of a queue, with their cases and sizes."""
    described: dict[UUID, dict[str, tuple[str, int]]] = {}
    labels: dict[UUID, CaseLabel] = {}
    for case_uid in {case_uid for case_uid, _ in uploads}:
        case = work.cases.get(case_uid)
        labels[case_uid] = label_of(case) if case else CaseLabel(case_uid)
        described[case_uid] = _described(case_uid, work)
    return tuple(
        WaitingFile(labels[case_uid], sha256, *described[case_uid].get(sha256, ("", 0)))
        for case_uid, sha256 in uploads
    )


def _described(case_uid: UUID, work: UnitOfWork) -> dict[str, tuple[str, int]]:
    """Name and size of the files of a case, those of its letters too, by their digest."""
    files = {file.sha256: (file.name, file.size) for file in work.attachments.of_case(case_uid)}
    letters = work.letters.of_case(case_uid)
    return files | {letter.sha256: (letter.number, letter.size) for letter in letters}

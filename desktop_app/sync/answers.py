"""What the server's answer to one change means for this desk: pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Answer
from desktop_app.domain.records import UNREADABLE, Record, case_from, moment
from desktop_app.sync.wire import ChangeAnswer, Clash

_LONGEST_WORDS = 500
# Looking up the value of a member takes as long as reading an answer.
_DONE, _REPEATED = Answer.DONE.value, Answer.REPEATED.value
_CONFLICT, _REJECTED = Answer.CONFLICT.value, Answer.REJECTED.value
_LATER = Answer.LATER.value


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a change goes to quarantine: a stable code and the server's words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class LostField:
    """A value that did not stand, and the one that does, with who wrote that one."""

    field: str
    mine: Any
    theirs: Any
    by: str = ""
    office_uid: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What to do: a change that was not refused leaves the queue.

    `current` is the case as the server has it, where it said so; `version` is 0 where it did not.
    """

    refused: Refused | None = None
    lost: tuple[LostField, ...] = ()
    current: Case | None = None
    version: int = 0


def effect_of(answer: ChangeAnswer) -> Effect | None:
    """Read one answer; None when it makes no sense, and the change must be asked for again."""
    told = answer.outcome if is_repeated(answer) else answer.answer
    try:
        current = None if answer.current is None else _current(answer.current)
    except UNREADABLE:
        return None
    version = max(answer.version or 0, 0)
    if told == _DONE:
        return Effect(current=current, version=version)
    if told == _REJECTED and answer.code:
        words = (answer.words or "")[:_LONGEST_WORDS]
        return Effect(refused=Refused(answer.code, words), current=current)
    if told == _CONFLICT and answer.fields:
        lost = tuple(_lost(clash) for clash in answer.fields)
        return Effect(lost=lost, current=current, version=version)
    return None


def is_repeated(answer: ChangeAnswer) -> bool:
    """Say whether this was answered before."""
    return answer.answer == _REPEATED


def comes_later(answer: ChangeAnswer) -> bool:
    """Say whether nothing was done of this: the desk is to hear something first, by a pull."""
    return answer.answer == _LATER


def _current(record: Record) -> Case:
    version = record["version"]
    if not isinstance(version, int) or version < 0:
        raise ValueError("a version expected")
    return case_from(record, version=version)


def _lost(clash: Clash) -> LostField:
    try:
        office_uid = None if clash.office is None else UUID(clash.office)
        at = None if clash.at is None else moment(clash.at)
    except UNREADABLE:
        # The values are what counts; who wrote the other one is a courtesy.
        office_uid = at = None
    return LostField(clash.field, clash.mine, clash.theirs, clash.by or "", office_uid, at)


def brought_up(local: Case | None, effect: Effect) -> Case | None:
    """Return the case as it stands after this answer; None when nothing is to be written.

    A repeated answer tells what stood then: it never takes back what was read from the server
    since.
    """
    known = local.version if local is not None else 0
    if effect.current is not None and effect.current.version >= known:
        return effect.current
    if local is not None and effect.version > known:
        return replace(local, version=effect.version)
    return None

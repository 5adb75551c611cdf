"""The one table of moves: from where, to where, by whom, with what; screens and server read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desktop_app.domain.cases import Case, Classification, Placed, Status
from desktop_app.domain.people import Actor, OfficeKind, Role
from desktop_app.domain.permissions import RULES, Right, Side, may, roles_with
from desktop_app.domain.timeline import EntryKind


class Needs(Enum):
    """What a move must be given."""

    NOTHING = "nothing"
    REASON = "reason"
    OFFICE = "office"
    RESULT = "result"


class MoveName(Enum):
    """Every move there is; `merge` and its reversal come with duplicate handling."""

    VERIFY = "verify"
    ASSIGN = "assign"
    START = "start"
    FOLLOW_UP = "follow_up"
    RETURN = "return"
    CLOSE = "close"
    ANSWER_AT_COUNTER = "answer_at_counter"
    ASK_REPORTER = "ask_reporter"
    REPORTER_ANSWERED = "reporter_answered"
    POSTPONE = "postpone"
    RESUME = "resume"
    DECLINE = "decline"
    ARCHIVE = "archive"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Move:
    """One row: `right` says who and at which office, `public` whether the reporter may see it."""

    name: MoveName
    sources: frozenset[Status]
    target: Status
    right: Right
    needs: Needs = Needs.NOTHING
    public: bool = True


_S = Status
_TABLE: tuple[Move, ...] = (
    Move(MoveName.VERIFY, frozenset({_S.RECEIVED}), _S.VERIFIED, Right.VERIFY),
    Move(
        MoveName.ASSIGN,
        frozenset({_S.VERIFIED, _S.ASSIGNED, _S.IN_PROGRESS, _S.UNDER_REVIEW}),
        _S.ASSIGNED,
        Right.ASSIGN,
        Needs.OFFICE,
        public=False,
    ),
    Move(
        MoveName.START,
        frozenset({_S.VERIFIED, _S.ASSIGNED, _S.UNDER_REVIEW}),
        _S.IN_PROGRESS,
        Right.WORK,
    ),
    Move(
        MoveName.FOLLOW_UP,
        frozenset({_S.VERIFIED, _S.ASSIGNED, _S.IN_PROGRESS, _S.UNDER_REVIEW}),
        _S.FOLLOWED_UP,
        Right.WORK,
        Needs.RESULT,
    ),
    Move(
        MoveName.RETURN,
        frozenset({_S.ASSIGNED, _S.IN_PROGRESS}),
        _S.VERIFIED,
        Right.WORK,
        Needs.REASON,
        public=False,
    ),
    Move(MoveName.CLOSE, frozenset({_S.FOLLOWED_UP}), _S.CLOSED, Right.CLOSE),
    Move(
        MoveName.ANSWER_AT_COUNTER,
        frozenset({_S.RECEIVED}),
        _S.CLOSED,
        Right.HEAR,
        Needs.RESULT,
    ),
    Move(
        MoveName.ASK_REPORTER,
        frozenset({_S.RECEIVED, _S.VERIFIED}),
        _S.AWAITING_REPORTER,
        Right.VERIFY,
        Needs.REASON,
    ),
    Move(
        MoveName.REPORTER_ANSWERED,
        frozenset({_S.AWAITING_REPORTER}),
        _S.RECEIVED,
        Right.HEAR,
    ),
    Move(
        MoveName.POSTPONE,
        frozenset({_S.RECEIVED, _S.VERIFIED, _S.ASSIGNED, _S.IN_PROGRESS}),
        _S.POSTPONED,
        Right.VERIFY,
        Needs.REASON,
    ),
    Move(MoveName.RESUME, frozenset({_S.POSTPONED}), _S.VERIFIED, Right.VERIFY),
    Move(
        MoveName.DECLINE,
        frozenset({_S.RECEIVED, _S.VERIFIED}),
        _S.NOT_OUR_AUTHORITY,
        Right.VERIFY,
        Needs.REASON,
    ),
    Move(
        MoveName.ARCHIVE,
        frozenset({_S.RECEIVED, _S.VERIFIED, _S.AWAITING_REPORTER, _S.POSTPONED}),
        _S.ARCHIVED,
        Right.VERIFY,
        Needs.REASON,
    ),
    Move(
        MoveName.OBJECT,
        frozenset({_S.FOLLOWED_UP, _S.CLOSED}),
        _S.UNDER_REVIEW,
        Right.HEAR,
        Needs.REASON,
    ),
)

MOVES: Mapping[MoveName, Move] = {move.name: move for move in _TABLE}

RIGHT_TO_WRITE: Mapping[EntryKind, Right] = {
    EntryKind.NOTE: Right.NOTE,
    EntryKind.REPLY: Right.REPLY,
    EntryKind.PROGRESS: Right.PROGRESS,
}


class Refusal(Enum):
    """Why a move is not open to somebody."""

    WRONG_STATUS = "wrong_status"
    WRONG_OFFICE = "wrong_office"
    NO_RIGHT = "no_right"
    ONLY_INFORMATION = "only_information"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of the table: open (no refusal), or why not and which roles could."""

    move: MoveName
    refusal: Refusal | None
    roles: tuple[Role, ...]
    side: Side

    @property
    def allowed(self) -> bool:
        return self.refusal is None


def judge(move_name: MoveName, case: Case, actor: Actor) -> Verdict:
    """Say whether this person may make this move on this case now."""
    move = MOVES[move_name]
    side = RULES[move.right].side
    return Verdict(move_name, _refusal(move, case, actor), roles_with(move.right), side)


def open_moves(case: Case, actor: Actor) -> tuple[MoveName, ...]:
    """List the moves this person may make now, in the order of the table."""
    return tuple(move.name for move in _TABLE if _refusal(move, case, actor) is None)


def _refusal(move: Move, case: Case, actor: Actor) -> Refusal | None:
    if case.status not in move.sources:
        return Refusal.WRONG_STATUS
    if (
        move.name is MoveName.ANSWER_AT_COUNTER
        and case.classification is not Classification.INFORMATION_REQUEST
    ):
        return Refusal.ONLY_INFORMATION
    if _judges_itself(move, case, actor):
        return Refusal.WRONG_OFFICE
    return _refusal_of_right(move.right, case, actor)


def _refusal_of_right(right: Right, case: Placed, actor: Actor) -> Refusal | None:
    if not _stands_on(RULES[right].side, case, actor):
        return Refusal.WRONG_OFFICE
    return None if may(actor, right) else Refusal.NO_RIGHT


def _judges_itself(move: Move, case: Case, actor: Actor) -> bool:
    """An office decides nothing on a complaint about itself, nor an official on one about them.

    Above the regency's desk stands nobody here: it may, but for the official.
    """
    if RULES[move.right].side is not Side.TAKER or move.name is MoveName.ANSWER_AT_COUNTER:
        return False
    if actor.person_uid == case.complained_person_uid:
        return True
    is_about_us = actor.office_uid == case.complained_office_uid
    return is_about_us and actor.office_kind is not OfficeKind.REGENCY


def _stands_on(side: Side, case: Placed, actor: Actor) -> bool:
    is_own = actor.office_uid == case.office_uid
    is_taker = is_own or actor.office_kind is OfficeKind.REGENCY
    if case.assigned_office_uid is None:
        is_worker = is_taker
    else:
        is_worker = actor.office_uid == case.assigned_office_uid
    match side:
        case Side.OFFICE:
            return True
        case Side.OWN:
            return is_own
        case Side.TAKER:
            return is_taker
        case Side.WORKER:
            return is_worker
        case Side.EITHER:
            return is_taker or is_worker


def may_act_on(right: Right, case: Placed, actor: Actor) -> bool:
    """Say whether this person has the right on this case."""
    return _refusal_of_right(right, case, actor) is None

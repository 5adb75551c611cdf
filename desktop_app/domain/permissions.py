"""The one table of who may do what; services, screens and the server read it.

A right is added by a line here and its words in `terms.RIGHT`. What a move of a case needs beside
its right is in the table of moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from desktop_app.domain.people import Actor, OfficeKind, Role


class Right(Enum):
    """One thing a person may be allowed to do."""

    READ = "read"
    REGISTER = "register"
    HEAR = "hear"
    VERIFY = "verify"
    ASSIGN = "assign"
    WORK = "work"
    PROGRESS = "progress"
    NOTE = "note"
    REPLY = "reply"
    CLOSE = "close"
    CORRECT = "correct"
    VOID = "void"
    SEE_IDENTITY = "see_identity"
    CORRECT_IDENTITY = "correct_identity"
    PERSONAL_DATA = "personal_data"
    PRINT_RECEIPT = "print_receipt"
    ISSUE_LETTER = "issue_letter"
    RELEASE = "release"
    KEEP_IN_STEP = "keep_in_step"
    LET_IN = "let_in"
    KEEP_COPIES = "keep_copies"
    EXPORT_ALL = "export_all"
    EXPORT_IDENTITIES = "export_identities"
    SET_UP_OFFICE = "set_up_office"
    KEEP_REGENCY = "keep_regency"
    SEE_TRAIL = "see_trail"


class Side(Enum):
    """On which cases a right holds, by where the person's office stands.

    TAKER is the office that took the case, or the regency desk in its stead; OWN never the regency
    desk in its stead. WORKER is the office that works on it. OFFICE concerns no case.
    """

    OFFICE = "office"
    OWN = "own"
    TAKER = "taker"
    WORKER = "worker"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: who has a right, and on which cases it holds."""

    right: Right
    roles: frozenset[Role]
    side: Side = Side.OFFICE


_R = Role
_EVERYBODY = frozenset(Role)
_LOOK_ON = frozenset({_R.MONITOR})
_DESK = frozenset({_R.CLERK, _R.VERIFIER})
_WORKERS = frozenset({_R.VERIFIER, _R.EXECUTOR, _R.PARTNER})
_ADMINS = frozenset({_R.OFFICE_ADMIN, _R.REGENCY_ADMIN})

_TABLE: tuple[Rule, ...] = (
    Rule(Right.READ, _EVERYBODY),
    Rule(Right.REGISTER, _DESK),
    Rule(Right.HEAR, _DESK, Side.TAKER),
    Rule(Right.VERIFY, frozenset({_R.VERIFIER}), Side.TAKER),
    Rule(Right.ASSIGN, frozenset({_R.VERIFIER}), Side.TAKER),
    Rule(Right.WORK, _WORKERS, Side.WORKER),
    Rule(Right.PROGRESS, _WORKERS, Side.EITHER),
    Rule(Right.NOTE, _DESK | _WORKERS | {_R.SIGNER}, Side.EITHER),
    Rule(Right.REPLY, frozenset({_R.VERIFIER, _R.SIGNER}), Side.EITHER),
    Rule(Right.CLOSE, frozenset({_R.VERIFIER, _R.SIGNER}), Side.TAKER),
    Rule(Right.CORRECT, _DESK, Side.EITHER),
    Rule(Right.VOID, _DESK, Side.OWN),
    Rule(Right.SEE_IDENTITY, _DESK, Side.OWN),
    Rule(Right.CORRECT_IDENTITY, _DESK, Side.OWN),
    Rule(Right.PERSONAL_DATA, frozenset({_R.VERIFIER}), Side.OWN),
    Rule(Right.PRINT_RECEIPT, _EVERYBODY - {_R.PARTNER}, Side.OWN),
    Rule(Right.ISSUE_LETTER, _DESK | {_R.EXECUTOR, _R.SIGNER}, Side.EITHER),
    Rule(Right.RELEASE, frozenset({_R.VERIFIER})),
    Rule(Right.KEEP_IN_STEP, _EVERYBODY - _LOOK_ON),
    Rule(Right.LET_IN, _ADMINS | {_R.VERIFIER, _R.SIGNER}),
    Rule(Right.KEEP_COPIES, _ADMINS | {_R.VERIFIER, _R.SIGNER}),
    Rule(Right.EXPORT_ALL, _ADMINS | {_R.VERIFIER, _R.SIGNER}),
    Rule(Right.EXPORT_IDENTITIES, frozenset({_R.OFFICE_ADMIN, _R.SIGNER})),
    Rule(Right.SET_UP_OFFICE, _ADMINS | {_R.VERIFIER}),
    Rule(Right.KEEP_REGENCY, frozenset({_R.REGENCY_ADMIN})),
    Rule(Right.SEE_TRAIL, _ADMINS),
)

RULES: Mapping[Right, Rule] = {rule.right: rule for rule in _TABLE}

_USUAL_ROLES = _EVERYBODY - {_R.REGENCY_ADMIN, _R.PARTNER}

# A role held elsewhere carries nothing.
ROLES_AT: Mapping[OfficeKind, frozenset[Role]] = {
    OfficeKind.REGENCY: _USUAL_ROLES | {_R.REGENCY_ADMIN},
    OfficeKind.DISTRICT: _USUAL_ROLES,
    OfficeKind.VILLAGE: _USUAL_ROLES,
    OfficeKind.AGENCY: _USUAL_ROLES,
    OfficeKind.PARTNER: frozenset({_R.PARTNER, _R.MONITOR, _R.OFFICE_ADMIN}),
}


def may(actor: Actor, right: Right) -> bool:
    """Say whether a person has a right at their office; on a case ask `workflow.may_act_on`."""
    return right in rights_of(actor.roles, actor.office_kind)


@cache
def rights_of(roles: frozenset[Role], kind: OfficeKind) -> frozenset[Right]:
    """Return what these roles carry together at an office of this kind."""
    held = roles & ROLES_AT[kind]
    return frozenset(rule.right for rule in _TABLE if rule.roles & held)


def roles_with(right: Right, kind: OfficeKind | None = None) -> tuple[Role, ...]:
    """List the roles that carry a right, at any office or at one of this kind."""
    carrying = RULES[right].roles
    there = carrying if kind is None else carrying & ROLES_AT[kind]
    return tuple(role for role in Role if role in there)

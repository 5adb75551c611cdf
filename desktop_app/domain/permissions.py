"""The one table of who may do what; services, screens and the server read it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache

from desktop_app.domain.people import Role


class Right(Enum):
    """One thing a person may be allowed to do."""

    REGISTER = "register"
    VERIFY = "verify"
    ASSIGN = "assign"
    WORK = "work"
    NOTE = "note"
    REPLY = "reply"
    CLOSE = "close"
    CORRECT = "correct"
    ISSUE_LETTER = "issue_letter"
    SEE_IDENTITY = "see_identity"
    LET_IN = "let_in"
    ADMINISTER = "administer"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.CLERK: frozenset(
        {Right.REGISTER, Right.NOTE, Right.CORRECT, Right.ISSUE_LETTER, Right.SEE_IDENTITY}
    ),
    Role.VERIFIER: frozenset(
        {
            Right.REGISTER,
            Right.VERIFY,
            Right.ASSIGN,
            Right.WORK,
            Right.NOTE,
            Right.REPLY,
            Right.CLOSE,
            Right.CORRECT,
            Right.ISSUE_LETTER,
            Right.SEE_IDENTITY,
            Right.LET_IN,
        }
    ),
    Role.EXECUTOR: frozenset({Right.WORK, Right.NOTE, Right.ISSUE_LETTER}),
    Role.SIGNER: frozenset(
        {Right.NOTE, Right.REPLY, Right.CLOSE, Right.ISSUE_LETTER, Right.LET_IN}
    ),
    Role.MONITOR: frozenset(),
    Role.OFFICE_ADMIN: frozenset({Right.LET_IN, Right.ADMINISTER}),
    Role.REGENCY_ADMIN: frozenset({Right.LET_IN, Right.ADMINISTER}),
    Role.PARTNER: frozenset({Right.WORK, Right.NOTE}),
}


@cache
def has_right(roles: frozenset[Role], right: Right) -> bool:
    """Say whether any of the roles carries the right."""
    return any(right in RIGHTS[role] for role in roles)


def roles_with(right: Right) -> tuple[Role, ...]:
    """List the roles that carry the right, in the order of the table."""
    return tuple(role for role, rights in RIGHTS.items() if right in rights)

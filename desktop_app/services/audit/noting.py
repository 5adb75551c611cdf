"""Notes in the audit trail what the person at this desk does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_app.domain.audit import AuditKind, Noted
from desktop_app.domain.ports import OpenWork, UnitOfWork

if TYPE_CHECKING:
    from desktop_app.services.context import DeskContext

_NO_FACTS: Mapping[str, str] = {}


def note(
    kind: AuditKind,
    context: DeskContext,
    *,
    work: UnitOfWork,
    case_uid: UUID | None = None,
    facts: Mapping[str, str] = _NO_FACTS,
    at: datetime | None = None,
) -> None:
    """Note it in a transaction that somebody else commits; `facts` are codes (`domain.audit`)."""
    identity = work.state.identity() or context.device  # a copied desk becomes another one
    work.audit.note(
        Noted(
            kind,
            at or context.clock(),
            identity.device_uid,
            context.person.uid,
            case_uid=case_uid,
            facts=facts,
        )
    )


def note_before_sign_in(
    kind: AuditKind, person_uid: UUID, open_work: OpenWork, *, at: datetime, wrong_tries: int
) -> None:
    """Note how somebody got in who has not signed in yet; nothing on a desk that is none yet."""
    with open_work() as work:
        identity = work.state.identity()
        if identity is not None:
            facts = tried(wrong_tries)
            work.audit.note(Noted(kind, at, identity.device_uid, person_uid, facts=facts))
            work.commit()


def tried(wrong_tries: int) -> Mapping[str, str]:
    """Say how often somebody was wrong before they were right."""
    return {"wrong_tries": str(wrong_tries)} if wrong_tries else {}


def note_alone(
    kind: AuditKind,
    context: DeskContext,
    *,
    case_uid: UUID | None = None,
    facts: Mapping[str, str] = _NO_FACTS,
) -> None:
    """Note what changed nothing in the database; durable when it returns."""
    with context.open_work() as work:
        note(kind, context, work=work, case_uid=case_uid, facts=facts)
        work.commit()

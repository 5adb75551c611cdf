"""Take somebody's way into this PC away; what they wrote stays."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.services.audit.noting import note, note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


def shut_out(person_uid: UUID, context: DeskContext) -> None:
    """Let somebody in no more; raises NOT_ALLOWED, also for oneself: somebody must stay."""
    demand(Right.LET_IN, context)
    if person_uid == context.person.uid:
        raise ExpectedError(Trouble.NOT_ALLOWED)
    note_alone(AuditKind.SHUT_OUT, context, facts={"whom": str(person_uid)})
    context.keys.remove([person_uid])


def shut_out_who_left(context: DeskContext) -> frozenset[UUID]:
    """Let in no more whom the regency has taken out of service; return who that was.

    Who is not in the directory stays: this desk may not have heard of them yet. So does everybody
    where nobody would be left and no code was printed: what was not sent would be lost for ever.
    """
    holders = [holder.uid for holder in context.keys.holders()]
    with context.open_read() as work:
        people = [work.directory.person(uid) for uid in holders]
    left = frozenset(one.uid for one in people if one is not None and not one.active)
    if not left or (left == set(holders) and not context.keys.has_recovery_code()):
        return frozenset()
    with context.open_work() as work:
        for uid in sorted(left):
            facts = {"whom": str(uid), "by": "program"}
            note(AuditKind.SHUT_OUT, context, work=work, facts=facts)
        work.commit()
    context.keys.remove(left)
    return left

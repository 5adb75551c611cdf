"""Asks the table of rights for the person who acts; every use case that needs a right asks here."""

from __future__ import annotations

from desktop_app.domain.cases import Placed
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.context import DeskContext


def demand(right: Right, context: DeskContext) -> None:
    """Raise NOT_ALLOWED for who has not the right at their office."""
    if not may(context.actor, right):
        raise not_allowed(right, context)


def demand_on(right: Right, case: Placed, context: DeskContext) -> None:
    """Raise NOT_ALLOWED for who has not the right on this case."""
    if not may_act_on(right, case, context.actor):
        raise not_allowed(right, context)


def not_allowed(right: Right, context: DeskContext) -> ExpectedError:
    """Say which right is missing (fact `right`) at which kind of office (`kind`)."""
    facts = {"right": right.value, "kind": context.office.kind.value}
    return ExpectedError(Trouble.NOT_ALLOWED, facts=facts)

"""Asks for a right that concerns no case."""

from __future__ import annotations

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right, has_right, roles_with
from desktop_app.services.context import DeskContext


def demand(right: Right, context: DeskContext) -> None:
    """Raise NOT_ALLOWED (facts `roles`, comma-separated) for who has not the right."""
    if not has_right(context.person.roles, right):
        roles = ",".join(role.value for role in roles_with(right))
        raise ExpectedError(Trouble.NOT_ALLOWED, facts={"roles": roles})

"""The inbox: keys of one list, pages of it, and how many there are of each."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.inbox import InboxCounts, InboxQuery, InboxRow
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


def case_keys(query: InboxQuery, context: DeskContext) -> Sequence[int]:
    """Return every key of the list, overdue and new on top; raises NOT_ALLOWED."""
    demand(Right.READ, context)
    with context.open_read() as work:
        return work.cases.keys(query, context.today())


def case_rows(keys: Sequence[int], context: DeskContext) -> list[InboxRow | None]:
    """Return one page in the order asked; None where a case is gone meanwhile.

    Raises NOT_ALLOWED.
    """
    demand(Right.READ, context)
    with context.open_read() as work:
        return work.cases.rows(keys)


def case_counts(context: DeskContext) -> InboxCounts:
    """Count the cases of each group and status; raises NOT_ALLOWED."""
    demand(Right.READ, context)
    with context.open_read() as work:
        return work.cases.counts(context.today())

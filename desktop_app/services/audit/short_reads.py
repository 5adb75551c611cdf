"""Reads a long stretch of the audit trail a little at a time."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.audit_check import StoredEntry
from desktop_app.domain.ports import OpenWork

_AT_ONCE = 1_000


def rows_between(open_read: OpenWork, first: int, last: int) -> Iterator[list[StoredEntry]]:
    """Yield the entries of these numbers in their order, some at a time and never none.

    A long read would keep the log of the database from being folded in.
    """
    while first <= last:
        with open_read() as work:
            rows = work.audit.stored(first=first, last=last, most=_AT_ONCE)
        if not rows:
            return
        yield rows
        first = rows[-1].number + 1

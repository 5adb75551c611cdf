"""Finds and names what was altered, removed, put in or exchanged in a chain of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from desktop_app.domain.audit import BEGINNING, AuditEntry, Link

MOST_FINDINGS = 1000  # of one check; whoever spoils more has said enough


class Fault(Enum):
    """What is wrong with a stretch of a chain.

    ALTERED: an entry no longer says what was hashed. MISSING: entries are gone. REPLACED: another
    entry, whole in itself, stands where one was that its neighbours or the head know. ADDED:
    entries that the program did not put there. HEAD_LOST: nothing tells which is the newest.
    """

    ALTERED = "altered"
    MISSING = "missing"
    REPLACED = "replaced"
    ADDED = "added"
    HEAD_LOST = "head_lost"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies somewhere; `entry` is None where it cannot even be read."""

    number: int
    hash: bytes
    entry: AuditEntry | None

    @property
    def is_whole(self) -> bool:
        """Whether it says what was hashed."""
        entry = self.entry
        return entry is not None and entry.number == self.number and entry.hash == self.hash


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the entries `first` to `last`, between two that stand (None at either end).

    `stored` is what lies there now, where anything readable does.
    """

    fault: Fault
    first: int
    last: int
    stored: AuditEntry | None = None
    before: AuditEntry | None = None
    after: AuditEntry | None = None


class ChainCheck:
    """Looks at the entries of a chain in their order, from the one after `start` on.

    The entry of `start` itself comes first where there is one. `known` are links that must be
    found, as the one that the server keeps.
    """

    def __init__(self, start: Link, known: Iterable[Link] = ()) -> None:
        self.findings: list[Finding] = []
        self.checked = 0
        self._known = {link.number: link.hash for link in (start, *known) if link.number > 0}
        self._next = max(start.number, 1)
        self._last: StoredEntry | None = None
        self._before_last: StoredEntry | None = None
        self._doubted = False

    @property
    def reached(self) -> Link:
        """The newest entry looked at."""
        return Link() if self._last is None else Link(self._last.number, self._last.hash)

    def look_at(self, rows: Iterable[StoredEntry]) -> None:
        """Judge the next entries."""
        for row in rows:
            if row.number < self._next:
                self._find(Fault.ADDED, row.number, row.number, stored=row)
                continue
            self._judge(row)
            self._before_last, self._last = self._last, row
            self._next = row.number + 1
            self.checked += 1

    def end_at(self, head: Link, beyond: StoredEntry | None = None) -> None:
        """Compare with the head; `beyond` is the newest of any entries behind it."""
        last = self._last
        if head.number == 0:
            if last is not None or beyond is not None:
                self._find(Fault.HEAD_LOST, 0, 0, before=last)
            return
        if self._next <= head.number:
            self._find(Fault.MISSING, self._next, head.number, before=last)
        elif last is not None and last.number == head.number and last.hash != head.hash:
            if self._doubted:
                self.findings.pop()
            self._find_replaced(last, self._before_last, None)
        if beyond is not None:
            self._find(Fault.ADDED, head.number + 1, beyond.number, stored=beyond, before=last)

    def _judge(self, row: StoredEntry) -> None:
        last, doubted = self._last, self._doubted
        self._doubted = False
        has_gap = row.number > self._next
        if has_gap:
            self._find(Fault.MISSING, self._next, row.number - 1, before=last, after=row)
        if not row.is_whole:
            self._find(Fault.ALTERED, row.number, row.number, stored=row, before=last)
            return
        if self._known.get(row.number, row.hash) != row.hash:
            self._find_replaced(row, last, None)
        elif not has_gap and not self._follows(row):
            if last is None:
                self._find_replaced(row, None, None)
            elif doubted:
                # Neither the one before nor the one behind knows the entry between them.
                self.findings.pop()
                self._find_replaced(last, self._before_last, row)
            else:
                self._doubted = self._find_replaced(last, self._before_last, row)

    def _follows(self, row: StoredEntry) -> bool:
        """Say whether an entry names the one before it; one that is altered is named already."""
        previous = b"" if row.entry is None else row.entry.previous
        if self._last is None:
            return row.number > 1 or previous == BEGINNING
        return not self._last.is_whole or previous == self._last.hash

    def _find_replaced(
        self, row: StoredEntry, before: StoredEntry | None, after: StoredEntry | None
    ) -> bool:
        """Name an entry that another one took the place of, once; say whether it was new."""
        known = any(one.first <= row.number <= one.last for one in self.findings[-2:])
        if known:
            return False
        self._find(Fault.REPLACED, row.number, row.number, stored=row, before=before, after=after)
        return True

    def _find(
        self,
        fault: Fault,
        first: int,
        last: int,
        *,
        stored: StoredEntry | None = None,
        before: StoredEntry | None = None,
        after: StoredEntry | None = None,
    ) -> None:
        if len(self.findings) < MOST_FINDINGS:
            found = (row.entry if row else None for row in (stored, before, after))
            self.findings.append(Finding(fault, first, last, *found))
